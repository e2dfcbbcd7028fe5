"""Areas in the admin: names that people use, and who answers there."""

import django_filters
from django.forms import CheckboxSelectMultiple
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TabbedInterface

from catalogue.admin.columns import NotStatedColumn, choice_column
from catalogue.admin.record_viewset import STATUS, RecordViewSet, tab, tabs
from catalogue.admin.words_rows import words_panel
from catalogue.choices import AreaKind
from catalogue.models import Area


class AreaFilterSet(WagtailFilterSet):
    """Ways to narrow the list of areas."""

    level = django_filters.MultipleChoiceFilter(label="Nivå", choices=AreaKind, widget=CheckboxSelectMultiple)
    parent = django_filters.ModelChoiceFilter(
        label="Ligger i", queryset=lambda request: Area.objects.exclude(level=AreaKind.DISTRICT)
    )
    intake = django_filters.BooleanFilter(label="Mottagning angiven", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Area
        fields: list[str] = []


class AreaViewSet(RecordViewSet):
    """Country, county, municipality, district."""

    model = Area
    icon = "globe"
    menu_label = "Områden"
    search_fields = ["name", "aliases__name", "slug"]
    list_display = [
        "name",
        choice_column("level", "Nivå"),
        NotStatedColumn("parent", label="Ligger i", accessor="parent.name", sort_key="parent__name"),
        NotStatedColumn("intake", label="Mottagning", accessor="intake.name", sort_key="intake__name"),
        NotStatedColumn("switchboard", label="Växel", accessor="switchboard.name"),
        STATUS,
    ]
    filterset_class = AreaFilterSet
    joined = ["parent", "intake", "switchboard"]

    @property
    def edit_handler(self) -> TabbedInterface:
        """The form in tabs."""
        return tabs(
            tab(
                "Området",
                MultiFieldPanel([FieldPanel("name"), FieldPanel("slug")], heading="Namn"),
                MultiFieldPanel([FieldPanel("level"), FieldPanel("parent")], heading="Var det ligger"),
                InlinePanel(
                    "aliases",
                    heading="Namn som folk använder",
                    label="Namn",
                    panels=[FieldPanel("name")],
                    help_text="Stadsdelar, förorter och gamla namn. Den som skriver dem hittar hit.",
                ),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")], heading="Giltighet"),
                FieldPanel("population_young"),
            ),
            tab(
                "Vem som svarar",
                MultiFieldPanel(
                    [FieldPanel("intake"), FieldPanel("switchboard"), FieldPanel("out_of_hours")],
                    heading="Vem som svarar",
                    help_text="Numren står på verksamheten. Varje sida slutar med en av dem.",
                ),
            ),
            tab("Ord", words_panel(["presentation", "intake_name"])),
        )
