"""Invented words for benchmarks: as many, as long and as unevenly common as those of a real catalogue."""

from bisect import bisect
from collections.abc import Iterable
from itertools import accumulate
from random import Random

#: Word forms that a source knows at least. The real catalogue has about 10,000 in Swedish.
FORMS = 24_000
#: Words that hold every Swedish sentence together.
_SMALL = "och att i det som på en för med du kan om den till är av inte ni vi man så när".split()  # noqa: SIM905
_ONSETS = "b br d dr f fl g gr h j k kl kn l m n p pl r s sk sl st str t tr v".split()  # noqa: SIM905
_VOWELS = "aaeeiouyåäö"
_CODAS = ["", "", "", "n", "r", "l", "s", "t", "k", "m", "nd", "ng", "rk", "st", "tt"]
#: Endings that a stem is inflected with, so that stemming has its work.
_ENDINGS = ("", "en", "ar", "arna", "et", "ade")
#: How even the commonest words are among themselves, in the law of Zipf and Mandelbrot: 1 / (rank + this).
_FLATTENED = 2.7


class InventedWords:
    """Draws words by Zipf's law. The same random numbers and known words give the same texts."""

    def __init__(self, random: Random, known: Iterable[str] = (), forms: int = FORMS) -> None:
        """Invent the words.

        Args:
            random: where all chance comes from.
            known: words of the catalogue that is there, commonest first. Each keeps about its place among the
                invented ones, so that real questions find invented records too.
            forms: word forms to know at least.
        """
        self._random = random
        real = list(dict.fromkeys(known))
        invented = list(dict.fromkeys(self._forms(max(forms - len(real), forms // 2))))
        self.words = [word for pair in zip(real, invented, strict=False) for word in pair]
        shorter = min(len(real), len(invented))
        self.words = list(dict.fromkeys([*self.words, *real[shorter:], *invented[shorter:]]))
        self._shares = list(accumulate(1 / (rank + _FLATTENED) for rank in range(1, len(self.words) + 1)))

    def word(self) -> str:
        """One word."""
        return self.words[bisect(self._shares, self._random.random() * self._shares[-1])]

    def phrase(self, length: int) -> str:
        """Words without small ones between: a name, a word to search for."""
        return " ".join(self.word() for _ in range(length))

    def sentence(self, length: int, most: int = 10_000) -> str:
        """A sentence with capital and full stop.

        Args:
            length: number of words, small ones included.
            most: signs at most.
        """
        chosen = [
            self._random.choice(_SMALL) if self._random.random() < 0.4 else self.word() for _ in range(length)
        ]
        text = " ".join(chosen)[: most - 1]
        if len(text) == most - 1:
            text = text.rpartition(" ")[0] or text
        return f"{text[:1].upper()}{text[1:]}."

    def paragraph(self, length: int) -> str:
        """Sentences of about twelve words, that many words in all."""
        return " ".join(self.sentence(min(12, length - start)) for start in range(0, length, 12))

    def _forms(self, count: int) -> list[str]:
        forms: dict[str, None] = {}
        while len(forms) < count:
            stem = self._stem(1 + (len(forms) > 200) + (self._random.random() < 0.4))
            kept = self._random.sample(_ENDINGS, 3)
            forms.update(dict.fromkeys(stem + ending for ending in kept if len(stem + ending) > 2))
        return list(forms)

    def _stem(self, syllables: int) -> str:
        pick = self._random.choice
        return "".join(pick(_ONSETS) + pick(_VOWELS) + pick(_CODAS) for _ in range(syllables))
