"""Editorial pages as search sees them: a document for each variant that a page has words in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext_noop
from wagtail.models import Page

from catalogue.models.words import SOURCE_LANGUAGE, Text
from pages.live_content import page_address
from pages.models import EditorialPage
from pages.prose import page_prose
from search.documents import Document, Signpost, Source

PAGES = "sida"


def documents(object_ids: Iterable[int] | None) -> Iterator[Document]:
    """The documents of all live pages, or of some, named by their Swedish page."""
    wanted = None if object_ids is None else set(object_ids)
    for key, variants in _live_pages().items():
        if wanted is None or key in wanted:
            for page in variants:
                yield Document(PAGES, key, page.slug, page.locale.language_code, _passages(page))


def _live_pages() -> dict[int, list[EditorialPage]]:
    """Pages of the same address name are one page in several variants; the Swedish one gives the key."""
    by_slug: dict[str, list[EditorialPage]] = defaultdict(list)
    for page in EditorialPage.objects.live().select_related("locale").order_by("pk"):
        by_slug[page.slug].append(page)
    return {_key(variants): variants for variants in by_slug.values()}


def _key(variants: list[EditorialPage]) -> int:
    return min(variants, key=lambda page: (page.locale.language_code != SOURCE_LANGUAGE, page.pk)).pk


def _passages(page: EditorialPage) -> dict[str, list[str]]:
    headings, body = list[str](), list[str]()
    for passage in page_prose(page):
        (headings if passage.is_heading else body).append(passage.text)
    return {
        "title": [page.title],
        "summary": [text for text in (page.lead, page.search_description) if text],
        # A heading is often the question that a reader has.
        "situations": headings,
        "body": body,
    }


def signposts(object_ids: Sequence[int], language: str) -> dict[int, Signpost]:
    """Title and lead of some pages, in the reader's language, else in Swedish."""
    slugs = EditorialPage.objects.filter(pk__in=object_ids).values_list("pk", "slug")
    key_of = {slug: pk for pk, slug in slugs}
    rows = EditorialPage.objects.live().filter(
        slug__in=key_of, locale__language_code__in={language, SOURCE_LANGUAGE}
    )
    found: dict[int, Signpost] = {}
    for page in rows.select_related("locale").order_by("pk"):
        code = page.locale.language_code
        if page.may_be_shown and (key_of[page.slug] not in found or code == language):
            found[key_of[page.slug]] = Signpost(Text(page.title, code), Text(page.lead, code), page_address(page))
    return found


def _of_page(row: Page) -> list[int] | None:
    """A page that was read without its kind may be one of these: unpublished from above it, or moved."""
    return None if EditorialPage.objects.filter(pk=row.pk).exists() else []


PAGE_SOURCE = Source(
    PAGES,
    documents,
    {EditorialPage: lambda _row: None, Page: _of_page},
    heading=gettext_noop("Sidor om hur det fungerar"),
    signposts=signposts,
)
