"""Running facts of a search: waits and opening hours of the offerings that are asked, as they hold now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from search.facts import InsatsFacts, OfferingFacts, Pair, pairs_of
from search.told import Figure, Hours, figures

#: Waits that are offered as choices, in days: a week, two, four. Other whole numbers can stand in an address.
WAIT_STEPS = (7, 14, 28)
LONGEST_WAIT = 365
#: Nothing is known of the wait.
NO_FIGURE = Figure()


@dataclass
class Running:
    """What holds now, for each offering that states anything."""

    waits: Mapping[int, Figure] = field(default_factory=dict)
    #: For each offering whose hours are stated: when it can be reached.
    hours: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def pairs(self, offering: OfferingFacts) -> tuple[Pair, ...]:
        """The choices that an offering meets just now, to be counted."""
        open_ = self.hours.get(offering.offering_id)
        found = _open(open_) if open_ else ()
        wait = self.waits.get(offering.offering_id)
        return found if wait is None or wait.days is None else (*found, *_steps(wait.days))

    def wait(self, offering: OfferingFacts) -> Figure:
        """What holds of the wait."""
        return self.waits.get(offering.offering_id, NO_FIGURE)


@lru_cache(maxsize=1_000)
def _open(values: frozenset[str]) -> tuple[Pair, ...]:
    return pairs_of("oppet", tuple(values))


@lru_cache(maxsize=1_000)
def _steps(days: int) -> tuple[Pair, ...]:
    return pairs_of("vantetid", tuple(str(step) for step in WAIT_STEPS if days <= step))


def load_running(
    insatser: Iterable[InsatsFacts], now: datetime, groups: Iterable[str], *, wanted: Callable[[str], bool]
) -> Running:
    """The running facts of some insatser. What the process does not know is read in a fixed number of queries.

    Args:
        insatser: those that are asked.
        now: the moment of the request.
        groups: target groups that the reader has chosen.
        wanted: whether a filter is asked or counted.
    """
    offerings = [offering for insats in insatser for offering in insats.offerings]
    running = Running()
    if wanted("vantetid"):
        running.waits = figures([offering.offering_id for offering in offerings], now, tuple(groups))
    if wanted("oppet"):
        running.hours = _hours(offerings, now)
    return running


def _hours(offerings: list[OfferingFacts], now: datetime) -> dict[int, frozenset[str]]:
    given = [(offering.provider_id, offering.offering_id) for offering in offerings if offering.provider_id]
    hours = Hours({unit for unit, _offering in given}, now)
    stated = ((offering, hours.of(unit, offering)) for unit, offering in given)
    return {offering: values for offering, values in stated if values is not None}
