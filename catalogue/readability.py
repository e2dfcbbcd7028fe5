"""How hard a text is to read: LIX, the longest sentence, long words and passive verbs."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from catalogue.passive import is_passive

WORD = re.compile(r"\w+(?:[-’'.:]\w+)*")
#: A sentence ends with its mark, and with its line: a row of a list or a heading is a sentence without a mark.
SENTENCE_END = re.compile(r"[.!?:؟]+[”\"»’)]*(?=\s|$)|\n+")
#: Short forms whose full stop never ends a sentence.
SHORT = re.compile(
    r"(?:\b(?:[a-zåäö]|t\.?\s?ex|bl\.\s?a|kl|dvs|d\.v\.s|ca|nr|tel|s\.\s?k|fr\.\s?o\.\s?m|t\.\s?o\.\s?m|f\.\s?d|jfr|e\.g|i\.e)"
    r"|\b\d{1,2})$",
    re.IGNORECASE,
)
#: Short forms that can stand last: their full stop ends a sentence when the next one begins.
LAST = re.compile(r"\b(?:osv|o\.\s?s\.\s?v|m\.\s?m|m\.\s?fl|etc)$", re.IGNORECASE)
#: More than the letters of any short form.
LONGEST_SHORT = 24
NEXT_SIGN = re.compile(r" *(.?)", re.DOTALL)
LONG = 6


@dataclass(frozen=True)
class Readability:
    """What can be counted in a text.

    Attributes:
        words: words in it.
        lix: readability index, see ``lix``.
        longest: words in its longest sentence.
        long_share: per cent of words with more than six letters.
        passive_share: per cent of sentences with a verb in the passive, as far as its form tells.
    """

    words: int
    lix: int
    longest: int
    long_share: int
    passive_share: int

    def as_plain(self) -> dict[str, int]:
        """For keeping with a revision."""
        return asdict(self)


def sentences(text: str) -> list[str]:
    """The sentences of a text that have words in them.

    A line break ends a sentence. The full stop of ”t.ex.”, ”kl.” and ”9.00” does not, nor that of ”osv.” before a
    small letter.
    """
    return [part for part in _parts(text) if WORD.search(part)]


def _parts(text: str) -> Iterator[str]:
    start = 0
    for match in SENTENCE_END.finditer(text):
        # No short form is longer than what is looked at: a long text must not be read anew for each full stop.
        before = text[max(start, match.start() - LONGEST_SHORT) : match.start()]
        after = NEXT_SIGN.match(text, match.end())[1]
        if match[0] == "." and "\n" not in match[0] and not _ends(before, after):
            continue
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def _ends(before: str, after: str) -> bool:
    """Whether a full stop ends a sentence.

    Args:
        before: the last letters before it.
        after: the next sign after it that is no space, nothing at the end.
    """
    goes_on = bool(after) and after != "\n"
    if not goes_on:
        return True
    if LAST.search(before):
        return after.isupper()
    if SHORT.search(before):
        # "klockan 9. Sedan" ends; "den 3. maj" and "t.ex. Komet" go on.
        return before[-1:].isdigit() and after.isupper()
    return True


def word_count(text: str) -> int:
    """Words in a text."""
    return len(WORD.findall(text))


def lix(text: str) -> int:
    """Readability index: words per sentence plus the per cent of words with more than six letters.

    Under 30 is very easy, 30–40 easy, over 50 hard. Source: C. H. Björnsson, *Läsbarhet* (1968). Zero for a text
    without words.
    """
    return readability(text).lix


def readability(text: str) -> Readability:
    """Count all that can be counted in a text."""
    parts = sentences(text)
    lengths = [word_count(part) for part in parts]
    words = WORD.findall(text)
    if not words:
        return Readability(0, 0, 0, 0, 0)
    hard = sum(_letters(word) > LONG for word in words)
    return Readability(
        words=len(words),
        lix=round(len(words) / max(len(parts), 1) + 100 * hard / len(words)),
        longest=max(lengths, default=0),
        long_share=round(100 * hard / len(words)),
        passive_share=round(100 * sum(map(is_passive, parts)) / max(len(parts), 1)),
    )


def _letters(word: str) -> int:
    return sum(letter.isalpha() for letter in word)
