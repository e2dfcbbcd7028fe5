"""What is counted in the words of a page: kept with every revision, so that no report need count."""

from collections.abc import Iterable
from typing import Any

from catalogue.glossary import unexplained_words
from catalogue.models.passages import HasPassages
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.readability import readability


def running_text(page: HasPassages) -> str:
    """All that a reader of the page reads of words, a passage or paragraph a line."""
    return "\n".join(text for name in page.SLOTS if (text := page.slot_words(name)))


def page_measures(page: HasPassages) -> dict[str, Any]:
    """What is counted on a page, see ``text_measures``."""
    return text_measures(running_text(page), page.locale.language_code, page.own_terms)


def text_measures(text: str, language: str, own_terms: Iterable[str] = ()) -> dict[str, Any]:
    """What is counted in a text, see ``Readability``, with ``terms``: difficult words that nobody explains.

    LIX, long words and the passive are counted in Swedish only: other languages have other words.

    Args:
        text: plain text, a paragraph a line.
        language: code of its variant.
        own_terms: difficult words that the text itself is about.
    """
    found = readability(text)
    if not language.startswith(SOURCE_LANGUAGE):
        return {"words": found.words, "longest": found.longest}
    own = {name.casefold() for name in own_terms}
    return {**found.as_plain(), "terms": [word for word in unexplained_words(text) if word.casefold() not in own]}
