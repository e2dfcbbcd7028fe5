"""When somebody who is not known to a unit can reach it: now, in evenings, at weekends, and by which kind."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from catalogue.choices import OPEN_TO_STRANGERS, Weekday
from catalogue.models import OpeningException, OpeningHours
from catalogue.opening_hours import spans_of

NOW, EVENING, WEEKEND = "nu", "kvall", "helg"
WHEN = (NOW, EVENING, WEEKEND)
#: After office hours.
EVENING_FROM = time(17)


def open_values(
    hours: Sequence[OpeningHours], exceptions: Sequence[OpeningException], now: datetime
) -> frozenset[str]:
    """``nu``, ``kvall`` and ``helg`` as far as they hold, each also with the kind: ``nu-telefon``.

    Booked visits never count: a stranger cannot use them.

    Args:
        hours: weekly rows of a unit or an offering.
        exceptions: the unit's dates with other hours.
        now: the moment of the request.
    """
    today = timezone.localtime(now).date()
    usable = [row for row in hours if row.channel in OPEN_TO_STRANGERS]
    found = {(NOW, kind) for kind in _open_kinds(usable, exceptions, now, today)}
    for row in usable:
        if _out_of_season(row, today):
            continue
        if row.weekday >= Weekday.SATURDAY:
            found.add((WEEKEND, row.channel))
        if row.end_of_day > EVENING_FROM:
            found.add((EVENING, row.channel))
    return frozenset(name for when, kind in found for name in (when, f"{when}-{kind}"))


def _out_of_season(row: OpeningHours, today: date) -> bool:
    """Whether the season of a row has passed or has not begun."""
    begins_late = row.season_from is not None and row.season_from > today
    return begins_late or (row.season_to is not None and row.season_to < today)


def _open_kinds(
    hours: Sequence[OpeningHours], exceptions: Sequence[OpeningException], now: datetime, today: date
) -> set[str]:
    """Kinds that are open at this moment; what opened yesterday may go on past midnight."""
    moment = now.astimezone(UTC)
    spans = [span for day in (today - timedelta(days=1), today) for span in spans_of(day, hours, exceptions)]
    return {
        span.channel for span in spans if span.channel in OPEN_TO_STRANGERS and span.start <= moment < span.end
    }
