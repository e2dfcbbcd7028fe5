"""How a wait has changed: the newest reports of one subject as points of a drawing and as rows of a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from catalogue.actions.report_queue import in_words
from catalogue.choices import QueueMeasure
from catalogue.models import QueueReport
from workspace.history import name_of

#: Reports that a page reads and shows, however many there are: four years of one answer a week.
MOST = 200
WIDTH, HEIGHT = 640, 220
LEFT, BOTTOM = 48, 28
NOT_STATED = "inte angivet vad som mäts"


@dataclass(frozen=True)
class Point:
    """One report in the table."""

    observed: str
    measure: str
    figure: str
    who: str
    source: str


@dataclass(frozen=True)
class Series:
    """The line of one kind of wait: points of a polyline, and the last one for its mark."""

    name: str
    points: str
    x: float
    y: float


@dataclass(frozen=True)
class Trend:
    """What the page shows."""

    rows: list[Point]
    series: list[Series]
    first: date | None
    last: date | None
    top: int
    total: int

    @property
    def summary(self) -> str:
        """The drawing in one sentence, for those who do not see it."""
        if not self.series:
            return ""
        names = ", ".join(line.name for line in self.series)
        return f"Väntan i dagar från {self.first} till {self.last}, som högst {self.top}: {names}."


def trend_of(reports: QuerySet[QueueReport]) -> Trend:
    """The newest reports, in a fixed number of questions.

    Args:
        reports: those of one subject.
    """
    newest = list(
        reports.select_related("reported_by", "target_group")
        .prefetch_related("target_group__words")
        .order_by("-observed_last", "-pk")[:MOST]
    )
    total = len(newest) if len(newest) < MOST else reports.count()
    drawn = [report for report in newest if report.observed_last and _days(report) is not None]
    days = [report.observed_last for report in drawn if report.observed_last]
    first, last = min(days, default=None), max(days, default=None)
    top = max((_days(report) or 0 for report in drawn), default=0)
    series = _series(drawn, first, last, max(top, 1)) if first and last else []
    return Trend([_point(report) for report in newest], series, first, last, top, total)


def _days(report: QueueReport) -> int | None:
    """The wait in days; one in months counts as at least so many."""
    return report.days if report.days is not None else report.least_days


def _measure(report: QueueReport) -> str:
    measure = str(QueueMeasure(report.measure).label) if report.measure else NOT_STATED
    return f"{report.target_group.label}, {measure}" if report.target_group else measure


def _point(report: QueueReport) -> Point:
    figure = in_words(report).removesuffix(f" ({report.observed})")
    return Point(report.observed, _measure(report), figure, name_of(report.reported_by), report.source_title)


def _series(drawn: Sequence[QueueReport], first: date, last: date, top: int) -> list[Series]:
    lines: dict[str, list[tuple[float, float]]] = {}
    span = max((last - first).days, 1)
    for report in reversed(drawn):
        age = ((report.observed_last or first) - first).days
        x = LEFT + (WIDTH - LEFT - 8) * age / span
        y = HEIGHT - BOTTOM - (HEIGHT - BOTTOM - 12) * (_days(report) or 0) / top
        lines.setdefault(_measure(report), []).append((round(x, 1), round(y, 1)))
    return [
        Series(name, " ".join(f"{x},{y}" for x, y in points), *points[-1])
        for name, points in sorted(lines.items())
    ]
