"""Units and their places in the admin."""

from typing import Any

import django_filters
from django.forms import CheckboxSelectMultiple
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TabbedInterface

from catalogue.admin.check_list import CheckListPanel
from catalogue.admin.columns import NotStatedColumn, choice_column, computed_column, last_verified
from catalogue.admin.forms import ProviderForm
from catalogue.admin.hours import hours_button
from catalogue.admin.inspect import RecordInspectView
from catalogue.admin.notices import notices_button
from catalogue.admin.record_viewset import STATUS, RecordViewSet, tab, tabs
from catalogue.admin.running_facts import RunningFactsPanel
from catalogue.admin.verify import verify_button
from catalogue.admin.words_rows import words_panel
from catalogue.choices import ProviderStatus
from catalogue.models import Area, Place, Provider


class ProviderFilterSet(WagtailFilterSet):
    """Ways to narrow the list of units."""

    catchment = django_filters.ModelChoiceFilter(
        label="För dem som bor i", queryset=lambda request: Area.objects.all()
    )
    status = django_filters.MultipleChoiceFilter(
        label="Läge", choices=ProviderStatus, widget=CheckboxSelectMultiple
    )
    contacts = django_filters.BooleanFilter(
        label="Har kontaktväg", field_name="contacts", lookup_expr="isnull", exclude=True, distinct=True
    )
    is_protected = django_filters.BooleanFilter(label="Skyddad")
    retired_from = django_filters.BooleanFilter(label="Avslutad", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Provider
        fields: list[str] = []


class ProviderInspectView(RecordInspectView):
    """A unit with its hours."""

    beside = ["opening_hours", "opening_exceptions"]


def _first_contact(provider: Provider) -> str:
    contacts = list(provider.contacts.all())
    return str(contacts[0]) if contacts else "saknas"


class ProviderViewSet(RecordViewSet):
    """Units that give support."""

    model = Provider
    icon = "home"
    menu_label = "Verksamheter"
    inspect_view_class = ProviderInspectView
    search_fields = ["name", "aliases__name", "slug", "contacts__value"]
    list_display = [
        "name",
        NotStatedColumn("parent", label="Del av", accessor="parent.name", sort_key="parent__name"),
        computed_column("contact", "Kontakt", _first_contact),
        computed_column("verified", "Bekräftad", last_verified),
        choice_column("status", "Läge"),
        STATUS,
    ]
    filterset_class = ProviderFilterSet
    joined = ["parent"]
    prefetched = ["contacts", "verifications"]
    extra_buttons = [verify_button, hours_button, notices_button]

    @property
    def edit_handler(self) -> TabbedInterface:
        """The form in tabs."""
        return tabs(
            tab("Verksamheten", *_unit_panels()),
            tab("Kontakt", *_contact_panels()),
            tab("För vem", *_who_panels()),
            tab("Ord", words_panel(["presentation", "contact", "hours", "find", "staff"])),
            form=ProviderForm,
        )


def _unit_panels() -> list[Any]:
    return [
        RunningFactsPanel(),
        MultiFieldPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("sort")], heading="Namn"),
        InlinePanel("aliases", heading="Andra namn", label="Namn", panels=[FieldPanel("name")]),
        FieldPanel("parent", help_text="Den större verksamhet som den här hör till."),
        FieldPanel("status"),
        FieldPanel("is_protected"),
        MultiFieldPanel(
            [CheckListPanel("run_by_areas"), CheckListPanel("run_by_providers"), CheckListPanel("partners")],
            heading="Vem som driver den",
            classname="collapsed",
        ),
    ]


def _contact_panels() -> list[Any]:
    contact = [
        FieldRowPanel([FieldPanel("channel"), FieldPanel("value")]),
        FieldRowPanel([FieldPanel("hidden_on_bill"), FieldPanel("order")]),
    ]
    return [
        InlinePanel(
            "contacts",
            heading="Kontaktvägar",
            label="Kontaktväg",
            panels=contact,
            help_text="Bara det som alla får se. Lägst ordning visas först.",
        ),
        FieldPanel("drop_in"),
        FieldPanel("by_appointment"),
    ]


def _who_panels() -> list[Any]:
    return [
        CheckListPanel("catchment"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("age_min"), FieldPanel("age_max")])], heading="Ålder"),
    ]


class PlaceFilterSet(WagtailFilterSet):
    """Ways to narrow the list of places."""

    provider = django_filters.ModelChoiceFilter(
        label="Verksamhet", queryset=lambda request: Provider.objects.all()
    )
    area = django_filters.ModelChoiceFilter(label="Område", queryset=lambda request: Area.objects.all())

    class Meta:
        model = Place
        fields: list[str] = []


class PlaceViewSet(RecordViewSet):
    """Where one goes."""

    model = Place
    icon = "site"
    menu_label = "Platser"
    search_fields = ["name", "street", "postcode", "town", "provider__name", "slug"]
    list_display = [
        "name",
        NotStatedColumn("provider", label="Verksamhet", accessor="provider.name", sort_key="provider__name"),
        NotStatedColumn("street", label="Gatuadress", sort_key="street"),
        NotStatedColumn("area", label="Område", accessor="area.name", sort_key="area__name"),
        choice_column("step_free", "Utan trappsteg"),
        STATUS,
    ]
    filterset_class = PlaceFilterSet
    joined = ["provider", "area"]

    @property
    def edit_handler(self) -> TabbedInterface:
        """The form in tabs."""
        access = [FieldPanel(name) for name in ("step_free", "lift", "accessible_toilet", "hearing_loop")]
        address = [
            FieldPanel("street"),
            FieldRowPanel([FieldPanel("postcode"), FieldPanel("town")]),
            FieldPanel("area"),
        ]
        return tabs(
            tab(
                "Platsen",
                FieldPanel("provider", help_text="En skyddad verksamhet får inte ha någon plats."),
                MultiFieldPanel([FieldPanel("name"), FieldPanel("slug")], heading="Namn"),
                MultiFieldPanel(address, heading="Adress"),
            ),
            tab(
                "Tillgänglighet",
                MultiFieldPanel(
                    access, heading="Framkomlighet", help_text="Lämna tomt det ingen har kontrollerat."
                ),
            ),
            tab("Ord", words_panel(["way_in", "entrance", "report_to"])),
        )
