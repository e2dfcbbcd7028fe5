"""The documents of insatser: one for each insats and variant, of public words only."""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Any, cast

from django.conf import settings
from django.db.models import Model, Prefetch
from wagtail.models import Page

from catalogue.models import Area, Insats, InsatsPage, Offering, Provider, ProviderAlias
from catalogue.models.insats_page import Situation
from catalogue.models.term import Category, Form, Need, TargetGroup, Term
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.querysets import without_hidden_examples
from search.documents import INSATSER, Document, Source

_PARAGRAPH = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>|\n\s*\n")
_TAG = re.compile(r"<[^>]*>")

#: What a changed row touches. Rows are of many models, so the type says no more than that.
Touched = Callable[[Any], Iterable[int] | None]


def documents(object_ids: Iterable[int] | None) -> Iterator[Document]:
    """The documents of some insatser, or of all, in every shipped variant."""
    for insats, pages in insatser_with_words(object_ids):
        for language, _name in settings.SHIPPED_LANGUAGES:
            passages = passages_of(insats, pages.get(language), language)
            if any(passages.values()):
                yield Document(INSATSER, insats.pk, insats.slug, language, passages)


def insatser_with_words(object_ids: Iterable[int] | None) -> Iterator[tuple[Insats, dict[str, InsatsPage]]]:
    """Public insatser with all that their documents are made of, and their pages by language."""
    insatser = Insats.objects.filter(without_hidden_examples(), live=True, retired_from__isnull=True)
    if object_ids is not None:
        insatser = insatser.filter(pk__in=list(object_ids))
    for insats in insatser.order_by("pk").prefetch_related(*_all_words()):
        yield insats, {page.locale.language_code: page for page in insats.pages.all()}


def passages_of(insats: Insats, page: InsatsPage | None, language: str) -> dict[str, list[str]]:
    """The words about an insats in one language: its page's, its terms' and the names that need no language."""
    offerings = [offering for offering in insats.offerings.all() if offering.live and not offering.is_retired]
    found = {
        "alias": [insats.name, insats.full_name, insats.abbreviation],
        "needs": [text for term in insats.needs.all() for text in _words_of(term, language)],
        "who": [text for term in insats.target_groups.all() for text in _words_of(term, language)]
        + [text for term in insats.forms.all() for text in _words_of(term, language)[:1]],
        "places": sorted({name for offering in offerings for name in _places(offering)}),
    }
    if insats.category is not None:
        found["needs"] += _words_of(insats.category, language)
    if page is not None:
        found["alias"] += page.alias_list
        found["title"] = [page.title]
        found["search_words"] = page.search_word_list
        found["situations"] = [situation.text for situation in page.situations.all()]
        found["summary"] = [page.summary]
        found["who"].insert(0, page.who)
        found["body"] = [*paragraphs(page.body), page.extent, page.next_step]
    return {name: list(dict.fromkeys(text for text in texts if text)) for name, texts in found.items()}


def paragraphs(markup: str) -> list[str]:
    """The paragraphs of running text without its markup."""
    parts = (unescape(_TAG.sub(" ", part)) for part in _PARAGRAPH.split(markup))
    return [" ".join(part.split()) for part in parts if part.strip()]


def _words_of(term: Term, language: str) -> list[str]:
    for row in term.words.all():
        if row.language == language:
            return [row.label, *row.everyday.splitlines()]
    # Easy-read is Swedish: where it has no words of its own, the plain ones serve its readers too.
    if language.startswith(f"{SOURCE_LANGUAGE}-"):
        return _words_of(term, SOURCE_LANGUAGE)
    return []


def _places(offering: Offering) -> list[str]:
    parts = (offering.provider, offering.area)
    return [part.name for part in parts if part is not None and part.live] + (
        [alias.name for alias in offering.provider.aliases.all()] if offering.provider else []
    )


def _all_words() -> list[str | Prefetch]:
    pages = InsatsPage.objects.filter(live=True).select_related("locale").prefetch_related("situations")
    offerings = (
        Offering.objects.filter(live=True).select_related("provider", "area").prefetch_related("provider__aliases")
    )
    return [
        Prefetch("pages", pages),
        Prefetch("offerings", offerings),
        "needs__words",
        "target_groups__words",
        "forms__words",
        "category__words",
    ]


# --- What a change touches ---------------------------------------------------------------------------------


def _of_term(name: str) -> Touched:
    def touched(row: Any) -> list[int]:
        return list(Insats.objects.filter(**{name: row.pk}).values_list("pk", flat=True))

    return touched


def _of_offerings(name: str) -> Touched:
    def touched(row: Any) -> list[int]:
        return list(Offering.objects.filter(**{name: row.pk}).values_list("insats", flat=True))

    return touched


def _of_owner(of_owner: Touched) -> Touched:
    def touched(row: Any) -> Iterable[int] | None:
        return of_owner(row.owner)

    return touched


def words_model(term: type[Model]) -> type[Model]:
    """The rows that hold the words of a sort of terms."""
    return cast("type[Model]", term._meta.get_field("words").related_model)  # type: ignore[misc]


def _source() -> Source:
    terms: dict[type[Model], Touched] = {
        Need: _of_term("needs"),
        TargetGroup: _of_term("target_groups"),
        Form: _of_term("forms"),
        Category: _of_term("category"),
    }
    touched: dict[type[Model], Touched] = {
        Insats: lambda row: [row.pk],
        InsatsPage: lambda row: [row.insats_id],
        # A page that was read without its kind: unpublished from above it in the tree, or moved.
        Page: lambda row: list(InsatsPage.objects.filter(pk=row.pk).values_list("insats_id", flat=True)),
        Situation: lambda row: [row.page.insats_id],
        Offering: lambda row: [row.insats_id],
        Provider: _of_offerings("provider"),
        ProviderAlias: lambda row: _of_offerings("provider")(row.provider),
        Area: _of_offerings("area"),
        **terms,
        **{words_model(term): _of_owner(of_term) for term, of_term in terms.items()},
    }
    return Source(INSATSER, documents, touched)


INSATS_SOURCE = _source()
