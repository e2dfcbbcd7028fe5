"""Vocabulary: the public words of the catalogue in one language, and what a typed word may mean by them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import islice, takewhile

from catalogue.models.words import SOURCE_LANGUAGE
from search.analysis import analyzer_for
from search.analysis.compounds import Compounds
from search.analysis.folding import fold
from search.analysis.spelling import Spelling

#: Most words that an unknown compound is taken to be akin to.
MOST_KIN = 8


class Vocabulary:
    """Words as written, each with the number of documents it stands in."""

    def __init__(self, language: str, frequency: Mapping[str, int]) -> None:
        self.language = language
        self.frequency = frequency
        self._stem = analyzer_for(language).stem

    @cached_property
    def stems(self) -> dict[str, int]:
        """The stems of all words, with the frequency of their commonest form."""
        stems: dict[str, int] = {}
        for word, count in self.frequency.items():
            stem = self._stem(word)
            stems[stem] = max(stems.get(stem, 0), count)
        return stems

    @cached_property
    def compounds(self) -> Compounds:
        """Splits compounds into words of the catalogue."""
        base = self.language.partition("-")[0]
        if base == "fi":
            return Compounds(self.frequency, self._stem)
        return Compounds(self.frequency if base == "sv" else {})

    @cached_property
    def spelling(self) -> Spelling:
        """Finds what a misspelt word may mean."""
        return Spelling(self.frequency, 1.0 if self.language.startswith(SOURCE_LANGUAGE) else 0.5)

    @cached_property
    def _by_fold(self) -> dict[str, list[str]]:
        folded: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.frequency, key=lambda w: (-self.frequency[w], w)):
            for form in {fold(word), fold(self._stem(word))}:
                folded[form].append(word)
        return folded

    def same_without_marks(self, word: str) -> list[str]:
        """Words that look like this one when å, ä and ö lose their marks, itself left out."""
        if word != fold(word):
            return []
        found = dict.fromkeys(self._by_fold.get(word, []) + self._by_fold.get(fold(self._stem(word)), []))
        return [other for other in found if other != word]

    def knows(self, word: str) -> bool:
        """Whether the word, in any of its forms, stands in a document."""
        return self._stem(word) in self.stems

    def stem(self, word: str) -> str:
        """The stem of a word of this language."""
        return self._stem(word)

    def parts(self, word: str) -> list[str]:
        """The stems of a compound's parts."""
        return [self._stem(part) for part in self.compounds.parts(word)]

    def kin(self, word: str) -> list[str]:
        """Words that share a part with a compound that the catalogue does not know (fältarbete: fälthäng)."""
        pieces = self.compounds.pieces(word)
        found = [other for piece in pieces for other in self._beginning_with(piece)]
        return list(dict.fromkeys(found))[:MOST_KIN]

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.frequency)

    def _beginning_with(self, piece: str) -> list[str]:
        start = bisect_left(self._sorted, piece)
        return list(
            takewhile(lambda word: word.startswith(piece), islice(self._sorted, start, start + 2 * MOST_KIN))
        )
