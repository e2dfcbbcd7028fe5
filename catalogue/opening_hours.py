"""Opening hours: is it open now for somebody who is not known there, until when, and when does it open next.

Pure functions with the clock as an argument. Times are local Swedish times; a night when the clocks change has the
hours that the clock shows, and what is stated for the hour that is skipped happens an hour later.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

import holidays
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalogue.choices import OPEN_TO_STRANGERS, HoursKind
from catalogue.models import OpeningException, OpeningHours
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.next_change import changes_at

#: How far ahead the next opening is looked for: some weeks, and a year for what is open in one season only.
DAYS_AHEAD = 21
DAYS_IN_SEASONS = 370
#: The last minute of a day stands for midnight: 00.00–23.59 is the whole day.
LAST_MINUTE = time(23, 59)
#: What stays open longer than this is said to answer round the clock.
ROUND_THE_CLOCK = timedelta(days=2)
#: Languages that write a point in a time.
POINTED = ("sv", "fi")


@dataclass(frozen=True, order=True)
class Span:
    """A time when a kind of contact is open: from, to (both aware), and the kind."""

    start: datetime
    end: datetime
    channel: str


@dataclass(frozen=True)
class Opening:
    """The next time that something opens."""

    channel: str
    opens: datetime


@lru_cache(maxsize=16)
def holidays_of(year: int) -> frozenset[date]:
    """Days when Swedish authorities are closed: public holidays and the eves that are treated as such."""
    calendar = holidays.country_holidays(
        "SE", years=year, categories=("public", "de_facto"), include_sundays=False
    )
    return frozenset(calendar)


def is_holiday(day: date) -> bool:
    """Whether the day is a Swedish public holiday, or Midsummer's, Christmas or New Year's Eve."""
    return day in holidays_of(day.year)


def spans_of(day: date, hours: Iterable[OpeningHours], exceptions: Sequence[OpeningException]) -> list[Span]:
    """The open spans that begin on a day: rows in season, unless a holiday or an exception says otherwise."""
    rows = [row for row in hours if row.weekday == day.weekday() and _in_season(row, day)]
    if is_holiday(day):
        rows = [row for row in rows if row.holidays_too]
    spans: list[Span] = []
    for row in rows:
        if not _exceptions_on(day, row.channel, exceptions):
            spans.append(_span(day, row.opens, row.closes, row.channel))
    for exception in exceptions:
        if exception.date_from <= day <= exception.date_to and exception.opens and exception.closes:
            channels = [exception.channel] if exception.channel else sorted({row.channel for row in hours})
            spans.extend(_span(day, exception.opens, exception.closes, channel) for channel in channels)
    # What would open and close within the hour that is skipped may have no time left.
    return sorted({span for span in spans if span.start < span.end})


def _exceptions_on(day: date, channel: str, exceptions: Sequence[OpeningException]) -> bool:
    return any(row.date_from <= day <= row.date_to and row.channel in ("", channel) for row in exceptions)


def _in_season(row: OpeningHours, day: date) -> bool:
    return not (row.season_from and day < row.season_from) and not (row.season_to and day > row.season_to)


def _span(day: date, opens: time, closes: time, channel: str) -> Span:
    last = day if closes > opens else day + timedelta(days=1)
    end = datetime.combine(last, closes)
    if closes == LAST_MINUTE:
        end = datetime.combine(last + timedelta(days=1), time.min)
    return Span(_aware(datetime.combine(day, opens)), _aware(end), channel)


def _aware(moment: datetime) -> datetime:
    """A local time as the clock on the wall will show it; one that it skips in a spring night is an hour later."""
    local = timezone.get_default_timezone()
    # A moment that is taken to its own time zone stays as it was written: only by way of another is it put right.
    return moment.replace(tzinfo=local).astimezone(UTC).astimezone(local)


def _merged(spans: list[Span]) -> Iterator[Span]:
    """Spans of one kind that meet become one: a jour is not closed for a moment at midnight."""
    current: Span | None = None
    for span in spans:
        if current is not None and span.start <= current.end:
            current = Span(current.start, max(current.end, span.end), span.channel)
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current


def coming_spans(
    hours: Sequence[OpeningHours],
    exceptions: Sequence[OpeningException],
    now: datetime,
    kinds: Sequence[str] = OPEN_TO_STRANGERS,
) -> list[Span]:
    """Spans of some kinds that end after now, earliest first, some weeks ahead; a year if there is none.

    Every answer about now or next is read from these, so here it is told when the next one will differ.
    """
    # Moments of one time zone are compared by what the clock shows, which is the same twice in an autumn night.
    now = now.astimezone(UTC)
    seasonal = any(row.season_from or row.season_to for row in hours)
    found = _spans_within(hours, exceptions, now, kinds, DAYS_AHEAD) or (
        _spans_within(hours, exceptions, now, kinds, DAYS_IN_SEASONS) if seasonal or exceptions else []
    )
    for span in found:
        changes_at(span.start if span.start > now else span.end)
    return found


def _spans_within(
    hours: Sequence[OpeningHours],
    exceptions: Sequence[OpeningException],
    now: datetime,
    kinds: Sequence[str],
    days: int,
) -> list[Span]:
    today = timezone.localtime(now).date()
    found: list[Span] = []
    for channel in kinds:
        rows = [row for row in hours if row.channel == channel]
        closed = [row for row in exceptions if row.channel in ("", channel)]
        if not rows and not any(row.opens and row.channel == channel for row in closed):
            continue
        spans = [
            span
            for offset in range(-1, days)
            for span in spans_of(today + timedelta(days=offset), rows, closed)
            if span.channel == channel
        ]
        found.extend(span for span in _merged(sorted(spans)) if span.end > now)
    return sorted(found)


def open_now(
    hours: Sequence[OpeningHours],
    exceptions: Sequence[OpeningException],
    now: datetime,
    kinds: Sequence[str] = OPEN_TO_STRANGERS,
) -> Span | None:
    """What somebody who is not known there can use right now: the span that lasts longest, or None.

    Booked visits never count unless asked for: a stranger cannot use them.
    """
    moment = now.astimezone(UTC)
    current = [span for span in coming_spans(hours, exceptions, now, kinds) if span.start <= moment]
    return max(current, key=lambda span: span.end) if current else None


def next_opening(
    hours: Sequence[OpeningHours],
    exceptions: Sequence[OpeningException],
    now: datetime,
    kinds: Sequence[str] = OPEN_TO_STRANGERS,
) -> Opening | None:
    """The next time that something a stranger can use opens, or None within the time looked at."""
    moment = now.astimezone(UTC)
    for span in coming_spans(hours, exceptions, now, kinds):
        if span.start > moment:
            return Opening(span.channel, span.start)
    return None


def clock(moment: datetime | time) -> str:
    """A time as the reader's language writes it: 9 and 16.30 in Swedish and Finnish, 9:00 and 16:30 elsewhere."""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    if (translation.get_language() or SOURCE_LANGUAGE).partition("-")[0] not in POINTED:
        return f"{local.hour}:{local.minute:02d}"
    return f"{local.hour}.{local.minute:02d}" if local.minute else str(local.hour)


def closing_clock(closes: time) -> str:
    """When something closes; the last minute of a day is said as midnight."""
    if closes != LAST_MINUTE:
        return clock(closes)
    return "24" if clock(time(9)) == "9" else "24:00"


def opening_sentence(
    hours: Sequence[OpeningHours],
    exceptions: Sequence[OpeningException],
    now: datetime,
    kinds: Sequence[str] = OPEN_TO_STRANGERS,
) -> str:
    """Whether it is open, in one sentence that names the kind; empty when no hours are stated.

    Args:
        hours: weekly rows.
        exceptions: dates with other hours.
        now: the moment of the request.
        kinds: what is asked about; beside a telephone number only the telephone.
    """
    current = open_now(hours, exceptions, now, kinds)
    if current is not None:
        return _open_sentence(current, now)
    coming = next_opening(hours, exceptions, now, kinds)
    return _coming_sentence(coming, now) if coming else ""


def _open_sentence(span: Span, now: datetime) -> str:
    if span.end - now > ROUND_THE_CLOCK:
        changes_at(span.end - ROUND_THE_CLOCK)
        return _("Svarar dygnet runt.")
    sentences = {
        HoursKind.PHONE: _("Telefonen är öppen till %(time)s."),
        HoursKind.DROP_IN: _("Drop-in till %(time)s."),
        HoursKind.CHAT: _("Chatten är öppen till %(time)s."),
        HoursKind.OPEN_HOUSE: _("Öppet till %(time)s."),
    }
    return sentences[HoursKind(span.channel)] % {"time": clock(span.end)}


def _coming_sentence(opening: Opening, now: datetime) -> str:
    day = timezone.localtime(opening.opens).date()
    today = timezone.localtime(now).date()
    date = f"{date_format(day, 'l')} {date_format(day, 'MONTH_DAY_FORMAT')}"
    values = {"time": clock(opening.opens), "day": _("%(date)s kl.") % {"date": date}}
    if (day - today).days < 7:
        values["day"] = date_format(day, "l")
    if day == today:
        sentences = {
            HoursKind.PHONE: _("Telefonen öppnar %(time)s."),
            HoursKind.CHAT: _("Chatten öppnar %(time)s."),
        }
        return sentences.get(HoursKind(opening.channel), _("Öppnar %(time)s.")) % values
    sentences = {
        HoursKind.PHONE: _("Stängt nu. Telefonen öppnar %(day)s %(time)s."),
        HoursKind.CHAT: _("Stängt nu. Chatten öppnar %(day)s %(time)s."),
    }
    return sentences.get(HoursKind(opening.channel), _("Stängt nu. Öppnar %(day)s %(time)s.")) % values
