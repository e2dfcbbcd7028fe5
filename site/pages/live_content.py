"""What the live blocks show: lines, insatser, legal texts, whom to call and where links lead, for one reader."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils import translation

from catalogue.cards import Card, cards
from catalogue.help_lines import HelpEntry, lines_for
from catalogue.legal_texts import LegalNote, legal_note
from catalogue.models import Area, HelpTopic, Insats, LegalText, Need
from catalogue.models.words import SOURCE_LANGUAGE, Text
from pages.reader import Reader
from search.filters import Choices
from search.hits import find

#: A path of the site or a whole address elsewhere; nothing that could be read as another host or as markup.
ADDRESS = re.compile(r"""(?:https:/)?/(?!/)[^\s\\<>"']*""")


@dataclass(frozen=True)
class ShownInsatser:
    """Cards of one block.

    Attributes:
        cards: those that there is room for.
        count: how many there are.
        query: the filters of the search that shows all of them; empty for a choice by hand.
    """

    cards: list[Card]
    count: int
    query: dict[str, str]


@dataclass(frozen=True)
class ShownLink:
    """A link with words whose language is known when they are a page's title."""

    title: Text | str
    url: str


def help_entries(topics: list[str], reader: Reader) -> list[HelpEntry]:
    """The lines of some topics, each once."""
    return lines_for(topics, reader.language, reader.now)


def insatser(facets: dict[str, str], picked: list[int], limit: int, reader: Reader) -> ShownInsatser:
    """What can be had where the reader lives, by the same rule as the search.

    Args:
        facets: filters of the search with one value each.
        picked: insatser chosen by hand, in the editor's order; they take the place of the filters.
        limit: how many cards at most.
        reader: who reads.
    """
    choices = Choices(
        values={name: (slug,) for name, slug in facets.items()},
        area_ids=(reader.area.pk,) if reader.area else (),
        home_id=reader.home.pk if reader.home and reader.around else None,
    )
    hits = find("", choices, reader.language)
    if picked:
        # Where an area is not stated, the editor's choice stands; what cannot be had here is left out.
        here = {*hits.fits, *hits.maybes}
        found = [pk for pk in dict.fromkeys(picked) if pk in here]
    else:
        found = hits.fits
    shown = cards(found[:limit], area=reader.around, language=reader.language, now=reader.now)
    return ShownInsatser(shown, len(found), facets)


def legal(record: LegalText, reader: Reader) -> LegalNote | None:
    """A legal text while it is published."""
    shown = record.live and not record.is_retired
    return legal_note(record, reader.language) if shown else None


def areas(reader: Reader) -> dict[str, Any]:
    """Whom to call in the reader's area, and the parts of the municipality to choose among."""
    whole = _municipality(reader.around)
    parts = whole.children.filter(live=True, retired_from=None).order_by("name") if whole else Area.objects.none()
    return {
        "person": reader.person,
        "area": reader.area,
        "area_text": reader.area.name if reader.area else "",
        "area_matches": reader.choice.matches,
        "area_unknown": reader.choice.unknown,
        "whole": whole,
        "parts": list(parts),
        "path": reader.path,
    }


def _municipality(area: Area | None) -> Area | None:
    """The municipality that an area is or lies in. A merged district has none of its own."""
    while area is not None and area.level == "district":
        area = area.parent
    return area


def links(values: Iterable[Any]) -> list[ShownLink]:
    """The links that lead somewhere: live pages in the reader's variant, and addresses."""
    found = []
    for value in values:
        page, text = value.get("page"), value.get("text") or ""
        if page and page.live:
            found.append(ShownLink(text or Text(page.title, page.locale.language_code), page_address(page)))
        elif not page and is_address(value.get("address") or ""):
            found.append(ShownLink(text, in_variant(value["address"])))
    return found


def page_address(page: Any) -> str:
    """Address of an editorial page in the active variant, whatever language its words are in."""
    below_home = page.url_path.strip("/").partition("/")[2]
    return reverse("wagtail_serve", args=[f"{below_home}/"])


def in_variant(address: str) -> str:
    """An address of the site in the active variant; other addresses as they are."""
    language = translation.get_language() or SOURCE_LANGUAGE
    if not address.startswith("/") or language == settings.LANGUAGE_CODE:
        return address
    with translation.override(settings.LANGUAGE_CODE):
        return translate_url(address, language)


def is_address(text: str) -> bool:
    """Whether a text is an address that a reader can be sent to."""
    return bool(ADDRESS.fullmatch(text))


def some_topics() -> list[str]:
    """A topic to see how the lines look."""
    return list(HelpTopic.objects.filter(live=True, retired_from=None).values_list("slug", flat=True)[:1])


def some_insatser() -> dict[str, Any]:
    """A need to see how insatser look."""
    need = Need.objects.filter(live=True, retired_from=None, insatser__live=True).first()
    picked = [] if need else list(Insats.objects.filter(live=True)[:2])
    return {"heading": "Stöd som kan hjälpa", "need": need.slug if need else "", "insatser": picked, "limit": 2}


def some_legal_text() -> LegalText | None:
    """A legal text to see how one looks."""
    return LegalText.objects.filter(live=True, retired_from=None).first()
