"""Pages at fixed addresses: the catalogue between an editor's words. They work while the words are missing."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import translation

from catalogue.models.words import SOURCE_LANGUAGE
from pages.editorial import editorial_context, pages_named
from pages.reader import Reader
from search.query import Query, parse
from search.safety import Alarm


def words_context(request: HttpRequest, slug: str) -> dict[str, Any]:
    """The editors' page of that name in the reader's language, else in Swedish; without one, no pieces.

    Args:
        request: the request.
        slug: address name of the page that editors write.
    """
    language = translation.get_language() or SOURCE_LANGUAGE
    page = pages_named([slug], language).get(slug)
    if page is None:
        return {"page": None, "pieces": [], "contents": [], "words_language": SOURCE_LANGUAGE}
    return {"page": page, **editorial_context(request, page)}


def asked(request: HttpRequest, known: Mapping[str, Collection[str]], reader: Reader, *names: str) -> Query:
    """What the page's own form asks for, understood as the search does. A parameter counts once: the last given.

    Args:
        request: the request.
        known: the values that each filter has.
        reader: who reads.
        names: the parameters that the page knows; others are left alone.
    """
    data = QueryDict(mutable=True)
    for name in names:
        if name in request.GET:
            data[name] = request.GET[name]
    # The page takes no words, so there is no danger to listen for.
    return parse(data, known, reader.home, Alarm(reader.language))
