"""Columns of the listings that more than one kind of record has."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column

from catalogue.choices import Confirmed
from catalogue.waiting import wait_of

#: What a listing says when the source is silent.
NOT_STATED = "anges inte"
NEVER = "aldrig"


class NotStatedColumn(Column):
    """A fact that says *anges inte* when it is missing."""

    empty_value_display = NOT_STATED

    def get_value(self, instance: Any) -> Any:
        """The fact, or an empty text where the record or what it leads to is missing."""
        value = super().get_value(instance)
        return "" if value is None else value


def choice_column(field: str, label: str, *, sort: bool = True) -> Column:
    """A column of a fact that is chosen from a list."""
    return NotStatedColumn(field, label=label, accessor=f"get_{field}_display", sort_key=field if sort else None)


def computed_column(name: str, label: str, value: Callable[[Any], Any]) -> Column:
    """A column of what is worked out for each record."""
    return Column(name, label=label, accessor=value)


def last_verified(record: Any) -> str:
    """The day on which somebody last confirmed the facts. Saving is not confirming."""
    marks = [mark for mark in record.verifications.all() if mark.about == Confirmed.FACTS]
    return date_format(timezone.localtime(marks[0].verified_at), "Y-m-d") if marks else NEVER


def wait_now(offering: Any) -> str:
    """The wait as the public sees it now: an old figure says that it is not known."""
    return str(wait_of(list(offering.queue_reports.all()), timezone.now()).sentence)


def publication(record: Any) -> str:
    """Whether the public sees a record. Read off the row itself; Wagtail's own sign asks twice for each row."""
    if getattr(record, "retired_from", None):
        return "avslutad"
    if not record.live:
        return "utkast"
    return "publicerad, ändringar väntar" if record.has_unpublished_changes else "publicerad"
