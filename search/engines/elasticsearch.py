"""Elasticsearch: which documents hold a term, from a copy of the index in a cluster.

Terms come analysed and are compared as they are; the cluster's own ranking adds up what each term tells. Its
scores are floating-point numbers of 24 bits, which hold the sums of ``search/selection.py`` exactly.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from catalogue.area_tree import AreaTree
from search.cluster.connection import ASKING, COUNTING, alias_of, client
from search.cluster.facets import count_in
from search.cluster.form import held_term
from search.engines.base import Asked, Scope
from search.filters import Choices


class ElasticsearchEngine(Asked):
    """The copy in the cluster.

    Every question raises ``elasticsearch.ApiError`` or ``elasticsearch.TransportError`` when it is not answered in
    full and in time.
    """

    def __init__(
        self,
        patience: float = ASKING,
        name_of: Callable[[Scope], str] = lambda scope: alias_of(scope.generation, scope.language),
    ) -> None:
        """Args:
        patience: seconds that a question may take.
        name_of: what to ask of the cluster for a scope.
        """
        self._patience = patience
        self._name_of = name_of

    def frequency(self, scope: Scope, terms: Sequence[str]) -> dict[str, int]:
        """Documents for each term, all counted in one question."""
        asked = [(term, held_term(group, term)) for term in terms for group in scope.groups]
        if not asked:
            return {}
        filters = [{"term": {"terms": held}} for _term, held in asked]
        answer = self._ask(
            scope, size=0, aggs={"terms": {"filters": {"filters": filters}}}, filter_path="aggregations"
        )
        counted: Counter[str] = Counter()
        for (term, _held), bucket in zip(asked, answer["aggregations"]["terms"]["buckets"], strict=True):
            counted[term] += bucket["doc_count"]
        return {term: count for term, count in counted.items() if count}

    def most_telling(
        self, scope: Scope, rarity: Mapping[str, int], most: int, among: Collection[int] | None = None
    ) -> list[int]:
        """Added up inside the cluster."""
        telling = [
            {"constant_score": {"filter": {"term": {"terms": held_term(group, term)}}, "boost": weight}}
            for term, weight in rarity.items()
            for group in scope.groups
        ]
        limits = [] if among is None else [{"terms": {"object_id": list(among)}}]
        answer = self._ask(
            scope,
            size=most,
            query={"bool": {"should": telling, "minimum_should_match": 1, "filter": limits}},
            sort=[{"_score": "desc"}, {"document": "asc"}],
            source=False,
            track_total_hits=False,
            filter_path="hits.hits.sort",
        )
        return [hit["sort"][1] for hit in answer.get("hits", {}).get("hits", ())]

    def counted(
        self, scope: Scope, choices: Choices, tree: AreaTree, among: Collection[int] | None
    ) -> dict[str, Counter[str]]:
        """As aggregations over the nested offerings."""
        return count_in(
            self._name_of(scope), choices, tree, patience=max(self._patience, COUNTING), among=among
        ).counts

    def _ask(self, scope: Scope, **question: Any) -> Any:
        name = self._name_of(scope)
        return client(self._patience).search(index=name, allow_partial_search_results=False, **question).body
