"""The project as an app: it holds the commands that set up a whole site, and the jobs that keep it tidy."""

from datetime import datetime, timedelta

from django.apps import AppConfig
from django.conf import settings
from django.core.management import call_command


class ConfigConfig(AppConfig):
    """Named so that management commands of the project are found."""

    name = "config"
    verbose_name = "Webbplatsen"

    def ready(self) -> None:
        """Add the job that no app of ours owns, and begin to tell faults where somebody wants to know."""
        from catalogue.jobs import Job, register
        from config.faults import tell_faults

        register(Job("clear_tasks", "Glöm gjort arbete i bakgrunden", timedelta(days=1), clear_tasks))
        register(Job("rebuild_search", "Bygg sökindexet på nytt", None, rebuild_search))
        register(Job("clear_sessions", "Glöm gamla inloggningar och försök", timedelta(days=1), clear_sessions))
        if settings.SENTRY_DSN:
            tell_faults(settings.SENTRY_DSN)


def clear_sessions(now: datetime) -> str:
    """Remove sessions that are over and attempts that count no longer; Django itself only stops believing them."""
    from users.models import SignInCount

    call_command("clearsessions")
    SignInCount.objects.filter(expires__lt=now).delete()
    return "Utgångna inloggningar är borttagna."


def clear_tasks(now: datetime) -> str:
    """Remove what the worker has done and nobody asks for any more."""
    from django_tasks import task_backends
    from django_tasks_db import DatabaseBackend

    if not isinstance(task_backends["default"], DatabaseBackend):
        return "Inget arbetar i bakgrunden."
    call_command("prune_db_task_results", min_age_days=30, queue_name="*")
    return "Arbete som blev klart för en månad sedan är borttaget."


def rebuild_search(now: datetime) -> str:
    """Build the index anew beside the one that is read, then swap."""
    from search import index

    return f"{index.rebuild()} dokument."
