"""What was answered and changed: who, when, what stood there before and what stands there now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, Q, Window
from django.db.models.functions import RowNumber
from wagtail.models import ModelLogEntry

#: What the staff's history tells of; drafts and publishing are told in the editors' own.
ACTIONS = {
    "catalogue.queue": "Kö",
    "catalogue.hours": "Öppettider ändrade",
    "catalogue.hours_confirmed": "Öppettider bekräftade",
    "catalogue.hours_doubted": "Öppettider: vet inte",
    "catalogue.verify": "Alla uppgifter bekräftade",
}
#: Entries of one record that a page shows.
MOST_LINES = 50


@dataclass(frozen=True)
class Line:
    """One entry."""

    when: datetime
    who: str
    what: str
    before: str
    after: str


def newest_lines(records: Mapping[type[Model], Sequence[int]]) -> dict[tuple[type[Model], int], Line]:
    """The newest entry of each of many records, in one question.

    Args:
        records: for each kind, the keys of its records.
    """
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in records}
    wanted = Q(pk__in=[])
    for content_type, model in kinds.items():
        wanted |= Q(content_type=content_type, object_id__in=[str(pk) for pk in records[model]])
    order = Window(
        RowNumber(),
        partition_by=[F("content_type"), F("object_id")],
        order_by=[F("timestamp").desc(), F("pk").desc()],
    )
    entries = ModelLogEntry.objects.filter(wanted, action__in=ACTIONS).annotate(place=order).filter(place=1)
    return {
        (kinds[entry.content_type_id], int(entry.object_id)): _line(entry)
        for entry in entries.select_related("user")
    }


def lines_of(record: Model) -> list[Line]:
    """The entries of one record, newest first."""
    entries = ModelLogEntry.objects.for_instance(record).filter(action__in=ACTIONS).select_related("user")
    return [_line(entry) for entry in entries.order_by("-timestamp", "-pk")[:MOST_LINES]]


def name_of(user: AbstractUser | None) -> str:
    """What a colleague is called; empty when it was no person."""
    return (user.get_full_name() or user.username) if user else ""


def _line(entry: ModelLogEntry) -> Line:
    words = {key: entry.data.get(key) or "" for key in ("before", "after")}
    if entry.action in ("catalogue.verify", "catalogue.hours_confirmed"):
        # Here before and after are moments, which the entry's own moment says already.
        words = {"before": "", "after": ""}
    who = name_of(entry.user) or entry.data.get("via") or "import"
    return Line(entry.timestamp, who, ACTIONS[entry.action], words["before"], words["after"])
