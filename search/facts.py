"""Facts for filters: what each running offering says, with what its insats says for all of them."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from catalogue.area_tree import AreaTree

#: A filter and a value of it.
Pair = tuple[str, str]


@lru_cache(maxsize=50_000)
def pairs_of(name: str, values: tuple[str, ...]) -> tuple[Pair, ...]:
    """Values of a filter, to be counted. The same ones come again and again."""
    return tuple((name, value) for value in values)


class Stated:
    """What an offering says in words of its own. One for all that say the same: little is said, by many."""

    __slots__ = ("pairs", "values")

    def __init__(self, values: dict[str, tuple[str, ...]]) -> None:
        #: For each filter that it says something of, the slugs.
        self.values = values
        #: The same as pairs of filter and slug, to be counted.
        self.pairs = tuple(pair for name, found in values.items() for pair in pairs_of(name, found))


@dataclass(frozen=True, slots=True)
class OfferingFacts:
    """The facts of one running offering: what it says, beside what its insats says for all.

    A country has hundreds of thousands: whatever is the same for many is one object.
    """

    offering_id: int
    insats_id: int
    needs: tuple[str, ...]
    target_groups: tuple[str, ...]
    says: Stated
    #: Slugs of the units that give it.
    given_by: tuple[str, ...]
    area_ids: frozenset[int]
    age_min: int | None
    age_max: int | None
    provider_id: int | None = None

    def stated(self, name: str) -> tuple[str, ...]:
        """The slugs that are stated for a filter; none = not stated."""
        if name == "behov":
            return self.needs
        if name == "malgrupp":
            return self.target_groups
        return self.given_by if name == "utforare" else self.says.values.get(name, ())

    @property
    def is_direct(self) -> bool:
        """Whether one can come without a decision of the social services."""
        return "nej" in self.stated("beslut")


@dataclass(slots=True)
class InsatsFacts:
    """The facts of an insats that ranking looks at, and its running offerings."""

    insats_id: int
    slug: str
    name: str
    needs: tuple[str, ...]
    target_groups: tuple[str, ...]
    places: int = 0
    is_direct: bool = False
    offerings: tuple[OfferingFacts, ...] = ()
    #: Areas of offerings that are planned, ended or not offered. None among them stands for "not stated".
    other_area_ids: frozenset[int | None] = frozenset()

    @property
    def told_areas(self) -> set[int | None]:
        """All areas that its offerings name, running or not. None among them stands for "not stated"."""
        told = set(self.other_area_ids)
        for offering in self.offerings:
            told |= offering.area_ids or {None}
        return told


@dataclass
class Facts:
    """Everything that filtering and counting need, in memory: one load for each change of the catalogue."""

    insatser: dict[int, InsatsFacts]
    tree: AreaTree
    #: For each public unit, the areas that it is for; none = not stated.
    unit_areas: dict[int, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def common_needs(self) -> Counter[str]:
        """How many insatser each need has."""
        return Counter(slug for insats in self.insatser.values() for slug in insats.needs)

    @cached_property
    def common_groups(self) -> Counter[str]:
        """How many insatser each target group has."""
        return Counter(slug for insats in self.insatser.values() for slug in insats.target_groups)

    def perhaps_for(self, serving: frozenset[int]) -> set[int]:
        """Keys of the insatser that some offering gives in one of the areas, or that do not say where."""
        return set().union(*(self._by_area[area] for area in (None, *serving) if area in self._by_area))

    @cached_property
    def _by_area(self) -> dict[int | None, tuple[int, ...]]:
        found: dict[int | None, list[int]] = defaultdict(list)
        for insats in self.insatser.values():
            for area in insats.told_areas:
                found[area].append(insats.insats_id)
        return {area: tuple(insatser) for area, insatser in found.items()}
