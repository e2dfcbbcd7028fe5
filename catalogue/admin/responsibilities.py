"""Who answers for what, in the admin."""

from typing import Any, ClassVar

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from catalogue.admin.chooser import RecordChooserViewSet, chooser_for
from catalogue.admin.columns import choice_column
from catalogue.admin.forms import ResponsibilityForm
from catalogue.admin.inspect import RecordInspectView
from catalogue.admin.views import RecordIndexView
from catalogue.choices import Duty
from catalogue.models import Provider, Responsibility


class ResponsibilityFilterSet(WagtailFilterSet):
    """Ways to narrow the list."""

    user = django_filters.ModelChoiceFilter(
        label="Person", queryset=lambda request: get_user_model().objects.all()
    )
    provider = django_filters.ModelChoiceFilter(
        label="Verksamhet", queryset=lambda request: Provider.objects.all()
    )
    duty = django_filters.MultipleChoiceFilter(label="Ansvar", choices=Duty, widget=CheckboxSelectMultiple)

    class Meta:
        model = Responsibility
        fields: ClassVar[list[str]] = []


class ResponsibilityIndexView(RecordIndexView):
    """The list begins with who."""

    title_label = "Vem"

    def _get_title_column(self, field_name: str, *args: Any, **kwargs: Any) -> Any:
        column = super()._get_title_column(field_name, *args, **kwargs)
        column.accessor = holder
        return column


class ResponsibilityViewSet(SnippetViewSet):
    """Who answers for a unit, an area or a page. What a unit manager may change follows from this list."""

    model = Responsibility
    icon = "user"
    menu_label = "Ansvar"
    menu_order = 320
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = ResponsibilityIndexView
    inspect_view_class = RecordInspectView
    list_per_page = 50
    search_backend_name = None
    search_fields = [
        "user__username",
        "user__first_name",
        "user__last_name",
        "mailbox",
        "provider__name",
        "area__name",
    ]
    filterset_class = ResponsibilityFilterSet
    list_display: ClassVar[list[Any]] = [
        "user",
        choice_column("duty", "Ansvar"),
        Column("subject", label="För", accessor=lambda row: str(row.provider or row.area or row.page or "")),
        Column("starts", label="Från", sort_key="starts"),
        Column("ends", label="Till", sort_key="ends"),
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("user"), FieldPanel("mailbox")], heading="Vem"),
            FieldPanel("duty", help_text="Den som leder verksamheten får ändra dess uppgifter."),
            MultiFieldPanel(
                [FieldPanel("provider"), FieldPanel("area"), FieldPanel("page")],
                heading="För vad",
                help_text="Välj minst en.",
            ),
            FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")], heading="Hur länge"),
        ],
        base_form_class=ResponsibilityForm,
    )

    @property
    def chooser_viewset_class(self) -> type[RecordChooserViewSet]:
        """A chooser that searches where the listing does."""
        return chooser_for(self.search_fields)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """The rows with the names that a list shows."""
        return Responsibility.objects.select_related("user", "provider", "area", "page")


def holder(row: Responsibility) -> str:
    """The person or mailbox."""
    return str(row.user.get_full_name() or row.user.username) if row.user else row.mailbox
