"""Tokens: the words of a text, in one spelling of their letters, with where they stand."""

import re
import unicodedata
from dataclasses import dataclass

#: Longest word that is looked at. Longer ones are no words of any language.
MAX_WORD = 60

_WORD = re.compile(r"[^\W_]+(?::[^\W_]{1,3}(?![^\W_]))?")
#: Letter, then digit or the other way round, is a border: ``14åring`` is ``14`` and ``åring``.
_BORDER = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text and its place, counted in words."""

    text: str
    position: int


def normalise(text: str) -> str:
    """The text in small letters, composed, without marks that only colour a letter's sound, digits as 0 to 9.

    å, ä and ö stay what they are: in the composed form they are letters, not letters with marks.
    Never raises, whatever the text holds, and a normalised text stays the same.
    """
    for _ in range(4):
        small = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        bare = "".join(_digit(sign) for sign in small if not _is_mark(sign))
        if bare == text:
            break
        text = bare
    return text


def tokenise(text: str) -> list[Token]:
    """The words of a text in order. Case endings after a colon (``SoL:s``) are left out."""
    words: list[Token] = []
    for match in _WORD.finditer(normalise(text)):
        word = match.group().partition(":")[0]
        words.extend(Token(part[:MAX_WORD], len(words) + i) for i, part in enumerate(_BORDER.split(word)))
    return words


def _digit(sign: str) -> str:
    """A digit of any script (١٦, ۱۶) as ours."""
    return str(unicodedata.decimal(sign, sign)) if sign > "\u007f" else sign


def _is_mark(sign: str) -> bool:
    return sign > "\u02ff" and unicodedata.category(sign) in {"Mn", "Me", "Cf", "Cs"}
