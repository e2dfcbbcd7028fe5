"""Work that nobody needs to wait for: asked for here, done by the worker, or at once where there is none."""

from django.utils import timezone
from django_tasks import task

from catalogue.jobs import all_jobs
from catalogue.jobs.running import run_asked
from catalogue.models.job_run import JobOutcome


@task()
def run_job(name: str) -> dict[str, str | bool]:
    """Run a job, due or not.

    Args:
        name: of the job.

    Returns:
        ``message``, in words for staff, and ``went_well``.
    """
    job = next(job for job in all_jobs() if job.name == name)
    outcome = run_asked(job, now=timezone.now())
    if outcome is None:
        return {"message": "Det körs redan.", "went_well": False}
    return {"message": outcome.message, "went_well": outcome.outcome != JobOutcome.FAILED}
