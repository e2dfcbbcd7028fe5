"""Running offerings for somebody who lives in an area: one rule for every list that an area bounds."""

from django.db.models import Q

from catalogue.area_tree import AreaTree
from catalogue.given_together import given_for
from catalogue.models import Area, Offering
from catalogue.querysets import OfferingQuerySet


def running_for(area: Area | None) -> OfferingQuerySet:
    """What can be had by the area's people. That no area is stated shuts nobody out.

    Args:
        area: where the reader lives, or the area that the site is for; None asks everywhere.
    """
    running = Offering.objects.running()
    if area is None:
        return running
    serving = AreaTree.load().ids_serving(area.pk)
    return running.filter(given_for(serving) | Q(area=None, is_example=area.is_example))
