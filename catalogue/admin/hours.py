"""Opening hours in the admin: one row a day and kind, changed beside the form of the unit and live at once."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from catalogue.actions.change_hours import ChangedMeanwhileError, add_hours, change_hours, remove_hours
from catalogue.admin.columns import choice_column
from catalogue.admin.hours_forms import ExceptionForm, HoursForm, NewExceptionForm, NewHoursForm
from catalogue.admin.ids import is_id
from catalogue.admin.views import OwnListing, OwnRecord
from catalogue.models import OpeningException, OpeningHours, Provider


def hours_button(provider: Provider, user: Any) -> Button | None:
    """The way from the form of a unit to its hours."""
    return Button("Öppettider", url=hours_url(provider), icon_name="time", priority=40)


def hours_url(provider: Provider) -> str:
    """The hours of a unit."""
    return f"{reverse('openinghours:index')}?{urlencode({'provider': provider.pk})}"


class HoursFilterSet(WagtailFilterSet):
    """The hours of one unit."""

    provider = django_filters.ModelChoiceFilter(
        label="Verksamhet", queryset=lambda request: Provider.objects.all()
    )

    class Meta:
        model = OpeningHours
        fields: ClassVar[list[str]] = ["provider", "channel", "weekday"]


class ExceptionFilterSet(WagtailFilterSet):
    """The exceptions of one unit."""

    provider = django_filters.ModelChoiceFilter(
        label="Verksamhet", queryset=lambda request: Provider.objects.all()
    )

    class Meta:
        model = OpeningException
        fields: ClassVar[list[str]] = ["provider"]


class ListHoursView(OwnListing, generic.IndexView):
    """The rows; new ones are made for the unit that the list shows."""

    def get_add_url(self) -> str | None:
        """A new row for the same unit."""
        url, provider = super().get_add_url(), self.request.GET.get("provider", "")
        return f"{url}?{urlencode({'provider': provider})}" if url and is_id(provider) else url


class HoursView:
    """Leads back to the hours of the unit."""

    def get_success_url(self) -> str:
        """The list of the unit."""
        url = reverse(self.index_url_name)
        return f"{url}?{urlencode({'provider': self.object.provider_id})}"


class AddHoursView(HoursView, generic.CreateView):
    """New rows, one for each chosen day."""

    def get_initial(self) -> dict[str, Any]:
        """The unit that the editor came from."""
        provider = self.request.GET.get("provider", "")
        return {"provider": provider} if is_id(provider) else {}

    def save_instance(self) -> Model:
        """Save a row for each day."""
        rows = self.form.rows()
        for row in rows:
            add_hours(row, user=self.request.user)
        return rows[-1]


class ChangeHoursView(OwnRecord, HoursView, generic.EditView):
    """One row, saved only if nobody changed it meanwhile."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the row before the permission is asked for it."""
        super().setup(request, *args, **kwargs)
        self.object = self.get_object()

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, or say what somebody else wrote."""
        try:
            return super().form_valid(form)
        except ChangedMeanwhileError:
            form.tell_what_stands()
            self.is_valid(form)  # so that Wagtail says that nothing was saved
            return self.form_invalid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        """What somebody else changed meanwhile is a conflict and no slip of the editor's."""
        response = super().form_invalid(form)
        if form.is_behind:
            response.status_code = 409
        return response

    def save_instance(self) -> Model:
        """Save under the version that was read."""
        change_hours(
            self.form.instance, read_version=self.form.cleaned_data["read_version"], user=self.request.user
        )
        return self.form.instance


class RemoveHoursView(OwnRecord, HoursView, generic.DeleteView):
    """Take a row away. The history of the unit keeps what stood there."""

    page_title = "Ta bort"
    confirmation_message = "Ta bort tiden? Det syns direkt på webbplatsen."

    def delete_action(self) -> None:
        """Take it away and write it down."""
        remove_hours(self.object, user=self.request.user)


class HoursViewSet(ModelViewSet):
    """Weekly rows."""

    model = OpeningHours
    icon = "time"
    menu_label = "Öppettider"
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 100
    index_view_class = ListHoursView
    add_view_class = AddHoursView
    edit_view_class = ChangeHoursView
    delete_view_class = RemoveHoursView
    filterset_class = HoursFilterSet
    search_fields = ["provider__name"]
    search_backend_name = None
    ordering = ["provider__name", "weekday", "opens"]
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Column("provider", label="Verksamhet", accessor="provider.name", sort_key="provider__name"),
        choice_column("channel", "Gäller"),
        Column("season", label="Period", accessor=lambda row: season(row)),
    ]
    form = HoursForm
    new_form = NewHoursForm

    def get_queryset(self) -> Any:
        """The rows with the names that a list shows."""
        return self.model.objects.select_related("provider", "offering__insats")

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """The rows with the names that a list shows."""
        return super().get_index_view_kwargs(queryset=self.get_queryset(), **kwargs)

    def panels(self, day: str) -> list[Any]:
        """The form; a new row asks for several days at once."""
        times = FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")])
        season_panels = [FieldPanel("season_from"), FieldPanel("season_to")]
        return [
            FieldPanel("provider"),
            FieldPanel("channel"),
            MultiFieldPanel([FieldPanel(day), times], heading="Dag och tid"),
            FieldPanel("holidays_too"),
            MultiFieldPanel([FieldRowPanel(season_panels)], heading="Bara under en period", classname="collapsed"),
            FieldPanel("offering"),
        ]

    def get_edit_handler(self) -> ObjectList:
        """The form of a row that exists."""
        return ObjectList(self.panels("weekday"), base_form_class=self.form).bind_to_model(self.model)

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """The form of new rows."""
        panel = ObjectList(self.panels("weekdays"), base_form_class=self.new_form).bind_to_model(self.model)
        made = super().get_add_view_kwargs(**kwargs)
        return {**made, "panel": panel, "form_class": panel.get_form_class()}


class ExceptionViewSet(HoursViewSet):
    """Other hours between two dates."""

    model = OpeningException
    icon = "date"
    menu_label = "Avvikande öppettider"
    filterset_class = ExceptionFilterSet
    ordering = ["-date_from"]
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Column("provider", label="Verksamhet", accessor="provider.name", sort_key="provider__name"),
        Column("times", label="Tider", accessor="times"),
    ]
    form = ExceptionForm
    new_form = NewExceptionForm

    def get_queryset(self) -> Any:
        """The rows with the names that a list shows."""
        return self.model.objects.select_related("provider")

    def panels(self, day: str) -> list[Any]:
        """The form."""
        return [
            FieldPanel("provider"),
            FieldPanel("channel"),
            MultiFieldPanel([FieldRowPanel([FieldPanel("date_from"), FieldPanel("date_to")])], heading="Dagar"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")])],
                heading="Tider",
                help_text="Lämna båda tomma om det är stängt.",
            ),
        ]


def season(row: OpeningHours) -> str:
    """The part of the year for which a row holds."""
    if not (row.season_from or row.season_to):
        return "hela året"
    return f"{row.season_from or ''}–{row.season_to or ''}"
