"""What is counted in the words about an insats: kept with every revision, so that no report need count."""

from typing import Any

from catalogue.glossary import unexplained_words
from catalogue.models import InsatsPage
from catalogue.models.insats_page import SLOTS
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.prose import plain
from catalogue.readability import readability


def running_text(page: InsatsPage) -> str:
    """All that a reader of the page reads of words, a passage or paragraph a line."""
    texts = [plain(getattr(page, name)) for name in SLOTS if name != "situations"]
    texts += [row.text for row in page.situations.all()]
    return "\n".join(text for text in texts if text)


def page_measures(page: InsatsPage) -> dict[str, Any]:
    """What is counted on a page, see ``Readability``, with ``terms``: difficult words that nobody explains.

    LIX, long words and the passive are counted in Swedish only: other languages have other words.
    """
    text = running_text(page)
    found = readability(text)
    if not page.locale.language_code.startswith(SOURCE_LANGUAGE):
        return {"words": found.words, "longest": found.longest}
    own = {name.casefold() for name in page.alias_list}
    return {**found.as_plain(), "terms": [word for word in unexplained_words(text) if word.casefold() not in own]}
