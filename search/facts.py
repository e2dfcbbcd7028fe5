"""Facts for filters: what each running offering says, with what its insats says for all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.db.models import Model

from catalogue.area_tree import AreaTree
from catalogue.choices import RUNNING, Cost, Route, Stated
from catalogue.models import Insats, Offering, Provider
from catalogue.models.offering import WITHOUT_DECISION
from catalogue.querysets import without_hidden_examples

#: What the parameters ``kostnad``, ``anonymt`` and ``beslut`` call the facts.
COST_VALUE: dict[str, str] = {Cost.FREE: "gratis", Cost.FEE: "avgift", Cost.FEE_BY_INCOME: "inkomst"}
YES_NO: dict[str, str] = {Stated.YES: "ja", Stated.NO: "nej"}


@dataclass(frozen=True, slots=True)
class OfferingFacts:
    """The facts of one running offering. ``values``: for each filter the stated slugs; none = not stated."""

    offering_id: int
    insats_id: int
    values: dict[str, tuple[str, ...]]
    area_ids: frozenset[int]
    age_min: int | None
    age_max: int | None
    provider_id: int | None = None

    @property
    def is_direct(self) -> bool:
        """Whether one can come without a decision of the social services."""
        return "nej" in self.values["beslut"]


@dataclass(slots=True)
class InsatsFacts:
    """The facts of an insats that ranking looks at, and its running offerings."""

    insats_id: int
    slug: str
    name: str
    needs: tuple[str, ...]
    target_groups: tuple[str, ...]
    places: int = 0
    is_direct: bool = False
    offerings: list[OfferingFacts] = field(default_factory=list)
    #: Areas of offerings that are planned, ended or not offered. None among them stands for "not stated".
    other_area_ids: set[int | None] = field(default_factory=set)

    @property
    def told_areas(self) -> set[int | None]:
        """All areas that its offerings name, running or not. None among them stands for "not stated"."""
        told = set(self.other_area_ids)
        for offering in self.offerings:
            told |= offering.area_ids or {None}
        return told


@dataclass
class Facts:
    """Everything that filtering and counting need, in memory: one load for each change of the catalogue."""

    insatser: dict[int, InsatsFacts]
    tree: AreaTree
    #: For each public unit, the areas that it is for; none = not stated.
    unit_areas: dict[int, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def common_needs(self) -> Counter[str]:
        """How many insatser each need has."""
        return Counter(slug for insats in self.insatser.values() for slug in insats.needs)

    @cached_property
    def common_groups(self) -> Counter[str]:
        """How many insatser each target group has."""
        return Counter(slug for insats in self.insatser.values() for slug in insats.target_groups)

    def perhaps_for(self, serving: frozenset[int]) -> set[int]:
        """Keys of the insatser that some offering gives in one of the areas, or that do not say where."""
        return set().union(self._without_area, *(self._by_area[area] for area in serving if area in self._by_area))

    @cached_property
    def _by_area(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        for insats in self.insatser.values():
            for area in insats.told_areas - {None}:
                found[area].add(insats.insats_id)
        return found

    @cached_property
    def _without_area(self) -> set[int]:
        return {insats.insats_id for insats in self.insatser.values() if None in insats.told_areas}


def load_facts() -> Facts:
    """Read the facts of all public insatser, in a fixed number of queries."""
    needs = _slugs(Insats.needs.through, "insats_id", "need__slug")
    groups = _slugs(Insats.target_groups.through, "insats_id", "targetgroup__slug")
    insats_forms = _slugs(Insats.forms.through, "insats_id", "form__slug")
    public = Insats.objects.filter(without_hidden_examples(), live=True, retired_from__isnull=True)
    insatser: dict[int, InsatsFacts] = {}
    ages: dict[int, tuple[int | None, int | None]] = {}
    for pk, slug, name, age_min, age_max in public.values_list("pk", "slug", "name", "age_min", "age_max"):
        insatser[pk] = InsatsFacts(pk, slug, name, needs.get(pk, ()), groups.get(pk, ()))
        ages[pk] = (age_min, age_max)
    extra = _OfferingExtras()
    rows = Offering.objects.public().order_by("pk").values_list(*_COLUMNS)
    for offering in map(_Row._make, rows.iterator(chunk_size=2000)):
        insats = insatser.get(offering.insats_id)
        if insats is None:
            continue
        if offering.status in RUNNING:
            insats.offerings.append(extra.facts(offering, insats, insats_forms, ages[insats.insats_id]))
        else:
            insats.other_area_ids |= set(extra.area_ids(offering)) or {None}
    for insats in insatser.values():
        insats.places = len(insats.offerings)
        insats.is_direct = any(offering.is_direct for offering in insats.offerings)
    return Facts(insatser, AreaTree.load(), extra.unit_areas(insatser.values()))


#: What is read of an offering: as values, for a catalogue has many.
_COLUMNS = (
    "pk", "insats_id", "status", "area_id", "provider_id", "provider__slug", "age_min", "age_max", "route", "cost",
    "anonymous", "decision_needed",
)  # fmt: skip


class _Row(NamedTuple):
    """An offering as far as filters ask it, in the order of ``_COLUMNS``."""

    pk: int
    insats_id: int
    status: str
    area_id: int | None
    provider_id: int | None
    provider_slug: str | None
    age_min: int | None
    age_max: int | None
    route: str
    cost: str
    anonymous: str
    decision_needed: str


class _OfferingExtras:
    """Relations of offerings, read once for all."""

    def __init__(self) -> None:
        self.forms = _slugs(Offering.forms.through, "offering_id", "form__slug")
        self.ways = _slugs(Offering.meeting_ways.through, "offering_id", "meetingway__slug")
        self.languages = _slugs(Offering.support_languages.through, "offering_id", "supportlanguage__slug")
        self.referrers = _slugs(Offering.referrers.through, "offering_id", "referrer__slug")
        self.partners = _slugs(Offering.together_with_providers.through, "offering_id", "provider__slug")
        self.shared_areas = _ids(Offering.together_with_areas.through, "offering_id", "area_id")
        self.catchment = _ids(Provider.catchment.through, "provider_id", "area_id")

    def area_ids(self, offering: _Row) -> frozenset[int]:
        """For whom it is: its own area and those it is given together with, else the unit's catchment."""
        if offering.area_id is not None:
            return frozenset({offering.area_id, *self.shared_areas.get(offering.pk, ())})
        return frozenset(self.catchment.get(offering.provider_id or 0, ()))

    def unit_areas(self, insatser: Iterable[InsatsFacts]) -> dict[int, frozenset[int]]:
        """For whom each public unit is: its catchment, else those who can get what it gives now."""
        given: dict[int, set[int]] = defaultdict(set)
        for insats in insatser:
            for offering in insats.offerings:
                if offering.provider_id is not None:
                    given[offering.provider_id] |= offering.area_ids
        units = Provider.objects.filter(without_hidden_examples(), live=True, retired_from=None)
        return {pk: frozenset(self.catchment.get(pk) or given[pk]) for pk in units.values_list("pk", flat=True)}

    def facts(
        self,
        offering: _Row,
        insats: InsatsFacts,
        insats_forms: dict[int, tuple[str, ...]],
        ages: tuple[int | None, int | None],
    ) -> OfferingFacts:
        """The facts of one offering; where it is silent, the insats speaks."""
        own_age = offering.age_min is not None or offering.age_max is not None
        provider = (offering.provider_slug,) if offering.provider_slug else ()
        values = {
            "behov": insats.needs,
            "malgrupp": insats.target_groups,
            "form": self.forms.get(offering.pk) or insats_forms.get(insats.insats_id, ()),
            "utforare": (*provider, *self.partners.get(offering.pk, ())),
            "vag": (offering.route,) if offering.route else (),
            "beslut": _decision(offering),
            "sprak": self.languages.get(offering.pk, ()),
            "satt": self.ways.get(offering.pk, ()),
            "kostnad": (COST_VALUE[offering.cost],) if offering.cost else (),
            "anonymt": (YES_NO[offering.anonymous],) if offering.anonymous else (),
            "hanvisare": self.referrers.get(offering.pk, ()),
        }
        age_min, age_max = (offering.age_min, offering.age_max) if own_age else ages
        return OfferingFacts(
            offering.pk, insats.insats_id, values, self.area_ids(offering), age_min, age_max, offering.provider_id
        )


def _decision(offering: _Row) -> tuple[str, ...]:
    """Whether a decision is needed: as stated, else as the route says."""
    if offering.decision_needed:
        return (YES_NO[offering.decision_needed],)
    if offering.route in WITHOUT_DECISION:
        return ("nej",)
    return ("ja",) if offering.route == Route.DECISION else ()


def _slugs(through: type[Model], owner: str, slug: str) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for pk, value in through._default_manager.order_by(slug).values_list(owner, slug):
        found[pk].append(value)
    return {pk: tuple(values) for pk, values in found.items()}


def _ids(through: type[Model], owner: str, target: str) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    for pk, value in through._default_manager.values_list(owner, target):
        found[pk].append(value)
    return {pk: tuple(values) for pk, values in found.items()}
