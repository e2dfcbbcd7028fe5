"""What every engine gives: the documents that hold a term, and how many they are.

An engine selects and does not rank, and three bounds keep its work small however large the catalogue is. Terms
that stand in more than a fifth of the documents (``COMMON``) rank but do not select, unless the query has no
others. Of the rest the rarest select, until they have brought ``MOST_READ`` documents. Of those the
``MOST_CANDIDATES`` with the rarest and most terms are kept, and only their own terms are then looked through.
"""

import math
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nsmallest

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from search.documents import FIELDS
from search.models import FieldTotal, IndexedRecord

#: Most candidates that an engine hands to the ranking.
MOST_CANDIDATES = 300
#: A term that stands in more than this share of the documents ranks but does not select.
COMMON = 0.2
#: Documents that selecting terms bring together, counted for each term anew. The first term always selects.
MOST_READ = 100_000


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

    def within(self, fields: Collection[str]) -> "Selection":
        """The same found in some fields only, without what hit in none of them."""
        kept = [
            Candidate(each.object_id, each.slug, found, each.borders)
            for each in self.candidates
            if (found := {name: hits for name, hits in each.hits.items() if name in fields})
        ]
        return Selection(kept, self.frequency, self.statistics)


@dataclass(frozen=True)
class Scope:
    """Which documents are asked: one group, or several at once, in one language of one generation."""

    generation: int
    groups: tuple[str, ...]
    language: str

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """For each group, what stands before its terms where an engine keeps them.

        So no document of another scope is ever read. The dots are no part of a term and, unlike other signs, a
        part of a word to every engine.
        """
        language = self.language.replace("-", "·")
        return tuple(f"{self.generation}·{group}·{language}·" for group in self.groups)

    def marked(self, terms: Iterable[str]) -> dict[str, str]:
        """The terms as an engine keeps them in each group, and each as it is."""
        return {mark + term: term for term in terms for mark in self.marks}


class Engine(ABC):
    """Where the terms of documents lie."""

    @abstractmethod
    def create_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Make the engine's own tables."""

    @abstractmethod
    def drop_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Remove the engine's own tables."""

    @abstractmethod
    def write(self, scope: Scope, terms: Mapping[int, Collection[str]]) -> None:
        """Keep which terms the documents of a scope hold: for each document, every term once."""

    @abstractmethod
    def remove(self, documents: Iterable[int]) -> None:
        """Forget documents."""

    @abstractmethod
    def frequency(self, scope: Scope, terms: Sequence[str]) -> dict[str, int]:
        """In how many documents of a scope each term stands."""

    @abstractmethod
    def holding(self, scope: Scope, terms: Sequence[str]) -> Iterator[tuple[str, int]]:
        """The documents of a scope that hold each term."""

    def select(self, scope: Scope, terms: Sequence[str]) -> Selection:
        """The candidates for any of the terms."""
        statistics = self.statistics(scope)
        frequency = self.frequency(scope, terms)
        selecting = _selecting(terms, frequency, statistics)
        kept = _most_telling(self.holding(scope, selecting), frequency, statistics)
        wanted = frozenset(terms)
        rows = IndexedRecord.objects.filter(pk__in=kept).values_list("object_id", "slug", "borders", "terms")
        candidates = [
            Candidate(object_id, slug, places_in(text, wanted), borders) for object_id, slug, borders, text in rows
        ]
        return Selection(candidates, frequency, statistics)

    def select_each(self, scope: Scope, terms: Sequence[str]) -> dict[str, Selection]:
        """The candidates of each group of a scope, with statistics of its own, in three queries in all.

        For small groups beside the insatser: every term selects, and frequency is counted from the hits.
        """
        held = list(self.holding(scope, terms))
        by_group = self._statistics(scope)
        everywhere = Statistics(sum(statistics.documents for statistics in by_group.values()), {})
        kept = _most_telling(held, Counter(term for term, _document in held), everywhere)
        rows = IndexedRecord.objects.filter(pk__in=kept)
        selections = {group: Selection([], {}, statistics) for group, statistics in by_group.items()}
        wanted = frozenset(terms)
        for group, object_id, slug, borders, text in rows.values_list(
            "group", "object_id", "slug", "borders", "terms"
        ):
            selection = selections.setdefault(group, Selection([], {}, Statistics(0, {})))
            places = places_in(text, wanted)
            selection.candidates.append(Candidate(object_id, slug, places, borders))
            for term in {term for found in places.values() for term in found}:
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


def _most_telling(
    held: Iterable[tuple[str, int]], frequency: Mapping[str, int], statistics: Statistics
) -> list[int]:
    """The documents with the rarest and most terms."""
    # Whole numbers, so that the sum is the same in whatever order an engine gives the terms.
    rarity = {term: round(1e6 * math.log(1 + statistics.documents / count)) for term, count in frequency.items()}
    told: dict[int, int] = defaultdict(int)
    for term, document in held:
        told[document] += rarity[term]
    if len(told) <= MOST_CANDIDATES:
        return list(told)
    return nsmallest(MOST_CANDIDATES, told, key=lambda document: (-told[document], document))


def _selecting(terms: Sequence[str], frequency: Mapping[str, int], statistics: Statistics) -> list[str]:
    known = [term for term in terms if frequency.get(term)]
    rare = [term for term in known if frequency[term] <= max(COMMON * statistics.documents, 10)]
    selecting, read = list[str](), 0
    for term in sorted(rare or known, key=lambda term: (frequency[term], term)):
        read += frequency[term]
        if selecting and read > MOST_READ:
            break
        selecting.append(term)
    return selecting


def text_of(terms: Mapping[str, Sequence[str]]) -> str:
    """The terms of a document in order, a field a line, as ``IndexedRecord.terms`` keeps them."""
    return "\n".join(" ".join(terms.get(name, ())) for name in FIELDS)


def places_in(text: str, wanted: frozenset[str]) -> dict[str, dict[str, list[int]]]:
    """For each field and wanted term, the places of the term in the field.

    Args:
        text: what ``text_of`` made.
        wanted: the terms that are asked for.
    """
    found: dict[str, dict[str, list[int]]] = {}
    for name, line in zip(FIELDS, text.split("\n"), strict=False):
        terms = line.split(" ")
        if wanted.isdisjoint(terms):
            continue
        places = found[name] = {}
        for place, term in enumerate(terms):
            if term in wanted:
                places.setdefault(term, []).append(place)
    return found
