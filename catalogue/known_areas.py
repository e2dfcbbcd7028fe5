"""Every area at hand, for pages that name areas by the dozen."""

from catalogue.at_hand import give_words
from catalogue.models import Area
from catalogue.remembered import remembered


@remembered
def known_areas() -> dict[int, Area]:
    """All areas by key, in the order of names, each with its other names, its words and what it lies in."""
    areas = {area.pk: area for area in Area.objects.prefetch_related("aliases")}
    for area in areas.values():
        if area.parent_id:
            area.parent = areas[area.parent_id]
    give_words(areas.values())
    return areas


@remembered
def successions() -> frozenset[tuple[int, int]]:
    """Who followed whom: keys of an area that was and of one that it became."""
    return frozenset(Area.successors.through.objects.values_list("from_area", "to_area"))
