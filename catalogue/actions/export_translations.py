"""What a translation agency gets: texts of a variant that are missing or behind, or all of them."""

from collections.abc import Iterator

from catalogue.exchange.page_texts import page_texts
from catalogue.exchange.translatable import Translatable
from catalogue.exchange.translation_files import INSATS, Unit
from catalogue.exchange.word_texts import WordTexts, word_texts

#: What can be sent out by itself.
PARTS = {"insatser": "Sidor om insatser", "sidor": "Andra sidor", "ord": "Ord utanför sidorna"}


def translatables(language: str) -> Iterator[Translatable]:
    """Everything that has Swedish texts for the public: pages, then words off the pages.

    Args:
        language: code of the variant.
    """
    yield from page_texts(language)
    yield from word_texts(language)


def units_to_translate(language: str, *, everything: bool = False, part: str = "") -> list[Unit]:
    """Texts with their Swedish ones, page by page and record by record.

    Args:
        language: code of the variant.
        everything: also texts that keep up with the Swedish ones.
        part: one of ``PARTS``; all when left out.
    """
    found = (own for own in translatables(language) if part in ("", _part(own)))
    return [unit for own in found for unit in own.units(everything=everything)]


def _part(own: Translatable) -> str:
    if isinstance(own, WordTexts):
        return "ord"
    return "insatser" if own.kind == INSATS else "sidor"
