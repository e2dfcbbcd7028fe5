"""The analysis of one language: from a text to terms with their places."""

from dataclasses import dataclass
from functools import lru_cache

from search.analysis.ages import bands_of
from search.analysis.stemming import stemmer_for
from search.analysis.stopwords import stop_words
from search.analysis.tokens import tokenise

#: A text as it is indexed: its words without those that stand in every text, and the parts of life that it names.
Passage = tuple[list[str], list[str]]

#: Longest text that is remembered. Labels and names stand in many documents, sentences in one.
LABEL = 60
#: Beginning of a term that stands for a part of life. Nobody can type ``ålder0till2`` as one word.
BAND = "ålder"


@dataclass(frozen=True, slots=True)
class Term:
    """What is compared: a stem, the word that it came from, and its place in the text."""

    stem: str
    word: str
    position: int


class Analyzer:
    """Pure, never raises, and gives the same terms when its own terms are analysed again."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.stem = stemmer_for(language)
        self._stop = stop_words(language)
        self._label = lru_cache(maxsize=5_000)(self._passage)

    def terms(self, text: str) -> list[Term]:
        """The terms of a text in order, without words that stand in every text."""
        return [
            Term(self.stem(word), word, position)
            for position, word in enumerate(tokenise(text))
            if word not in self._stop
        ]

    def bands(self, text: str) -> list[str]:
        """The parts of life that a text names, as terms."""
        return _as_terms(tokenise(text))

    def passage(self, text: str) -> Passage:
        """A text as it is indexed."""
        return self._label(text) if len(text) <= LABEL else self._passage(text)

    def _passage(self, text: str) -> Passage:
        words, stop = tokenise(text), self._stop
        return [word for word in words if word not in stop], _as_terms(words)


def _as_terms(words: list[str]) -> list[str]:
    bands = bands_of(words)
    return [BAND + bands[place].replace("-", "till") for place in sorted(bands)] if bands else []


@lru_cache(maxsize=40)
def analyzer_for(language: str) -> Analyzer:
    """The analyzer of a variant; one object each."""
    return Analyzer(language)
