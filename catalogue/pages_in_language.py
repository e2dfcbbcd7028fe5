"""The words about insatser that a reader of a language gets: their own, else the Swedish ones."""

from collections.abc import Collection, Iterable

from django.db.models import Q
from wagtail.models import Locale

from catalogue.models import Insats, InsatsPage
from catalogue.models.words import SOURCE_LANGUAGE, Text
from catalogue.remembered import remembered

#: What an editor's desk needs of a page and no reader sees.
OF_THE_DESK = (
    *("path", "depth", "numchild", "translation_key", "url_path", "content_type", "owner", "alias_of"),
    *("latest_revision", "live_revision", "has_unpublished_changes", "latest_revision_created_at", "draft_title"),
    *("first_published_at", "last_published_at", "go_live_at", "expire_at", "expired"),
    *("locked", "locked_at", "locked_by", "show_in_menus", "measures", "search_words"),
)


def pages_of(insats_ids: Iterable[int], language: str) -> dict[int, InsatsPage]:
    """The live page of each insats in a language, else in Swedish, in one query.

    Args:
        insats_ids: keys of insatser; those without a live page are left out.
        language: code of the variant.
    """
    return in_language(live_pages(Q(insats__in=insats_ids), (language, SOURCE_LANGUAGE)), language)


def live_pages(condition: Q, languages: Collection[str]) -> list[InsatsPage]:
    """Live pages about insatser with their languages, as readers see them, in one query.

    Args:
        condition: which pages.
        languages: codes of variants; pages in others are left out.
    """
    locales = known_locales()
    asked = [locale for locale in locales.values() if locale.language_code in languages]
    pages = list(InsatsPage.objects.filter(condition, live=True, locale__in=asked).defer(*OF_THE_DESK))
    for page in pages:
        page.locale = locales[page.locale_id]
    return pages


def in_language(pages: Iterable[InsatsPage], language: str) -> dict[int, InsatsPage]:
    """The page of each insats in a language, else another one.

    Args:
        pages: in the language and in Swedish.
        language: code of the variant.
    """
    found: dict[int, InsatsPage] = {}
    for page in pages:
        if page.insats_id not in found or page.locale.language_code == language:
            found[page.insats_id] = page
    return found


@remembered
def known_locales() -> dict[int, Locale]:
    """Every language of the site by key."""
    return {locale.pk: locale for locale in Locale.objects.all()}


def title_of(insats: Insats, page: InsatsPage | None) -> Text:
    """The plain name of an insats on its page; the method's own name while it has none."""
    return Text(page.title, page.locale.language_code) if page else Text(insats.name, SOURCE_LANGUAGE)
