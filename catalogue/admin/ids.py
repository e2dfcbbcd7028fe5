"""Ids that stand in an address, which anybody can write."""

from typing import Any

from django.db.models import Model
from django.http import Http404

#: Longer numbers are no ids: a database holds eighteen digits at least.
LONGEST = 18


def is_id(text: Any) -> bool:
    """Whether a piece of an address can be the id of a record."""
    return str(text).isascii() and str(text).isdecimal() and len(str(text)) <= LONGEST


def records_of(model: type[Model], object_ids: list[Any]) -> list[Model]:
    """The chosen records.

    Args:
        model: their kind.
        object_ids: ids as they stand in an address, which anybody can write.

    Raises:
        Http404: when none of them exists.
    """
    ids = [pk for pk in object_ids if is_id(pk)]
    records = list(model._default_manager.filter(pk__in=ids))
    if not records:
        raise Http404
    return records
