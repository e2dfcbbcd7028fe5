"""Tokens: the words of a text, in one spelling of their letters."""

import re
import unicodedata
from functools import lru_cache

#: Longest word that is looked at. Longer ones are no words of any language.
MAX_WORD = 60

_WORD = re.compile(r"[^\W_]+")
_WORD_WITH_ENDING = re.compile(r"[^\W_]+(?::[^\W_]{1,3}(?![^\W_]))?")
#: Letter, then digit or the other way round, is a border: ``14åring`` is ``14`` and ``åring``.
_BORDER = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_DIGIT = re.compile(r"\d")
#: Signs of ordinary texts in Latin letters, that have one spelling only: only capitals are to be made small.
_ONE_SPELLING = re.compile("[\x00-\x7f\xc0-\xff\u2013\u2014\u2018\u2019\u201c\u201d]*")


def normalise(text: str) -> str:
    """The text in small letters, composed, without marks that only colour a letter's sound, digits as 0 to 9.

    å, ä and ö stay what they are: in the composed form they are letters, not letters with marks.
    Never raises, whatever the text holds, and a normalised text stays the same.
    """
    if _ONE_SPELLING.fullmatch(text):
        return text.casefold()
    for _ in range(4):
        small = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        bare = "".join(map(_bare, small))
        if bare == text:
            break
        text = bare
    return text


def tokenise(text: str) -> list[str]:
    """The words of a text in order. Case endings after a colon (``SoL:s``) are left out."""
    text = normalise(text)
    if ":" in text:
        found = [word.partition(":")[0] for word in _WORD_WITH_ENDING.findall(text)]
    else:
        found = _WORD.findall(text)
    if _DIGIT.search(text) or max(map(len, found), default=0) > MAX_WORD:
        found = [part[:MAX_WORD] for word in found for part in _BORDER.split(word)]
    return found


@lru_cache(maxsize=5_000)
def _bare(sign: str) -> str:
    """A letter as it is, a digit of any script (١٦, ۱۶) as ours, a mark as nothing."""
    if sign > "\u02ff" and unicodedata.category(sign) in {"Mn", "Me", "Cf", "Cs"}:
        return ""
    return str(unicodedata.decimal(sign, sign)) if sign > "\u007f" else sign
