"""The words about insatser that a reader of a language gets: their own, else the Swedish ones."""

from collections.abc import Iterable

from catalogue.models import Insats, InsatsPage
from catalogue.models.words import SOURCE_LANGUAGE, Text


def pages_of(insats_ids: Iterable[int], language: str) -> dict[int, InsatsPage]:
    """The live page of each insats in a language, else in Swedish, in one query.

    Args:
        insats_ids: keys of insatser; those without a live page are left out.
        language: code of the variant.
    """
    rows = InsatsPage.objects.filter(
        insats__in=insats_ids, live=True, locale__language_code__in={language, SOURCE_LANGUAGE}
    ).select_related("locale")
    found: dict[int, InsatsPage] = {}
    for page in rows:
        if page.insats_id not in found or page.locale.language_code == language:
            found[page.insats_id] = page
    return found


def title_of(insats: Insats, page: InsatsPage | None) -> Text:
    """The plain name of an insats on its page; the method's own name while it has none."""
    return Text(page.title, page.locale.language_code) if page else Text(insats.name, SOURCE_LANGUAGE)
