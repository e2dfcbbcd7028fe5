"""The clocks of an offering: each kind of wait, for all or for one target group, has its own reports.

Read in a bounded way: only the newest reports of each clock are fetched, however long the history is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Window
from django.db.models.functions import Coalesce, RowNumber

from catalogue.choices import QueueState
from catalogue.models import QueueReport
from catalogue.waiting import latest

#: Reports of one clock that are fetched: the newest may be a slip or an answer that says nothing.
NEWEST = 4


#: Reports of one target group, by what they measure.
ByMeasure = dict[str, list[QueueReport]]


@dataclass(frozen=True)
class Clock:
    """What is known of one kind of wait.

    Attributes:
        measure: what the wait is measured to; empty when that is not stated.
        group: key of the target group that it is for; None for all.
        version: key of the newest report that touches it. Who answers without having seen that one is told so.
        report: the latest report that says something, or None.
        answer: the newest report, which may say that the unit does not know.
        newest: the report that ``version`` names.
    """

    measure: str
    group: int | None = None
    version: int = 0
    report: QueueReport | None = None
    answer: QueueReport | None = None
    newest: QueueReport | None = None

    @property
    def is_unsure(self) -> bool:
        """Whether the last answer was that the unit does not know."""
        return self.answer is not None and self.answer.state == QueueState.UNKNOWN


def clocks_of(offering_ids: Iterable[int], *, today: date) -> dict[int, list[Clock]]:
    """The clocks of several offerings that readers are told of, in one question to the database.

    An offering without any report has one clock that says nothing.

    Args:
        offering_ids: keys of the offerings.
        today: the day of the request.
    """
    ids = list(offering_ids)
    read = _read(ids, today)
    return {
        pk: [
            clock
            for group, by_measure in sorted(read[pk].items(), key=lambda pair: pair[0] or 0)
            for clock in _told(group, by_measure, today)
        ]
        or [Clock("")]
        for pk in ids
    }


def clock_of(offering_id: int, measure: str, group: int | None = None, *, today: date) -> Clock:
    """One clock of one offering as it stands now, whether readers are told of it or not."""
    return _clock(measure, group, _read([offering_id], today)[offering_id][group], today)


def _read(offering_ids: list[int], today: date) -> dict[int, dict[int | None, ByMeasure]]:
    newest = Window(
        RowNumber(),
        partition_by=[F("offering"), F("measure"), Coalesce("target_group", 0)],
        order_by=[F("observed_last").desc(nulls_last=True), F("pk").desc()],
    )
    # A day that has not come yet is a slip of the pen; it must not push out what holds.
    reports = QueueReport.objects.filter(offering__in=offering_ids, observed__lte=today.isoformat())
    found = reports.annotate(place=newest).filter(place__lte=NEWEST).select_related("reported_by", "target_group")
    rows: dict[int, dict[int | None, ByMeasure]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for report in found.prefetch_related("target_group__words"):
        of_offering = rows[report.offering_id or 0]
        of_offering[report.target_group_id][report.measure].append(report)
    return rows


def _told(group: int | None, by_measure: ByMeasure, today: date) -> list[Clock]:
    """A report without a measure speaks of the whole wait: it hides what is older, and what is newer hides it."""
    whole = _clock("", group, by_measure, today)
    clocks = [_clock(measure, group, by_measure, today) for measure in sorted(by_measure) if measure]
    newer = [clock for clock in clocks if _age(clock) > _age(whole)]
    return newer or [whole]


def _age(clock: Clock) -> tuple[date, int]:
    report = clock.report or clock.answer
    return ((report.observed_last or date.min), report.pk) if report else (date.min, 0)


def _clock(measure: str, group: int | None, by_measure: ByMeasure, today: date) -> Clock:
    """One clock, with the newest of the reports that touch it: those on the whole wait touch every part."""
    reports = by_measure.get(measure, [])
    related = [*by_measure.get("", []), *reports] if measure else [r for rows in by_measure.values() for r in rows]
    version = max((report.pk for report in related), default=0)
    answer = max(reports, key=lambda report: report.pk, default=None)
    newest = max(related, key=lambda report: report.pk, default=None)
    return Clock(measure, group, version, latest(reports, today), answer, newest)
