"""Notices in the admin: what a unit tells for a while, live at once on every page that the unit stands on."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Model
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from catalogue.actions.change_running import add_running, change_running
from catalogue.admin.columns import choice_column
from catalogue.admin.hours import AddHoursView, ChangeHoursView, HoursViewSet, RemoveHoursView
from catalogue.admin.running_forms import NewNoticeForm, NoticeForm
from catalogue.admin.words_rows import words_panel
from catalogue.models import Notice, Provider


def notices_button(provider: Provider, user: Any) -> Button | None:
    """The way from the form of a unit to its notices."""
    url = f"{reverse('notice:index')}?{urlencode({'provider': provider.pk})}"
    return Button("Driftmeddelanden", url=url, icon_name="warning", priority=45)


class NoticeFilterSet(WagtailFilterSet):
    """The notices of one unit."""

    provider = django_filters.ModelChoiceFilter(
        label="Verksamhet", queryset=lambda request: Provider.objects.all()
    )

    class Meta:
        model = Notice
        fields: ClassVar[list[str]] = ["provider", "kind"]


class AddNoticeView(AddHoursView):
    """A new notice."""

    def save_instance(self) -> Model:
        """Save it with its words."""
        notice = self.form.save(commit=False)
        add_running(notice, user=self.request.user)
        return notice


class ChangeNoticeView(ChangeHoursView):
    """One notice, saved only if nobody changed it meanwhile."""

    def save_instance(self) -> Model:
        """Save under the version that was read."""
        notice = self.form.save(commit=False)
        change_running(notice, read_version=self.form.cleaned_data["read_version"], user=self.request.user)
        return notice


class RemoveNoticeView(RemoveHoursView):
    """Take a notice away. The history of the unit keeps it."""

    confirmation_message = "Ta bort meddelandet? Det syns direkt på webbplatsen."


class NoticeViewSet(HoursViewSet):
    """What units tell for a while."""

    model = Notice
    icon = "warning"
    menu_label = "Driftmeddelanden"
    add_view_class = AddNoticeView
    edit_view_class = ChangeNoticeView
    delete_view_class = RemoveNoticeView
    filterset_class = NoticeFilterSet
    ordering = ["-date_from"]
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Column("provider", label="Verksamhet", accessor="provider.name", sort_key="provider__name"),
        choice_column("kind", "Slag"),
    ]
    form = NoticeForm
    new_form = NewNoticeForm

    def get_queryset(self) -> Any:
        """The notices with what a list shows."""
        return Notice.objects.select_related("provider").prefetch_related("words")

    def panels(self, day: str) -> list[Any]:
        """The form."""
        return [
            FieldPanel("provider"),
            FieldPanel("kind"),
            MultiFieldPanel([FieldRowPanel([FieldPanel("date_from"), FieldPanel("date_to")])], heading="Dagar"),
            words_panel(["text"], heading="Text"),
        ]
