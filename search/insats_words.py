"""The public words about insatser, as their documents need them: many at a time, as values and not as objects.

A rebuild reads every insats that there is; making an object of every term and offering of each would take most of
its time.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from catalogue.models import Insats, InsatsPage, Offering, ProviderAlias
from catalogue.models.insats_page import Situation
from catalogue.models.term import Category, Form, Need, TargetGroup, Term
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.querysets import without_hidden_examples

#: Insatser whose words are held in memory at once.
AT_ONCE = 500

#: What a term is called: for each language its label, then its everyday words.
Called = dict[str, list[str]]


@dataclass
class InsatsWords:
    """One insats: its names, what its terms are called, where it is given, and its live page in each language."""

    pk: int
    slug: str
    names: list[str]
    needs: list[Called] = field(default_factory=list)
    target_groups: list[Called] = field(default_factory=list)
    forms: list[Called] = field(default_factory=list)
    category: Called | None = None
    places: set[str] = field(default_factory=set)
    pages: dict[str, "PageWords"] = field(default_factory=dict)


@dataclass
class PageWords:
    """The words of a live page."""

    title: str
    other_names: str
    search_words: str
    summary: str
    who: str
    body: str
    extent: str
    next_step: str
    situations: list[str] = field(default_factory=list)


PAGE_FIELDS = ("title", "other_names", "search_words", "summary", "who", "body", "extent", "next_step")


def read_insatser(object_ids: Iterable[int] | None) -> Iterator[InsatsWords]:
    """Public insatser with their words, some or all, in the order of their keys."""
    insatser = Insats.objects.filter(without_hidden_examples(), live=True, retired_from__isnull=True)
    if object_ids is not None:
        insatser = insatser.filter(pk__in=list(object_ids))
    ids = list(insatser.order_by("pk").values_list("pk", flat=True))
    terms = {model: _terms(model) for model in (Need, TargetGroup, Form, Category)}
    for first in range(0, len(ids), AT_ONCE):
        yield from _read(ids[first : first + AT_ONCE], terms)


def called_in(term: Called, language: str) -> list[str]:
    """A term's label and everyday words in a language."""
    if language in term:
        return term[language]
    # Easy-read is Swedish: where it has no words of its own, the plain ones serve its readers too.
    return term.get(SOURCE_LANGUAGE, []) if language.startswith(f"{SOURCE_LANGUAGE}-") else []


def _terms(model: type[Term]) -> dict[int, Called]:
    """What the terms of a taxonomy are called."""
    rows: Any = model._meta.get_field("words").related_model  # type: ignore[misc]
    found: dict[int, Called] = defaultdict(dict)
    for owner, language, label, everyday in rows._default_manager.values_list(
        "owner", "language", "label", "everyday"
    ):
        found[owner][language] = [label, *everyday.splitlines()]
    return found


def _read(ids: Sequence[int], terms: dict[type[Term], dict[int, Called]]) -> Iterator[InsatsWords]:
    found: dict[int, InsatsWords] = {}
    rows = Insats.objects.filter(pk__in=ids).order_by("pk")
    for pk, slug, name, full_name, short, category in rows.values_list(
        "pk", "slug", "name", "full_name", "abbreviation", "category"
    ):
        found[pk] = InsatsWords(pk, slug, [name, full_name, short], category=terms[Category].get(category))
    for pk, need in _pairs(Insats.needs.through, "need", ids):
        found[pk].needs.append(terms[Need][need])
    for pk, group in _pairs(Insats.target_groups.through, "targetgroup", ids):
        found[pk].target_groups.append(terms[TargetGroup][group])
    for pk, form in _pairs(Insats.forms.through, "form", ids):
        found[pk].forms.append(terms[Form][form])
    _read_places(found)
    _read_pages(found)
    yield from found.values()


def _pairs(through: type[Model], target: str, ids: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Insatser and their terms, in the order in which a list shows terms."""
    rows = through._default_manager.filter(insats__in=ids).order_by(f"{target}__order", f"{target}__slug")
    return rows.values_list("insats_id", f"{target}_id")


def _read_places(found: dict[int, InsatsWords]) -> None:
    """Names of who gives an insats and of the areas it is given in."""
    offerings = Offering.objects.filter(live=True, retired_from__isnull=True, insats__in=list(found))
    given_by: dict[int, set[int]] = defaultdict(set)
    for pk, provider, provider_name, provider_live, area_name, area_live in offerings.order_by().values_list(
        "insats_id", "provider_id", "provider__name", "provider__live", "area__name", "area__live"
    ):
        if provider_live:
            found[pk].places.add(provider_name)
        if area_live:
            found[pk].places.add(area_name)
        if provider is not None:
            given_by[provider].add(pk)
    aliases = ProviderAlias.objects.filter(provider__in=list(given_by)).order_by("pk")
    for provider, name in aliases.values_list("provider_id", "name"):
        for pk in given_by[provider]:
            found[pk].places.add(name)


def _read_pages(found: dict[int, InsatsWords]) -> None:
    pages = InsatsPage.objects.filter(live=True, insats__in=list(found))
    by_key: dict[int, PageWords] = {}
    for key, pk, language, *words in pages.order_by("pk").values_list(
        "pk", "insats_id", "locale__language_code", *PAGE_FIELDS
    ):
        by_key[key] = found[pk].pages[language] = PageWords(*words)
    situations = Situation.objects.filter(page__in=list(by_key)).order_by("sort_order", "pk")
    for key, text in situations.values_list("page_id", "text"):
        by_key[key].situations.append(text)
