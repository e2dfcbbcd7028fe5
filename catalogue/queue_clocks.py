"""The clocks of an offering: each kind of wait (to the first talk, the inquiry, to the start) has its own reports.

Read in a bounded way: only the newest reports of each clock are fetched, however long the history is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from catalogue.models import QueueReport
from catalogue.waiting import latest

#: Reports of one clock that are fetched: the newest may be a slip or an answer that says nothing.
NEWEST = 4


@dataclass(frozen=True)
class Clock:
    """What is known of one kind of wait.

    Attributes:
        measure: what the wait is measured to; empty when that is not stated.
        version: the newest report there is. Who answers without having seen it is told so.
        report: the latest report that says something, or None.
        answer: the newest report, which may say that the unit does not know.
    """

    measure: str
    version: int = 0
    report: QueueReport | None = None
    answer: QueueReport | None = None


def clocks_of(offering_ids: Iterable[int], *, today: date) -> dict[int, list[Clock]]:
    """The clocks of several offerings, in one question to the database.

    An offering without any report has one clock that says nothing. A clock without a measure gives way to a later
    one that has a measure.

    Args:
        offering_ids: keys of the offerings.
        today: the day of the request.
    """
    ids = list(offering_ids)
    newest = Window(
        RowNumber(), partition_by=[F("offering"), F("measure")], order_by=[F("observed").desc(), F("pk").desc()]
    )
    # A day that has not come yet is a slip of the pen; it must not push out what holds.
    reports = QueueReport.objects.filter(offering__in=ids, observed__lte=today.isoformat())
    rows: dict[int, dict[str, list[QueueReport]]] = defaultdict(lambda: defaultdict(list))
    for report in reports.annotate(place=newest).filter(place__lte=NEWEST).select_related("reported_by"):
        rows[report.offering_id][report.measure].append(report)
    return {pk: _clocks(rows[pk], today) for pk in ids}


def clock_of(offering_id: int, measure: str, *, today: date) -> Clock:
    """One clock of one offering, as it stands now."""
    found = {clock.measure: clock for clock in clocks_of([offering_id], today=today)[offering_id]}
    return found.get(measure, Clock(measure))


def _clocks(by_measure: dict[str, list[QueueReport]], today: date) -> list[Clock]:
    clocks = [_clock(measure, reports, today) for measure, reports in sorted(by_measure.items())]
    stated = [clock for clock in clocks if clock.measure]
    clocks = stated + [clock for clock in clocks if not clock.measure and not _is_overtaken(clock, stated)]
    return clocks or [Clock("")]


def _clock(measure: str, reports: list[QueueReport], today: date) -> Clock:
    answer = max(reports, key=lambda row: row.pk)
    return Clock(measure, answer.pk, latest(reports, today), answer)


def _is_overtaken(clock: Clock, stated: list[Clock]) -> bool:
    return any(other.version > clock.version for other in stated)
