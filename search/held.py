"""What a process holds of the index: documents and counts, as long as they are asked for and true."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

from search.documents import FIELDS
from search.engines.base import Asked, Scope
from search.models import FieldTotal

#: Documents that a process keeps; a document takes about two kilobytes.
MOST_HELD = 10_000
#: Terms of a scope whose counts a process keeps.
MOST_COUNTED = 50_000
#: Rows that one query asks for by key.
AT_ONCE = 900
_ROWS = 'SELECT id, "group", object_id, slug, borders, terms FROM search_indexedrecord WHERE id IN'


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document as terms: the lines of ``text_of``, taken apart anew for each question.

    Keeping them apart would be quicker for whoever asks again, but most of what a large catalogue is asked for is
    read for the first time, and only a few of its terms are ever looked at.
    """

    group: str
    object_id: int
    slug: str
    _borders: str
    _terms: str

    @property
    def borders(self) -> dict[str, list[int]]:
        """For each field, at which term each passage begins and, last, where all end."""
        return json.loads(self._borders)

    def places_of(self, wanted: frozenset[str]) -> dict[str, dict[str, list[int]]]:
        """For each field and wanted term, the places of the term in the field."""
        found: dict[str, dict[str, list[int]]] = {}
        for name, line in zip(FIELDS, self._terms.split("\n"), strict=False):
            terms = line.split(" ")
            # In the order in which they stand, so that a ranking adds up in the same order everywhere.
            if held := sorted(wanted.intersection(terms), key=terms.index):
                found[name] = {term: _places(term, terms) for term in held}
        return found


def _places(term: str, terms: Sequence[str]) -> list[int]:
    """Where a term stands among others that it is one of."""
    places = [terms.index(term)]
    for _again in range(terms.count(term) - 1):
        places.append(terms.index(term, places[-1] + 1))
    return places


@dataclass(frozen=True)
class Statistics:
    """What the catalogue knows of its documents in one language and group."""

    documents: int
    average_lengths: dict[str, float]


@dataclass
class Held:
    """What has been read since any word of the catalogue has changed.

    A changed document has a new key; counts are begun anew (``search.remembered.held``).
    """

    _documents: dict[int, HeldDocument] = field(default_factory=dict)
    _statistics: dict[Scope, dict[str, Statistics]] = field(default_factory=dict)
    _frequency: dict[Scope, dict[str, int]] = field(default_factory=dict)

    def documents(self, keys: Sequence[int]) -> list[HeldDocument]:
        """The documents of some keys, those that are not held in one query."""
        found = {key: document for key in keys if (document := self._documents.get(key)) is not None}
        missing = [key for key in keys if key not in found]
        if missing:
            read = _read(missing)
            found |= read
            if len(self._documents) + len(read) > MOST_HELD:
                self._documents.clear()
            self._documents.update(read)
        return [found[key] for key in keys if key in found]

    def statistics(self, scope: Scope) -> dict[str, Statistics]:
        """For each group of a scope, how many documents it has and how long their fields are on average."""
        found = self._statistics.get(scope)
        if found is None:
            found = self._statistics[scope] = _statistics(scope)
        return found

    def frequency(self, engine: Asked, scope: Scope, terms: Sequence[str]) -> dict[str, int]:
        """In how many documents of a scope each term stands; terms that stand in none are left out.

        Args:
            engine: counts the terms that have not been asked for.
            scope: the documents that are asked.
            terms: each once.
        """
        held = self._frequency.get(scope)
        if held is None or len(held) > MOST_COUNTED:
            held = self._frequency[scope] = {}
        missing = [term for term in terms if term not in held]
        if missing:
            counted = engine.frequency(scope, missing)
            held.update((term, counted.get(term, 0)) for term in missing)
        return {term: count for term in terms if (count := held.get(term, 0))}


def _statistics(scope: Scope) -> dict[str, Statistics]:
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


def _read(keys: Sequence[int]) -> dict[int, HeldDocument]:
    """As values of the database: this is most of the work of a search in a large catalogue."""
    read: dict[int, HeldDocument] = {}
    with connection.cursor() as cursor:
        for first in range(0, len(keys), AT_ONCE):
            asked = keys[first : first + AT_ONCE]
            cursor.execute(f"{_ROWS} ({', '.join(['%s'] * len(asked))})", asked)
            read |= {key: HeldDocument(*row) for key, *row in cursor.fetchall()}
    return read


def text_of(terms: Mapping[str, Sequence[str]]) -> str:
    """The terms of a document in order, a field a line, as ``IndexedRecord.terms`` keeps them."""
    return "\n".join(" ".join(terms.get(name, ())) for name in FIELDS)
