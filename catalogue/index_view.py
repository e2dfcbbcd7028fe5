"""All insatser from A to Ö, for the reader's area or the site's home area."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone, translation

from catalogue.area_choice import choose_area
from catalogue.area_tree import AreaTree
from catalogue.choices import RUNNING
from catalogue.given_together import given_for
from catalogue.home_area import home_area
from catalogue.models import Area, Insats, InsatsPage, Offering
from catalogue.models.words import SOURCE_LANGUAGE, Text
from catalogue.place_groups import swedish_order
from catalogue.querysets import without_hidden_examples
from catalogue.reach import person_to_reach


@dataclass(frozen=True)
class Entry:
    """One line of the list: the method's name, its plain name, its address."""

    name: str
    title: Text
    url: str
    is_example: bool
    is_running: bool


def _titles(insats_ids: Collection[int], language: str) -> dict[int, Text]:
    """Titles of live pages by insats, Swedish where the language has none."""
    pages = InsatsPage.objects.filter(
        live=True, locale__language_code__in=(language, SOURCE_LANGUAGE), insats__among=insats_ids
    )
    found: dict[int, Text] = {}
    for insats, code, title in pages.values_list("insats_id", "locale__language_code", "title"):
        if insats not in found or code == language:
            found[insats] = Text(title, code)
    return found


def _entries(area: Area | None, language: str) -> list[Entry]:
    """Insatser that are or were offered in the area, or all; those that cannot be had now are said to."""
    public = Offering.objects.public()
    anywhere = Offering.objects.public().filter(insats=OuterRef("pk"))
    if area is not None:
        served = AreaTree.load().ids_serving(area.pk)
        public = public.filter(given_for(served) | Q(area=None, is_example=area.is_example))
    known = {}
    for insats, status in public.values_list("insats_id", "status"):
        known[insats] = known.get(insats, False) or status in RUNNING
    rows = Insats.objects.filter(without_hidden_examples(), live=True, retired_from__isnull=True)
    if area is not None:
        rows = rows.filter(Q(pk__among=known) | Q(is_example=area.is_example) & ~Exists(anywhere))
    insatser = list(rows.only("slug", "name", "is_example", "status"))
    titles = _titles({row.pk for row in insatser}, language)
    return [
        Entry(
            name=row.name,
            title=titles.get(row.pk, Text("", language)),
            url=row.get_absolute_url(),
            is_example=row.is_example,
            is_running=known.get(row.pk, False) and row.status in RUNNING,
        )
        for row in insatser
    ]


def letters(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """Entries by first letter, in Swedish order. What begins with a digit stands under #."""
    found: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: swedish_order(entry.name)):
        first = entry.name[:1].upper()
        found.setdefault(first if first.isalpha() else "#", []).append(entry)
    return list(found.items())


def index_context(request: HttpRequest) -> dict[str, Any]:
    """The letters and their entries, for the area that was chosen or that the site is for."""
    language = translation.get_language() or SOURCE_LANGUAGE
    choice = choose_area(request.GET.get("omrade", ""))
    bound = choice.area or (None if choice.everywhere else home_area(request))
    entries = _entries(bound, language)
    return {
        "section": "index",
        "letters": letters(entries),
        "count": len(entries),
        "bound": bound,
        "area": choice.area,
        "area_text": choice.area.name if choice.area else request.GET.get("omrade", "")[:80],
        "area_matches": choice.matches,
        "area_unknown": choice.unknown,
        "person": person_to_reach(choice.area or home_area(request), None, timezone.now()),
    }
