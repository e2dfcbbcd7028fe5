"""Opening hours as a table: days down, kinds across."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalogue.choices import HoursKind, Weekday
from catalogue.models import OpeningException, OpeningHours
from catalogue.opening_hours import LAST_MINUTE, clock, closing_clock, is_holiday

WHOLE_DAY = (time.min, LAST_MINUTE)
#: How far ahead the table tells of holidays: as long as somebody plans a visit.
HOLIDAYS_AHEAD = 14


@dataclass(frozen=True)
class DayRow:
    """One day of the week and its times: for each kind its name and a text."""

    name: str
    is_today: bool
    cells: list[tuple[str, str]]


@dataclass(frozen=True)
class ExceptionRow:
    """Dates with other hours."""

    when: str
    what: str


@dataclass(frozen=True)
class HoursTable:
    """What the component ``hours`` shows."""

    kinds: list[str]
    days: list[DayRow]
    exceptions: list[ExceptionRow]


def hours_table(
    hours: Sequence[OpeningHours], exceptions: Sequence[OpeningException], now: datetime
) -> HoursTable | None:
    """The week that holds now, without seasons that are over or have not begun. None when nothing is stated."""
    today = timezone.localtime(now).date()
    rows = [row for row in hours if row.offering_id is None and _in_season(row, today)]
    coming = [row for row in exceptions if row.date_to >= today]
    if not rows and not coming:
        return None
    kinds = [kind for kind in HoursKind if any(row.channel == kind for row in rows)]
    days = [
        DayRow(
            str(label),
            day == today.weekday(),
            [(str(kind.label).capitalize(), _times(rows, day, kind)) for kind in kinds],
        )
        for day, label in Weekday.choices
        if day < Weekday.SATURDAY or any(row.weekday == day for row in rows)
    ]
    dated = [*((row.date_from, exception_row(row)) for row in coming), *_holidays(rows, coming, today)]
    exceptions = [row for _day, row in sorted(dated, key=lambda pair: pair[0])]
    return HoursTable([str(kind.label).capitalize() for kind in kinds], days if rows else [], exceptions)


def _holidays(
    rows: Sequence[OpeningHours], exceptions: Sequence[OpeningException], today: date
) -> list[tuple[date, ExceptionRow]]:
    """Coming holidays on which the week does not hold, each with its day. Where a unit says more, that stands."""
    found = []
    for day in (today + timedelta(days=ahead) for ahead in range(HOLIDAYS_AHEAD)):
        on_day = [row for row in rows if row.weekday == day.weekday()]
        said = any(row.date_from <= day <= row.date_to for row in exceptions)
        if is_holiday(day) and on_day and not said and not any(row.holidays_too for row in on_day):
            found.append((day, ExceptionRow(date_format(day, "MONTH_DAY_FORMAT"), _("Stängt, helgdag"))))
    return found


def _in_season(row: OpeningHours, day: date) -> bool:
    return not (row.season_from and day < row.season_from) and not (row.season_to and day > row.season_to)


def _times(rows: Sequence[OpeningHours], day: int, kind: str) -> str:
    spans = [(row.opens, row.closes) for row in rows if row.weekday == day and row.channel == kind]
    if spans == [WHOLE_DAY]:
        return _("dygnet runt")
    return ", ".join(f"{clock(opens)}–{closing_clock(closes)}" for opens, closes in sorted(spans))


def exception_row(row: OpeningException) -> ExceptionRow:
    """Dates with other hours in words."""
    first, last = (date_format(day, "MONTH_DAY_FORMAT") for day in (row.date_from, row.date_to))
    when = first if first == last else f"{first} – {last}"
    kind = f"{row.get_channel_display().capitalize()}: " if row.channel else ""
    if row.opens is None or row.closes is None:
        return ExceptionRow(when, kind + _("Stängt"))
    return ExceptionRow(when, f"{kind}{clock(row.opens)}–{closing_clock(row.closes)}")
