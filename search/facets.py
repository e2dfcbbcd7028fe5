"""Facets: which insatser fit, which may fit, and how many each further choice would leave.

Every filter asks one offering: an insats fits when *one and the same* running offering answers yes to all. What
lacks a fact is not dropped; it may fit, and says which fact is missing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from search.facts import Facts, InsatsFacts, OfferingFacts, Pair, pairs_of
from search.filters import RUNNING_FILTERS, SLUG_FILTERS, Answer, Choices, Filter, filters_of
from search.running import Running, load_running

#: What some offerings of one insats count for.
Say = Callable[[Sequence[OfferingFacts], Running], set[Pair]]


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


def sort_out(
    insats_ids: Iterable[int],
    choices: Choices,
    facts: Facts,
    counted: Mapping[str, Counter[str]] | None = None,
) -> Sorted:
    """Ask every running offering of some insatser.

    Args:
        insats_ids: the insatser of the search.
        choices: the reader's filters.
        facts: what the catalogue states.
        counted: how many of them each stated value would leave, when an engine has counted that already. Running
            facts are always counted here.
    """
    insats_ids = list(insats_ids)
    running = _running(insats_ids, choices, facts)
    filters = filters_of(choices, facts.tree, running)
    tally: Counter[Pair] = Counter()
    result = Sorted(counts={name: Counter() for name in SLUG_FILTERS} | dict(counted or {}), running=running)
    say = _say if counted is None else _meet
    asks_offerings = any(name not in {"omrade", "behov", "malgrupp"} for name in choices.params)
    for insats_id in insats_ids:
        insats = facts.insatser.get(insats_id)
        if insats is None:
            continue
        tally.update(_sort_one(insats, filters, say, result))
        if not insats.offerings and not asks_offerings and _was_here(insats, choices, facts):
            result.not_running.add(insats_id)
    for (name, value), count in tally.items():
        result.counts[name][value] = count
    return result


def _sort_one(insats: InsatsFacts, filters: list[Filter], say: Say, result: Sorted) -> set[Pair]:
    """Sort one insats in. Returns the pairs of filter and value that it counts for, as ``say`` tells them."""
    fitting: list[OfferingFacts] = []
    fewest: list[str] | None = None
    pairs: set[Pair] = set()
    for offering in insats.offerings:
        open_ = [(each.param, answer) for each in filters if (answer := each.ask(offering)) is not Answer.YES]
        if not open_:
            fitting.append(offering)
            continue
        if len(open_) == 1:
            name = open_[0][0]
            pairs.update(pair for pair in say((offering,), result.running) if pair[0] == name)
        if all(answer is Answer.NOT_STATED for _, answer in open_) and (
            fewest is None or len(open_) < len(fewest)
        ):
            fewest = [param for param, _ in open_]
    if fitting:
        result.fits.add(insats.insats_id)
        result.fitting_offerings[insats.insats_id] = fitting
        pairs.update(say(fitting, result.running))
    elif fewest is not None:
        result.maybes[insats.insats_id] = fewest
    return pairs


def _say(offerings: Sequence[OfferingFacts], running: Running) -> set[Pair]:
    """All that some offerings of one insats state, and what they meet just now."""
    pairs: set[Pair] = {*pairs_of("behov", offerings[0].needs), *pairs_of("malgrupp", offerings[0].target_groups)}
    for says in {offering.says for offering in offerings}:
        pairs.update(says.pairs)
    for offering in offerings:
        pairs.update(pairs_of("utforare", offering.given_by), running.pairs(offering))
    return pairs


def _meet(offerings: Sequence[OfferingFacts], running: Running) -> set[Pair]:
    """What they meet just now, alone."""
    return {pair for offering in offerings for pair in running.pairs(offering)}


def _running(insats_ids: list[int], choices: Choices, facts: Facts) -> Running:
    """The running facts that are asked or counted; none are read when nobody asks."""
    if not any(choices.asks_running(name) for name in RUNNING_FILTERS):
        return Running()
    asked = [facts.insatser[pk] for pk in insats_ids if pk in facts.insatser]
    now = choices.now or timezone.now()
    return load_running(asked, now, choices.values.get("malgrupp", ()), wanted=choices.asks_running)


def _was_here(insats: InsatsFacts, choices: Choices, facts: Facts) -> bool:
    """Whether something that does not run is told of for the area, and the insats is about what was chosen."""
    for name, stated in (("behov", insats.needs), ("malgrupp", insats.target_groups)):
        if choices.values.get(name) and not set(choices.values[name]) & set(stated):
            return False
    reader = choices.area_ids or ((choices.home_id,) if choices.home_id is not None else ())
    if not reader or None in insats.other_area_ids:
        return bool(insats.other_area_ids)
    return any(insats.other_area_ids & facts.tree.ids_serving(pk) for pk in reader)
