"""Doubts: when a unit does not know its opening hours, its manager and the communications staff are told."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from catalogue.doubted_hours import doubted_hours
from catalogue.jobs.escalate import addresses_of_leaders, addresses_of_office, write_to
from catalogue.models import HoursDoubt, Provider

SUBJECT = "En verksamhet vet inte om öppettiderna stämmer"


def tell_doubts(now: datetime) -> str:
    """Tell each manager about the own units, and the communications staff about all, once for each answer."""
    untold = HoursDoubt.objects.filter(told_at=None)
    units = list(doubted_hours().filter(hours_doubts__in=untold).distinct())
    sent = [_tell(addresses_of_leaders(_led_with(unit), now), [unit]) for unit in units]
    sent.append(_tell(addresses_of_office(), units) if units else 0)
    if any(sent):
        untold.filter(provider__in=units).update(told_at=now)
    return f"{len(units)} verksamheter vet inte, {sum(sent)} brev."


def _led_with(unit: Provider) -> Q:
    """Responsibilities for a unit, and for one that it is part of."""
    return Q(provider=unit.pk) | (Q(provider=unit.parent_id) if unit.parent_id else Q())


def _tell(addresses: list[str], units: list[Provider]) -> int:
    # The day is annotated by ``doubted_hours``.
    rows = [(unit.name, timezone.localtime(unit.doubted_at).date()) for unit in units]  # type: ignore[attr-defined]
    return write_to(addresses, SUBJECT, "catalogue/mail/doubt.txt", {"units": rows})
