"""What every engine gives: candidates with the places where terms hit, and how common each term is.

An engine selects and does not rank. How many candidates there can be is bounded: common words rank but do not
select, and of what the others select the ``MOST_CANDIDATES`` with the rarest and most terms are kept.
"""

import math
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from search.models import FieldTotal, IndexedRecord

#: Most candidates that an engine hands to the ranking.
MOST_CANDIDATES = 300
#: A term that stands in more than this share of the documents ranks but does not select.
COMMON = 0.2


@dataclass
class Candidate:
    """A document in which at least one term hit."""

    object_id: int
    slug: str
    #: For each field and term, the places of the term in the field.
    hits: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    #: For each field, where its passages begin and end.
    borders: dict[str, list[int]] = field(default_factory=dict)


@dataclass
class Statistics:
    """What the catalogue knows of its documents in one language and group."""

    documents: int
    average_lengths: dict[str, float]


@dataclass
class Selection:
    """What an engine found. ``frequency`` counts documents for each term, also beyond the candidates."""

    candidates: list[Candidate]
    frequency: dict[str, int]
    statistics: Statistics


@dataclass(frozen=True)
class Scope:
    """Which documents are asked: one group, or several at once, in one language of one generation."""

    generation: int
    groups: tuple[str, ...]
    language: str


#: A term that hit: document, field, term, place.
Hit = tuple[int, str, str, int]


class Engine(ABC):
    """Where the terms of documents lie."""

    @abstractmethod
    def create_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Make the engine's own tables."""

    @abstractmethod
    def drop_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Remove the engine's own tables."""

    @abstractmethod
    def write(self, terms: Mapping[int, Mapping[str, Sequence[str]]]) -> None:
        """Keep the terms of documents: for each document and field, the terms in order."""

    @abstractmethod
    def remove(self, documents: Iterable[int]) -> None:
        """Forget the terms of documents."""

    @abstractmethod
    def frequency(self, scope: Scope, terms: Sequence[str]) -> dict[str, int]:
        """In how many documents of a scope each term stands."""

    @abstractmethod
    def hits(self, scope: Scope, terms: Sequence[str], within: Sequence[int] | None = None) -> Iterator[Hit]:
        """The places of terms in a scope, in all documents or within some."""

    def select(self, scope: Scope, terms: Sequence[str]) -> Selection:
        """The candidates for any of the terms."""
        statistics = self.statistics(scope)
        frequency = self.frequency(scope, terms)
        selecting = _selecting(terms, frequency, statistics)
        places: dict[int, dict[str, dict[str, list[int]]]] = defaultdict(lambda: defaultdict(dict))
        for document, name, term, place in self.hits(scope, selecting):
            places[document][name].setdefault(term, []).append(place)
        kept = _most_telling(places, frequency, statistics)
        ranking_only = [term for term in terms if frequency.get(term) and term not in selecting]
        if ranking_only and kept:
            for document, name, term, place in self.hits(scope, ranking_only, within=kept):
                places[document][name].setdefault(term, []).append(place)
        rows = IndexedRecord.objects.filter(pk__in=kept).values_list("pk", "object_id", "slug", "borders")
        candidates = [
            Candidate(object_id, slug, dict(places[pk]), borders) for pk, object_id, slug, borders in rows
        ]
        return Selection(candidates, frequency, statistics)

    def select_each(self, scope: Scope, terms: Sequence[str]) -> dict[str, Selection]:
        """The candidates of each group of a scope, with statistics of its own, in three queries in all.

        For small groups beside the insatser: every term selects, and frequency is counted from the hits.
        """
        places: dict[int, dict[str, dict[str, list[int]]]] = defaultdict(lambda: defaultdict(dict))
        for document, name, term, place in self.hits(scope, terms):
            places[document][name].setdefault(term, []).append(place)
        standing_in = Counter(
            term for hits in places.values() for term in {term for found in hits.values() for term in found}
        )
        by_group = self._statistics(scope)
        everywhere = Statistics(sum(statistics.documents for statistics in by_group.values()), {})
        kept = _most_telling(places, standing_in, everywhere)
        rows = IndexedRecord.objects.filter(pk__in=kept).values_list("pk", "group", "object_id", "slug", "borders")
        selections = {group: Selection([], {}, statistics) for group, statistics in by_group.items()}
        for pk, group, object_id, slug, borders in rows:
            selection = selections.setdefault(group, Selection([], {}, Statistics(0, {})))
            selection.candidates.append(Candidate(object_id, slug, dict(places[pk]), borders))
            for term in {term for found in places[pk].values() for term in found}:
                selection.frequency[term] = selection.frequency.get(term, 0) + 1
        return selections

    def statistics(self, scope: Scope) -> Statistics:
        """How many documents a scope of one group has and how long their fields are on average."""
        return next(iter(self._statistics(scope).values()), Statistics(0, {}))

    def _statistics(self, scope: Scope) -> dict[str, Statistics]:
        rows = FieldTotal.objects.filter(
            generation=scope.generation, group__in=scope.groups, language=scope.language
        ).values_list("group", "field", "total")
        totals: dict[str, dict[str, int]] = defaultdict(dict)
        for group, name, total in rows:
            totals[group][name] = total
        return {group: _averages(found) for group, found in totals.items()}


def _averages(totals: dict[str, int]) -> Statistics:
    documents = totals.pop("", 0)
    return Statistics(documents, {name: total / documents for name, total in totals.items() if documents})


def _selecting(terms: Sequence[str], frequency: Mapping[str, int], statistics: Statistics) -> list[str]:
    known = [term for term in terms if frequency.get(term)]
    rare = [term for term in known if frequency[term] <= max(COMMON * statistics.documents, 10)]
    return rare or known


def _most_telling(
    places: Mapping[int, Mapping[str, Mapping[str, object]]], frequency: Mapping[str, int], statistics: Statistics
) -> list[int]:
    """The documents with the rarest and most terms."""
    if len(places) <= MOST_CANDIDATES:
        return list(places)

    def told(document: int) -> float:
        terms = {term for hits in places[document].values() for term in hits}
        return sum(math.log(1 + statistics.documents / frequency[term]) for term in terms)

    return sorted(places, key=lambda document: (-told(document), document))[:MOST_CANDIDATES]
