"""Doubts: when a unit does not know its waits or hours, its manager and the communications staff are told."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from catalogue.doubted_hours import doubted_hours
from catalogue.doubted_waits import doubted_waits
from catalogue.jobs.escalate import addresses_of_leaders, addresses_of_office, write_to
from catalogue.models import Area, HoursDoubt, Offering, Provider, QueueReport

SUBJECT = "En verksamhet vet inte om kö eller öppettider stämmer"


@dataclass(frozen=True)
class Doubt:
    """Something that a unit does not know, or an area that gives support itself.

    Attributes:
        who: the unit or the area; None when it has no name in the catalogue.
        name: what they are called.
        about: what they do not know, in words.
        day: when they said so.
    """

    who: Provider | Area | None
    name: str
    about: str
    day: date


def tell_doubts(now: datetime) -> str:
    """Tell each manager about the own units, and the communications staff about all, once for each answer."""
    untold = HoursDoubt.objects.filter(told_at=None)
    units = list(doubted_hours().filter(hours_doubts__in=untold).distinct())
    waits = [wait for wait in doubted_waits(timezone.localtime(now).date()) if wait.answer.told_at is None]
    doubts = [_about_hours(unit) for unit in units]
    doubts += [_about_wait(wait.offering, wait.answer) for wait in waits]
    by_who: dict[Provider | Area | None, list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        by_who[doubt.who].append(doubt)
    sent = [_tell(addresses_of_leaders(_led_with(who), now), own) for who, own in by_who.items() if who]
    sent.append(_tell(addresses_of_office(), doubts) if doubts else 0)
    if any(sent):
        untold.filter(provider__in=units).update(told_at=now)
        QueueReport.objects.filter(pk__in=[wait.answer.pk for wait in waits]).update(told_at=now)
    return f"{len(by_who)} verksamheter vet inte, {sum(sent)} brev."


def _about_hours(unit: Provider) -> Doubt:
    # The day is annotated by ``doubted_hours``.
    day = timezone.localtime(unit.doubted_at).date()  # type: ignore[attr-defined]
    return Doubt(unit, unit.name, "öppettiderna", day)


def _about_wait(offering: Offering, answer: QueueReport) -> Doubt:
    who = offering.provider or offering.area
    return Doubt(who, offering.given_by, f"väntetiden, {offering.insats.name}", answer.observed_last or date.min)


def _led_with(who: Provider | Area) -> Q:
    """Responsibilities for a unit or an area, and for a unit that it is part of."""
    if isinstance(who, Area):
        return Q(area=who.pk)
    return Q(provider=who.pk) | (Q(provider=who.parent_id) if who.parent_id else Q())


def _tell(addresses: list[str], doubts: list[Doubt]) -> int:
    return write_to(addresses, SUBJECT, "catalogue/mail/doubt.txt", {"doubts": doubts})
