"""The clocks of an offering: each kind of wait, for all or for one target group, has its own reports.

Read in a bounded way: only the newest reports of each clock are fetched, however long the history is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Window
from django.db.models.functions import Coalesce, RowNumber

from catalogue.models import QueueReport
from catalogue.waiting import latest

#: Reports of one clock that are fetched: the newest may be a slip or an answer that says nothing.
NEWEST = 4


#: The target group, and what is measured.
Key = tuple[int | None, str]


@dataclass(frozen=True)
class Clock:
    """What is known of one kind of wait.

    Attributes:
        measure: what the wait is measured to; empty when that is not stated.
        group: key of the target group that it is for; None for all.
        version: the newest report there is. Who answers without having seen it is told so.
        report: the latest report that says something, or None.
        answer: the newest report, which may say that the unit does not know.
    """

    measure: str
    group: int | None = None
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
        RowNumber(),
        partition_by=[F("offering"), F("measure"), Coalesce("target_group", 0)],
        order_by=[F("observed_last").desc(nulls_last=True), F("pk").desc()],
    )
    # A day that has not come yet is a slip of the pen; it must not push out what holds.
    reports = QueueReport.objects.filter(offering__in=ids, observed__lte=today.isoformat())
    found = reports.annotate(place=newest).filter(place__lte=NEWEST).select_related("reported_by", "target_group")
    rows: dict[int, dict[Key, list[QueueReport]]] = defaultdict(lambda: defaultdict(list))
    for report in found.prefetch_related("target_group__words"):
        rows[report.offering_id][report.target_group_id, report.measure].append(report)
    return {pk: _clocks(rows[pk], today) for pk in ids}


def clock_of(offering_id: int, measure: str, group: int | None = None, *, today: date) -> Clock:
    """One clock of one offering, as it stands now."""
    clocks = clocks_of([offering_id], today=today)[offering_id]
    found = {(clock.group, clock.measure): clock for clock in clocks}
    return found.get((group, measure), Clock(measure, group))


def _clocks(by_key: dict[Key, list[QueueReport]], today: date) -> list[Clock]:
    keys = sorted(by_key, key=lambda key: (key[0] or 0, key[1]))
    clocks = [_clock(key, by_key[key], today) for key in keys]
    return [clock for clock in clocks if clock.measure or not _is_overtaken(clock, clocks)] or [Clock("")]


def _clock(key: Key, reports: list[QueueReport], today: date) -> Clock:
    answer = max(reports, key=lambda row: row.pk)
    return Clock(key[1], key[0], answer.pk, latest(reports, today), answer)


def _is_overtaken(clock: Clock, clocks: list[Clock]) -> bool:
    """Whether a later report for the same group says what it measures."""
    return any(other.measure and other.group == clock.group and other.version > clock.version for other in clocks)
