"""Facets: which insatser fit, which may fit, and how many each further choice would leave.

Every filter asks one offering: an insats fits when *one and the same* running offering answers yes to all. What
lacks a fact is not dropped; it may fit, and says which fact is missing.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from search.facts import Facts, InsatsFacts, OfferingFacts
from search.filters import RUNNING_FILTERS, SLUG_FILTERS, Answer, Choices, Filter, filters_of
from search.running import Running, load_running


@dataclass
class Sorted:
    """The insatser of a search by how they answer."""

    fits: set[int] = field(default_factory=set)
    #: For each insats that may fit, the filters whose fact is missing (of the offering that lacks fewest).
    maybes: dict[int, list[str]] = field(default_factory=dict)
    #: Insatser with offerings in the area that are planned, ended or not offered, and none that runs anywhere.
    not_running: set[int] = field(default_factory=set)
    #: For each filter and value, the number of insatser that would fit if only that value were chosen in it.
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    #: The offerings that answer yes to all.
    fitting_offerings: dict[int, list[OfferingFacts]] = field(default_factory=dict)
    #: What holds just now, as far as it was asked.
    running: Running = field(default_factory=Running)


def sort_out(insats_ids: Iterable[int], choices: Choices, facts: Facts) -> Sorted:
    """Ask every running offering of some insatser."""
    insats_ids = list(insats_ids)
    running = _running(insats_ids, choices, facts)
    filters = filters_of(choices, facts.tree, running)
    tally: Counter[tuple[str, str]] = Counter()
    result = Sorted(counts={name: Counter() for name in SLUG_FILTERS}, running=running)
    asks_offerings = any(name not in {"omrade", "behov", "malgrupp"} for name in choices.params)
    for insats_id in insats_ids:
        insats = facts.insatser.get(insats_id)
        if insats is None:
            continue
        tally.update(_sort_one(insats, filters, result))
        if not insats.offerings and not asks_offerings and _was_here(insats, choices, facts):
            result.not_running.add(insats_id)
    for (name, value), count in tally.items():
        result.counts[name][value] = count
    return result


def _sort_one(insats: InsatsFacts, filters: list[Filter], result: Sorted) -> set[tuple[str, str]]:
    """Sort one insats in. Returns the pairs of filter and value that it counts for."""
    fitting: list[OfferingFacts] = []
    fewest: list[str] | None = None
    pairs: set[tuple[str, str]] = set()
    for offering in insats.offerings:
        open_ = [(each.param, answer) for each in filters if (answer := each.ask(offering)) is not Answer.YES]
        if not open_:
            fitting.append(offering)
            continue
        if len(open_) == 1:
            name = open_[0][0]
            pairs.update((name, value) for value in _values(offering, name, result.running))
        if all(answer is Answer.NOT_STATED for _, answer in open_) and (
            fewest is None or len(open_) < len(fewest)
        ):
            fewest = [param for param, _ in open_]
    if fitting:
        result.fits.add(insats.insats_id)
        result.fitting_offerings[insats.insats_id] = fitting
        pairs.update(_stated(fitting, result.running))
    elif fewest is not None:
        result.maybes[insats.insats_id] = fewest
    return pairs


def _stated(offerings: list[OfferingFacts], running: Running) -> Iterator[tuple[str, str]]:
    """All that some offerings of one insats state, as pairs of filter and value."""
    for says in {offering.says for offering in offerings}:
        yield from says.pairs
    for name in ("behov", "malgrupp"):
        for value in offerings[0].stated(name):
            yield name, value
    for offering in offerings:
        for name in ("utforare", *RUNNING_FILTERS):
            for value in _values(offering, name, running):
                yield name, value


def _running(insats_ids: list[int], choices: Choices, facts: Facts) -> Running:
    """The running facts that are asked or counted; none are read when nobody asks."""
    if not any(choices.asks_running(name) for name in RUNNING_FILTERS):
        return Running()
    asked = [facts.insatser[pk] for pk in insats_ids if pk in facts.insatser]
    now = choices.now or timezone.now()
    return load_running(asked, now, choices.values.get("malgrupp", ()), wanted=choices.asks_running)


def _values(offering: OfferingFacts, name: str, running: Running) -> Collection[str]:
    return running.values(offering, name) if name in RUNNING_FILTERS else offering.stated(name)


def _was_here(insats: InsatsFacts, choices: Choices, facts: Facts) -> bool:
    """Whether something that does not run is told of for the area, and the insats is about what was chosen."""
    for name, stated in (("behov", insats.needs), ("malgrupp", insats.target_groups)):
        if choices.values.get(name) and not set(choices.values[name]) & set(stated):
            return False
    reader = choices.area_ids or ((choices.home_id,) if choices.home_id is not None else ())
    if not reader or None in insats.other_area_ids:
        return bool(insats.other_area_ids)
    return any(insats.other_area_ids & facts.tree.ids_serving(pk) for pk in reader)
