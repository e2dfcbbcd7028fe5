"""Other insatser that may help, now or while one waits."""

from typing import Any

from django.db.models import Case, Count, Max, QuerySet, When

from catalogue.choices import RUNNING, Route
from catalogue.models import Insats, Offering

#: Ways in that ask nobody first.
DIRECT = (Route.COME, Route.CALL)
#: How many to show. More would be a search.
HOW_MANY = 3


def alternatives(insats: Insats, *, served: set[int] | None = None) -> list[int]:
    """Keys of insatser for the same needs, those that one can go to directly before others.

    Args:
        insats: the one that is read about.
        served: keys of areas whose offerings serve the reader; all areas if left out.
    """
    offered = sharing_needs(insats)
    if served is not None:
        offered = offered.filter(area__in=served)
    direct = Max(Case(When(route__in=DIRECT, then=1), default=0))
    rows = offered.annotate(direct=direct).order_by("-shared", "-direct", "insats__slug")
    return [row["insats"] for row in rows[:HOW_MANY]]


def sharing_needs(insats: Insats) -> QuerySet[Any]:
    """Other insatser with a need in common that can be had now, as rows with how many needs they share.

    An invented one has only invented ones beside it, and the other way round.
    """
    offered = Offering.objects.running().filter(
        insats__needs__in=insats.needs.all(),
        insats__status__in=RUNNING,
        insats__is_example=insats.is_example,
        is_example=insats.is_example,
    )
    shared = Count("insats__needs", distinct=True)
    return offered.exclude(insats=insats.pk).values("insats").annotate(shared=shared)
