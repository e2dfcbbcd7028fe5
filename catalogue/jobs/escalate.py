"""Escalation: when a reminder stays unanswered, the unit's manager and the communications staff are told, once."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from catalogue.actions.seed_roles import COMMUNICATOR
from catalogue.choices import Duty
from catalogue.jobs.remind import REMINDED, Due, address_of, due_of
from catalogue.models import ConfirmationLink, Responsibility
from catalogue.own_units import on_duty

logger = logging.getLogger(__name__)

#: A reminder goes out after seven days, this comes three days later; after fourteen the public label changes.
PATIENCE = timedelta(days=3)
#: Who has been told is told again only after this.
REST = timedelta(days=28)
SUBJECT = "Ingen har svarat om kö och öppettider"


def escalate(now: datetime) -> str:
    """Tell managers about their own units, and the communications staff about all of them. Returns how many."""
    found: list[tuple[ConfirmationLink, Due]] = []
    for link in _unanswered(now):
        due = due_of(link.duty, now)
        if due.rows:
            found.append((link, due))
    sent = [_tell(addresses_of_leaders(_led_with(link.duty), now), [due]) for link, due in found]
    sent.append(_tell(addresses_of_office(), [due for _, due in found]) if found else 0)
    if any(sent):
        ConfirmationLink.objects.filter(pk__in=[link.pk for link, _ in found]).update(escalated_at=now)
    return f"{len(found)} obesvarade påminnelser, {sum(sent)} brev."


def _unanswered(now: datetime) -> list[ConfirmationLink]:
    told = ConfirmationLink.objects.filter(escalated_at__gt=now - REST).values("duty")
    links = ConfirmationLink.objects.filter(
        created_at__lte=now - PATIENCE, used_at=None, revoked_at=None, expires_at__gt=now, duty__duty__in=REMINDED
    ).exclude(duty__in=told)
    current = on_duty(Responsibility.objects.all(), timezone.localtime(now).date())
    return list(links.filter(duty__in=current).select_related("duty__user").order_by("duty", "pk"))


def _led_with(duty: Responsibility) -> Q:
    """Responsibilities for the same unit or area, and for a unit that it is part of."""
    same = Q(provider__isnull=False, provider=duty.provider_id) | Q(area__isnull=False, area=duty.area_id)
    if duty.provider and duty.provider.parent_id:
        same |= Q(provider=duty.provider.parent_id)
    return same


def addresses_of_leaders(led: Q, now: datetime) -> list[str]:
    """Where those who lead something today read mail.

    Args:
        led: which responsibilities.
        now: the moment of the run.
    """
    leaders = Responsibility.objects.filter(led, duty=Duty.MANAGES).select_related("user")
    current = on_duty(leaders, timezone.localtime(now).date())
    return sorted({address for leader in current if (address := address_of(leader))})


def addresses_of_office() -> list[str]:
    """Where the communications staff read mail."""
    users = get_user_model().objects.filter(groups__name=COMMUNICATOR, is_active=True).exclude(email="")
    return sorted(set(users.values_list("email", flat=True)))


def _tell(addresses: list[str], dues: list[Due]) -> int:
    return write_to(addresses, SUBJECT, "catalogue/mail/escalation.txt", {"dues": dues})


def write_to(addresses: list[str], subject: str, template: str, values: dict[str, Any]) -> int:
    """One letter to each, so that nobody sees the others' addresses. Returns how many left.

    Args:
        addresses: who is written to.
        subject: the letter's subject.
        template: its text, which may name the site (``site_name``) and *Läget* (``url``).
        values: what else it names.
    """
    url = settings.BASE_URL + reverse("team")
    text = render_to_string(template, {**values, "url": url, "site_name": settings.WAGTAIL_SITE_NAME})
    sent = 0
    for address in addresses:
        try:
            sent += EmailMessage(subject, text, to=[address]).send()
        except OSError:  # one letter that does not leave stops no other
            logger.exception("could not send an escalation")
    return sent
