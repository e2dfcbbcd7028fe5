"""What the page about an area shows: where one asks, what one can go to directly, what it was and became."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone, translation

from catalogue.area_choice import choose_area
from catalogue.area_tree import AreaTree
from catalogue.cards import cards_from
from catalogue.choices import Route
from catalogue.given_together import given_for
from catalogue.group_starts import groups_here
from catalogue.jsonld import area_data
from catalogue.known_areas import known_areas, successions
from catalogue.models import Area, Offering, Provider
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.notices import notices_of
from catalogue.offered_at_the_door import needs_at_the_door
from catalogue.queue_context import told_of, waits_told
from catalogue.reach import person_to_reach
from catalogue.stock import read_stock

#: Supports that one can go to without asking first.
DIRECTLY = Q(route__in=(Route.COME, Route.CALL)) | Q(route="", decision_needed="no") | Q(route=Route.INTAKE)
SHOWN_DIRECTLY = 8


def area_context(request: HttpRequest, area: Area) -> dict[str, Any]:
    """Everything that the template needs."""
    areas = known_areas()
    area = areas[area.pk]
    language = translation.get_language() or SOURCE_LANGUAGE
    now = timezone.now()
    own = choose_area(request.GET.get("omrade", "")).area
    serving = AreaTree.load().ids_serving(area.pk)
    offerings = Offering.objects.running().filter(given_for(serving))
    directly = offerings.filter(DIRECTLY).order_by("insats__name").values_list("insats_id", flat=True)
    insatser = list(dict.fromkeys(directly))
    presentation = area.text("presentation", language)
    providers = list(_providers(area))
    shown = insatser[:SHOWN_DIRECTLY]
    stock = read_stock(shown, language, now, told_of(area))
    return {
        "area": area,
        # Links from here carry the reader's own area, or this one; links to other areas only the reader's own.
        "area_query": f"omrade={(own or area).slug}",
        "area_ending": f"?omrade={own.slug}" if own else "",
        "presentation": presentation,
        "by_machine": presentation.by_machine,
        "intake_name": area.text("intake_name", language),
        "parts": [part for part in areas.values() if part.parent_id == area.pk and part.live],
        "successors": [areas[pk] for pk in areas if (area.pk, pk) in successions() and areas[pk].live],
        "predecessors": [areas[pk] for pk in areas if (pk, area.pk) in successions() and areas[pk].live],
        "aliases": [alias.name for alias in area.aliases.all()],
        "providers": providers,
        "needs": needs_at_the_door(),
        "cards": cards_from(stock, shown, area=area, language=language, now=now),
        "waits": waits_told(stock.told, area, now),
        "groups": groups_here(Q(offering__area__in=serving), language, now),
        "notices": notices_of([area.intake_id, *(provider.pk for provider in providers)], now, language),
        "count": offerings.values("insats").distinct().count(),
        "count_directly": len(insatser),
        "person": person_to_reach(area, None, now),
        "structured_data": area_data(area),
    }


def _providers(area: Area) -> Any:
    """Units that are for the area or run by it. A protected unit is never listed by where it is."""
    for_it = Provider.catchment.through.objects.filter(area=area.pk).values("provider")
    by_it = Provider.run_by_areas.through.objects.filter(area=area.pk).values("provider")
    in_it = Offering.objects.filter(area=area.pk, live=True, provider__isnull=False).order_by().values("provider")
    rows = Provider.objects.filter(
        pk__in=for_it.union(by_it, in_it),
        live=True,
        retired_from__isnull=True,
        is_protected=False,
        is_example=area.is_example,
    )
    return rows.exclude(status="ended").order_by("name").only("slug", "name")
