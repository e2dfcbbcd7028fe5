"""Filters: what a reader asks of an offering, and how one offering answers: yes, no, or it is not stated."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from django.utils.translation import gettext_lazy as _

from catalogue.area_tree import AreaTree
from catalogue.choices import Route
from catalogue.models.offering import WITHOUT_DECISION
from search.facts import OfferingFacts
from search.running import Running

#: Filters on running facts, which the clock changes: days to wait at most, and when it is open.
RUNNING_FILTERS = ("vantetid", "oppet")
#: Filters whose values are slugs, in the order in which a reader thinks.
SLUG_FILTERS = (
    "behov", "malgrupp", "form", "vag", "beslut", *RUNNING_FILTERS, "satt", "sprak", "kostnad", "anonymt",
    "hanvisare", "utforare",
)  # fmt: skip

#: What is missing, as a line under a hit that may fit.
MISSING = {
    "behov": _("Det står inte vad stödet ska hjälpa mot."),
    "malgrupp": _("Det står inte för vem stödet är."),
    "form": _("Det står inte om man får stödet ensam, i grupp eller hemma."),
    "vag": _("Det står inte hur man får kontakt."),
    "beslut": _("Det står inte om det behövs ett beslut."),
    "vantetid": _("Väntetiden är okänd."),
    "oppet": _("Det står inte när det är öppet."),
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
    "vantetid": _("Hur länge får man vänta?"),
    "oppet": _("När är det öppet?"),
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
    #: The moment of the request, when running facts are to be counted too.
    now: datetime | None = field(default=None, compare=False)

    def without(self, *params: str) -> "Choices":
        """The same choices with some taken back."""
        return Choices(
            {name: values for name, values in self.values.items() if name not in params},
            None if "alder" in params else self.age,
            () if "omrade" in params else self.area_ids,
            self.home_id,
            self.now,
        )

    def asks_running(self, name: str) -> bool:
        """Whether the running facts of a filter must be read: to ask them, or to count what each choice leaves."""
        return self.now is not None or bool(self.values.get(name))

    @property
    def params(self) -> list[str]:
        """The filters in use, without the home area."""
        return [
            *(name for name in SLUG_FILTERS if self.values.get(name)),
            *(["alder"] if self.age is not None else []),
            *(["omrade"] if self.area_ids else []),
        ]


def filters_of(choices: Choices, tree: AreaTree, running: Running | None = None) -> list[Filter]:
    """The filters that the choices put into use.

    Args:
        choices: what a reader has chosen.
        tree: where areas lie.
        running: what holds just now; nothing is stated if left out.
    """
    running = running or Running()
    made: dict[str, Callable[[tuple[str, ...]], Callable[[OfferingFacts], Answer]]] = {
        "vag": _route_filter,
        "vantetid": lambda chosen: _wait_filter(chosen, running),
        "oppet": lambda chosen: _hours_filter(chosen, running),
    }
    filters = [
        Filter(name, made[name](chosen) if name in made else _slug_filter(name, chosen))
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
        stated = offering.stated(name)
        if not stated:
            return Answer.NOT_STATED
        return Answer.NO if wanted.isdisjoint(stated) else Answer.YES

    return ask


def _route_filter(chosen: tuple[str, ...]) -> Callable[[OfferingFacts], Answer]:
    ask_route = _slug_filter("vag", chosen)

    def ask(offering: OfferingFacts) -> Answer:
        answer = ask_route(offering)
        if answer is Answer.NOT_STATED and (decision := offering.stated("beslut")):
            return Answer.NOT_STATED if set(chosen) & set(POSSIBLE_ROUTES[decision[0]]) else Answer.NO
        return answer

    return ask


def _wait_filter(chosen: tuple[str, ...], running: Running) -> Callable[[OfferingFacts], Answer]:
    most = max(int(days) for days in chosen)

    def ask(offering: OfferingFacts) -> Answer:
        wait = running.wait(offering)
        if wait.state == "closed":
            return Answer.NO
        if wait.days is not None:
            return Answer.YES if wait.days <= most else Answer.NO
        # A wait in months is no number of days, but two months are more than a week.
        is_longer = wait.least_days is not None and wait.least_days > most
        return Answer.NO if is_longer else Answer.NOT_STATED

    return ask


def _hours_filter(chosen: tuple[str, ...], running: Running) -> Callable[[OfferingFacts], Answer]:
    wanted = frozenset(chosen)

    def ask(offering: OfferingFacts) -> Answer:
        stated = running.hours.get(offering.offering_id)
        if stated is None:
            return Answer.NOT_STATED
        return Answer.NO if wanted.isdisjoint(stated) else Answer.YES

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
