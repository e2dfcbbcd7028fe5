"""Queue figures of many offerings from one file: checked whole, shown first, saved whole or not at all."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, dumps, loads
from django.db import transaction
from django.utils import timezone

from catalogue.actions.report_queue import (
    NothingToConfirmError,
    ReportedMeanwhileError,
    confirm_queue,
    in_words,
    new_report,
    report_queue,
)
from catalogue.exchange.queue_sheet import ANSWER, KEY, MAX_ROWS, VERSION, CellProblem, Filled, Line
from catalogue.models import Offering, QueueReport
from catalogue.queue_clocks import Clock, clocks_of
from workspace.access import Person
from workspace.team import QueueRow, Scope, cards

SALT = "workspace.queue_sheet"
#: What was shown is saved within the hour, or the file is sent again.
SECONDS = 3600
FOREIGN = "det är inget erbjudande som du ansvarar för."


class ExpiredPreviewError(Exception):
    """What was shown is too old, was shown to somebody else or was changed on the way."""


class SheetRefusedError(Exception):
    """A row cannot be saved any more. The message names it."""


@dataclass(frozen=True)
class Change:
    """One row of the preview."""

    row: int
    name: str
    giver: str
    before: str
    after: str


def lines_of(scope: Scope, now: datetime) -> list[Line]:
    """The rows of the template: one for each clock of each offering."""
    offerings = scope.offerings.select_related("insats", "provider", "area").order_by("pk")[:MAX_ROWS]
    found = cards(list(offerings), scope.providers.none(), now)
    return [_line(row) for card in found for row in card.queues][:MAX_ROWS]


def _line(row: QueueRow) -> Line:
    offering, clock = row.offering, row.clock
    parts = row.name.removeprefix(offering.insats.name).removeprefix(", ")
    figure = in_words(clock.report)
    marks = (clock.measure, clock.group, clock.version)
    return Line(offering.slug, offering.insats.name, offering.given_by, parts, figure, *marks)


def check(filled: Sequence[Filled], scope: Scope, now: datetime) -> tuple[list[Change], list[CellProblem]]:
    """What the rows would change, and those that would not go in. Writes nothing."""
    slugs = {line.slug for line in filled}
    offerings = {
        row.slug: row
        for row in scope.offerings.filter(slug__in=slugs).select_related("insats", "provider", "area")
    }
    clocks = clocks_of([row.pk for row in offerings.values()], today=timezone.localtime(now).date())
    changes: list[Change] = []
    problems: list[CellProblem] = []
    for line in filled:
        offering = offerings.get(line.slug)
        if offering is None:
            problems.append(CellProblem(line.row, KEY, FOREIGN))
            continue
        clock = _clock(clocks[offering.pk], line)
        if problem := _problem(line, offering, clock, now):
            problems.append(problem)
            continue
        report = clock.report if line.state is None else _report(line, offering, now)
        after = in_words(_report_of_today(report, line)) if report else ""
        changes.append(Change(line.row, offering.insats.name, offering.given_by, in_words(clock.report), after))
    return changes, problems


def _report_of_today(report: QueueReport, line: Filled) -> QueueReport:
    values = {name: getattr(report, name) for name in ("state", "wait_from", "wait_to", "unit", "measure")}
    return QueueReport(**values, wait_average=report.wait_average, observed=line.observed)


def _clock(clocks: list[Clock], line: Filled) -> Clock:
    found = {(clock.group, clock.measure): clock for clock in clocks}
    return found.get((line.group, line.measure), Clock(line.measure, line.group))


def _problem(line: Filled, offering: Offering, clock: Clock, now: datetime) -> CellProblem | None:
    if clock.version != line.version:
        newer = f": {in_words(clock.newest)}" if clock.newest else ""
        return CellProblem(line.row, VERSION, f"det finns en nyare uppgift{newer}. Hämta mallen igen.")
    if line.state is None:
        return None if clock.report else CellProblem(line.row, ANSWER, "det finns ingen uppgift att bekräfta.")
    try:
        _report(line, offering, now).full_clean()
    except ValidationError as error:
        return CellProblem(line.row, ANSWER, " ".join(error.messages))
    return None


def _report(line: Filled, offering: Offering, now: datetime) -> QueueReport:
    figures = {"wait_from": line.low, "wait_to": line.high, "unit": line.unit if _has_figure(line) else ""}
    report = new_report(
        offering, now=now, state=line.state, measure=line.measure, target_group_id=line.group, **figures
    )
    report.observed = line.observed
    return report


def _has_figure(line: Filled) -> bool:
    return line.low is not None or line.high is not None


def signed(filled: Sequence[Filled], user: Person) -> str:
    """The checked rows as the preview carries them: nothing is kept on the server between the pages."""
    return dumps({"user": user.pk, "rows": [asdict(line) for line in filled]}, salt=SALT, compress=True)


def unsigned(text: str, user: Person) -> list[Filled]:
    """The rows that were shown.

    Raises:
        ExpiredPreviewError: when the text is too old, another person's or no text of ours.
    """
    try:
        data: dict[str, Any] = loads(text, salt=SALT, max_age=SECONDS)
    except BadSignature as error:
        raise ExpiredPreviewError from error
    if data["user"] != user.pk:
        raise ExpiredPreviewError
    return [Filled(**row) for row in data["rows"]]


@transaction.atomic
def save(filled: Sequence[Filled], scope: Scope, *, user: Person, now: datetime) -> int:
    """Save all rows, or none. Returns how many.

    Raises:
        SheetRefusedError: when a row may not be saved any more.
    """
    slugs = {line.slug for line in filled}
    offerings = {row.slug: row for row in scope.offerings.filter(slug__in=slugs).select_related("insats")}
    for line in filled:
        offering = offerings.get(line.slug)
        if offering is None:
            raise SheetRefusedError(str(CellProblem(line.row, KEY, FOREIGN)))
        try:
            if line.state is None:
                confirm_queue(offering, line.measure, line.group, user=user, now=now, read_version=line.version)
            else:
                report_queue(_report(line, offering, now), user=user, now=now, read_version=line.version)
        except ReportedMeanwhileError as error:
            newer = f"det finns en nyare uppgift: {in_words(error.newer)}."
            raise SheetRefusedError(str(CellProblem(line.row, ANSWER, newer))) from error
        except (NothingToConfirmError, ValidationError) as error:
            wrong = CellProblem(line.row, ANSWER, "det går inte att spara längre.")
            raise SheetRefusedError(str(wrong)) from error
    return len(filled)
