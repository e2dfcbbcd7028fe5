"""Ages in words: ``14-åring``, ``fjorton år``, ``fyra åring`` all say an age, and so do *9 years* and ``٩ سنوات``.

A number alone says none, so the words of all languages can be heard together.
"""

import re

from search.analysis.age_words import LIFE, MONTHS, NUMBER_OF, YEARS
from search.analysis.folding import fold
from search.analysis.tokens import Token, tokenise

_BANDS = ((2, "0-2"), (6, "3-6"), (12, "7-12"), (17, "13-17"), (24, "18-24"))
_ONE_WORD = re.compile(r"^([a-z]+?)(?:ars)?(?:aring|ariga?)(?:en|ar|arna)?s?$")


def band(age: int) -> str:
    """The part of life that an age belongs to, as years ``from-to``."""
    return next((name for top, name in _BANDS if age <= top), "25-120")


def ages_of(tokens: list[Token]) -> dict[int, int]:
    """The ages that are said, by the position where each begins."""
    found: dict[int, int] = {}
    for i, token in enumerate(tokens):
        word = fold(token.text)
        following = fold(tokens[i + 1].text) if i + 1 < len(tokens) else ""
        joined = _ONE_WORD.match(word)
        number = _number(word)
        if joined and joined.group(1) in NUMBER_OF:
            found[token.position] = NUMBER_OF[joined.group(1)]
        elif number is not None and following in YEARS and number <= 120:
            found[token.position] = number
        elif number is not None and following in MONTHS and number <= 36:
            found[token.position] = 0
    return found


def bands_of(tokens: list[Token]) -> dict[int, str]:
    """The parts of life that are named, in years or in words, by position."""
    named = {token.position: LIFE[word] for token in tokens if (word := fold(token.text)) in LIFE}
    return named | {position: band(age) for position, age in ages_of(tokens).items()}


def ages_in(text: str) -> list[int]:
    """The ages that a text says, in order and each once."""
    return list(dict.fromkeys(ages_of(tokenise(text)).values()))


def _number(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return int(word)
    return NUMBER_OF.get(word)
