"""Ages in words: ``14-åring``, ``fjorton år``, ``fyra åring`` all say an age, and so do *9 years* and ``٩ سنوات``.

A number alone says none, so the words of all languages can be heard together.
"""

import re
from functools import lru_cache

from search.analysis.age_words import LIFE, MONTHS, NUMBER_OF, YEARS
from search.analysis.folding import fold
from search.analysis.tokens import tokenise

_BANDS = ((2, "0-2"), (6, "3-6"), (12, "7-12"), (17, "13-17"), (24, "18-24"))
#: Above these, a number before a word for years or months is no age.
OLDEST, MOST_MONTHS = 120, 36
_ONE_WORD = re.compile(r"^([a-z]+?)(?:ars)?(?:aring|ariga?)(?:en|ar|arna)?s?$")


def band(age: int) -> str:
    """The part of life that an age belongs to, as years ``from-to``."""
    return next((name for top, name in _BANDS if age <= top), "25-120")


def ages_of(words: list[str]) -> dict[int, int]:
    """The ages that the words of a text say, by the place of the word where each begins."""
    return {place: age for place, (_life, age) in _told(words) if age is not None}


def bands_of(words: list[str]) -> dict[int, str]:
    """The parts of life that the words of a text name, in years or in words, by place."""
    told = {place: life if age is None else band(age) for place, (life, age) in _told(words)}
    return {place: years for place, years in told.items() if years}


def ages_in(text: str) -> list[int]:
    """The ages that a text says, in order and each once."""
    return list(dict.fromkeys(ages_of(tokenise(text)).values()))


def _told(words: list[str]) -> list[tuple[int, tuple[str, int | None]]]:
    """For each place where it is told: the part of life that a word names, and the age that begins there."""
    told = []
    for place, kind in enumerate(map(_kind, words)):
        if kind is not None:
            life, age, number = kind
            if age is None and number is not None and place + 1 < len(words):
                age = _with_unit(number, fold(words[place + 1]))
            told.append((place, (life, age)))
    return told


def _with_unit(number: int, following: str) -> int | None:
    """The age that a number and the word after it say."""
    if following in YEARS and number <= OLDEST:
        return number
    return 0 if following in MONTHS and number <= MOST_MONTHS else None


@lru_cache(maxsize=50_000)
def _kind(word: str) -> tuple[str, int | None, int | None] | None:
    """The part of life that a word names, the age that it says by itself (fjortonåring), and the number it is."""
    folded = fold(word)
    joined = _ONE_WORD.match(folded)
    age = NUMBER_OF.get(joined.group(1)) if joined else None
    life, number = LIFE.get(folded, ""), _number(folded)
    return (life, age, number) if life or age is not None or number is not None else None


def _number(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return int(word)
    return NUMBER_OF.get(word)
