"""The next instant of change: when a page would read differently although nobody has written anything.

At midnight every page may: ages, dates and shelf lives are counted in days. What changes within a day says so here
while it is worked out, and whoever keeps the page asks when it ends.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone


@dataclass
class Validity:
    """How long what is being made will hold."""

    until: datetime


_noticed: ContextVar[Validity | None] = ContextVar("noticed_validity", default=None)


@contextmanager
def noticing(now: datetime) -> Iterator[Validity]:
    """Within, instants of change are noticed; afterwards the earliest of them is known.

    Args:
        now: the moment of the request, not later than any that answers are worked out for.
    """
    validity = Validity(next_midnight(now))
    token = _noticed.set(validity)
    try:
        yield validity
    finally:
        _noticed.reset(token)


def changes_at(instant: datetime) -> None:
    """An answer that has just been given will be another one from this instant (aware, later than now)."""
    validity = _noticed.get()
    if validity is not None and instant < validity.until:
        validity.until = instant


def next_midnight(now: datetime) -> datetime:
    """When the next local day begins."""
    tomorrow = timezone.localtime(now).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, tzinfo=timezone.get_default_timezone())
