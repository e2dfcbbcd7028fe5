"""Spoken: in which language a reader's words are, and which of them are searched where.

Readers write in the language that they think in, whatever page they are on. A word that two languages share
(*son*, *team*) must not be looked up in the wrong one, and what is guessed in a language that is not spoken
(misspellings, compounds) is noise that hides the hits.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalogue.models.words import SOURCE_LANGUAGE
from search.analysis.stopwords import stop_words
from search.analysis.tokens import tokenise
from search.vocabulary import Vocabulary

#: Share of a text's words that a language other than the page's must know before it is taken for the one spoken,
#: and how many of them at least when both are written in Latin letters: one word may be alike by chance.
ENOUGH = 0.34
FEWEST = 2
#: Words of Latin letters come before this sign.
LATIN = "\u0250"


@dataclass(frozen=True)
class Reading:
    """A text, or what is left of it for a language, as it is searched in that language.

    Attributes:
        language: code of the variant whose documents are asked.
        text: the words to ask for.
        may_guess: whether words that it does not know may be misspelt, or compounds that nobody wrote before.
    """

    language: str
    text: str
    may_guess: bool = True


def readings(text: str, page_language: str, vocabularies: Mapping[str, Vocabulary]) -> list[Reading]:
    """How a text is read: in the language that it is written in, then what that one does not know in Swedish.

    Args:
        text: the reader's words.
        page_language: code of the variant of the page that they were written on.
        vocabularies: the words of every language that has documents, by its code.
    """
    words = [word for word in tokenise(text) if not word.isdigit()]
    own = {code: _own_words(words, vocabulary, vocabularies) for code, vocabulary in vocabularies.items()}
    spoken = max(own, key=lambda code: (len(own[code]), code == page_language, code == SOURCE_LANGUAGE))
    if spoken != page_language and not _is_clear(own[spoken], words):
        spoken = page_language
    if spoken not in own or _is_swedish(spoken) or not own[spoken]:
        return [Reading(code, text) for code in dict.fromkeys((page_language, SOURCE_LANGUAGE))]
    rest = " ".join(word for word in words if not _is_of(word, vocabularies[spoken]))
    others = [code for code in dict.fromkeys((page_language, SOURCE_LANGUAGE)) if code != spoken]
    return [Reading(spoken, text), *(Reading(code, rest, may_guess=False) for code in others)]


def _is_clear(own: Sequence[str], words: Sequence[str]) -> bool:
    fewest = 1 if all(word > LATIN for word in own) else FEWEST
    return len(own) >= max(fewest, ENOUGH * len(words))


def _own_words(words: Iterable[str], vocabulary: Vocabulary, vocabularies: Mapping[str, Vocabulary]) -> list[str]:
    """The words of a text that tell a language: those it has, but not words that its documents share with Swedish.

    Names of insatser and units are Swedish in the documents of every language.
    """
    if _is_swedish(vocabulary.language):
        return [word for word in words if _is_of(word, vocabulary)]
    swedish = vocabularies.get(SOURCE_LANGUAGE)
    return [
        word
        for word in words
        if word in stop_words(vocabulary.language)
        or (vocabulary.knows(word) and not (swedish is not None and swedish.knows(word)))
    ]


def _is_of(word: str, vocabulary: Vocabulary) -> bool:
    return word in stop_words(vocabulary.language) or vocabulary.knows(word)


def _is_swedish(language: str) -> bool:
    return language.partition("-")[0] == SOURCE_LANGUAGE
