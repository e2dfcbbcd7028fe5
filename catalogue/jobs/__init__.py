"""Jobs that run by the clock: a registry that apps fill in ``ready()`` and ``manage.py run_jobs`` runs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


class JobFailedError(Exception):
    """A job could not do all of its work. The message says what, in words for staff."""


@dataclass(frozen=True)
class Job:
    """Something that is done again and again.

    Attributes:
        name: what it is called in commands and in its stored run; never changed.
        label: what it does, in words for staff.
        period: how long it rests after it has begun; None for what is done only when somebody asks for it.
        run: does the work at a moment and says what was done. It is safe to repeat: a run that broke off half-way
            is made good by the next one.
        needs_mail: whether it is skipped on a server that sends no mail.
    """

    name: str
    label: str
    period: timedelta | None
    run: Callable[[datetime], str]
    needs_mail: bool = False


_jobs: dict[str, Job] = {}


def register(job: Job) -> None:
    """Add a job; called once, when the app that knows the work is ready."""
    if _jobs.get(job.name, job) != job:
        raise ValueError(f"Two jobs are called {job.name}.")
    _jobs[job.name] = job


def all_jobs() -> list[Job]:
    """Every job, by name."""
    return [_jobs[name] for name in sorted(_jobs)]
