"""Filters: what a reader asks of an offering, and how one offering answers: yes, no, or it is not stated."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from django.utils.translation import gettext_lazy as _

from catalogue.area_tree import AreaTree
from catalogue.choices import Route
from catalogue.models.offering import WITHOUT_DECISION
from search.facts import OfferingFacts

#: Filters whose values are slugs, in the order in which a reader thinks.
SLUG_FILTERS = (
    "behov", "malgrupp", "form", "vag", "beslut", "satt", "sprak", "kostnad", "anonymt", "hanvisare", "utforare",
)  # fmt: skip

#: What is missing, as a line under a hit that may fit.
MISSING = {
    "behov": _("Det står inte vad stödet ska hjälpa mot."),
    "malgrupp": _("Det står inte för vem stödet är."),
    "form": _("Det står inte om man får stödet ensam, i grupp eller hemma."),
    "vag": _("Det står inte hur man får kontakt."),
    "beslut": _("Det står inte om det behövs ett beslut."),
    "satt": _("Det står inte hur man träffas."),
    "sprak": _("Det står inte vilka språk man kan få stöd på."),
    "kostnad": _("Det står inte vad det kostar."),
    "anonymt": _("Det står inte om man kan vara anonym."),
    "hanvisare": _("Det står inte vem som kan hänvisa dit."),
    "utforare": _("Det står inte vem som ger stödet."),
    "alder": _("Det står inte vilken ålder stödet är för."),
    "omrade": _("Det står inte i vilket område stödet finns."),
}

#: Routes that a stated decision leaves possible when the route itself is not stated.
WITH_DECISION = (Route.DECISION, Route.COURT)
POSSIBLE_ROUTES = {"nej": (*WITHOUT_DECISION, Route.REFERRAL), "ja": WITH_DECISION}

NAME = {
    "behov": _("Vad gäller det?"),
    "malgrupp": _("Vem behöver stöd?"),
    "form": _("I vilken form?"),
    "vag": _("Hur får man kontakt?"),
    "beslut": _("Behövs ett beslut?"),
    "satt": _("Hur träffas man?"),
    "sprak": _("På vilket språk?"),
    "kostnad": _("Vad kostar det?"),
    "anonymt": _("Kan man vara anonym?"),
    "hanvisare": _("Vem hänvisar?"),
    "utforare": _("Vem ger stödet?"),
}


class Answer(IntEnum):
    """How an offering answers a filter."""

    NO = 0
    NOT_STATED = 1
    YES = 2


@dataclass(frozen=True)
class Filter:
    """One filter that is in use."""

    param: str
    ask: Callable[[OfferingFacts], Answer]


@dataclass(frozen=True)
class Choices:
    """What a reader has chosen. An empty choice asks nothing."""

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    age: int | None = None
    area_ids: tuple[int, ...] = ()
    #: The area that bounds a search without a chosen area. It shuts out what is known to be elsewhere only.
    home_id: int | None = None

    def without(self, *params: str) -> "Choices":
        """The same choices with some taken back."""
        return Choices(
            {name: values for name, values in self.values.items() if name not in params},
            None if "alder" in params else self.age,
            () if "omrade" in params else self.area_ids,
            self.home_id,
        )

    @property
    def params(self) -> list[str]:
        """The filters in use, without the home area."""
        return [
            *(name for name in SLUG_FILTERS if self.values.get(name)),
            *(["alder"] if self.age is not None else []),
            *(["omrade"] if self.area_ids else []),
        ]


def filters_of(choices: Choices, tree: AreaTree) -> list[Filter]:
    """The filters that the choices put into use."""
    filters = [
        Filter(name, _route_filter(chosen) if name == "vag" else _slug_filter(name, chosen))
        for name in SLUG_FILTERS
        if (chosen := choices.values.get(name))
    ]
    if choices.age is not None:
        filters.append(Filter("alder", _age_filter(choices.age)))
    serving = serving_areas(choices, tree)
    if serving is not None:
        # The home area shuts out only what is known to be elsewhere.
        name, not_stated = ("omrade", Answer.NOT_STATED) if choices.area_ids else ("hem", Answer.YES)
        filters.append(Filter(name, lambda offering: ask_areas(serving, offering.area_ids, not_stated)))
    return filters


def _slug_filter(name: str, chosen: tuple[str, ...]) -> Callable[[OfferingFacts], Answer]:
    wanted = frozenset(chosen)

    def ask(offering: OfferingFacts) -> Answer:
        stated = offering.values[name]
        if not stated:
            return Answer.NOT_STATED
        return Answer.NO if wanted.isdisjoint(stated) else Answer.YES

    return ask


def _route_filter(chosen: tuple[str, ...]) -> Callable[[OfferingFacts], Answer]:
    ask_route = _slug_filter("vag", chosen)

    def ask(offering: OfferingFacts) -> Answer:
        answer = ask_route(offering)
        if answer is Answer.NOT_STATED and (decision := offering.values["beslut"]):
            return Answer.NOT_STATED if set(chosen) & set(POSSIBLE_ROUTES[decision[0]]) else Answer.NO
        return answer

    return ask


def _age_filter(age: int) -> Callable[[OfferingFacts], Answer]:
    def ask(offering: OfferingFacts) -> Answer:
        if offering.age_min is None and offering.age_max is None:
            return Answer.NOT_STATED
        old_enough = offering.age_min is None or age >= offering.age_min
        young_enough = offering.age_max is None or age <= offering.age_max
        return Answer.YES if old_enough and young_enough else Answer.NO

    return ask


def serving_areas(choices: Choices, tree: AreaTree) -> frozenset[int] | None:
    """Areas whose offer serves the reader: of the chosen areas, else of the home area; None without either."""
    readers = choices.area_ids or (() if choices.home_id is None else (choices.home_id,))
    return frozenset().union(*(tree.ids_serving(pk) for pk in readers)) if readers else None


def ask_areas(serving: frozenset[int], stated: frozenset[int], not_stated: Answer) -> Answer:
    """Whether what is for the stated areas serves the reader."""
    if not stated:
        return not_stated
    return Answer.NO if serving.isdisjoint(stated) else Answer.YES
