"""Running facts in files: reports on waiting, group starts and notices.

They are only added. What a unit has changed since stays as the unit left it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Model

from catalogue.exchange.schema import QUEUE_FIELDS
from catalogue.models import (
    Area,
    GroupStart,
    Insats,
    Notice,
    Offering,
    Place,
    Provider,
    QueueReport,
    SupportLanguage,
    TargetGroup,
)
from catalogue.models.identity import Identified


@dataclass(frozen=True)
class RowKind:
    """One kind of running fact.

    Attributes:
        model: what holds it.
        fields: names that a file may set.
        references: fields that name another record by its slug.
        words: fields of its words, if it has any.
    """

    model: type[Model]
    fields: tuple[str, ...]
    references: Mapping[str, type[Identified]]
    words: tuple[str, ...] = field(default=())


ROW_KINDS = {
    "queue_report": RowKind(
        QueueReport,
        QUEUE_FIELDS,
        {"offering": Offering, "provider": Provider, "insats": Insats, "area": Area, "target_group": TargetGroup},
    ),
    "group_start": RowKind(
        GroupStart,
        (
            *("offering", "first_date", "starts_at", "ends_at", "meetings", "held", "place", "language"),
            *("age_min", "age_max", "sign_up", "sign_up_until", "seats", "signed_up", "counted_on"),
            *("reserve_list", "smallest", "child_care", "open_to_others", "is_cancelled", "words"),
        ),
        {"offering": Offering, "place": Place, "language": SupportLanguage},
        ("for_whom", "where", "how_to_sign_up", "about"),
    ),
    "notice": RowKind(
        Notice, ("provider", "kind", "date_from", "date_to", "words"), {"provider": Provider}, ("text",)
    ),
}
