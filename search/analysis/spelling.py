"""Spelling: the words of the catalogue that a misspelt word may mean."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from search.analysis.folding import fold, skeleton

#: Letters that lie side by side on a Swedish keyboard, and vowels that are often mistaken for each other.
_ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_SOUNDS = ("aåo", "äeå", "öo", "iyj", "ckqx", "sz", "vw", "uoy", "gj", "dt", "bp")


def _near() -> set[tuple[str, str]]:
    pairs = {(row[i], row[i + 1]) for row in _ROWS for i in range(len(row) - 1)}
    pairs |= {(a, b) for group in _SOUNDS for a in group for b in group if a != b}
    return pairs | {(b, a) for a, b in pairs}


_NEAR = _near()


def errors_allowed(length: int) -> float:
    """How much a word of that length may be misspelt: nothing in short words, two letters in long ones."""
    if length <= 4:
        return 0.0 if length < 4 else 0.5
    return 1.0 if length < 8 else 2.0


def distance(first: str, second: str, most: float) -> float:
    """How far two words are apart. A neighbouring key or a like sound is half an error, swapped letters one.

    Returns:
        The distance, or ``most + 1`` as soon as it is known to be larger than ``most``.
    """
    before_last: list[float] = []
    last = [float(i) for i in range(len(second) + 1)]
    for i, a in enumerate(first, 1):
        row = [float(i)]
        for j, b in enumerate(second, 1):
            change = 0.0 if a == b else 0.5 if (a, b) in _NEAR else 1.0
            drop_a = 0.5 if i > 1 and first[i - 2] == a else 1.0
            drop_b = 0.5 if j > 1 and second[j - 2] == b else 1.0
            cost = min(last[j] + drop_a, row[j - 1] + drop_b, last[j - 1] + change)
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, before_last[j - 2] + 0.7)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before_last, last = last, row
    return last[-1]


class Spelling:
    """Finds words of a vocabulary that are spelt almost like a given one."""

    def __init__(self, words: Iterable[str], trust: float = 1.0) -> None:
        """Take the words that may be meant.

        Args:
            words: as they are written.
            trust: how much of the errors allowed is believed. A vocabulary that holds few of a language's words
                knows few of those that people spell rightly; what it does not know is then likelier another word.
        """
        self._trust = trust
        self._by_gram: dict[str, list[str]] = defaultdict(list)
        self._by_skeleton: dict[str, list[str]] = defaultdict(list)
        for word in sorted(set(words)):
            if len(word) >= 4 and word.isalpha():
                self._by_skeleton[skeleton(word)].append(word)
                for gram in _grams(word):
                    self._by_gram[gram].append(word)

    def nearest(self, word: str, count: int = 3) -> list[tuple[str, float]]:
        """The words that may be meant, nearest first, with their distance. Empty for short or unlike words."""
        allowed = errors_allowed(len(word)) * self._trust
        if not allowed or not word.isalpha() or len(word) > 40:
            return []
        alike = [(other, 0.3) for other in self._by_skeleton.get(skeleton(word), ())]
        if alike:
            return alike[:count]
        shared: Counter[str] = Counter()
        for gram in _grams(word):
            shared.update(self._by_gram.get(gram, ()))
        close = [
            (other, distance(word, other, allowed))
            for other, _ in shared.most_common(60)
            if abs(len(other) - len(word)) <= allowed
        ]
        found = sorted((far, other) for other, far in close if far <= allowed)
        return [(other, far) for far, other in found[:count] if far <= found[0][0] + 0.5]


def _grams(word: str) -> set[str]:
    folded = f"^{fold(word)}$"
    return {folded[i : i + 2] for i in range(len(folded) - 1)}
