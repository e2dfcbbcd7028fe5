"""Report what a wait is today. A report is an observation: confirming an unchanged wait is a new one."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from catalogue.choices import QueueState
from catalogue.models import Offering, QueueReport
from catalogue.queue_clocks import clock_of
from catalogue.wait_in_words import figure_of

#: What a new observation repeats of the one that it confirms.
REPEATED = ("state", "wait_from", "wait_to", "wait_average", "unit", "measure", "target_group_id")


class ReportedMeanwhileError(Exception):
    """Somebody else reported the wait after it was read."""

    def __init__(self, newer: QueueReport) -> None:
        super().__init__(str(newer))
        self.newer = newer


class NothingToConfirmError(Exception):
    """There is no figure that could be confirmed."""


@transaction.atomic
def report_queue(
    report: QueueReport, *, user: Any, now: datetime, read_version: int, via: str = ""
) -> QueueReport:
    """Save an observation on an offering if nobody reported since the wait was read.

    Args:
        report: what was observed, not saved yet.
        user: who reports; None when a confirmation link does.
        now: the moment of the request.
        read_version: the newest report that was seen (``Clock.version``).
        via: by which way, when it is not the person's own signing in.

    Raises:
        ReportedMeanwhileError: when there is a newer report. Nothing is written.
        ValidationError: when the observation makes no sense.
    """
    # Of two at once the second waits here and then sees what the first wrote.
    offering = Offering.objects.select_for_update().get(pk=report.offering_id or 0)
    clock = clock_of(offering.pk, report.measure, report.target_group_id, today=timezone.localtime(now).date())
    if clock.newest is not None and clock.version != read_version:
        if _says_the_same(clock.newest, report, user):
            return clock.newest
        raise ReportedMeanwhileError(clock.newest)
    report.reported_by = user
    report.full_clean()
    report.save()
    write_down(report, before=clock.answer, user=user, now=now, via=via)
    return report


@transaction.atomic
def confirm_queue(
    offering: Offering,
    measure: str,
    group: int | None = None,
    *,
    user: Any,
    now: datetime,
    read_version: int,
    via: str = "",
) -> QueueReport:
    """Say that the wait is still what the latest report says: a new observation of today.

    Raises:
        NothingToConfirmError: when no report says anything.
        ReportedMeanwhileError: when there is a newer report than the one that was read.
    """
    clock = clock_of(offering.pk, measure, group, today=timezone.localtime(now).date())
    if clock.report is None:
        raise NothingToConfirmError
    values = {name: getattr(clock.report, name) for name in REPEATED}
    return report_queue(
        new_report(offering, now=now, **values), user=user, now=now, read_version=read_version, via=via
    )


def new_report(offering: Offering, *, now: datetime, **values: Any) -> QueueReport:
    """An observation of today, not saved yet."""
    observed = timezone.localtime(now).date().isoformat()
    return QueueReport(offering=offering, observed=observed, **values)


def write_down(
    report: QueueReport, *, before: QueueReport | None, user: Any, now: datetime, via: str = ""
) -> None:
    """Write an observation into the history of its offering, with what stood there before."""
    Offering.objects.filter(pk=report.offering_id or 0).update(modified_at=now)
    data = {"before": in_words(before), "after": in_words(report)}
    log(instance=report.offering, action="catalogue.queue", user=user, data={**data, "via": via} if via else data)


def in_words(report: QueueReport | None) -> str:
    """A report in the words of the history."""
    if report is None:
        return ""
    figure = "Vet inte" if report.state == QueueState.UNKNOWN else figure_of(report)
    return f"{figure} ({report.observed})"


def _says_the_same(newer: QueueReport, report: QueueReport, user: Any) -> bool:
    """Whether the same person said just this already today: a button that was pressed twice."""
    return (
        user is not None
        and newer.reported_by_id == user.pk
        and newer.observed == report.observed
        and all(getattr(newer, name) == getattr(report, name) for name in REPEATED)
    )
