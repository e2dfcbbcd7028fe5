"""What is told of waits and hours: rows of the catalogue as far as somebody has asked for them.

A process remembers them until anything public is written. What holds of them at a moment is worked out from the
clock: never longer than the minute, or for waits the day, in which it was asked.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from catalogue.models import OpeningException, OpeningHours, QueueReport
from catalogue.notices import closed_units
from catalogue.remembered import remembered
from catalogue.shelf_life import ShelfLife, shelf_life
from catalogue.waiting import Held, in_order
from catalogue.when_open import NOW, open_values

#: Of so many offerings or units the rows are asked for by name; of more, all rows are read.
NAMED_AT_MOST = 5_000
#: Choices of target groups whose waits are remembered.
MOST_READERS = 30


_OF_A_REPORT = (
    *("offering_id", "target_group__slug", "state", "wait_from", "wait_to", "wait_average", "unit", "measure"),
    "observed",
)


class Figure(NamedTuple):
    """What holds of a wait, by the names of ``catalogue.waiting.Wait``, without the words."""

    state: str = "unknown"
    days: int | None = None
    least_days: int | None = None


class _Row(NamedTuple):
    """A weekly row as ``OpeningHours`` has it. Many units have the same week, so weeks are compared."""

    channel: str
    weekday: int
    opens: time
    closes: time
    season_from: date | None
    season_to: date | None
    holidays_too: bool


class _Exception(NamedTuple):
    """Dates with other hours, as ``OpeningException`` has them."""

    channel: str
    date_from: date
    date_to: date
    opens: time | None
    closes: time | None


class _Stated:
    """A week with its exceptions. Units that say the same share one, and what holds of it is worked out once."""

    __slots__ = ("exceptions", "week")

    def __init__(self, week: tuple[_Row, ...], exceptions: tuple[_Exception, ...]) -> None:
        self.week = week
        self.exceptions = exceptions

    def values(self, now: datetime) -> frozenset[str]:
        """As ``catalogue.when_open``."""
        rows = [OpeningHours(**row._asdict()) for row in self.week]
        return open_values(rows, [OpeningException(**row._asdict()) for row in self.exceptions], now)


#: The hours of a unit: under None its own, under an offering's key those of that offering alone.
_Unit = dict[int | None, _Stated]


@dataclass
class _Day:
    """Waits on a day: what holds for each offering that has been asked."""

    asked: set[int] = field(default_factory=set)
    figures: dict[int, Figure] = field(default_factory=dict)


@dataclass
class _Told:
    """What one version of the catalogue tells. Those who ask fill it; two who ask at once fill in the same."""

    units: dict[int, _Unit] = field(default_factory=dict)
    stated: dict[tuple[object, object], _Stated] = field(default_factory=dict)
    #: The last minute that was asked, and what holds in it.
    minute: tuple[datetime | None, dict[_Stated, frozenset[str]]] = (None, {})
    #: For the last day: waits by the reader's target groups.
    day: tuple[tuple[date, ShelfLife] | None, dict[tuple[str, ...], _Day]] = (None, {})


@remembered
def _told() -> _Told:
    return _Told()


def figures(offering_ids: Collection[int], now: datetime, groups: tuple[str, ...]) -> Mapping[int, Figure]:
    """What holds of the waits, by offering; offerings without a figure are left out.

    Args:
        offering_ids: those that are asked; there may be others in what is given.
        now: the moment of the request.
        groups: target groups that the reader has chosen.
    """
    told, key = _told(), (timezone.localtime(now).date(), shelf_life())
    if told.day[0] != key or len(told.day[1]) > MOST_READERS:
        told.day = (key, {})
    day = told.day[1].setdefault(groups, _Day())
    missing = set(offering_ids) - day.asked
    if missing:
        day.figures.update(_figures(missing, *key, groups))
        day.asked |= missing
    return day.figures


def _figures(offering_ids: set[int], today: date, shelf: ShelfLife, groups: tuple[str, ...]) -> dict[int, Figure]:
    # Nobody reads here what the groups are called, or who said so.
    told = QueueReport.objects.current(today).filter(offering__isnull=False).prefetch_related(None)
    reports = told.only(*_OF_A_REPORT)
    if len(offering_ids) <= NAMED_AT_MOST:
        reports = reports.filter(offering__among=offering_ids)
    by_offering: dict[int, list[QueueReport]] = defaultdict(list)
    for report in reports:
        by_offering[report.offering_id or 0].append(report)
    first = {pk: next(iter(in_order(rows, today, shelf, groups)), None) for pk, rows in by_offering.items()}
    return {pk: _figure(held) for pk, held in first.items() if held is not None}


def _figure(held: Held) -> Figure:
    if held.state == "unknown":
        return Figure(held.state)
    return Figure(held.state, held.report.days, held.report.least_days)


class Hours:
    """When units can be reached at a moment."""

    def __init__(self, unit_ids: Iterable[int], now: datetime) -> None:
        """Args:
        unit_ids: those that are asked.
        now: the moment of the request.
        """
        told = _told()
        _read_hours(told, set(unit_ids) - told.units.keys(), timezone.localtime(now).date())
        # Hours are whole minutes: within one nothing opens or closes.
        self._now = now.replace(second=0, microsecond=0)
        if told.minute[0] != self._now:
            told.minute = (self._now, {})
        self._known = told.minute[1]
        self._units = told.units
        self._closed = closed_units(now)

    def of(self, unit_id: int, offering_id: int) -> frozenset[str] | None:
        """When an offering can be reached, by hours of its own or else by those of its unit; None: not stated."""
        unit = self._units.get(unit_id, {})
        stated = unit.get(offering_id) or unit.get(None)
        if stated is None:
            return None
        values = self._known.get(stated)
        if values is None:
            values = self._known[stated] = stated.values(self._now)
        return _without_now(values) if unit_id in self._closed else values


def _read_hours(told: _Told, missing: set[int], today: date) -> None:
    if not missing:
        return
    among = Q(provider__among=missing) if len(missing) <= NAMED_AT_MOST else Q()
    weeks: dict[tuple[int, int | None], list[_Row]] = defaultdict(list)
    hours = OpeningHours.objects.filter(among).values_list("provider_id", "offering_id", *_Row._fields)
    for unit, offering, *row in hours:
        weeks[unit, offering].append(_Row(*row))
    dates: dict[int, list[_Exception]] = defaultdict(list)
    exceptions = OpeningException.objects.filter(among, date_to__gte=today)
    for unit, *date_row in exceptions.values_list("provider_id", *_Exception._fields):
        dates[unit].append(_Exception(*date_row))
    units: dict[int, _Unit] = {pk: {} for pk in missing}
    for (unit, offering), rows in weeks.items():
        said = (tuple(rows), tuple(dates.get(unit, ())))
        units.setdefault(unit, {})[offering] = told.stated.setdefault(said, _Stated(*said))
    told.units.update(units)


def _without_now(values: frozenset[str]) -> frozenset[str]:
    """A unit that says that it is closed for a while is not open now, whatever its week says."""
    return frozenset(value for value in values if value.split("-")[0] != NOW)
