"""Stemming: bringing the forms of a word together."""

from collections.abc import Callable
from functools import lru_cache

import snowballstemmer

from search.analysis.arabic import stem_arabic
from search.analysis.finnish import stem_finnish
from search.analysis.somali import stem_somali
from search.analysis.swedish_forms import LEMMA_OF, NOT_INFLECTED

Stem = Callable[[str], str]

#: Endings that Snowball leaves, with how long the rest must be: the definite forms of barnet, skolan, and the
#: names of actions, so that a person who was placed (placerad) finds a placement (placering).
_ENDINGS = (("heten", 4), ("ning", 4), ("ering", 3), ("ling", 4), ("samt", 2), ("et", 3), ("an", 3))
_KEEP = {"ering": "er", "ling": "l", "samt": "sam"}

_snowball_swedish = snowballstemmer.stemmer("swedish")

#: Languages with rules of the catalogue's own.
_OWN: dict[str, Stem] = {"fi": stem_finnish, "ar": stem_arabic, "so": stem_somali}
#: Variants whose language Snowball knows. The others keep their words as they are written.
_ALGORITHM = {"en": "english", "es": "spanish", "fa": "persian", "pl": "polish"}


@lru_cache(maxsize=100_000)
def stem_swedish(word: str) -> str:
    """The stem of a Swedish word. Stems are the same however often they are stemmed."""
    for _ in range(6):
        lemma = LEMMA_OF.get(word)
        if lemma is not None:
            return lemma
        if word in NOT_INFLECTED:
            return word
        shorter = _one_step(word)
        if shorter == word:
            return word
        word = shorter
    return word


def _one_step(word: str) -> str:
    for ending, rest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= rest and not word.endswith("het"):
            return word[: -len(ending)] + _KEEP.get(ending, "")
    return _snowball_swedish.stemWord(word)


def stemmer_for(language: str) -> Stem:
    """The stemmer of a variant. Easy-read is Swedish."""
    base = language.partition("-")[0]
    if base == "sv":
        return stem_swedish
    if base in _OWN:
        return _OWN[base]
    algorithm = _ALGORITHM.get(base)
    if algorithm is None:
        return lambda word: word
    return _until_stable(snowballstemmer.stemmer(algorithm).stemWord)


def _until_stable(stem: Stem) -> Stem:
    @lru_cache(maxsize=20_000)
    def stable(word: str) -> str:
        for _ in range(6):
            shorter = stem(word)
            if shorter == word or not shorter:
                break
            word = shorter
        return word

    return stable
