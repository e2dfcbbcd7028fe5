"""Waiting: what the latest reports say, how old they are, and what may still be said of them. Never stored.

Three clocks stand apart: to the first talk, for the inquiry, from decision to start. A report that does not say
what it measures speaks of the whole wait: it hides what is older and is hidden by what is newer. A unit that
answers "vet inte" makes its figure at once what it is after too long: one that may have changed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.choices import QueueMeasure, QueueState
from catalogue.models import QueueReport
from catalogue.partial_dates import in_words, last_day
from catalogue.shelf_life import ShelfLife, shelf_life
from catalogue.wait_in_words import figure_of

SAYS_NOTHING = {QueueState.UNKNOWN}
TAKES_NOBODY_IN = {QueueState.PAUSED, QueueState.FULL}
#: The clock that a reader meets first stands first.
CLOCKS: tuple[str, ...] = (QueueMeasure.FIRST_TALK, "", QueueMeasure.INQUIRY, QueueMeasure.START)


#: Answers that say nothing, by target group and measure: when the newest of each was given.
Doubts = dict[tuple[int | None, str], tuple[date, int]]


@dataclass(frozen=True)
class Held:
    """A report that holds on its clock, and what may still be said of it, as ``Wait.state``."""

    report: QueueReport
    state: str


@dataclass(frozen=True)
class Wait:
    """What a reader is told about the wait.

    Attributes:
        state: ``fresh``, ``ageing``, ``unknown`` or ``closed`` (takes nobody in right now).
        sentence: the figure in words.
        note: how old the figure is, or which was the last one.
        days: the longest wait in days for sorting and filters; None unless the figure still holds.
        has_figure: whether there is a figure at all, be it old.
        least_days: as ``days``, but a wait in months counts as at least so many days.
        others: the other clocks, and those of single groups.
    """

    state: str
    sentence: str
    note: str
    days: int | None = None
    has_figure: bool = False
    least_days: int | None = None
    others: tuple["Wait", ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether it is known that there is nothing to wait for."""
        return self.state in ("fresh", "ageing") and self.days == 0


def wait_of(
    reports: Iterable[QueueReport],
    now: datetime,
    *,
    shelf: ShelfLife | None = None,
    groups: Iterable[str] = (),
) -> Wait:
    """What can be said about waiting at a moment.

    Args:
        reports: reports on one offering, in any order.
        now: the moment of the request.
        shelf: how long a figure holds; the site's setting if left out.
        groups: slugs of the target groups that the reader asks for; others' waits are then left out.
    """
    shelf = shelf or shelf_life()
    today = timezone.localtime(now).date()
    told = [_wait(held, today, shelf) for held in in_order(reports, today, shelf, groups)]
    if not told:
        return Wait("unknown", _("Okänd"), _("Ingen uppgift finns. Ring och fråga."))
    first, *others = told
    return replace(first, others=tuple(others))


def in_order(
    reports: Iterable[QueueReport], today: date, shelf: ShelfLife, groups: Iterable[str] = ()
) -> list[Held]:
    """The reports that hold on their clocks, the one that a reader is told first of all first."""
    asked, rows = set(groups), list(reports)
    doubts = _doubts(rows, today)
    told = [
        Held(report, _state_of(report, today, shelf, doubts))
        for report in clocks(rows, today)
        if report.target_group is None or not asked or report.target_group.slug in asked
    ]
    return sorted(told, key=lambda held: _place(held, asked=asked))


def _state_of(report: QueueReport, today: date, shelf: ShelfLife, doubts: Doubts) -> str:
    age = (today - _last_day(report)).days
    if age > shelf.queue_unknown:
        return "unknown"
    if age > shelf.queue_may_change or _is_doubted(report, doubts):
        return "ageing"
    return "closed" if report.state in TAKES_NOBODY_IN else "fresh"


def clocks(reports: Iterable[QueueReport], today: date) -> list[QueueReport]:
    """The report that holds on each clock, for all and for each group of its own."""
    by_group: dict[int | None, list[QueueReport]] = defaultdict(list)
    for row in telling(reports, today):
        by_group[row.target_group_id].append(row)
    return [report for rows in by_group.values() for report in _clocks_of_group(rows)]


def latest(reports: Iterable[QueueReport], today: date) -> QueueReport | None:
    """The latest report that says something, whatever its clock."""
    return max(telling(reports, today), key=_age_key, default=None)


def telling(reports: Iterable[QueueReport], today: date) -> list[QueueReport]:
    """Reports that say something; a partial date counts as its last day."""
    return [row for row in reports if row.state not in SAYS_NOTHING and _is_believed(row, today)]


def _is_believed(row: QueueReport, today: date) -> bool:
    """A whole date that has not come yet is a slip of the pen, and would otherwise look fresh for years."""
    day = last_day(row.observed)
    return day is not None and not (day > today and row.observed.strip() == day.isoformat())


def _doubts(reports: Iterable[QueueReport], today: date) -> Doubts:
    found: Doubts = {}
    for row in reports:
        if row.state in SAYS_NOTHING and _is_believed(row, today):
            clock = (row.target_group_id, row.measure)
            found[clock] = max(_age_key(row), found.get(clock, (date.min, 0)))
    return found


def _is_doubted(report: QueueReport, doubts: Doubts) -> bool:
    """Whether the unit has said since then that it does not know this wait, or the whole one."""
    given = [doubts.get((report.target_group_id, measure)) for measure in {report.measure, ""}]
    return any(later is not None and later > _age_key(report) for later in given)


def _last_day(report: QueueReport) -> date:
    """The last day that the stated day can mean; a report without one is as old as can be."""
    return last_day(report.observed) or date.min


def _age_key(row: QueueReport) -> tuple[date, int]:
    return _last_day(row), row.pk or 0


def _clocks_of_group(rows: list[QueueReport]) -> list[QueueReport]:
    found: dict[str, QueueReport] = {}
    for row in sorted(rows, key=_age_key, reverse=True):
        if not row.measure:
            return list(found.values()) or [row]
        found.setdefault(row.measure, row)
    return list(found.values())


def _place(held: Held, *, asked: set[str]) -> tuple[bool, bool, int, date]:
    """What still holds first, what is for all (or for the asked group) before other groups, then by clock."""
    report = held.report
    for_reader = report.target_group_id is None if not asked else report.target_group_id is not None
    return held.state == "unknown", not for_reader, CLOCKS.index(report.measure), _last_day(report)


def _wait(held: Held, today: date, shelf: ShelfLife) -> Wait:
    """What may be said of one report."""
    report, state = held.report, held.state
    age = (today - _last_day(report)).days
    figure = figure_of(report)
    if report.target_group is not None:
        figure = f"{report.target_group.label}: {figure[:1].lower()}{figure[1:]}"
    if state == "unknown":
        values = {"when": in_words(report.observed), "figure": figure[:1].lower() + figure[1:]}
        note = _("Senaste uppgiften är från %(when)s: %(figure)s.") % values
        return Wait(state, _("Okänd"), note, has_figure=True)
    note = _confirmed(age, report.observed)
    if age > shelf.queue_may_change:
        note = _("Uppgiften är %(n)s dagar gammal.") % {"n": age}
    if state == "ageing":
        figure = _("%(figure)s – kan ha ändrats") % {"figure": figure}
    return Wait(state, figure, note, report.days, has_figure=True, least_days=report.least_days)


def _confirmed(age: int, observed: str) -> str:
    if age < 0:
        # The month or year is not over: when in it somebody looked is not known, so nothing is "confirmed today".
        return _("Uppgiften är från %(when)s.") % {"when": in_words(observed)}
    if age == 0:
        return _("Bekräftat i dag")
    return ngettext("Bekräftat för %(n)s dag sedan", "Bekräftat för %(n)s dagar sedan", age) % {"n": age}
