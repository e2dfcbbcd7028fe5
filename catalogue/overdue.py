"""When somebody must look again: a wait each week, opening hours each quarter."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from catalogue.models import Verification
from catalogue.partial_dates import last_day
from catalogue.queue_clocks import Clock

#: A unit answers once a week, so that a figure seldom gets as old as "kan ha ändrats".
QUEUE_DAYS = 7
HOURS_DAYS = 90


def is_queue_due(clock: Clock, today: date) -> bool:
    """Whether nobody has answered for a week. "Vet inte" is an answer too."""
    answered = last_day(clock.answer.observed) if clock.answer else None
    return answered is None or answered <= today - timedelta(days=QUEUE_DAYS)


def are_hours_due(mark: Verification | None, now: datetime) -> bool:
    """Whether nobody has confirmed the hours for a quarter."""
    if mark is None:
        return True
    confirmed = timezone.localtime(mark.verified_at).date()
    return confirmed <= timezone.localtime(now).date() - timedelta(days=HOURS_DAYS)
