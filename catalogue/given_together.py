"""Support that several give together: for whom it then is, and whom it is given with."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import IntegerField, Q, Value
from django.db.models.functions import Cast

from catalogue.models import Offering
from catalogue.remembered import remembered


@dataclass(frozen=True)
class Together:
    """Who gives an offering beside its own area and unit, by its key. What is given alone has no entry."""

    areas: dict[int, set[int]] = field(default_factory=dict)
    names: dict[int, list[str]] = field(default_factory=dict)

    def serves(self, offering: Offering, serving: Collection[int]) -> bool:
        """Whether an offering is for people of an area.

        Args:
            offering: an offering.
            serving: keys of the areas whose offerings serve them, as of ``AreaTree.ids_serving``.
        """
        return offering.area_id in serving or not self.areas.get(offering.pk, set()).isdisjoint(serving)


@remembered
def given_together() -> Together:
    """All that is given by several: it is little, and seldom changes."""
    areas, units = Offering.together_with_areas.through, Offering.together_with_providers.through
    none = Cast(Value(None), IntegerField())
    shared_areas = areas.objects.values_list("offering_id", "area_id", "area__name")
    rows = shared_areas.union(units.objects.values_list("offering_id", none, "provider__name"))
    found_areas, found_names = defaultdict[int, set[int]](set), defaultdict[int, list[str]](list)
    for offering, area, name in sorted(rows, key=lambda row: (row[0], row[1] is None, row[2])):
        found_names[offering].append(name)
        if area is not None:
            found_areas[offering].add(area)
    return Together(dict(found_areas), dict(found_names))


def given_for(serving: Collection[int]) -> Q:
    """Offerings of some areas, and those that others give together with one of them."""
    shared = [pk for pk, areas in given_together().areas.items() if not areas.isdisjoint(serving)]
    # As keys: a question within the question would make the database look through all offerings.
    return Q(area__in=serving) | Q(pk__in=shared)
