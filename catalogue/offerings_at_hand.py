"""Offerings with what cards and pages show of them: who gives them and where, and the waits that hold."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache

from django.db.models import Q, prefetch_related_objects

from catalogue.at_hand import keep, terms_of
from catalogue.known_areas import known_areas
from catalogue.models import Insats, Offering, Provider, QueueReport, TargetGroup

#: What is read of the insats and of the unit of an offering. Anything else costs a query for each of them.
OF_INSATS = (
    *("id", "slug", "name", "full_name", "category", "status", "live", "retired_from", "is_example"),
    *("age_min", "age_max", "age_refers_to"),
)
OF_UNIT = ("id", "slug", "name", "status", "live", "retired_from", "is_example", "is_protected")


def read_offerings(condition: Q) -> list[Offering]:
    """Offerings that may be shown, running or not, with insats, unit and area, in one query.

    Args:
        condition: which offerings.
    """
    rows = Offering.objects.public().filter(condition).select_related("insats", "provider").order_by("pk")
    offerings = list(rows.defer(*_unread()))
    areas = known_areas()
    for offering in offerings:
        offering.area = areas.get(offering.area_id)
    return offerings


@cache
def _unread() -> list[str]:
    """The other fields of both."""
    return [
        f"{name}__{field.name}"
        for name, model, read in (("insats", Insats, OF_INSATS), ("provider", Provider, OF_UNIT))
        for field in model._meta.concrete_fields
        if field.name not in read
    ]


def give_reports(offerings: Sequence[Offering], today: date, about: Q | None = None) -> list[QueueReport]:
    """Read the reports of waits that hold for offerings, in one query.

    Args:
        offerings: each gets its own as ``queue_reports``.
        today: the day of the request.
        about: which reports on something else than one offering are asked for at the same time.

    Returns:
        What is told of something else, with insats, unit and area at hand.
    """
    asked = about if about is not None else Q()
    if offerings or about is None:
        asked |= Q(offering__in=[offering.pk for offering in offerings])
    rows = QueueReport.objects.current(today).filter(asked)
    groups, areas = terms_of(TargetGroup), known_areas()
    insatser = {offering.insats_id: offering.insats for offering in offerings}
    found: dict[int | None, list[QueueReport]] = defaultdict(list)
    for report in rows.select_related(None).prefetch_related(None):
        report.target_group = groups.get(report.target_group_id)
        report.area = areas.get(report.area_id)
        if report.insats_id in insatser:
            report.insats = insatser[report.insats_id]
        found[report.offering_id].append(report)
    for offering in offerings:
        keep(offering, "queue_reports", found[offering.pk])
    prefetch_related_objects(found[None], "insats", "provider")
    return found[None]
