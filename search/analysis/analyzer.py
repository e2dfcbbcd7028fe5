"""The analysis of one language: from a text to terms with their places."""

from dataclasses import dataclass
from functools import lru_cache

from search.analysis.ages import bands_of
from search.analysis.stemming import stemmer_for
from search.analysis.stopwords import stop_words
from search.analysis.tokens import tokenise

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

    def terms(self, text: str) -> list[Term]:
        """The terms of a text in order, without words that stand in every text."""
        return [
            Term(self.stem(token.text), token.text, token.position)
            for token in tokenise(text)
            if token.text not in self._stop
        ]

    def bands(self, text: str) -> list[Term]:
        """The parts of life that a text names, as terms."""
        found = bands_of(tokenise(text))
        return [Term(BAND + years.replace("-", "till"), "", position) for position, years in sorted(found.items())]


@lru_cache(maxsize=40)
def analyzer_for(language: str) -> Analyzer:
    """The analyzer of a variant; one object each."""
    return Analyzer(language)
