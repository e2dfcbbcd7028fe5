"""Expansion: what a query means in the catalogue's words, before any engine is asked."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import zip_longest
from typing import Literal

from search.analysis import Term, analyzer_for
from search.analysis.ages import ages_in
from search.indexing import PART
from search.synonyms import Match, Synonyms
from search.vocabulary import Vocabulary

#: How much a hit counts, by how the term came out of the typed word.
WRITTEN = 1.0
WITHOUT_MARKS = 0.8
PART_OF_HIT = 0.5
PART_OF_QUERY = 0.5
CORRECTED = 0.7
KIN = 0.5
LIFE = 0.6
#: Each word of a phrase that a synonym leads to, beside a single word.
WORD_OF_PHRASE = 0.7
#: A distance up to which an unknown word is a misspelling rather than a compound of known words.
SURELY_MISSPELT = 0.5
#: Beginnings that only make a word stronger (jätteledsen).
EMPHASIS = ("jätte", "super", "skit", "mega", "svin")

#: Words looked at in a query. Longer texts are cut: the first words say what it is about.
MOST_WORDS = 60


#: How a concept came out of the query: as it is written, two words as one, a part of a compound, words akin to an
#: unknown compound, a correction, an age, or the list of synonyms.
Origin = Literal["written", "joined", "part", "akin", "corrected", "age", "synonym"]


@dataclass(frozen=True)
class Concept:
    """One thing that is asked for: terms any of which answers it, each with its weight."""

    word: str
    terms: dict[str, float]
    #: How it came out of the typed words.
    origin: Origin = field(default="written", compare=False)

    @cached_property
    def strongest(self) -> float:
        """The weight of the term that answers it best."""
        return max(self.terms.values(), default=0.0)


@dataclass
class Meaning:
    """A query as concepts, with what was read into it."""

    concepts: list[Concept] = field(default_factory=list)
    ages: list[int] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)
    phrase: tuple[str, ...] = ()
    #: For each term that synonyms gave, the keys of the entries that led there.
    led_by: dict[str, list[int]] = field(default_factory=dict)

    @property
    def terms(self) -> list[str]:
        """All terms to ask an engine for, each once."""
        return list(dict.fromkeys(term for concept in self.concepts for term in concept.terms))


def expand(
    text: str, vocabulary: Vocabulary, synonyms: Synonyms | None = None, *, may_guess: bool = True
) -> Meaning:
    """What a query asks for, word by word, and what editors say that its words lead to.

    Args:
        text: the reader's words.
        vocabulary: the catalogue's public words in the language that is searched.
        synonyms: the entries of that language.
        may_guess: whether a word that the catalogue does not know may stand for others that it does.
    """
    analyzer = analyzer_for(vocabulary.language)
    terms = analyzer.terms(text)[:MOST_WORDS]
    meaning = Meaning(ages=ages_in(text), phrase=tuple(term.stem for term in terms))
    seen: set[str] = set()
    matches = {match.start: match for match in synonyms.matches(terms)} if synonyms else {}
    for found in matches.values():
        _note_entries(found, meaning)
    for place, (term, following) in enumerate(zip_longest(terms, terms[1:])):
        match = matches.get(place)
        concepts = (
            []
            if (match and _explains(match, term, vocabulary)) or not (may_guess or vocabulary.knows(term.word))
            else _concepts(term, following, vocabulary, meaning)
        )
        for concept in _with_synonyms(concepts, term.word, match):
            key = next(iter(concept.terms), "")
            if key and key not in seen:
                seen.add(key)
                meaning.concepts.append(concept)
    for band in set(analyzer.bands(text)):
        meaning.concepts.append(Concept(band, {band: LIFE}, "age"))
    return meaning


def _note_entries(match: Match, meaning: Meaning) -> None:
    for (stems, _weight), entry in zip(match.targets, match.entries, strict=True):
        for stem in stems:
            if entry is not None and entry not in meaning.led_by.setdefault(stem, []):
                meaning.led_by[stem].append(entry)


def _explains(match: Match, term: Term, vocabulary: Vocabulary) -> bool:
    """Whether an entry is all that is known of a word: then it is no misspelling and needs no guess."""
    return match.length == 1 and term.stem not in vocabulary.stems


def _with_synonyms(concepts: list[Concept], word: str, match: Match | None) -> list[Concept]:
    """A word's concepts with what it leads to: one word joins the word's own concept, a phrase makes new ones."""
    if match is None:
        return concepts
    single = {stems[0]: weight for stems, weight in match.targets if len(stems) == 1}
    phrases = [(stem, weight) for stems, weight in match.targets if len(stems) > 1 for stem in stems]
    answers: dict[str, float] = {}
    for stem, weight in single.items():
        answers[stem] = weight
        answers[f"{PART}{stem}"] = weight * PART_OF_HIT
    if match.length == 1 and concepts:
        first = replace(concepts[0], terms={**concepts[0].terms, **_new(answers, concepts[0])})
        concepts = [first, *concepts[1:]]
    elif answers:
        concepts = [*concepts, Concept(word, answers, "synonym")]
    return [*concepts, *(Concept(stem, {stem: weight * WORD_OF_PHRASE}, "synonym") for stem, weight in phrases)]


def _new(answers: dict[str, float], concept: Concept) -> dict[str, float]:
    return {term: weight for term, weight in answers.items() if term not in concept.terms}


def _concepts(term: Term, following: Term | None, vocabulary: Vocabulary, meaning: Meaning) -> list[Concept]:
    found = _of_word(term.word, term.stem, vocabulary, meaning)
    if following is not None and not _apart_by_stop_words(term, following):
        joined = term.word + following.word
        if joined in vocabulary.frequency:
            found.append(Concept(joined, {vocabulary.stem(joined): WRITTEN}, "joined"))
    return found


def _of_word(word: str, stem: str, vocabulary: Vocabulary, meaning: Meaning) -> list[Concept]:
    """The concepts of one word: itself if the catalogue knows it, and its parts; else what it may stand for."""
    known = stem in vocabulary.stems or bool(vocabulary.same_without_marks(word))
    parts = vocabulary.parts(word)
    if known:
        return [Concept(word, _known(stem, word, vocabulary, WRITTEN)), *_of_parts(parts, PART_OF_QUERY)]
    bare = _without_emphasis(word)
    if bare != word:
        return _of_word(bare, vocabulary.stem(bare), vocabulary, meaning)
    close = vocabulary.spelling.nearest(word)
    if parts and not (close and close[0][1] <= SURELY_MISSPELT):
        return _of_parts(parts, WRITTEN)
    if close:
        return _corrected(word, close, vocabulary, meaning)
    return _akin(word, vocabulary)


def _of_parts(parts: list[str], weight: float) -> list[Concept]:
    return [Concept(part, {part: weight, f"{PART}{part}": weight * 0.8}, "part") for part in parts]


def _without_emphasis(word: str) -> str:
    prefix = next((prefix for prefix in EMPHASIS if word.startswith(prefix) and len(word) - len(prefix) >= 4), "")
    return word[len(prefix) :]


def _akin(word: str, vocabulary: Vocabulary) -> list[Concept]:
    """An unknown compound stands for its known first word and for words that share the rest's beginning."""
    first = vocabulary.compounds.first_word(word)
    concepts = _of_parts([vocabulary.stem(first)], PART_OF_QUERY) if first else []
    kin = {vocabulary.stem(other): KIN for other in vocabulary.kin(word)}
    return [*concepts, Concept(word, kin, "akin")] if kin else concepts


def _apart_by_stop_words(term: Term, following: Term) -> bool:
    return following.position != term.position + 1


def _known(stem: str, word: str, vocabulary: Vocabulary, weight: float) -> dict[str, float]:
    terms = {stem: weight, f"{PART}{stem}": weight * PART_OF_HIT}
    for other in vocabulary.same_without_marks(word):
        alike = vocabulary.stem(other)
        terms.setdefault(alike, weight * WITHOUT_MARKS)
        terms.setdefault(f"{PART}{alike}", weight * WITHOUT_MARKS * PART_OF_HIT)
    return terms


def _corrected(
    word: str, close: list[tuple[str, float]], vocabulary: Vocabulary, meaning: Meaning
) -> list[Concept]:
    terms: dict[str, float] = {}
    meaning.corrected[word] = close[0][0]
    for other, far in close:
        for stem, weight in _known(vocabulary.stem(other), other, vocabulary, CORRECTED * (1 - far / 6)).items():
            terms.setdefault(stem, weight)
    return [Concept(word, terms, "corrected")]
