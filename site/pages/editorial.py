"""What an editorial page shows: its pieces with their anchors, its list of contents, and whose words they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.text import slugify

from catalogue.models.words import SOURCE_LANGUAGE, Text
from catalogue.variants import is_variant, source_of, told_to_readers
from pages.live_content import page_address
from pages.models import EditorialPage

#: From so many headings a page has a list of contents.
CONTENTS_FROM = 4
#: Ids that the frame of the page or a component uses.
TAKEN = ("innehall", "sidfot", "sidan", "ring", "sok", "q", "omrade", "vilket")
LONGEST_ANCHOR = 60


@dataclass(frozen=True)
class Piece:
    """One block of the page.

    Attributes:
        block: the block with its value.
        anchor: its id, once on the page.
        title: what it is called in the list of contents; empty for what is not listed.
    """

    block: Any
    anchor: str
    title: str


def pages_named(slugs: Iterable[str], language: str) -> dict[str, EditorialPage]:
    """Live pages by address name, in a language, else in Swedish, in one query.

    Args:
        slugs: address names; those that no live page has are left out.
        language: code of the variant.
    """
    rows = EditorialPage.objects.live().filter(
        slug__in=slugs, locale__language_code__in={language, SOURCE_LANGUAGE}
    )
    found: dict[str, EditorialPage] = {}
    for page in rows.select_related("locale").order_by("depth", "pk"):
        if page.may_be_shown and (page.slug not in found or page.locale.language_code == language):
            found[page.slug] = page
    return found


def pieces_of(content: Any) -> list[Piece]:
    """The blocks of a page, each with an anchor of its own."""
    pieces: list[Piece] = []
    taken = set(TAKEN)
    for block in content:
        title = _title(block)
        base = slugify(title)[:LONGEST_ANCHOR].strip("-") or block.block_type.replace("_", "-")
        anchor, number = base, 2
        while anchor in taken:
            anchor, number = f"{base}-{number}", number + 1
        taken.add(anchor)
        pieces.append(Piece(block, anchor, title))
    return pieces


def _title(block: Any) -> str:
    if block.block_type == "heading":
        return str(block.value)
    if block.block_type == "question":
        return str(block.value.get("question") or "")
    if block.block_type in ("insatser", "areas"):
        return str(block.value.get("heading") or "")
    return ""


def editorial_context(request: HttpRequest, page: EditorialPage) -> dict[str, Any]:
    """Everything that the template needs.

    Args:
        request: the request; its path says in which variant the page is read.
        page: the words, in the reader's language or in Swedish.
    """
    language = translation.get_language() or SOURCE_LANGUAGE
    own = page.locale.language_code
    pieces = pieces_of(page.content)
    contents = [(piece.anchor, Text(piece.title, own)) for piece in pieces if piece.title]
    return {
        "pieces": pieces,
        "contents": contents if len(contents) >= CONTENTS_FROM else [],
        # The end of the page is somebody to reach, and that once.
        "ends_with_a_person": bool(pieces) and pieces[-1].block.block_type in ("person", "areas"),
        "here": None if page.is_sensitive else Text(page.title, own),
        "sensitive": page.is_sensitive,
        "changed_at": page.last_published_at,
        "reviewed_on": page.reviewed_by_lawyer_on if page.is_legal else None,
        "words_language": own,
        "words_in": _languages(page),
        "is_fallback": own != language,
        "noindex": own != language,
        "canonical": _canonical(request, page),
        **told_to_readers(page, source_of(page) if is_variant(page) else None),
    }


def _languages(page: EditorialPage) -> list[str]:
    """The variants in which the page has words of its own, at the same address."""
    same = EditorialPage.objects.live().filter(slug=page.slug, depth=page.depth)
    found = list(same.values_list("locale__language_code", flat=True)) if page.depth else []
    return found or [page.locale.language_code]


def _canonical(request: HttpRequest, page: EditorialPage) -> str:
    """Address of the page whose words these are."""
    if not page.url_path:
        return settings.BASE_URL + request.path
    with translation.override(page.locale.language_code):
        return settings.BASE_URL + page_address(page)
