"""Opening hours of a week as one reads them aloud: "Telefon: måndag–fredag 9–16; lördag 10–14"."""

from collections.abc import Iterable, Sequence
from datetime import time

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalogue.choices import HoursKind, Weekday
from catalogue.models.hours import WeeklyHours
from catalogue.opening_hours import LAST_MINUTE, clock, closing_clock


def week_in_words(rows: Sequence[WeeklyHours]) -> list[str]:
    """One sentence for each kind of contact; days that follow on each other with the same hours are one span."""
    return [
        f"{capfirst(str(kind.label))}: {'; '.join(_spans([row for row in rows if row.channel == kind]))}"
        for kind in HoursKind
        if any(row.channel == kind for row in rows)
    ]


def _spans(rows: Sequence[WeeklyHours]) -> list[str]:
    days = [(day, _times(row for row in rows if row.weekday == day)) for day in Weekday.values]
    spans: list[tuple[int, int, str]] = []
    for day, times in days:
        if not times:
            continue
        if spans and spans[-1][1] == day - 1 and spans[-1][2] == times:
            spans[-1] = (spans[-1][0], day, times)
        else:
            spans.append((day, day, times))
    return [f"{_days(first, last)} {times}" for first, last, times in spans]


def _days(first: int, last: int) -> str:
    names = [str(Weekday(day).label) for day in (first, last)]
    return names[0] if first == last else "–".join(names)


def _times(rows: Iterable[WeeklyHours]) -> str:
    spans = sorted((row.opens, row.closes) for row in rows)
    if spans == [(time.min, LAST_MINUTE)]:
        return _("dygnet runt")
    return ", ".join(f"{clock(opens)}–{closing_clock(closes)}" for opens, closes in spans)
