"""Waiting: what the latest report says, how old it is, and what may still be said of it. Never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.choices import QueueMeasure, QueueState, WaitUnit
from catalogue.models import QueueReport
from catalogue.partial_dates import in_words, last_day

#: Days after which a figure may have changed, and after which it says nothing about today.
MAY_HAVE_CHANGED = 14
UNKNOWN_AFTER = 45

SAYS_NOTHING = {QueueState.UNKNOWN}
TAKES_NOBODY_IN = {QueueState.PAUSED, QueueState.FULL}


@dataclass(frozen=True)
class Wait:
    """What a reader is told about the wait.

    Attributes:
        state: ``fresh``, ``ageing``, ``unknown`` or ``closed`` (takes nobody in right now).
        sentence: the figure in words.
        note: how old the figure is, or which was the last one.
        days: the longest wait in days for sorting and filters; None unless the figure still holds.
        has_figure: whether there is a figure at all, be it old.
    """

    state: str
    sentence: str
    note: str
    days: int | None = None
    has_figure: bool = False


def latest(reports: Iterable[QueueReport], today: date) -> QueueReport | None:
    """The latest report that says something; a partial date counts as its last day.

    A whole date that has not come yet is a slip of the pen, and would otherwise look fresh for years.
    """
    telling = [
        row
        for row in reports
        if row.state not in SAYS_NOTHING
        and (day := last_day(row.observed))
        and not (day > today and row.observed.strip() == day.isoformat())
    ]
    return max(telling, key=lambda row: (last_day(row.observed), row.pk or 0), default=None)


def wait_of(reports: Iterable[QueueReport], now: datetime) -> Wait:
    """What can be said about waiting at a moment.

    Args:
        reports: reports on one offering, in any order.
        now: the moment of the request.
    """
    today = timezone.localtime(now).date()
    report = latest(reports, today)
    if report is None:
        return Wait("unknown", _("Okänd"), _("Ingen uppgift finns. Ring och fråga."))
    age = (today - last_day(report.observed)).days  # type: ignore[operator]
    figure = figure_of(report)
    if age > UNKNOWN_AFTER:
        values = {"when": in_words(report.observed), "figure": figure[:1].lower() + figure[1:]}
        note = _("Senaste uppgiften är från %(when)s: %(figure)s.") % values
        return Wait("unknown", _("Okänd"), note, has_figure=True)
    if age > MAY_HAVE_CHANGED:
        note = _("Uppgiften är %(n)s dagar gammal.") % {"n": age}
        return Wait(
            "ageing", _("%(figure)s – kan ha ändrats") % {"figure": figure}, note, report.days, has_figure=True
        )
    state = "closed" if report.state in TAKES_NOBODY_IN else "fresh"
    return Wait(state, figure, _confirmed(age, report.observed), report.days, has_figure=True)


def _confirmed(age: int, observed: str) -> str:
    if age < 0:
        # The month or year is not over: when in it somebody looked is not known, so nothing is "confirmed today".
        return _("Uppgiften är från %(when)s.") % {"when": in_words(observed)}
    if age == 0:
        return _("Bekräftat i dag")
    return ngettext("Bekräftat för %(n)s dag sedan", "Bekräftat för %(n)s dagar sedan", age) % {"n": age}


def figure_of(report: QueueReport) -> str:
    """A report's figure in words: "Ungefär 3 veckor till första samtalet"."""
    amount = _amount(report)
    if amount and report.state == QueueState.NONE:
        return _("Ingen kö, %(amount)s") % {"amount": amount[:1].lower() + amount[1:]}
    if report.state in (QueueState.PAUSED, QueueState.FULL, QueueState.PLACES, QueueState.NONE) or not amount:
        return {
            QueueState.NONE: _("Ingen kö"),
            QueueState.SHORT: _("Kort kö"),
            QueueState.QUEUE: _("Kö"),
            QueueState.LONG: _("Lång kö"),
            QueueState.PLACES: _("Det finns lediga platser"),
            QueueState.HARD_TO_FILL: _("Det brukar finnas plats"),
            QueueState.FULL: _("Fullt just nu"),
            QueueState.PAUSED: _("Tar inte emot nya just nu"),
        }[QueueState(report.state)]
    measure = {
        QueueMeasure.FIRST_TALK: _("till första samtalet"),
        QueueMeasure.INQUIRY: _("för utredningen"),
        QueueMeasure.START: _("från beslut till start"),
    }.get(report.measure, "")  # type: ignore[call-overload]  # the field holds the enum's value
    return f"{amount} {measure}".strip()


def _amount(report: QueueReport) -> str:
    low, high = report.wait_from, report.wait_to
    if low == 0 and high:
        return _("Högst %(amount)s") % {"amount": f"{high} {_unit(report.unit, high)}"}
    if low is not None and high is not None and low != high:
        span = f"{low}–{high} {_unit(report.unit, high)}"
        average = report.wait_average
        if average is None:
            return span
        return _("%(span)s, i snitt %(average)s") % {"span": span, "average": _plain(average)}
    one: Decimal | int | None = next((n for n in (report.wait_average, high, low) if n is not None), None)
    if one is None or one == 0:
        return ""
    return _("Ungefär %(amount)s") % {"amount": f"{_plain(one)} {_unit(report.unit, one)}"}


def _plain(amount: Decimal | int) -> str:
    return number_format(amount, 0 if amount == int(amount) else 1)


def _unit(unit: str, amount: Decimal | int) -> str:
    number = int(amount) if amount == int(amount) else 2
    return {
        WaitUnit.DAY: ngettext("dag", "dagar", number),
        WaitUnit.WEEK: ngettext("vecka", "veckor", number),
        WaitUnit.MONTH: ngettext("månad", "månader", number),
    }[WaitUnit(unit)]
