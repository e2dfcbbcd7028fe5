"""Somali: the word without its article, whose it is and who does it, in one of the ways in which it is spelt.

Spelling varies among writers: long vowels are written once or twice (*iskuul*, *iskul*), ``ey`` for ``ay``, ``em``
for ``am`` (*dembi*, *dambi*). A light stemmer with one list of endings, tried longest first.
"""

import re
from functools import lru_cache

_DOUBLED = re.compile(r"(.)\1+")
#: Whose it is, after the first sound of the article, which follows the last sound of the word; or after none.
_OWNERS = """
ayga aygu aygi ayda aydu aydi ay aga agu agi ada adu adi isa isu isi eda edu edi ena enu eni ina inu ini oda odu
odi
"""
_ARTICLES = "ka ku ki ga gu gi ha hu hi ta tu ti da du di sha shu shi kan kas tan tas"
_DOING = """
aysanahay aysantahay sanahay santahay sanyihin aysan aynaya ayaan naya aysa aya san tay day nay ay en tan dan nan
an in na sa so to do
"""
_MANY = "yasha yada yal oyin yin yo"
_OWNED = {first + owner for first in ("k", "g", "h", "t", "d", "sh", "") for owner in _OWNERS.split()}
_ENDINGS = sorted(
    _OWNED.union(_ARTICLES.split(), _DOING.split(), _MANY.split()), key=lambda ending: (-len(ending), ending)
)
#: Fewest letters that remain before an ending, and before a last vowel.
_REST = 3
_VOWELS = "aeiou"


@lru_cache(maxsize=20_000)
def stem_somali(word: str) -> str:
    """The stem of a Somali word; a stem is its own stem."""
    word = _one_spelling(word)
    while True:
        shorter = _one_spelling(_one_step(word))
        if shorter == word:
            return word
        word = shorter


def _one_spelling(word: str) -> str:
    """One sign a sound: ``dh`` is a sound of its own and not the beginning of an ending."""
    return _DOUBLED.sub(r"\1", word).replace("ey", "ay").replace("em", "am").replace("en", "an").replace("dh", "ð")


def _one_step(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _REST:
            return word[: -len(ending)]
    if word[-1:] in _VOWELS and len(word) > _REST:
        return word[:-1]
    return word
