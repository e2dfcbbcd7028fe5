"""Confirm the opening hours of a unit, or say that nobody knows. Saving hours is not confirming them."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from catalogue.actions.change_hours import ChangedMeanwhileError
from catalogue.actions.verify import verify
from catalogue.choices import Confirmed
from catalogue.models import HoursDoubt, OpeningException, OpeningHours, Provider


def hours_version(rows: Iterable[OpeningHours | OpeningException]) -> str:
    """A mark of how the hours stood when they were read; it is another one when any row changes."""
    marks = sorted(f"{type(row).__name__}:{row.pk}:{row.version}" for row in rows)
    return hashlib.sha256(",".join(marks).encode()).hexdigest()[:16]


def hours_of(provider: Provider) -> list[OpeningHours | OpeningException]:
    """All rows that together are the hours of a unit."""
    return [*provider.opening_hours.all(), *provider.opening_exceptions.all()]


@transaction.atomic
def confirm_hours(provider: Provider, *, user: Any, now: datetime, read_version: str, via: str = "") -> None:
    """Write down that the hours are true today.

    Args:
        provider: the unit.
        user: who confirms; None when a confirmation link does.
        now: the moment of the request.
        read_version: the hours that were seen (``hours_version``).
        via: by which way, when it is not the person's own signing in.

    Raises:
        ChangedMeanwhileError: when the hours are not those that were read. Nothing is written.
    """
    _refuse_unread(provider, read_version)
    verify(provider, about=Confirmed.HOURS, user=user, now=now, via=via)


@transaction.atomic
def doubt_hours(provider: Provider, *, user: Any, now: datetime, read_version: str, via: str = "") -> None:
    """Write down that the unit does not know whether the hours are true. Readers learn that they may have changed.

    Args:
        provider: the unit.
        user: who answers; None when a confirmation link does.
        now: the moment of the request.
        read_version: the hours that were seen (``hours_version``).
        via: by which way, when it is not the person's own signing in.

    Raises:
        ChangedMeanwhileError: when the hours are not those that were read. Nothing is written.
    """
    _refuse_unread(provider, read_version)
    HoursDoubt.objects.create(provider=provider, said_at=now, said_by=user)
    Provider.objects.filter(pk=provider.pk).update(modified_at=now)
    log(
        instance=provider,
        action="catalogue.hours_doubted",
        user=user,
        data={"before": None, "after": None, **({"via": via} if via else {})},
    )


def _refuse_unread(provider: Provider, read_version: str) -> None:
    locked = Provider.objects.select_for_update().get(pk=provider.pk)
    if hours_version(hours_of(locked)) != read_version:
        raise ChangedMeanwhileError
