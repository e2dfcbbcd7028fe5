"""Every passage of public prose in the catalogue, with the place where an editor finds it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import strip_tags

from catalogue.models import GlossaryTerm, InsatsPage
from catalogue.models.words import SOURCE_LANGUAGE, Words
from catalogue.unreviewed import kinds_of_words

#: Fields that stand as a heading or a name where they are read.
HEADINGS = {"title", "label", "short", "heading", "question"}


@dataclass(frozen=True)
class Passage:
    """A piece of public text.

    Attributes:
        page: what it belongs to, as a reader sees it: an address or a kind and a slug.
        field: where on it.
        text: plain text, a paragraph or row a line.
        is_heading: whether it stands as a heading.
        is_name: whether it is a word of the glossary itself, such as an acronym or the title of a law, which is
            explained right below it.
        is_old: whether it explains a word that is no longer used, and so may name it.
    """

    page: str
    field: str
    text: str
    is_heading: bool = False
    is_old: bool = False
    is_name: bool = False


def plain(markup: str) -> str:
    """Text of rich text, a paragraph a line."""
    for tag in ("</p>", "</li>", "<br/>", "<br>", "</h2>", "</h3>"):
        markup = markup.replace(tag, f"{tag}\n")
    return strip_tags(markup).strip()


def catalogue_prose(language: str = SOURCE_LANGUAGE) -> Iterator[Passage]:
    """Passages of the insatser's pages and of all words off the page, in one language.

    Args:
        language: code of a variant.
    """
    yield from _pages(language)
    for model in kinds_of_words():
        yield from _words(model, language)


def _pages(language: str) -> Iterator[Passage]:
    pages = InsatsPage.objects.filter(live=True, locale__language_code=language).prefetch_related("situations")
    for page in pages.order_by("slug"):
        where = f"/insatser/{page.slug}/"
        for field in ("title", "summary", "who", "body", "extent", "next_step", "young"):
            if text := plain(getattr(page, field)):
                yield Passage(where, field, text, field in HEADINGS)
        if situations := "\n".join(row.text for row in page.situations.all()):
            yield Passage(where, "situations", situations)


def _words(model: type[Words], language: str) -> Iterator[Passage]:
    for row in model.objects.filter(language=language, owner__live=True).select_related("owner").order_by("pk"):
        where = f"{row.owner.kind} {row.owner.slug}"
        for field in model.passages():
            if text := plain(getattr(row, field)):
                is_name = field == "label" and isinstance(row.owner, GlossaryTerm)
                is_old = bool(getattr(row.owner, "is_old", False))
                yield Passage(where, field, text, field in HEADINGS and not is_name, is_old, is_name)
