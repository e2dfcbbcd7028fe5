"""The documents of insatser: one for each insats and variant, of public words only."""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Any, cast

from django.conf import settings
from django.db.models import Model
from wagtail.models import Page

from catalogue.models import Area, Insats, InsatsPage, Offering, Provider, ProviderAlias
from catalogue.models.insats_page import Situation
from catalogue.models.term import Category, Form, Need, TargetGroup
from search.documents import INSATSER, Document, Source
from search.insats_words import InsatsWords, called_in, read_insatser

_PARAGRAPH = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>|\n\s*\n")
_TAG = re.compile(r"<[^>]*>")

#: What a changed row touches. Rows are of many models, so the type says no more than that.
Touched = Callable[[Any], Iterable[int] | None]


def documents(object_ids: Iterable[int] | None) -> Iterator[Document]:
    """The documents of some insatser, or of all, in every shipped variant."""
    for insats in read_insatser(object_ids):
        for language, _name in settings.SHIPPED_LANGUAGES:
            passages = passages_of(insats, language)
            if any(passages.values()):
                yield Document(INSATSER, insats.pk, insats.slug, language, passages)


def passages_of(insats: InsatsWords, language: str) -> dict[str, list[str]]:
    """The words about an insats in one language: its page's, its terms' and the names that need no language."""
    found = {
        "alias": [*insats.names],
        "needs": [text for term in insats.needs for text in called_in(term, language)],
        "who": [text for term in insats.target_groups for text in called_in(term, language)]
        + [text for term in insats.forms for text in called_in(term, language)[:1]],
        "places": sorted(insats.places),
    }
    if insats.category is not None:
        found["needs"] += called_in(insats.category, language)
    page = insats.pages.get(language)
    if page is not None:
        found["alias"] += _lines(page.other_names)
        found["title"] = [page.title]
        found["search_words"] = _lines(page.search_words)
        found["situations"] = page.situations
        found["summary"] = [page.summary]
        found["who"].insert(0, page.who)
        found["body"] = [*paragraphs(page.body), page.extent, page.next_step]
    return {name: list(dict.fromkeys(text for text in texts if text)) for name, texts in found.items()}


def paragraphs(markup: str) -> list[str]:
    """The paragraphs of running text without its markup."""
    parts = (unescape(_TAG.sub(" ", part)) for part in _PARAGRAPH.split(markup))
    return [" ".join(part.split()) for part in parts if part.strip()]


def _lines(text: str) -> list[str]:
    return [line for part in text.splitlines() if (line := part.strip())]


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
