"""The catalogue's own jobs."""

from datetime import datetime, timedelta

from django.conf import settings

from catalogue.confirmation_links import forget_old_links
from catalogue.jobs import Job, register
from catalogue.jobs.doubts import tell_doubts
from catalogue.jobs.escalate import escalate
from catalogue.jobs.publish import publish_scheduled
from catalogue.jobs.remind import remind
from catalogue.version import forget_marks

DAILY = timedelta(days=1)


def register_jobs() -> None:
    """Tell the runner; called when the app is ready."""
    register(Job("publish", "Publicera och avpublicera på utsatt tid", timedelta(minutes=5), publish_scheduled))
    register(Job("remind", "Påminn om kö och öppettider", DAILY, remind, needs_mail=True))
    register(Job("escalate", "Säg till chef och redaktion när ingen svarar", DAILY, escalate, needs_mail=True))
    register(Job("doubts", "Säg till om kö och tider som ingen vet", DAILY, tell_doubts, needs_mail=True))
    if settings.DEMO:
        register(Job("demo_dates", "Flytta fram demonstrationens grupper", DAILY, _move_demo_dates))
    register(Job("forget_links", "Glöm gamla bekräftelselänkar", DAILY, _forget))
    register(Job("forget_marks", "Glöm gamla märken om ändringar", DAILY, _forget_marks))


def _move_demo_dates(now: datetime) -> str:
    from catalogue.actions.move_demo_dates import move_demo_dates  # loading knows every model

    return move_demo_dates(now)


def _forget(now: datetime) -> str:
    return f"{forget_old_links(now=now)} länkar borttagna."


def _move_demo_dates(now: datetime) -> str:
    from catalogue.actions.move_demo_dates import move_demo_dates  # loading knows every model

    return move_demo_dates(now)


def _forget_marks(now: datetime) -> str:
    return f"{forget_marks()} märken borttagna."
