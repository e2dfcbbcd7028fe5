"""Other insatser that may help, now or while one waits: those that share needs with the one that is read about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, Max, Q, QuerySet, When

from catalogue.choices import RUNNING, Route, Stated
from catalogue.models import Insats, Offering, Provider

#: Ways in that ask nobody first.
DIRECT = (Route.COME, Route.CALL)
#: How many to show. More would be a search.
HOW_MANY = 3
#: Insatser that are looked at, those that share most needs; more only if too few of them can be had.
NEAREST = 300
_COLUMNS = ("insats", "insats__slug", "is_direct", "is_here", "is_for_the_same")


@dataclass(frozen=True)
class Neighbour:
    """Another insats with a need in common that can be had now.

    Attributes:
        insats_id, slug: which.
        shared: how many needs they have in common.
        is_direct: whether one can go there without asking anybody first.
        is_here: whether it is given in the reader's area; always without one.
        is_for_the_same: whether it is for one of the same target groups.
    """

    insats_id: int
    slug: str
    shared: int
    is_direct: bool
    is_here: bool
    is_for_the_same: bool


def neighbours(insats: Insats, served: set[int] | None) -> list[Neighbour]:
    """Insatser that share needs and are open to the reader, those that share most first.

    An invented one has only invented ones beside it, and the other way round.

    Args:
        insats: the one that is read about.
        served: keys of areas whose offerings serve the reader; all areas if left out.
    """
    near = _nearest(insats, served)
    found = _given(insats, dict(near[:NEAREST]), served)
    if len(found) < HOW_MANY and near[NEAREST:].exists():
        # Most of those that share most cannot be had, or are invented: all are looked at.
        found = _given(insats, dict(near), served)
    return sorted(found, key=lambda each: (-each.shared, each.slug))


def alternatives(found: Sequence[Neighbour]) -> list[int]:
    """Keys of those in the reader's area, those that one can go to directly before others."""
    here = [each for each in found if each.is_here]
    here.sort(key=lambda each: (-each.shared, not each.is_direct, each.slug))
    return [each.insats_id for each in here[:HOW_MANY]]


def open_to(served: set[int]) -> Q:
    """Offerings for the reader's area, of units for it, or that take in people from elsewhere."""
    for_it = Provider.catchment.through.objects.filter(area__in=served).values("provider")
    return Q(area__in=served) | Q(area=None, provider__in=for_it) | Q(residents_elsewhere=Stated.YES)


def _nearest(insats: Insats, served: set[int] | None) -> QuerySet[Any, tuple[int, int]]:
    """Those that share most needs and how many, whether they can be had or not: read off one table."""
    pairs = Insats.needs.through.objects.filter(need__in=insats.needs.all()).exclude(insats=insats.pk)
    if served is not None:
        pairs = pairs.filter(insats__in=Offering.objects.running().filter(open_to(served)).values("insats"))
    nearest = pairs.values("insats_id").annotate(shared=Count("pk")).order_by("-shared", "insats_id")
    return nearest.values_list("insats_id", "shared")


def _given(insats: Insats, near: dict[int, int], served: set[int] | None) -> list[Neighbour]:
    """Those of some that can be had now."""
    offered = Offering.objects.running().filter(
        insats__among=near,
        insats__status__in=RUNNING,
        insats__is_example=insats.is_example,
        is_example=insats.is_example,
    )
    if served is not None:
        offered = offered.filter(open_to(served))
    groups = Insats.target_groups.through.objects.filter(insats=insats.pk).values("targetgroup")
    rows = offered.values("insats", "insats__slug").annotate(
        is_direct=_any(Q(route__in=DIRECT)),
        is_here=_any(Q(pk__isnull=False) if served is None else Q(area__in=served)),
        # An insats that names no group is for anybody.
        is_for_the_same=_any(Q(insats__target_groups__in=groups) | ~Q(Exists(groups))),
    )
    return [
        Neighbour(pk, slug, near[pk], bool(is_direct), bool(is_here), bool(same))
        for pk, slug, is_direct, is_here, same in rows.values_list(*_COLUMNS)
    ]


def _any(condition: Q) -> Max:
    """Whether any offering of an insats meets a condition."""
    return Max(Case(When(condition, then=1), default=0))
