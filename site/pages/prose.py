"""Every passage of public prose of the site: the editors' pages and the catalogue."""

from collections.abc import Iterator
from typing import Any

from wagtail import blocks
from wagtail.rich_text import RichText

from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.prose import HEADINGS, Passage, catalogue_prose, plain
from pages.models import EditorialPage, HomePage

#: Fields of blocks that choose live content instead of saying something.
CHOICES = {"help_lines", "legal", "page", "need", "target_group", "referrer", "insatser", "topics"}


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


def _stream(where: str, stream: Any) -> Iterator[Passage]:
    for block in stream:
        if block.block_type in CHOICES - {"insatser"}:
            continue
        is_heading = block.block_type == "heading"
        for field, text in _texts(block.block_type, block.value):
            yield Passage(where, field, text, is_heading or field in HEADINGS)


def _texts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Strings of a block, named for their field; choices and references are no prose."""
    if isinstance(value, RichText):
        yield name, plain(value.source)
    elif isinstance(value, blocks.StructValue):
        for key, child in value.block.child_blocks.items():
            if key in CHOICES:
                continue
            if not isinstance(child, blocks.FieldBlock) or isinstance(
                child, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock
            ):
                yield from _texts(key, value.get(key))
    elif isinstance(value, list | blocks.list_block.ListValue):
        for item in value:
            yield from _texts(name, item)
    elif isinstance(value, str) and value.strip():
        yield name, value.strip()
