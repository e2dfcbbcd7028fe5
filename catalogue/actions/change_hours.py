"""Change opening hours: running facts, live when saved, and saved only if unchanged since they were read."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from catalogue.models import OpeningException, OpeningHours, Provider

Hours = OpeningHours | OpeningException


class ChangedMeanwhileError(Exception):
    """Somebody else changed the row after it was read."""


@transaction.atomic
def add_hours(row: Hours, *, user: Any) -> None:
    """Save a new row.

    Args:
        row: the hours, not saved yet.
        user: who adds them.
    """
    row.save()
    _write_down(row, before="", after=str(row), user=user)


@transaction.atomic
def change_hours(row: Hours, *, read_version: int, user: Any) -> None:
    """Save a changed row if nobody changed it since it was read.

    Args:
        row: the hours as they shall be.
        read_version: the version that the editor saw.
        user: who changes them.

    Raises:
        ChangedMeanwhileError: when the row is another than the one that was read, or is gone.
    """
    model = type(row)
    before = model.objects.filter(pk=row.pk).first()
    if not model.objects.filter(pk=row.pk, version=read_version).update(version=F("version") + 1):
        raise ChangedMeanwhileError
    row.version = read_version + 1
    row.save()
    _write_down(row, before=str(before), after=str(row), user=user)


@transaction.atomic
def remove_hours(row: Hours, *, user: Any) -> None:
    """Take a row away; the history keeps it."""
    before = str(row)
    _write_down(row, before=before, after="", user=user)
    row.delete()


def _write_down(row: Hours, *, before: str, after: str, user: Any) -> None:
    Provider.objects.filter(pk=row.provider_id).update(modified_at=timezone.now())
    log(instance=row.provider, action="catalogue.hours", user=user, data={"before": before, "after": after})
