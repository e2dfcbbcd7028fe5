"""How hard a text is to read."""

import re

WORD = re.compile(r"\w+(?:[-’']\w+)*")
#: A sentence ends with a full stop, a colon, a question mark or an exclamation mark, or with its line.
SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")
LONG = 6


def word_count(text: str) -> int:
    """Words in a text."""
    return len(WORD.findall(text))


def lix(text: str) -> int:
    """Readability index: words per sentence plus the per cent of words with more than six letters.

    Under 30 is very easy, 30–40 easy, over 50 hard. Source: C. H. Björnsson, *Läsbarhet* (1968). Zero for a text
    without words.
    """
    words = WORD.findall(text)
    if not words:
        return 0
    sentences = sum(bool(WORD.search(part)) for part in SENTENCE_END.split(text))
    hard = sum(len(word) > LONG for word in words)
    return round(len(words) / max(sentences, 1) + 100 * hard / len(words))
