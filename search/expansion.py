"""Expansion: what a query means in the catalogue's words, before any engine is asked."""

from dataclasses import dataclass, field

from search.analysis import Term, analyzer_for
from search.analysis.ages import ages_in
from search.indexing import PART
from search.vocabulary import Vocabulary

#: How much a hit counts, by how the term came out of the typed word.
WRITTEN = 1.0
WITHOUT_MARKS = 0.8
PART_OF_HIT = 0.5
PART_OF_QUERY = 0.5
CORRECTED = 0.7
LIFE = 0.6

#: Words looked at in a query. Longer texts are cut: the first words say what it is about.
MOST_WORDS = 60


@dataclass(frozen=True)
class Concept:
    """One thing that is asked for: terms any of which answers it, each with its weight."""

    word: str
    terms: dict[str, float]


@dataclass
class Meaning:
    """A query as concepts, with what was read into it."""

    concepts: list[Concept] = field(default_factory=list)
    ages: list[int] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)
    phrase: tuple[str, ...] = ()

    @property
    def terms(self) -> list[str]:
        """All terms to ask an engine for, each once."""
        return list(dict.fromkeys(term for concept in self.concepts for term in concept.terms))


def expand(text: str, vocabulary: Vocabulary) -> Meaning:
    """What a query asks for, word by word."""
    analyzer = analyzer_for(vocabulary.language)
    terms = analyzer.terms(text)[:MOST_WORDS]
    meaning = Meaning(ages=ages_in(text), phrase=tuple(term.stem for term in terms))
    seen: set[str] = set()
    for term, following in zip(terms, [*terms[1:], None], strict=True):
        for concept in _concepts(term, following, vocabulary, meaning):
            key = next(iter(concept.terms), "")
            if key and key not in seen:
                seen.add(key)
                meaning.concepts.append(concept)
    for band in {term.stem for term in analyzer.bands(text)}:
        meaning.concepts.append(Concept(band, {band: LIFE}))
    return meaning


def _concepts(term: Term, following: Term | None, vocabulary: Vocabulary, meaning: Meaning) -> list[Concept]:
    found = [Concept(term.word, _known(term.stem, term.word, vocabulary, WRITTEN))] if _is_known(term, vocabulary) else []
    parts = vocabulary.parts(term.word)
    if parts:
        weight = PART_OF_QUERY if found else WRITTEN * 0.9
        found.extend(Concept(part, {part: weight, f"{PART}{part}": weight * 0.8}) for part in parts)
    if following is not None and not _apart_by_stop_words(term, following):
        joined = term.word + following.word
        if joined in vocabulary.frequency:
            found.append(Concept(joined, {vocabulary._stem(joined): 1.0}))
    if found:
        return found
    return _corrected(term, vocabulary, meaning)


def _apart_by_stop_words(term: Term, following: Term) -> bool:
    return following.position != term.position + 1


def _is_known(term: Term, vocabulary: Vocabulary) -> bool:
    return term.stem in vocabulary.stems or bool(vocabulary.same_without_marks(term.word))


def _known(stem: str, word: str, vocabulary: Vocabulary, weight: float) -> dict[str, float]:
    terms = {stem: weight, f"{PART}{stem}": weight * PART_OF_HIT}
    for other in vocabulary.same_without_marks(word):
        alike = vocabulary._stem(other)
        terms.setdefault(alike, weight * WITHOUT_MARKS)
        terms.setdefault(f"{PART}{alike}", weight * WITHOUT_MARKS * PART_OF_HIT)
    return terms


def _corrected(term: Term, vocabulary: Vocabulary, meaning: Meaning) -> list[Concept]:
    terms: dict[str, float] = {}
    for word, far in vocabulary.spelling.nearest(term.word):
        meaning.corrected.setdefault(term.word, word)
        for stem, weight in _known(vocabulary._stem(word), word, vocabulary, CORRECTED * (1 - far / 6)).items():
            terms.setdefault(stem, weight)
    return [Concept(term.word, terms)] if terms else []
