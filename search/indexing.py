"""Indexing: from a document's words to the terms that an engine keeps, in two steps.

First the words of all documents are read; they are the vocabulary that compounds are then taken apart by.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from search.analysis import Passage, analyzer_for
from search.documents import FIELDS, Document
from search.vocabulary import Vocabulary

#: First sign of a term that is a part of a compound, so that it can weigh less than the word itself.
#: Nobody can type it: digits and letters are apart when a text is taken into words.
PART = "0"


@dataclass(frozen=True)
class ReadDocument:
    """A document whose words are read. ``passages`` stand in the order of ``FIELDS``."""

    group: str
    object_id: int
    slug: str
    language: str
    #: Changes when any word of the document does.
    content_hash: str
    passages: dict[str, list[Passage]]

    @cached_property
    def words(self) -> set[str]:
        """The words of the document as they are written."""
        return {word for passages in self.passages.values() for words, _bands in passages for word in words}


@dataclass(frozen=True)
class IndexedDocument:
    """A document as terms. ``borders``: at which term each passage begins and, last, where all end."""

    document: ReadDocument
    terms: dict[str, list[str]]
    borders: dict[str, list[int]]

    @property
    def lengths(self) -> dict[str, int]:
        """Number of terms in each field."""
        return {name: len(terms) for name, terms in self.terms.items()}


def content_hash(document: Document) -> str:
    """Changes when any word of the document does."""
    plain = json.dumps([document.slug, document.passages], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()


def read(document: Document) -> ReadDocument:
    """The words of a document."""
    analyzer = analyzer_for(document.language)
    passages = {
        name: [analyzer.passage(text) for text in document.passages[name]]
        for name in FIELDS
        if document.passages.get(name)
    }
    return ReadDocument(
        document.group,
        document.object_id,
        document.slug,
        document.language,
        content_hash(document),
        passages,
    )


class Indexer:
    """Turns documents into terms, compounds taken apart by the catalogue's own vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[str, tuple[str, ...]] = {}

    def indexed(self, document: ReadDocument) -> IndexedDocument:
        """The terms of a document."""
        terms: dict[str, list[str]] = {}
        borders: dict[str, list[int]] = {}
        known = self._known
        for name, passages in document.passages.items():
            kept: list[str] = []
            starts = [0]
            for words, bands in passages:
                for word in words:
                    kept += known.get(word) or self._terms_of(word)
                kept += bands
                starts.append(len(kept))
            if kept:
                terms[name] = kept
                borders[name] = starts
        return IndexedDocument(document, terms, borders)

    def _terms_of(self, word: str) -> tuple[str, ...]:
        """A word's stem and the stems of its parts."""
        parts = (f"{PART}{stem}" for stem in self._vocabulary.parts(word))
        return self._known.setdefault(word, (self._vocabulary.stem(word), *parts))
