"""Dates as sources give them: a day, a month or a year, sometimes a span."""

import calendar
import re
from datetime import date
from functools import lru_cache

from django.utils.formats import date_format

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?\Z")
_SPAN = re.compile(r"(\d{4})\s*[–-]\s*(\d{4})\Z")


@lru_cache(maxsize=5_000)
def last_day(text: str) -> date | None:
    """The last day that a partial date can mean, or None when it is not a date.

    Args:
        text: ``2026-11-20``, ``2018-12``, ``2018`` or ``2019-2021``.
    """
    span = _SPAN.match(text.strip())
    match = _DATE.match(span[2] if span else text.strip())
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 12), int(match[3] or 0)
    try:
        return date(year, month, day or calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None


def in_words(text: str) -> str:
    """A partial date as people say it: ``20 november 2026``, ``december 2018``, ``2018``."""
    day = last_day(text)
    if day is None or _SPAN.match(text.strip()) or text.count("-") == 0:
        return text
    return date_format(day, "DATE_FORMAT" if text.count("-") == 2 else "YEAR_MONTH_FORMAT")
