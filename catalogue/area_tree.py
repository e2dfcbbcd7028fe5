"""The area tree in memory: who lies where, asked many times at the price of a few queries."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from catalogue.choices import AreaKind
from catalogue.models import Area
from catalogue.remembered import remembered


@dataclass(frozen=True)
class AreaTree:
    """All areas by key, with what each lies in: its parent and the areas that followed it.

    The rule is that of ``Area.ancestors``: a merged district lies within its successor, so both names find the
    offer.
    """

    levels: dict[int, str]
    above: dict[int, tuple[int, ...]]

    @classmethod
    @remembered
    def load(cls) -> "AreaTree":
        """The tree as it is now, read in two queries after something has been written."""
        rows = list(Area.objects.values_list("pk", "level", "parent"))
        above: dict[int, list[int]] = {pk: [parent] if parent else [] for pk, _level, parent in rows}
        for old, new in Area.successors.through.objects.values_list("from_area", "to_area"):
            # What followed a district is nearer to its people than what it lay in.
            above[old].insert(0, new)
        return cls({pk: level for pk, level, _parent in rows}, {pk: tuple(keys) for pk, keys in above.items()})

    def ancestors(self, area: int) -> Iterator[int]:
        """The area itself and all that it lies in, nearest first."""
        queue, seen = [area], set()
        while queue:
            key = queue.pop(0)
            if key in seen:
                continue
            seen.add(key)
            yield key
            queue.extend(self.above.get(key, ()))

    def covers(self, area: int, other: int) -> bool:
        """Whether what is for the whole of one area is also for the other."""
        return area in self.ancestors(other)

    def within(self, area: int, other: int) -> bool:
        """Whether one area is the other or a part of it."""
        return self.covers(other, area)

    def serves(self, offered_in: int, reader: int) -> bool:
        """Whether an offering for an area is for somebody who lives in the reader's area.

        An offering for the district, the municipality or the county serves the district's reader; for somebody
        who has chosen a whole municipality, what its districts offer counts too.
        """
        return self.covers(offered_in, reader) or self.within(offered_in, reader)

    def ids_serving(self, reader: int) -> set[int]:
        """Keys of all areas whose offerings serve the reader's area."""
        return {*self.ancestors(reader), *self.ids_within(reader)}

    def ids_within(self, area: int) -> set[int]:
        """Keys of the area and of all that lies in it."""
        found, queue = {area}, [area]
        while queue:
            inside = self._below.get(queue.pop(), set()) - found
            found |= inside
            queue.extend(inside)
        return found

    @cached_property
    def _below(self) -> dict[int, set[int]]:
        """What lies directly in each area."""
        below: dict[int, set[int]] = defaultdict(set)
        for area, above in self.above.items():
            for key in above:
                below[key].add(area)
        return below

    def municipality_of(self, area: int) -> int | None:
        """Key of the municipality that an area is or lies in."""
        return next((key for key in self.ancestors(area) if self.levels.get(key) == AreaKind.MUNICIPALITY), None)
