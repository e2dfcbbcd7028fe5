"""Indexing: from a document's words to the terms that an engine keeps."""

from collections.abc import Iterable
from dataclasses import dataclass

from search.analysis import Term, analyzer_for
from search.documents import FIELDS, Document
from search.vocabulary import Vocabulary

#: First sign of a term that is a part of a compound, so that it can weigh less than the word itself.
#: Nobody can type it: digits and letters are apart when a text is taken into words.
PART = "0"


@dataclass(frozen=True)
class IndexedDocument:
    """A document as terms. ``borders``: at which term each passage begins and, last, where all end."""

    document: Document
    terms: dict[str, list[str]]
    borders: dict[str, list[int]]
    words: frozenset[str]

    @property
    def lengths(self) -> dict[str, int]:
        """Number of terms in each field."""
        return {name: len(terms) for name, terms in self.terms.items()}


def words_of(document: Document) -> set[str]:
    """The words of a document as they are written."""
    analyzer = analyzer_for(document.language)
    return {
        term.word for passages in document.passages.values() for text in passages for term in analyzer.terms(text)
    }


def indexed(document: Document, vocabulary: Vocabulary) -> IndexedDocument:
    """The terms of a document, compounds taken apart by the catalogue's own vocabulary."""
    analyzer = analyzer_for(document.language)
    terms: dict[str, list[str]] = {}
    borders: dict[str, list[int]] = {}
    words: set[str] = set()
    for name in FIELDS:
        kept: list[str] = []
        starts = [0]
        for text in document.passages.get(name, []):
            bands = {term.position: term.stem for term in analyzer.bands(text)}
            found = analyzer.terms(text)
            words.update(term.word for term in found)
            kept.extend(_with_parts(found, vocabulary))
            kept.extend(bands.values())
            starts.append(len(kept))
        if kept:
            terms[name] = kept
            borders[name] = starts
    return IndexedDocument(document, terms, borders, frozenset(words))


def _with_parts(terms: Iterable[Term], vocabulary: Vocabulary) -> list[str]:
    kept: list[str] = []
    for term in terms:
        kept.append(term.stem)
        kept.extend(f"{PART}{stem}" for stem in vocabulary.parts(term.word))
    return kept
