"""Change the dates on which a unit has other hours, or is closed, by the rule of all running facts.

What was read is all of them: of two people the later learns what the first wrote, also where one only adds.
"""

from typing import Any

from django.db import transaction

from catalogue.actions.change_running import ChangedMeanwhileError, add_running, change_running, remove_running
from catalogue.actions.confirm_hours import hours_version
from catalogue.models import OpeningException, Provider


def exceptions_version(provider: Provider) -> str:
    """A mark of the dates as they were read; it is another one when any row changes."""
    return hours_version(OpeningException.objects.filter(provider=provider.pk))


@transaction.atomic
def save_exception(row: OpeningException, *, read_version: str, user: Any) -> None:
    """Add dates with other hours, or change some.

    Args:
        row: the dates as they shall be.
        read_version: what was seen (``exceptions_version``).
        user: who changes them.

    Raises:
        ChangedMeanwhileError: when somebody else changed any of the unit's dates. Nothing is written.
        ValidationError: when the dates make no sense, or go into others. Nothing is written.
    """
    if _stands_already(row):
        return  # a button that was pressed twice, or a form in which nothing was changed
    _refuse_unread(row.provider, read_version)
    row.full_clean()
    if row.pk is None:
        add_running(row, user=user)
    else:
        change_running(row, read_version=row.version, user=user)


@transaction.atomic
def remove_exception(row: OpeningException, *, read_version: str, user: Any) -> None:
    """Take dates away, so that the week holds again. The arguments and errors are those of ``save_exception``."""
    _refuse_unread(row.provider, read_version)
    remove_running(row, user=user)


def _stands_already(row: OpeningException) -> bool:
    fields = ("channel", "date_from", "date_to", "opens", "closes")
    values = {name: getattr(row, name) for name in fields}
    same = OpeningException.objects.filter(provider=row.provider_id, **values)
    return (same.filter(pk=row.pk) if row.pk else same).exists()


def _refuse_unread(provider: Provider, read_version: str) -> None:
    # Of two at once the second waits here and then sees what the first wrote.
    Provider.objects.select_for_update().get(pk=provider.pk)
    if exceptions_version(provider) != read_version:
        raise ChangedMeanwhileError
