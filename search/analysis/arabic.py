"""Arabic: the core of a word without what is written together with it (and, in, for, the, my, their; he does).

A light stemmer: broken plurals stay words of their own. Letters that people write in several ways are one letter.
"""

from functools import lru_cache

#: Alef with and without hamza, alef maqsura and ya, ta marbuta and ha, waw and ya that carry a hamza.
_ALIKE = (("\u0627", "أإآٱ"), ("ي", "ىئ"), ("\u0647", "ة"), ("و", "ؤ"))
_LETTERS = {ord(sign): plain for plain, signs in _ALIKE for sign in signs}
#: Written behind the word, longest first: whose it is, how many, who does it.
_BEHIND = (
    *("تهما", "تكما"),
    *("تهن", "تهم", "تكم", "تنا", "هما", "كما", "\u0647\u0627", "هم", "هن", "كم", "نا", "ني", "وا"),
    *("ات", "ان", "ين", "ون", "تي", "ته", "تك", "يه", "\u0647", "ي", "ك", "ت"),
)
#: Written before it, longest first: and, in, for, like, the.
_BEFORE = ("وبال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال", "و", "ب", "ل")
#: Who does it: he, she or you, we.
_DOER = ("ي", "ت", "ن")
#: Fewest letters that remain; most Arabic words have a root of three.
_ROOT = 3


@lru_cache(maxsize=20_000)
def stem_arabic(word: str) -> str:
    """The stem of an Arabic word; a stem is its own stem."""
    word = word.translate(_LETTERS)
    while True:
        shorter = _one_step(word)
        if shorter == word:
            return word
        word = shorter


def _one_step(word: str) -> str:
    for ending in _BEHIND:
        if word.endswith(ending) and len(word) - len(ending) >= _ROOT:
            return word[: -len(ending)]
    for beginning in (*_BEFORE, *_DOER):
        if word.startswith(beginning) and len(word) - len(beginning) >= _ROOT:
            return word[len(beginning) :]
    return word
