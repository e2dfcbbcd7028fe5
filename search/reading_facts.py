"""Reading the facts: from the rows of the catalogue to what filters ask, every value that is shared kept once."""

import sys
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Model

from catalogue.area_tree import AreaTree
from catalogue.choices import RUNNING, Cost, Route
from catalogue.choices import Stated as Says
from catalogue.models import Insats, Offering, Provider
from catalogue.models.offering import WITHOUT_DECISION
from catalogue.querysets import without_hidden_examples
from search.facts import Facts, InsatsFacts, OfferingFacts, Stated
from search.models import ChangedFacts
from search.models.index import MOST_CHANGES

#: What the parameters ``kostnad``, ``anonymt`` and ``beslut`` call the facts.
COST_VALUE: dict[str, str] = {Cost.FREE: "gratis", Cost.FEE: "avgift", Cost.FEE_BY_INCOME: "inkomst"}
YES_NO: dict[str, str] = {Says.YES: "ja", Says.NO: "nej"}

Ages = tuple[int | None, int | None]
Shared = TypeVar("Shared")
#: Which rows are read; empty for all.
Lookup = dict[str, Collection[int]]


def load_facts() -> Facts:
    """Read the facts of all public insatser, in a fixed number of queries."""
    insatser, reader = _read(None)
    return Facts(insatser, AreaTree.load(), reader.unit_areas(insats.offerings for insats in insatser.values()))


def facts_after(old: Facts, insats_ids: Collection[int]) -> Facts:
    """The facts as they are once some insatser have changed; of the others what was read before."""
    if not insats_ids:
        return old
    fresh, reader = _read(insats_ids)
    insatser = {**old.insatser, **fresh}
    for pk in set(insats_ids) - set(fresh):
        insatser.pop(pk, None)
    return Facts(insatser, AreaTree.load(), reader.unit_areas(insats.offerings for insats in insatser.values()))


def changed_since(told: UUID, holds: UUID) -> set[int] | None:
    """The insatser whose facts have changed from one token to another; None when any may have."""
    if told == holds:
        return set()
    steps = {change.before: change for change in ChangedFacts.objects.order_by("-pk")[:MOST_CHANGES]}
    changed: set[int] = set()
    while told != holds:
        step = steps.pop(told, None)
        if step is None:
            return None
        changed.update(step.insatser)
        told = step.after
    return changed


def facts_of(insats_ids: Collection[int]) -> dict[int, InsatsFacts]:
    """Read the facts of some insatser, without those that are not public, in a fixed number of queries."""
    return _read(insats_ids)[0]


def _read(insats_ids: Collection[int] | None) -> tuple[dict[int, InsatsFacts], "_OfferingReader"]:
    """The public insatser among some, or all, with their running offerings, and who read them."""
    of: Lookup = {} if insats_ids is None else {"insats_id__in": insats_ids}
    needs = _slugs(Insats.needs.through, "insats_id", "need__slug", of)
    groups = _slugs(Insats.target_groups.through, "insats_id", "targetgroup__slug", of)
    public = Insats.objects.filter(without_hidden_examples(), live=True, retired_from__isnull=True)
    if insats_ids is not None:
        public = public.filter(pk__in=insats_ids)
    insatser: dict[int, InsatsFacts] = {}
    ages: dict[int, Ages] = {}
    for pk, slug, name, age_min, age_max in public.values_list("pk", "slug", "name", "age_min", "age_max"):
        insatser[pk] = InsatsFacts(pk, slug, name, needs.get(pk, ()), groups.get(pk, ()))
        ages[pk] = (age_min, age_max)
    reader = _OfferingReader(ages, of)
    running: dict[int, list[OfferingFacts]] = defaultdict(list)
    rows = Offering.objects.public().filter(**of).order_by("pk").values_list(*_Row._fields)
    for offering in map(_Row._make, rows.iterator(chunk_size=2000)):
        insats = insatser.get(offering.insats_id)
        if insats is None:
            continue
        if offering.status in RUNNING:
            running[insats.insats_id].append(reader.facts(offering, insats))
        else:
            insats.other_area_ids |= reader.area_ids(offering) or {None}
    for pk, offerings in running.items():
        insats = insatser[pk]
        insats.offerings, insats.places = tuple(offerings), len(offerings)
        insats.is_direct = any(offering.is_direct for offering in offerings)
    return insatser, reader


class _Row(NamedTuple):
    """An offering as far as filters ask it: values, for a catalogue has many."""

    pk: int
    insats_id: int
    status: str
    area_id: int | None
    provider_id: int | None
    provider__slug: str | None
    age_min: int | None
    age_max: int | None
    route: str
    cost: str
    anonymous: str
    decision_needed: str


class _OfferingReader:
    """Makes facts of rows, with the relations of all that are asked for read once and equal values made one."""

    def __init__(self, ages: dict[int, Ages], of_insatser: Lookup) -> None:
        of = {f"offering__{name}": pks for name, pks in of_insatser.items()}
        self._ages = ages
        self._insats_forms = _slugs(Insats.forms.through, "insats_id", "form__slug", of_insatser)
        self._forms = _slugs(Offering.forms.through, "offering_id", "form__slug", of)
        self._ways = _slugs(Offering.meeting_ways.through, "offering_id", "meetingway__slug", of)
        self._languages = _slugs(Offering.support_languages.through, "offering_id", "supportlanguage__slug", of)
        self._referrers = _slugs(Offering.referrers.through, "offering_id", "referrer__slug", of)
        self._partners = _slugs(Offering.together_with_providers.through, "offering_id", "provider__slug", of)
        self._shared_areas = _ids(Offering.together_with_areas.through, "offering_id", "area_id", of)
        self._catchment = _ids(Provider.catchment.through, "provider_id", "area_id", {})
        self._stated: dict[tuple[object, ...], Stated] = {}
        self._kept: dict[object, object] = {}

    def area_ids(self, offering: _Row) -> frozenset[int]:
        """For whom it is: its own area and those it is given together with, else the unit's catchment."""
        if offering.area_id is not None:
            return self._one(frozenset({offering.area_id, *self._shared_areas.get(offering.pk, ())}))
        return self._one(frozenset(self._catchment.get(offering.provider_id or 0, ())))

    def unit_areas(self, given: Iterable[Iterable[OfferingFacts]]) -> dict[int, frozenset[int]]:
        """For whom each public unit is: its catchment, else those who can get what it gives now."""
        gives: dict[int, set[int]] = defaultdict(set)
        for offerings in given:
            for offering in offerings:
                if offering.provider_id is not None:
                    gives[offering.provider_id] |= offering.area_ids
        units = Provider.objects.filter(without_hidden_examples(), live=True, retired_from=None)
        return {
            pk: self._one(frozenset(self._catchment.get(pk) or gives[pk]))
            for pk in units.values_list("pk", flat=True)
        }

    def facts(self, offering: _Row, insats: InsatsFacts) -> OfferingFacts:
        """The facts of one offering; where it is silent, the insats speaks."""
        own_age = offering.age_min is not None or offering.age_max is not None
        age_min, age_max = (offering.age_min, offering.age_max) if own_age else self._ages[insats.insats_id]
        unit = (offering.provider__slug,) if offering.provider__slug else ()
        return OfferingFacts(
            offering.pk, insats.insats_id, insats.needs, insats.target_groups, self._says(offering),
            self._one((*unit, *self._partners.get(offering.pk, ()))), self.area_ids(offering),
            age_min, age_max, self._one(offering.provider_id),
        )  # fmt: skip

    def _says(self, offering: _Row) -> Stated:
        pk = offering.pk
        forms = self._forms.get(pk) or self._insats_forms.get(offering.insats_id, ())
        ways, languages, referrers = (
            self._ways.get(pk, ()),
            self._languages.get(pk, ()),
            self._referrers.get(pk, ()),
        )
        said = (
            forms, ways, languages, referrers,
            offering.route, offering.cost, offering.anonymous, offering.decision_needed,
        )  # fmt: skip
        known = self._stated.get(said)
        if known is None:
            values = {
                "form": forms,
                "vag": (offering.route,) if offering.route else (),
                "beslut": _decision(offering),
                "sprak": languages,
                "satt": ways,
                "kostnad": (COST_VALUE[offering.cost],) if offering.cost else (),
                "anonymt": (YES_NO[offering.anonymous],) if offering.anonymous else (),
                "hanvisare": referrers,
            }
            known = self._stated[said] = Stated({name: found for name, found in values.items() if found})
        return known

    def _one(self, value: Shared) -> Shared:
        """The first that was equal."""
        return self._kept.setdefault(value, value)  # type: ignore[return-value]  # what is equal is of its kind


def _decision(offering: _Row) -> tuple[str, ...]:
    """Whether a decision is needed: as stated, else as the route says."""
    if offering.decision_needed:
        return (YES_NO[offering.decision_needed],)
    if offering.route in WITHOUT_DECISION:
        return ("nej",)
    return ("ja",) if offering.route == Route.DECISION else ()


def _slugs(through: type[Model], owner: str, slug: str, of: Lookup) -> dict[int, tuple[str, ...]]:
    """For each owner the slugs in order; equal ones are one tuple."""
    found: dict[int, list[str]] = defaultdict(list)
    for pk, value in through._default_manager.filter(**of).order_by(slug).values_list(owner, slug):
        found[pk].append(sys.intern(value))
    kept: dict[tuple[str, ...], tuple[str, ...]] = {}
    return {
        pk: kept.setdefault(values, values) for pk, values in ((pk, tuple(found.pop(pk))) for pk in list(found))
    }


def _ids(through: type[Model], owner: str, target: str, of: Lookup) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    for pk, value in through._default_manager.filter(**of).values_list(owner, target):
        found[pk].append(value)
    return {pk: tuple(values) for pk, values in found.items()}
