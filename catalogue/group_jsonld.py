"""Structured data (schema.org) about groups that begin: what is stated and still to come, nothing else."""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.utils import timezone

from catalogue.choices import GroupHeld
from catalogue.group_facts import ages_of, holds_count
from catalogue.jsonld import without_empty
from catalogue.models import GroupStart
from catalogue.models.words import Text
from catalogue.next_change import changes_at
from catalogue.shelf_life import shelf_life

ATTENDANCE: dict[str, str] = {
    GroupHeld.PLACE: "https://schema.org/OfflineEventAttendanceMode",
    GroupHeld.VIDEO: "https://schema.org/OnlineEventAttendanceMode",
    GroupHeld.BOTH: "https://schema.org/MixedEventAttendanceMode",
}


def group_events(starts: list[GroupStart], title: Text, now: datetime) -> list[dict[str, Any]]:
    """Each group as an event with its first day.

    Args:
        starts: coming groups of one insats, as ``coming_starts`` gives them.
        title: what the insats is called.
        now: the moment of the request; what began earlier today is left out, like invented examples.
    """
    return [
        _event(start, title, now)
        for start in starts
        if not start.offering.is_example and not _has_begun(start, now)
    ]


def _event(start: GroupStart, title: Text, now: datetime) -> dict[str, Any]:
    url = f"{settings.BASE_URL}{start.offering.insats.get_absolute_url()}#grupp-{start.pk}"
    low, high = ages_of(start)
    ages = without_empty({"suggestedMinAge": low, "suggestedMaxAge": high})
    data = {
        "@type": "Event",
        "name": str(title),
        "url": url,
        "startDate": _moment(start, start.starts_at),
        # When a course of several meetings ends is not stated.
        "endDate": _moment(start, start.ends_at) if start.meetings == 1 and start.ends_at else None,
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": ATTENDANCE.get(start.held),
        "location": _location(start, url),
        "organizer": {"@type": "Organization", "name": start.offering.given_by},
        "inLanguage": start.language.slug if start.language else None,
        "audience": {"@type": "PeopleAudience", **ages} if ages else None,
        "maximumAttendeeCapacity": start.seats,
        # An old count may have changed, and here there is no room to say so.
        "remainingAttendeeCapacity": start.places_left if holds_count(start, now, shelf_life()) else None,
    }
    return without_empty(data)


def _moment(start: GroupStart, at: time | None) -> str:
    if at is None:
        return start.first_date.isoformat()
    return datetime.combine(start.first_date, at, tzinfo=timezone.get_default_timezone()).isoformat()


def _has_begun(start: GroupStart, now: datetime) -> bool:
    """Whether a group of today has begun; one whose time is not stated lasts the day."""
    if start.starts_at is None:
        return False
    begins = datetime.combine(start.first_date, start.starts_at, tzinfo=timezone.get_default_timezone())
    if begins > now:
        changes_at(begins)
    return begins <= now


def _location(start: GroupStart, url: str) -> list[dict[str, Any]]:
    """Where it is. A protected unit has no place to give."""
    found: list[dict[str, Any]] = []
    provider = start.offering.provider
    place = None if provider is not None and provider.is_protected else start.place
    if place is not None and start.held != GroupHeld.VIDEO:
        address = {"streetAddress": place.street, "postalCode": place.postcode, "addressLocality": place.town}
        stated = without_empty(address)
        address_data = {"@type": "PostalAddress", **stated} if stated else None
        found.append(without_empty({"@type": "Place", "name": place.name, "address": address_data}))
    if start.held in (GroupHeld.VIDEO, GroupHeld.BOTH):
        found.append({"@type": "VirtualLocation", "url": url})
    return found
