"""Every passage of public prose of the site: the editors' pages and the catalogue."""

from collections.abc import Iterator

from wagtail.blocks import StreamValue

from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.prose import HEADINGS, Passage, catalogue_prose
from pages.models import EditorialPage, HomePage
from pages.passages import parts_of


def site_prose(language: str = SOURCE_LANGUAGE) -> Iterator[Passage]:
    """Passages of all live pages and of the catalogue in one language.

    Args:
        language: code of a variant.
    """
    for home in HomePage.objects.filter(live=True, locale__language_code=language):
        for field in ("title", "question", "invitation", "examples"):
            if text := getattr(home, field):
                yield Passage("/", field, text, field in HEADINGS)
        yield from _stream("/", home.contact_steps)
    for page in EditorialPage.objects.filter(live=True, locale__language_code=language).order_by("slug"):
        where = f"/{page.slug}/"
        yield Passage(where, "title", page.title, is_heading=True)
        if page.lead:
            yield Passage(where, "lead", page.lead)
        yield from page_prose(page)
    yield from catalogue_prose(language)


def page_prose(page: EditorialPage) -> Iterator[Passage]:
    """Passages of what an editorial page is built of: its own words, not what it shows of the catalogue."""
    return _stream(f"/{page.slug}/", page.content)


def _stream(where: str, stream: StreamValue) -> Iterator[Passage]:
    return (Passage(where, part.name, part.words, part.is_heading) for part in parts_of(stream))
