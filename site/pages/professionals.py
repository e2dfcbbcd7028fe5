"""What the page to professionals shows: four live lists for an area, in the places that the editors chose."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalogue.models import TargetGroup
from catalogue.models.words import Text
from catalogue.referring import CLASSES, PROFESSIONALS, ReferralList, known_referrers, referral_lists
from pages.editorial import Piece
from pages.fixed_page import asked, words_context
from pages.reader import Reader, reader_of

#: The page that editors write for it.
SLUG = "for-yrkesverksamma"


@dataclass(frozen=True)
class ListPart:
    """A live list on the page, and the filter of the search that shows all of it."""

    anchor: str
    title: Text | str
    list: ReferralList
    facet: str
    value: str


@dataclass(frozen=True)
class Part:
    """What follows on the page: a stretch of the editors' words, or a live list."""

    pieces: tuple[Piece, ...] = ()
    live: ListPart | None = None


def professionals_context(request: HttpRequest) -> dict[str, Any]:
    """The lists for where the family lives and for who reads, and the words around them."""
    reader = reader_of(request)
    referrers = known_referrers()
    known = {"hanvisare": [row.slug for row in referrers]}
    query = asked(request, known, reader, "omrade", "hanvisare")
    referrer = next(iter(query.choices.values.get("hanvisare", ())), "")
    area = query.areas[0] if query.areas else None
    around = area or (None if query.everywhere else reader.home)
    lists = referral_lists(around, referrer, reader.language, reader.now)
    words = words_context(request, SLUG)
    live = {
        "refer": ListPart("hanvisa", _("Hit kan du hänvisa"), lists.refer, "hanvisare", referrer),
        "tell": ListPart(
            "beratta", _("Hit hör familjen eller den unga av sig själv"), lists.tell, "beslut", "nej"
        ),
        "advice": ListPart("rad", _group(PROFESSIONALS, reader), lists.advice, "malgrupp", PROFESSIONALS),
        "classes": ListPart("klasser", _group(CLASSES, reader), lists.classes, "malgrupp", CLASSES),
    }
    parts = _parts(words["pieces"], live, words["words_language"])
    return {
        **words,
        "parts": parts,
        "contents": _contents(parts, words["words_language"]),
        "referrers": [(row.slug, row.text("label", reader.language)) for row in referrers],
        "referrer": referrer,
        "area": area,
        "around": around,
        "area_text": query.area_text,
        "area_matches": query.area_matches,
        "messages": query.messages,
        "person": reader.person,
        "read_on": reader.now,
    }


def _group(slug: str, reader: Reader) -> Text:
    """What a group is called, for a list that the editors have given no heading."""
    group = TargetGroup.objects.filter(slug=slug, live=True).prefetch_related("words").first()
    return group.text("label", reader.language) if group else Text(slug, reader.language)


def _parts(pieces: list[Piece], live: dict[str, ListPart], language: str) -> list[Part]:
    """Words and lists in the editors' order: a block of such insatser is the list's place, and gives its heading.

    What one tells about follows what one refers to. Lists that the words make no room for stand first.
    """
    parts: list[Part] = []
    placed: set[str] = set()
    for piece in pieces:
        name = _list_of(piece)
        if not name:
            before = parts.pop().pieces if parts and parts[-1].live is None else ()
            parts.append(Part((*before, piece)))
        elif name not in placed:
            names = ["refer", "tell"] if name == "refer" else [name]
            placed.update(names)
            parts += [
                Part(live=live[each] if name == "refer" else _named(live[each], piece, language)) for each in names
            ]
    return [*(Part(live=row) for name, row in live.items() if name not in placed), *parts]


def _named(live: ListPart, piece: Piece, language: str) -> ListPart:
    return replace(live, anchor=piece.anchor, title=Text(piece.title, language)) if piece.title else live


def _list_of(piece: Piece) -> str:
    """Which list a block of the words stands for."""
    if piece.block.block_type != "insatser":
        return ""
    if piece.block.value.get("referrer"):
        return "refer"
    return {PROFESSIONALS: "advice", CLASSES: "classes"}.get(piece.block.value.get("target_group") or "", "")


def _contents(parts: list[Part], language: str) -> list[tuple[str, Text | str]]:
    """Anchors and titles: the words' headings, and lists that are not empty."""
    found: list[tuple[str, Text | str]] = []
    for part in parts:
        headings = [piece for piece in part.pieces if piece.block.block_type in ("heading", "areas")]
        found += [(piece.anchor, Text(piece.title, language)) for piece in headings]
        if part.live is not None and part.live.list.rows:
            found.append((part.live.anchor, part.live.title))
    return found
