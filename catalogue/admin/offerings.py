"""Offerings in the admin: this insats, given by someone somewhere, and how one gets it there."""

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Max, Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TabbedInterface

from catalogue.admin.check_list import CheckListPanel
from catalogue.admin.columns import (
    NOT_STATED,
    NotStatedColumn,
    choice_column,
    computed_column,
    last_verified,
    wait_now,
)
from catalogue.admin.forms import OfferingForm
from catalogue.admin.group_starts import groups_button
from catalogue.admin.inspect import RecordInspectView
from catalogue.admin.record_viewset import STATUS, RecordViewSet, tab, tabs
from catalogue.admin.running_facts import RunningFactsPanel
from catalogue.admin.verify import verify_button
from catalogue.admin.views import RecordIndexView
from catalogue.admin.words_rows import words_panel
from catalogue.choices import Route, Stated, Status
from catalogue.models import Area, Insats, Offering, Provider
from catalogue.own_units import own_units
from catalogue.waiting import wait_of

EMPTY = "-"
VERIFIED = [("never", "aldrig"), ("old", "för mer än ett halvår sedan"), ("new", "det senaste halvåret")]
HALF_A_YEAR = 183
WAITS = [
    ("fresh", "färsk uppgift"),
    ("ageing", "börjar bli gammal"),
    ("unknown", "okänd"),
    ("closed", "tar inte emot"),
]


class OfferingFilterSet(WagtailFilterSet):
    """Ways to narrow the list of offerings."""

    insats = django_filters.ModelChoiceFilter(label="Insats", queryset=lambda request: Insats.objects.all())
    provider = django_filters.ModelChoiceFilter(
        label="Verksamhet", queryset=lambda request: Provider.objects.all()
    )
    area = django_filters.ModelChoiceFilter(label="Område", queryset=lambda request: Area.objects.all())
    route = django_filters.MultipleChoiceFilter(
        label="Så får man kontakt",
        choices=[(EMPTY, NOT_STATED), *Route.choices],
        widget=CheckboxSelectMultiple,
        method="by_choice",
    )
    decision_needed = django_filters.MultipleChoiceFilter(
        label="Behövs beslut",
        choices=[(EMPTY, NOT_STATED), *Stated.choices],
        widget=CheckboxSelectMultiple,
        method="by_choice",
    )
    wait = django_filters.ChoiceFilter(label="Väntetid", choices=WAITS, method="by_wait")
    verified = django_filters.ChoiceFilter(label="Bekräftad", choices=VERIFIED, method="by_verified")
    status = django_filters.MultipleChoiceFilter(label="Läge", choices=Status, widget=CheckboxSelectMultiple)
    mine = django_filters.ChoiceFilter(
        label="Vilka", choices=[("yes", "bara mina verksamheters")], method="by_mine"
    )
    retired_from = django_filters.BooleanFilter(label="Avslutad", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Offering
        fields: list[str] = []

    def by_choice(self, offerings: QuerySet, name: str, values: list[str]) -> QuerySet:
        """Those with one of the values; *anges inte* is an empty value."""
        return offerings.filter(**{f"{name}__in": ["" if value == EMPTY else value for value in values]})

    def by_wait(self, offerings: QuerySet, name: str, value: str) -> QuerySet:
        """Those whose wait reads so just now."""
        now = timezone.now()
        rows = Offering.objects.prefetch_related("queue_reports").only("pk")
        fitting = [row.pk for row in rows if wait_of(list(row.queue_reports.all()), now).state == value]
        return offerings.filter(pk__in=fitting)

    def by_verified(self, offerings: QuerySet, name: str, value: str) -> QuerySet:
        """Those confirmed never, lately or long ago."""
        limit = timezone.now() - timedelta(days=HALF_A_YEAR)
        dated = offerings.annotate(last_verified=Max("verifications__verified_at"))
        conditions = {
            "never": Q(last_verified__isnull=True),
            "old": Q(last_verified__lt=limit),
            "new": Q(last_verified__gte=limit),
        }
        return dated.filter(conditions[value])

    def by_mine(self, offerings: QuerySet, name: str, value: str) -> QuerySet:
        """Those of the units that the user leads."""
        return offerings.filter(pk__in=own_units(self.request.user).queryset(Offering).values("pk"))


class OfferingIndexView(RecordIndexView):
    """The list of offerings begins with the insats."""

    title_field = "insats.name"
    title_label = "Insats"
    title_sort = "insats__name"


class OfferingInspectView(RecordInspectView):
    """An offering with what was observed of its wait."""

    beside = ["queue_reports", "opening_hours"]


class OfferingViewSet(RecordViewSet):
    """What is given, where and how."""

    model = Offering
    icon = "tasks"
    menu_label = "Erbjudanden"
    index_view_class = OfferingIndexView
    inspect_view_class = OfferingInspectView
    search_fields = [
        "insats__name",
        "insats__full_name",
        "insats__abbreviation",
        "provider__name",
        "area__name",
        "anonymous_label",
        "slug",
    ]
    ordering = "insats__name"
    list_display = [
        "insats",
        NotStatedColumn("provider", label="Verksamhet", accessor="provider.name", sort_key="provider__name"),
        NotStatedColumn("area", label="Område", accessor="area.name", sort_key="area__name"),
        choice_column("route", "Väg in"),
        choice_column("decision_needed", "Beslut"),
        computed_column("wait", "Väntetid", wait_now),
        computed_column("verified", "Bekräftad", last_verified),
        choice_column("status", "Läge"),
        STATUS,
    ]
    filterset_class = OfferingFilterSet
    joined = ["insats", "provider", "area"]
    prefetched = ["queue_reports", "verifications"]
    named_by = ["insats", "provider", "area"]
    extra_buttons = [verify_button, groups_button]

    @property
    def edit_handler(self) -> TabbedInterface:
        """The form in tabs, in the order of the questions that a reader asks."""
        return tabs(
            tab("Vad och vem", *_what_panels()),
            tab("Väg in", *_way_in_panels()),
            tab("Vem får komma", *_who_panels()),
            tab("Så är det", *_how_panels()),
            tab("Vem får veta", *_privacy_panels()),
            tab(
                "Ord",
                words_panel(_WORDS, help_text="Bara det som gäller just här. Resten står på insatsens sida."),
            ),
            form=OfferingForm,
        )


_WORDS = ["way_in", "conditions", "sessions", "hours", "place", "level", "who_decides", "who_pays"]


def _what_panels() -> list[Any]:
    return [
        RunningFactsPanel(),
        FieldPanel("insats"),
        MultiFieldPanel(
            [FieldPanel("provider"), FieldPanel("area"), FieldPanel("anonymous_label")],
            heading="Vem ger den, och var",
            help_text="Minst en av dem. Verksamhet och område om båda är kända.",
        ),
        MultiFieldPanel([FieldPanel("level"), FieldPanel("slug")], heading="Nivå och adress"),
        FieldPanel("status"),
        MultiFieldPanel(
            [
                CheckListPanel("together_with_areas"),
                CheckListPanel("together_with_providers"),
                FieldPanel("contracted_out"),
            ],
            heading="Tillsammans med andra",
            classname="collapsed",
        ),
    ]


def _way_in_panels() -> list[Any]:
    return [
        MultiFieldPanel(
            [FieldPanel("route"), FieldPanel("route_basis"), FieldPanel("decision_needed")],
            heading="Så får man kontakt",
            help_text="Vad en människa måste göra. Lämna tomt om det inte står i källan.",
        ),
        CheckListPanel("referrers"),
    ]


def _who_panels() -> list[Any]:
    return [
        MultiFieldPanel([FieldRowPanel([FieldPanel("age_min"), FieldPanel("age_max")])], heading="Ålder"),
        FieldPanel("own_access_age"),
        FieldPanel("diagnosis_required"),
        FieldPanel("residents_elsewhere"),
    ]


def _how_panels() -> list[Any]:
    return [
        CheckListPanel("forms"),
        CheckListPanel("meeting_ways"),
        CheckListPanel("support_languages"),
        MultiFieldPanel([FieldPanel("max_sessions"), FieldPanel("after_sessions")], heading="Antal samtal"),
        MultiFieldPanel(
            [
                FieldPanel("cost"),
                FieldRowPanel([FieldPanel("cost_amount"), FieldPanel("cost_unit"), FieldPanel("cost_year")]),
            ],
            heading="Kostnad",
            help_text="Vad den enskilde betalar, aldrig vad stödet kostar kommunen.",
        ),
        MultiFieldPanel([FieldPanel("waiting_contact"), FieldPanel("reminders")], heading="Medan man väntar"),
    ]


def _privacy_panels() -> list[Any]:
    return [
        MultiFieldPanel([FieldPanel("records"), FieldPanel("records_decided_on")], heading="Journal"),
        FieldPanel("anonymous"),
        FieldPanel("tells_other_parent"),
        FieldPanel("tells_parents"),
    ]
