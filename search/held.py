"""Documents as the index holds them, kept in memory as long as they are asked for and true."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from search.documents import FIELDS
from search.models import IndexedRecord

#: Documents that a process keeps; a document takes about six kilobytes.
MOST_HELD = 3_000


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document as terms. ``borders``: at which term each passage of a field begins and, last, where all end."""

    group: str
    object_id: int
    slug: str
    borders: dict[str, list[int]]
    terms: dict[str, list[str]]

    def places_of(self, wanted: frozenset[str]) -> dict[str, dict[str, list[int]]]:
        """For each field and wanted term, the places of the term in the field."""
        found: dict[str, dict[str, list[int]]] = {}
        for name, terms in self.terms.items():
            if wanted.isdisjoint(terms):
                continue
            places = found[name] = {}
            for place, term in enumerate(terms):
                if term in wanted:
                    places.setdefault(term, []).append(place)
        return found


@dataclass
class HeldDocuments:
    """The documents that a process has read. A changed document has a new key, so what is held stays true."""

    by_key: dict[int, HeldDocument] = field(default_factory=dict)

    def of(self, keys: Sequence[int]) -> list[HeldDocument]:
        """The documents of some keys, those that are not held in one query."""
        found = {key: document for key in keys if (document := self.by_key.get(key)) is not None}
        missing = [key for key in keys if key not in found]
        if missing:
            read = _read(missing)
            found |= read
            if len(self.by_key) + len(read) > MOST_HELD:
                self.by_key.clear()
            self.by_key.update(read)
        return [found[key] for key in keys if key in found]


def _read(keys: Sequence[int]) -> dict[int, HeldDocument]:
    rows = IndexedRecord.objects.filter(pk__in=keys)
    return {
        key: HeldDocument(group, object_id, slug, borders, _terms(text))
        for key, group, object_id, slug, borders, text in rows.values_list(
            "pk", "group", "object_id", "slug", "borders", "terms"
        )
    }


def text_of(terms: Mapping[str, Sequence[str]]) -> str:
    """The terms of a document in order, a field a line, as ``IndexedRecord.terms`` keeps them."""
    return "\n".join(" ".join(terms.get(name, ())) for name in FIELDS)


def _terms(text: str) -> dict[str, list[str]]:
    """What ``text_of`` was made of. A term is one object, in however many documents it stands."""
    lines = zip(FIELDS, text.split("\n"), strict=False)
    return {name: list(map(sys.intern, line.split(" "))) for name, line in lines if line}
