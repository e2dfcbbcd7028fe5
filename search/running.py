"""Running facts of a search: waits and opening hours of the offerings that are asked, read for this moment.

They are read when asked and remembered nowhere, so that no answer is older than the catalogue.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from catalogue.models import OpeningException, OpeningHours, QueueReport
from catalogue.notices import closed_units
from catalogue.shelf_life import shelf_life
from catalogue.waiting import Held, in_order
from catalogue.when_open import NOW, open_values
from search.facts import InsatsFacts, OfferingFacts

#: Waits that are offered as choices, in days: a week, two, four. Other whole numbers can stand in an address.
WAIT_STEPS = (7, 14, 28)
LONGEST_WAIT = 365
#: Of so many insatser or units the rows are asked for by name; of more, all rows are read.
NAMED_AT_MOST = 5_000


class Figure(NamedTuple):
    """What holds of a wait, by the names of ``catalogue.waiting.Wait``, without the words."""

    state: str = "unknown"
    days: int | None = None
    least_days: int | None = None


#: Nothing is known of the wait.
NO_FIGURE = Figure()


@dataclass
class Running:
    """What holds now, for each offering that states anything."""

    waits: dict[int, Figure] = field(default_factory=dict)
    #: For each offering whose hours are stated: when it can be reached.
    hours: dict[int, frozenset[str]] = field(default_factory=dict)

    def values(self, offering: OfferingFacts, name: str) -> Collection[str]:
        """The choices of a filter that an offering meets just now."""
        if name == "oppet":
            return self.hours.get(offering.offering_id, ())
        days = self.wait(offering).days
        return () if days is None else [str(step) for step in WAIT_STEPS if days <= step]

    def wait(self, offering: OfferingFacts) -> Figure:
        """What holds of the wait."""
        return self.waits.get(offering.offering_id, NO_FIGURE)


def load_running(
    insatser: Iterable[InsatsFacts], now: datetime, groups: Iterable[str], *, wanted: Callable[[str], bool]
) -> Running:
    """Read the running facts of some insatser, in a fixed number of queries.

    Args:
        insatser: those that are asked.
        now: the moment of the request.
        groups: target groups that the reader has chosen.
        wanted: whether a filter is asked or counted.
    """
    asked = list(insatser)
    offerings = [offering for insats in asked for offering in insats.offerings]
    named = [insats.insats_id for insats in asked] if len(asked) <= NAMED_AT_MOST else None
    running = Running()
    if wanted("vantetid"):
        running.waits = _waits(named, now, tuple(groups))
    if wanted("oppet"):
        running.hours = _hours(offerings, now)
    return running


def _waits(named: list[int] | None, now: datetime, groups: tuple[str, ...]) -> dict[int, Figure]:
    today = timezone.localtime(now).date()
    # Nobody reads here what the groups are called.
    reports = QueueReport.objects.current(today).filter(offering__isnull=False).prefetch_related(None)
    if named is not None:
        reports = reports.filter(offering__insats__in=named)
    by_offering: dict[int, list[QueueReport]] = defaultdict(list)
    for report in reports:
        by_offering[report.offering_id or 0].append(report)
    shelf = shelf_life()
    first = {pk: next(iter(in_order(rows, today, shelf, groups)), None) for pk, rows in by_offering.items()}
    return {pk: _figure(held) for pk, held in first.items() if held is not None}


def _figure(held: Held) -> Figure:
    if held.state == "unknown":
        return Figure(held.state)
    return Figure(held.state, held.report.days, held.report.least_days)


def _hours(offerings: list[OfferingFacts], now: datetime) -> dict[int, frozenset[str]]:
    """Offerings with hours of their own, else with those of their unit."""
    units = {offering.provider_id for offering in offerings} - {None}
    among = Q(provider__in=units) if len(units) <= NAMED_AT_MOST else Q()
    rows: dict[tuple[int, int | None], list[OpeningHours]] = defaultdict(list)
    for row in OpeningHours.objects.filter(among):
        rows[row.provider_id, row.offering_id].append(row)
    exceptions: dict[int, list[OpeningException]] = defaultdict(list)
    today = timezone.localtime(now).date()
    for exception in OpeningException.objects.filter(among, date_to__gte=today):
        exceptions[exception.provider_id].append(exception)
    closed = closed_units(now)
    found = {
        key: _unless_closed(open_values(hours, exceptions[key[0]], now), is_closed=key[0] in closed)
        for key, hours in rows.items()
    }
    stated: dict[int, frozenset[str]] = {}
    for offering in offerings:
        unit = offering.provider_id or 0
        values = found.get((unit, offering.offering_id), found.get((unit, None)))
        if values is not None:
            stated[offering.offering_id] = values
    return stated


def _unless_closed(values: frozenset[str], *, is_closed: bool) -> frozenset[str]:
    """A unit that says that it is closed for a while is not open now, whatever its week says."""
    return frozenset(value for value in values if value.split("-")[0] != NOW) if is_closed else values
