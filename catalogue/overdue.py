"""When somebody must look again: a wait each week, opening hours each quarter."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from catalogue.partial_dates import last_day
from catalogue.queue_clocks import Clock

#: A unit answers once a week, so that a figure seldom gets as old as "kan ha ändrats".
QUEUE_DAYS = 7
HOURS_DAYS = 90
#: A unit that does not know its waits or its hours has four weeks to find out; its manager is told at once.
DOUBT_DAYS = 28


def is_queue_due(clock: Clock, today: date) -> bool:
    """Whether nobody has answered for a week, or said for four weeks that the unit does not know."""
    answered = last_day(clock.answer.observed) if clock.answer else None
    return answered is None or answered <= today - timedelta(days=DOUBT_DAYS if clock.is_unsure else QUEUE_DAYS)


def are_hours_due(confirmed: datetime | None, doubted: datetime | None, now: datetime) -> bool:
    """Whether nobody has confirmed the hours for a quarter, or said for four weeks that the unit does not know.

    Args:
        confirmed: when somebody last found them true.
        doubted: when somebody last answered "vet inte".
        now: the moment of the request.
    """
    return not (_is_within(confirmed, HOURS_DAYS, now) or _is_within(doubted, DOUBT_DAYS, now))


def _is_within(moment: datetime | None, days: int, now: datetime) -> bool:
    today = timezone.localtime(now).date()
    return moment is not None and timezone.localtime(moment).date() > today - timedelta(days=days)
