"""Facets in the cluster: filters and counts as aggregations over the nested offerings.

The same rule as in ``search/facets.py``: one and the same offering answers all filters; what lacks a fact may fit;
each facet is counted without its own choice. What the clock changes (waits, opening hours) stands in no document,
so the filters on it are not asked here.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.area_tree import AreaTree
from search.cluster.connection import client
from search.cluster.form import STATED
from search.documents import INSATSER
from search.filters import POSSIBLE_ROUTES, RUNNING_FILTERS, Choices, serving_areas

#: Values of one facet that are counted, the commonest: more than anybody reads, fewer than a country has units.
MOST_VALUES = 10_000

Clause = dict[str, Any]


@dataclass(frozen=True)
class Counted:
    """How many insatser fit, how many may fit, and how many each choice would leave."""

    fits: int
    maybes: int
    counts: dict[str, Counter[str]]


@dataclass(frozen=True)
class _Answers:
    """What an offering must be like to answer a filter with yes, and to leave it open."""

    yes: Clause
    not_stated: Clause

    @property
    def not_no(self) -> Clause:
        return _any(self.yes, self.not_stated)


def count_in(
    index: str, choices: Choices, tree: AreaTree, *, patience: float, among: Collection[int] | None = None
) -> Counted:
    """Count the insatser of an index by how they answer a reader's choices.

    Args:
        index: name of an index or alias in the cluster.
        choices: the reader's filters.
        tree: where areas lie.
        patience: seconds that the cluster may take.
        among: keys of the insatser that are counted; None for all.
    """
    answers = _answers(choices.without(*RUNNING_FILTERS), tree)
    fits = _offering(each.yes for each in answers.values())
    may_fit = _offering(each.not_no for each in answers.values())
    within: list[Clause] = [{"term": {"group": INSATSER}}]
    if among is not None:
        within.append({"terms": {"object_id": sorted(among)}})
    answer = client(patience).search(
        index=index,
        size=0,
        allow_partial_search_results=False,
        query=_all(within),
        aggs={
            "fits": {"filter": fits},
            "maybes": {"filter": {"bool": {"filter": [may_fit], "must_not": [fits]}}},
            "offerings": {
                "nested": {"path": "offerings"},
                "aggs": {name: _without_own_choice(name, answers) for name in STATED},
            },
        },
    )
    found = answer["aggregations"]
    counts = {name: _values(found["offerings"][name]["values"]["buckets"]) for name in STATED}
    return Counted(found["fits"]["doc_count"], found["maybes"]["doc_count"], counts)


def _values(buckets: Iterable[Mapping[str, Any]]) -> Counter[str]:
    return Counter({bucket["key"]: bucket["insatser"]["doc_count"] for bucket in buckets})


def _without_own_choice(name: str, answers: Mapping[str, _Answers]) -> Clause:
    """For each value of a facet the insatser with an offering that has it and says yes to all *other* filters."""
    others = [each.yes for filter_name, each in answers.items() if filter_name != name]
    values = {
        "terms": {"field": f"offerings.{name}", "size": MOST_VALUES},
        "aggs": {"insatser": {"reverse_nested": {}}},
    }
    return {"filter": _all(others), "aggs": {"values": values}}


def _answers(choices: Choices, tree: AreaTree) -> dict[str, _Answers]:
    """The filters in use, as ``search.filters.filters_of`` makes them."""
    found = {name: _slugs(name, chosen) for name in STATED if (chosen := choices.values.get(name))}
    if "vag" in found:
        found["vag"] = _route(choices.values["vag"])
    if choices.age is not None:
        found["alder"] = _age(choices.age)
    serving = serving_areas(choices, tree)
    if serving is not None:
        here = {"terms": {"offerings.areas": sorted(serving)}}
        nowhere = _missing("areas")
        # The home area shuts out only what is known to be elsewhere.
        found["omrade"] = _Answers(here, nowhere) if choices.area_ids else _Answers(_any(here, nowhere), nowhere)
    return found


def _slugs(name: str, chosen: Iterable[str]) -> _Answers:
    return _Answers({"terms": {f"offerings.{name}": sorted(chosen)}}, _missing(name))


def _route(chosen: Collection[str]) -> _Answers:
    """A route that is not stated is still shut out by a stated decision that it cannot have."""
    possible = sorted(decision for decision, routes in POSSIBLE_ROUTES.items() if set(chosen) & set(routes))
    open_ = _any(_missing("beslut"), {"terms": {"offerings.beslut": possible}})
    asked = _slugs("vag", chosen)
    return _Answers(asked.yes, _all([asked.not_stated, open_]))


def _age(age: int) -> _Answers:
    old_enough = _any(_missing("age_min"), {"range": {"offerings.age_min": {"lte": age}}})
    young_enough = _any(_missing("age_max"), {"range": {"offerings.age_max": {"gte": age}}})
    silent = _all([_missing("age_min"), _missing("age_max")])
    return _Answers({"bool": {"filter": [old_enough, young_enough], "must_not": [silent]}}, silent)


def _offering(clauses: Iterable[Clause]) -> Clause:
    """One and the same offering meets all."""
    return {"nested": {"path": "offerings", "query": _all(clauses)}}


def _missing(name: str) -> Clause:
    return {"bool": {"must_not": [{"exists": {"field": f"offerings.{name}"}}]}}


def _all(clauses: Iterable[Clause]) -> Clause:
    return {"bool": {"filter": [{"match_all": {}}, *clauses]}}


def _any(*clauses: Clause) -> Clause:
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}}
