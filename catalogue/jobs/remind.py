"""Reminders: who answers for a unit gets a link when something needs an answer, at most once a week."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import OuterRef, Q, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from catalogue.choices import Confirmed, Duty
from catalogue.confirmation_links import LIFETIME, make_link
from catalogue.jobs import JobFailedError
from catalogue.models import HoursDoubt, Offering, Provider, Responsibility, Verification
from catalogue.overdue import are_hours_due, is_queue_due
from catalogue.own_units import on_duty, units_of_duty
from catalogue.queue_clocks import clocks_of

logger = logging.getLogger(__name__)

REST = timedelta(days=7)
REMINDED = (Duty.MANAGES, Duty.REMINDED)


@dataclass(frozen=True)
class Due:
    """What a responsibility has not answered: names of units, and how many rows."""

    units: list[str]
    rows: int


def remind(now: datetime) -> str:
    """Mail a link to everybody who has something to answer. Returns how many."""
    sent = failed = 0
    for duty in duties_with_mail(now):
        try:
            sent += _remind(duty, now)
        except OSError:  # what a mail server that refuses or is away raises
            logger.exception("could not remind duty %s", duty.pk)
            failed += 1
    said = f"{sent} påminnelser skickade."
    if failed:
        raise JobFailedError(f"{said} {failed} gick inte att skicka. Se serverns logg.")
    return said


def duties_with_mail(now: datetime) -> Iterable[Responsibility]:
    """Responsibilities of today whose holder can be written to."""
    duties = Responsibility.objects.filter(
        ~Q(mailbox="") | (Q(user__is_active=True) & ~Q(user__email="")),
        Q(provider__isnull=False) | Q(area__isnull=False),
        duty__in=REMINDED,
    )
    return on_duty(duties, timezone.localtime(now).date()).select_related("user").order_by("pk")


def address_of(duty: Responsibility) -> str:
    """Where the holder reads mail: the unit's mailbox first."""
    return duty.mailbox or (duty.user.email if duty.user else "")


def due_of(duty: Responsibility, now: datetime) -> Due:
    """What the holder has not answered, in a fixed number of questions."""
    today = timezone.localtime(now).date()
    units = units_of_duty(duty, today=today)
    offerings = Offering.objects.running().filter(pk__in=units.queryset(Offering).values("pk"))
    named = {row.pk: row for row in offerings.select_related("provider", "area")}
    clocks = clocks_of(named, today=today)
    waits = [named[pk].given_by for pk, found in clocks.items() for clock in found if is_queue_due(clock, today)]
    providers = Provider.objects.filter(pk__in=units.providers, live=True, retired_from__isnull=True)
    with_hours = providers.filter(opening_hours__isnull=False).distinct()
    hours = [
        provider.name
        for provider in with_hours.annotate(confirmed_at=_newest_mark(), doubted_at=_newest_doubt())
        if are_hours_due(provider.confirmed_at, provider.doubted_at, now)
    ]
    return Due(sorted({*waits, *hours}), len(waits) + len(hours))


def _newest_mark() -> Subquery:
    marks = Verification.objects.filter(provider=OuterRef("pk"), about=Confirmed.HOURS).order_by("-verified_at")
    return Subquery(marks.values("verified_at")[:1])


def _newest_doubt() -> Subquery:
    return Subquery(HoursDoubt.objects.filter(provider=OuterRef("pk")).order_by("-said_at").values("said_at")[:1])


def _remind(duty: Responsibility, now: datetime) -> bool:
    last = duty.links.first()
    if last is not None and last.created_at > now - REST:
        return False
    due = due_of(duty, now)
    if not due.rows:
        return False
    token = make_link(duty, now=now)
    context = {
        "due": due,
        "url": settings.BASE_URL + reverse("confirm_link", args=[token]),
        "until": timezone.localtime(now + LIFETIME).date(),
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    text = render_to_string("catalogue/mail/reminder.txt", context)
    try:
        EmailMessage("Stämmer kö och öppettider?", text, to=[address_of(duty)]).send()
    except OSError:
        # A link that nobody got must not stand in the way of the next reminder.
        duty.links.filter(created_at=now).delete()
        raise
    return True
