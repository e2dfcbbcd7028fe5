"""Compounds: in one word what a text may write apart (föräldrastöd, stöd till föräldrar); Swedish and Finnish."""

from collections.abc import Callable, Mapping
from functools import lru_cache

#: Shortest part of a compound. Shorter pieces are endings that happen to be words.
SHORTEST = 3
#: Parts that are words on their own but make nonsense as parts (person is no ``per`` and ``son``).
_NEVER_LAST_WORDS = "son het lig ing are era ande ning arna orna erna dom tid the ten den"
_NEVER_FIRST_WORDS = "per för från till och med att det den var han hon ann mor ens ingen"
_NEVER_LAST = frozenset(_NEVER_LAST_WORDS.split())
_NEVER_FIRST = frozenset(_NEVER_FIRST_WORDS.split())


class Compounds:
    """Splits words into parts that the catalogue itself uses as words."""

    def __init__(self, frequency: Mapping[str, int], stem: Callable[[str], str] | None = None) -> None:
        """Take the catalogue's vocabulary.

        Args:
            frequency: the words as written, and in how many documents each stands.
            stem: given for Finnish, whose last part may have any of its many endings: brings its forms together.
        """
        self._frequency = frequency
        self._stem = stem
        self._stems = {stem(word): count for word, count in frequency.items()} if stem else {}
        self._firsts = self._finnish_first_parts(frequency) if stem else self._first_parts(frequency)
        self.parts = lru_cache(maxsize=20_000)(self._parts)

    @staticmethod
    def _finnish_first_parts(frequency: Mapping[str, int]) -> dict[str, str]:
        """Forms that a Finnish word can have as a first part: its name, its genitive (lapsen), ihmis-."""
        forms: dict[str, str] = {}
        for word in sorted(frequency, key=lambda w: (-frequency[w], w)):
            if len(word) >= SHORTEST and word.isalpha():
                forms.setdefault(word, word)
                forms.setdefault(word + "n", word)
                if word.endswith("nen"):
                    forms.setdefault(word[:-3] + "s", word)
        return forms

    def _count(self, last: str) -> int:
        """In how many documents a last part stands."""
        return self._frequency.get(last, 0) or (self._stems.get(self._stem(last), 0) if self._stem else 0)

    @staticmethod
    def _first_parts(frequency: Mapping[str, int]) -> dict[str, str]:
        """Forms that a word can have as a first part: förälder → föräldra, kvinna → kvinno, skola → skol."""
        forms: dict[str, str] = {}
        for word in sorted(frequency, key=lambda w: (-frequency[w], w)):
            if len(word) < SHORTEST or word in _NEVER_FIRST or not word.isalpha():
                continue
            for joint in ("", "s"):
                forms.setdefault(word + joint, word)
            if word[-1] in "ae" and len(word) > SHORTEST:
                for joint in ("", "o", "u", "e", "a", "s"):
                    forms.setdefault(word[:-1] + joint, word)
            if word.endswith("ar") and len(word) > 5:
                forms.setdefault(word[:-1], word)
        return forms

    def _parts(self, word: str) -> tuple[str, ...]:
        """The parts of a compound, as words; an empty tuple when the word is none."""
        if len(word) < 2 * SHORTEST or not word.isalpha():
            return ()
        best: tuple[float, tuple[str, ...]] = (0.0, ())
        for cut in range(SHORTEST, len(word) - SHORTEST + 1):
            first, last = self._firsts.get(word[:cut]), word[cut:]
            if first is None or last in _NEVER_LAST or first == word:
                continue
            frequency = self._count(last)
            rest: tuple[str, ...] = (last,)
            if not frequency and len(last) >= 2 * SHORTEST and (rest := self.parts(last)):
                frequency = min(self._count(part) or 1 for part in rest)
            if not frequency:
                continue
            # Few long parts are likelier than many short ones; frequent parts likelier than rare ones.
            parts = (first, *rest)
            score = (self._frequency[first] * frequency) ** 0.5 * min(len(word[:cut]), len(last)) / len(parts)
            best = max(best, (score, parts))
        return best[1]

    def pieces(self, word: str) -> list[str]:
        """What can be made out of a compound that does not come apart into known words.

        A known first part leaves a rest, of which the first four or more letters may begin other words.
        """
        if len(word) < 8 or not word.isalpha():
            return []
        rests = [word[cut:] for cut in range(len(word) - 4, SHORTEST, -1) if word[:cut] in self._firsts]
        candidates = [*rests[:1], word]
        return [
            rest[:length] for rest in candidates for length in (len(rest) - 2, 5, 4) if 4 <= length < len(rest)
        ]

    def first_word(self, word: str) -> str | None:
        """The longest known word that a compound begins with."""
        cuts = range(len(word) - SHORTEST, SHORTEST, -1)
        return next((self._firsts[word[:cut]] for cut in cuts if word[:cut] in self._firsts), None)
