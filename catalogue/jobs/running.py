"""Run what is due: each job alone under its lock, and one that fails stops no other."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from catalogue.jobs import Job, JobFailedError
from catalogue.models.job_run import JobOutcome, JobRun

logger = logging.getLogger(__name__)

#: A lock older than this belongs to a process that died.
LEASE = timedelta(hours=1)
NO_MAIL = "Servern skickar ingen e-post. Sätt EMAIL_URL."


@dataclass(frozen=True)
class Outcome:
    """How one job went."""

    job: Job
    outcome: str
    message: str


def next_run(job: Job, run: JobRun | None) -> datetime | None:
    """When a job is due next; None when it has never run and is due at once, or is only run when asked for."""
    return run.started_at + job.period if job.period and run and run.started_at else None


def run_due(jobs: Iterable[Job], *, now: datetime) -> list[Outcome]:
    """Run the jobs that are due and that nobody else is running.

    Args:
        jobs: the jobs to look at.
        now: the moment of the run.
    """
    runs = JobRun.objects.in_bulk(field_name="name")
    outcomes = []
    for job in jobs:
        due = next_run(job, runs.get(job.name))
        if job.period is None:
            continue
        if (due is None or due <= now) and _take_lock(job, now):
            outcomes.append(_run(job, now))
    return outcomes


def run_asked(job: Job, *, now: datetime) -> Outcome | None:
    """Run a job because somebody asks for it, due or not. None when it is running already."""
    return _run(job, now) if _take_lock(job, now, is_asked=True) else None


def _take_lock(job: Job, now: datetime, *, is_asked: bool = False) -> bool:
    """Whether this process may run the job now. Asked and answered in one statement: of two, one gets it."""
    JobRun.objects.get_or_create(name=job.name)
    is_free = Q(locked_until=None) | Q(locked_until__lte=now)
    # The other process may have run it between our look and our lock.
    is_due = Q() if is_asked or job.period is None else Q(started_at=None) | Q(started_at__lte=now - job.period)
    taken = JobRun.objects.filter(is_free, is_due, name=job.name)
    return taken.update(locked_until=now + LEASE, started_at=now) == 1


def _run(job: Job, now: datetime) -> Outcome:
    if job.needs_mail and not settings.SENDS_MAIL:
        return _done(job, JobOutcome.SKIPPED, NO_MAIL)
    try:
        message = job.run(now)
    except JobFailedError as failure:
        return _done(job, JobOutcome.FAILED, str(failure))
    except Exception as error:  # one failing job must stop no other; the log has the whole story
        logger.exception("job %s failed", job.name)
        return _done(job, JobOutcome.FAILED, f"{type(error).__name__}. Se serverns logg.")
    return _done(job, JobOutcome.OK, message)


def _done(job: Job, outcome: str, message: str) -> Outcome:
    values = {"outcome": outcome, "message": message, "finished_at": timezone.now(), "locked_until": None}
    JobRun.objects.filter(name=job.name).update(**values)
    return Outcome(job, outcome, message)
