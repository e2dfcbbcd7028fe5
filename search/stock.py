"""Wagtail's own search over the pages about insatser, as it comes: what ours is measured against.

Its index of the pages, every word of the question in the same document, Wagtail's own order. It gets the words of
the pages that ours reads.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from modelsearch.backends.database import SearchBackend
from modelsearch.index import RelatedFields, SearchField
from wagtail.models import Locale, Page

from catalogue.models import InsatsPage
from catalogue.models.words import SOURCE_LANGUAGE

#: What the pages hold in words, as an editor's site would hand it to Wagtail.
STOCK_FIELDS = [
    *Page.search_fields,
    *(
        SearchField(name)
        for name in ("summary", "body", "who", "extent", "next_step", "other_names", "search_words")
    ),
    RelatedFields("situations", [SearchField("text")]),
]


class Stock:
    """Wagtail's own search over the pages about insatser, in an index that is gone afterwards."""

    def __init__(self) -> None:
        self._backend = SearchBackend({})

    def slugs(self, text: str, language: str) -> list[str]:
        """Slugs of the pages in a language, else in Swedish, in Wagtail's order."""
        for locale in self._locales(language):
            pages = InsatsPage.objects.live().filter(locale=locale)
            found = [page.slug for page in self._backend.search(text, pages)[:100]]
            if found:
                return found
        return []

    def _locales(self, language: str) -> list[Locale]:
        known = {locale.language_code: locale for locale in Locale.objects.all()}
        return [known[code] for code in dict.fromkeys((language, SOURCE_LANGUAGE)) if code in known]


@contextmanager
def stock_search() -> Iterator[Stock]:
    """Wagtail's own search with an index of all pages about insatser; nothing of it is left.

    Raises:
        ValueError: while the database is one that Wagtail has no full-text search for.
    """
    if connection.vendor not in {"sqlite", "postgresql"}:
        raise ValueError(connection.vendor)
    fields = InsatsPage.search_fields
    InsatsPage.search_fields = STOCK_FIELDS
    try:
        with transaction.atomic():
            stock = Stock()
            index = stock._backend.get_index_for_model(InsatsPage)
            for code, _name in settings.SHIPPED_LANGUAGES:
                index.add_items(InsatsPage, InsatsPage.objects.live().filter(locale__language_code=code))
            yield stock
            transaction.set_rollback(True)
    finally:
        InsatsPage.search_fields = fields
