"""Ages in words: ``14-åring``, ``fjorton år``, ``fyra åring`` all say an age."""

import re

from search.analysis.folding import fold
from search.analysis.tokens import Token, tokenise

_NUMBERS = """
noll ett två tre fyra fem sex sju åtta nio tio
elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo
"""
_NUMBER_OF = {fold(word): number for number, word in enumerate(_NUMBERS.split())} | {"en": 1}
_YEARS = {"ar", "aring", "aringar", "aringen", "arig", "ariga", "arigt", "aringens", "aringarna", "arsaldern"}
_MONTHS = {"manader", "manad", "manaders", "veckor"}
#: Words that name a part of life.
_LIFE = {
    "bebis": "0-2", "bebisen": "0-2", "bebisar": "0-2", "spadbarn": "0-2", "nyfodd": "0-2", "nyfodda": "0-2",
    "nyfott": "0-2", "baby": "0-2", "smabarn": "0-6", "smabarnet": "0-6", "forskolebarn": "3-6",
    "lagstadiet": "7-12", "mellanstadiet": "7-12", "skolbarn": "7-12", "hogstadiet": "13-17",
    "tonaring": "13-17", "tonaringen": "13-17", "tonaringar": "13-17", "tonaringens": "13-17", "tonar": "13-17",
    "tonaren": "13-17", "gymnasiet": "13-17", "tonarsson": "13-17", "tonarsdotter": "13-17",
}  # fmt: skip
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
        if joined and joined.group(1) in _NUMBER_OF:
            found[token.position] = _NUMBER_OF[joined.group(1)]
        elif number is not None and following in _YEARS and number <= 120:
            found[token.position] = number
        elif number is not None and following in _MONTHS and number <= 36:
            found[token.position] = 0
    return found


def bands_of(tokens: list[Token]) -> dict[int, str]:
    """The parts of life that are named, in years or in words, by position."""
    named = {token.position: _LIFE[word] for token in tokens if (word := fold(token.text)) in _LIFE}
    return named | {position: band(age) for position, age in ages_of(tokens).items()}


def ages_in(text: str) -> list[int]:
    """The ages that a text says, in order and each once."""
    return list(dict.fromkeys(ages_of(tokenise(text)).values()))


def _number(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return int(word)
    return _NUMBER_OF.get(word)
