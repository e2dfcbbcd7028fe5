"""Selection: which documents are looked at closely, the same on every engine.

Three bounds keep the work small however large the catalogue is. Terms that stand in more than a fifth of the
documents (``COMMON``) rank but do not select, unless the query has no others. Of the rest the rarest select, until
they have brought ``MOST_READ`` documents. Of those the ``MOST_CANDIDATES`` with the rarest and most terms are
kept, and only their own terms are then looked through. A choice that shuts out most of the catalogue (the reader's
area) is heeded before that, so that it never costs a hit.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from search.engines.base import Asked, Scope
from search.held import Held, Statistics

#: Most candidates that are handed to the ranking.
MOST_CANDIDATES = 300
#: A term that stands in more than this share of the documents ranks but does not select.
COMMON = 0.2
#: Documents that selecting terms bring together, counted for each term anew. The first term always selects.
MOST_READ = 40_000


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
class Selection:
    """What was found. ``frequency`` counts documents for each term, also beyond the candidates."""

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


def select(
    engine: Asked,
    scope: Scope,
    terms: Sequence[str],
    held: Held,
    among: Collection[int] | None = None,
) -> Selection:
    """The candidates for any of the terms.

    Args:
        engine: where the terms of documents lie.
        scope: documents of one group.
        terms: each once.
        held: what has been read of the index.
        among: keys of the objects that may be candidates; None for all.
    """
    statistics = next(iter(held.statistics(scope).values()), Statistics(0, {}))
    frequency = held.frequency(engine, scope, terms)
    kept = _kept(engine, scope, terms, frequency, statistics.documents, among)
    wanted = frozenset(terms)
    candidates = [
        Candidate(document.object_id, document.slug, document.places_of(wanted), document.borders)
        for document in held.documents(kept)
    ]
    return Selection(candidates, frequency, statistics)


def select_each(engine: Asked, scope: Scope, terms: Sequence[str], held: Held) -> dict[str, Selection]:
    """The candidates of each group of a scope, with statistics of its own, in one question for all.

    For small groups beside the insatser: frequency is counted from the hits.
    """
    by_group = held.statistics(scope)
    selections = {group: Selection([], {}, statistics) for group, statistics in by_group.items()}
    documents = sum(statistics.documents for statistics in by_group.values())
    kept = _kept(engine, scope, terms, held.frequency(engine, scope, terms), documents, None)
    wanted = frozenset(terms)
    for document in held.documents(kept):
        selection = selections.setdefault(document.group, Selection([], {}, Statistics(0, {})))
        places = document.places_of(wanted)
        selection.candidates.append(Candidate(document.object_id, document.slug, places, document.borders))
        for term in {term for found in places.values() for term in found}:
            selection.frequency[term] = selection.frequency.get(term, 0) + 1
    return selections


def _kept(
    engine: Asked,
    scope: Scope,
    terms: Sequence[str],
    frequency: Mapping[str, int],
    documents: int,
    among: Collection[int] | None,
) -> list[int]:
    selecting = _selecting(terms, frequency, documents)
    if not selecting or (among is not None and not among):
        return []
    # Whole numbers, so that the sum is the same in whatever order an engine adds; and small enough that the sum of
    # a hundred is exact where an engine adds in 24 bits.
    rarity = {term: round(1e4 * math.log(1 + documents / frequency[term])) for term in selecting}
    return engine.most_telling(scope, rarity, MOST_CANDIDATES, among)


def _selecting(terms: Sequence[str], frequency: Mapping[str, int], documents: int) -> list[str]:
    known = [term for term in terms if frequency.get(term)]
    rare = [term for term in known if frequency[term] <= max(COMMON * documents, 10)]
    selecting, read = list[str](), 0
    for term in sorted(rare or known, key=lambda term: (frequency[term], term)):
        read += frequency[term]
        if selecting and read > MOST_READ:
            break
        selecting.append(term)
    return selecting
