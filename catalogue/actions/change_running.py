"""Change running facts: live when saved, saved only if unchanged since they were read, and written down.

Opening hours, group starts and notices of a unit go through here, from whichever door.
"""

from typing import Any

from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone
from wagtail.log_actions import log

from catalogue.models import GroupStart, Notice, OpeningException, OpeningHours

RunningFact = OpeningHours | OpeningException | GroupStart | Notice


class ChangedMeanwhileError(Exception):
    """Somebody else changed the row after it was read."""


#: In whose history a row stands, and as what.
HISTORY: dict[type[Model], tuple[str, str]] = {
    OpeningHours: ("provider", "catalogue.hours"),
    OpeningException: ("provider", "catalogue.hours"),
    GroupStart: ("offering", "catalogue.group_start"),
    Notice: ("provider", "catalogue.notice"),
}


@transaction.atomic
def add_running(row: RunningFact, *, user: Any) -> None:
    """Save a new row.

    Args:
        row: the fact, not saved yet.
        user: who adds it.
    """
    row.save()
    _write_down(row, before="", after=str(row), user=user)


@transaction.atomic
def change_running(row: RunningFact, *, read_version: int, user: Any) -> None:
    """Save a changed row if nobody changed it since it was read.

    Args:
        row: the fact as it shall be.
        read_version: the version that the editor saw.
        user: who changes it.

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
def remove_running(row: RunningFact, *, user: Any, read_version: int | None = None) -> None:
    """Take a row away; the history keeps it.

    Args:
        row: the fact.
        user: who takes it away.
        read_version: the version that was seen; None where only the row itself is named.

    Raises:
        ChangedMeanwhileError: when the row is another than the one that was read, or is gone.
    """
    if read_version is not None:
        known = type(row).objects.select_for_update().filter(pk=row.pk, version=read_version)
        if not known.exists():
            raise ChangedMeanwhileError
    _write_down(row, before=str(row), after="", user=user)
    row.delete()


def _write_down(row: RunningFact, *, before: str, after: str, user: Any) -> None:
    owner_field, action = HISTORY[type(row)]
    owner = getattr(row, owner_field)
    type(owner)._default_manager.filter(pk=owner.pk).update(modified_at=timezone.now())
    log(instance=owner, action=action, user=user, data={"before": before, "after": after})
