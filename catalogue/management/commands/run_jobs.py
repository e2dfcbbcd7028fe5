"""``manage.py run_jobs [--list]``: run the jobs that are due. Called by cron, a timer or the worker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from catalogue.jobs import all_jobs
from catalogue.jobs.running import next_run, run_due
from catalogue.models.job_run import JobOutcome, JobRun


class Command(BaseCommand):
    """Safe to call as often as one likes, and from several servers at once."""

    help = "Kör de jobb som det är dags för."

    def add_arguments(self, parser: CommandParser) -> None:
        """One choice: look instead of run."""
        parser.add_argument("--list", action="store_true", help="visa jobben, kör inget")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, and say what each job did; fail at the end when one of them failed."""
        if options["list"]:
            self._list()
            return
        outcomes = run_due(all_jobs(), now=timezone.now())
        for found in outcomes:
            self.stdout.write(f"{found.job.name}: {JobOutcome(found.outcome).label}. {found.message}")
        failed = [found.job.name for found in outcomes if found.outcome == JobOutcome.FAILED]
        if failed:
            raise CommandError(f"Misslyckades: {', '.join(failed)}")

    def _list(self) -> None:
        runs = JobRun.objects.in_bulk(field_name="name")
        for job in all_jobs():
            run = runs.get(job.name)
            due = next_run(job, run)
            never = "aldrig kört" if job.period else ""
            when = f"nästa {timezone.localtime(due):%Y-%m-%d %H.%M}" if due else never
            period = f"var {job.period}" if job.period else "när någon ber om det"
            last = f"senast {JobOutcome(run.outcome).label}" if run and run.outcome else ""
            self.stdout.write(" · ".join(filter(None, [job.name, period, when, last, job.label])))
