"""Waits as data: what was last observed of each running offering, and how long it may be believed.

How old a figure is changes with the clock alone, so it is told by its date and never in words: whoever shows it
further works out the age when it is shown, by the limits that stand beside. An observation ``unknown`` that is
newer than another of the same wait says that the unit does not know whether that one still holds.
"""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogue.models import Offering, QueueReport
from catalogue.shelf_life import shelf_life

#: Offerings in one answer.
AT_A_TIME = 500


@require_safe
def waits(request: HttpRequest) -> JsonResponse:
    """The newest observations of waiting on every running offering that has any, some hundred offerings at a time.

    ``sida`` is the page from 1; what is none is answered with 404 and says which there are. ``next`` is the
    address of the following page, null on the last.
    """
    waited = Offering.objects.running().filter(queue_reports__isnull=False).distinct()
    pages = Paginator(waited.select_related("insats", "provider", "area").order_by("slug"), AT_A_TIME)
    asked = request.GET.get("sida", "1")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 6 and 1 <= int(asked) <= pages.num_pages):
        return JsonResponse({"fel": f"Det finns sida 1 till {pages.num_pages}.", "falt": "sida"}, status=404)
    page = pages.page(int(asked))
    observed: dict[int | None, list[dict[str, Any]]] = {}
    reports = QueueReport.objects.current(timezone.localdate()).filter(offering__in=[row.pk for row in page])
    for report in reports.prefetch_related(None):
        observed.setdefault(report.offering_id, []).append(_observation(report))
    limits = shelf_life()
    following = f"{settings.BASE_URL}{request.path}?sida={page.next_page_number()}" if page.has_next() else None
    return JsonResponse(
        {
            "days_until_it_may_have_changed": limits.queue_may_change,
            "days_until_it_is_unknown": limits.queue_unknown,
            "waits": [_offering(row, observed[row.pk]) for row in page if row.pk in observed],
            "next": following,
        }
    )


def _offering(offering: Offering, observations: list[dict[str, Any]]) -> dict[str, Any]:
    provider, area = offering.provider, offering.area
    return {
        "offering": {"slug": offering.slug, "uuid": str(offering.uuid), "is_example": offering.is_example},
        "insats": {"slug": offering.insats.slug, "name": offering.insats.name},
        "provider": {"slug": provider.slug, "name": provider.name} if provider else None,
        "area": {"slug": area.slug, "name": area.name} if area else None,
        "observations": observations,
    }


def _observation(report: QueueReport) -> dict[str, Any]:
    """One observation as it was stated: nothing is converted, what was not stated is null."""
    return {
        "state": report.state,
        "measured_to": report.measure or None,
        "from": report.wait_from,
        "to": report.wait_to,
        "average": float(report.wait_average) if report.wait_average is not None else None,
        "unit": report.unit or None,
        "target_group": report.target_group.slug if report.target_group else None,
        "observed": report.observed,
        "source": report.source_title or None,
    }
