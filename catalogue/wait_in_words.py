"""A report's figure in words: "Ungefär 3 veckor till första samtalet"."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.choices import QueueMeasure, QueueState, WaitUnit
from catalogue.models import QueueReport

#: States that speak of a queue, so that what the queue leads to is said beside them.
QUEUES = (QueueState.NONE, QueueState.SHORT, QueueState.QUEUE, QueueState.LONG)


def figure_of(report: QueueReport) -> str:
    """A report's figure in words: "Ungefär 3 veckor till första samtalet"."""
    amount = _amount(report)
    measure = measure_in_words(report.measure)
    if amount and report.state == QueueState.NONE:
        return _("Ingen kö, %(amount)s") % {"amount": amount[:1].lower() + amount[1:]}
    if report.state in (QueueState.PAUSED, QueueState.FULL, QueueState.PLACES, QueueState.NONE) or not amount:
        state = {
            QueueState.NONE: _("Ingen kö"),
            QueueState.SHORT: _("Kort kö"),
            QueueState.QUEUE: _("Kö"),
            QueueState.LONG: _("Lång kö"),
            QueueState.PLACES: _("Det finns lediga platser"),
            QueueState.HARD_TO_FILL: _("Det brukar finnas plats"),
            QueueState.FULL: _("Fullt just nu"),
            QueueState.PAUSED: _("Tar inte emot nya just nu"),
        }[QueueState(report.state)]
        return f"{state} {measure}".strip() if report.state in QUEUES else state
    return f"{amount} {measure}".strip()


def measure_in_words(measure: str) -> str:
    """What a wait is measured to; empty when it is not stated."""
    clocks: dict[str, str] = {
        QueueMeasure.FIRST_TALK: _("till första samtalet"),
        QueueMeasure.INQUIRY: _("för utredningen"),
        QueueMeasure.START: _("från beslut till start"),
    }
    return clocks.get(measure, "")


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
