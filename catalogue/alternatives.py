"""Other insatser that may help, now or while one waits."""

from django.db.models import Count, Exists, OuterRef

from catalogue.choices import RUNNING, Route
from catalogue.models import Insats, Offering
from catalogue.querysets import without_hidden_examples

#: How many to show. More would be a search.
HOW_MANY = 3


def alternatives(insats: Insats, *, served: set[int] | None = None) -> list[int]:
    """Keys of insatser for the same needs, those that one can go to directly before others.

    Args:
        insats: the one that is read about.
        served: keys of areas whose offerings serve the reader; all areas if left out.
    """
    offered = Offering.objects.running().filter(insats=OuterRef("pk"), is_example=insats.is_example)
    if served is not None:
        offered = offered.filter(area__in=served)
    direct = offered.filter(route__in=(Route.COME, Route.CALL))
    rows = (
        Insats.objects.filter(
            without_hidden_examples(), Exists(offered), live=True, retired_from__isnull=True, status__in=RUNNING
        )
        .filter(needs__in=insats.needs.all(), is_example=insats.is_example)
        .exclude(pk=insats.pk)
        .annotate(shared=Count("needs", distinct=True), direct=Exists(direct))
        .order_by("-shared", "-direct", "slug")
    )
    return list(rows.values_list("pk", flat=True)[:HOW_MANY])
