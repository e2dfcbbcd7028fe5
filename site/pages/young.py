"""What the page to the young shows: the editors' words, and around them what one can use oneself."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalogue.models.words import Text
from catalogue.young import YoungReader, young_offer
from catalogue.young_answers import OLDEST, YOUNGEST
from pages.editorial import Piece
from pages.fixed_page import asked, words_context
from pages.reader import reader_of
from search.query import Query

#: The page that editors write for it.
SLUG = "ung"
#: The target group that a search without an age asks for.
YOUNG = "unga"


def young_context(request: HttpRequest) -> dict[str, Any]:
    """The words up to their second heading, the choices, then the rest of the words."""
    reader = reader_of(request)
    query = asked(request, {}, reader, "omrade", "alder")
    area = query.areas[0] if query.areas else None
    words = words_context(request, SLUG)
    chosen, pieces = _chosen_needs(words["pieces"], words["words_language"])
    split = _second_heading(pieces)
    around = area or (None if query.everywhere else reader.home)
    age = _age(query)
    offer = young_offer(YoungReader(around, age, reader.language, reader.now), chosen)
    return {
        **words,
        "sensitive": True,
        "pieces": pieces[:split],
        "later_pieces": pieces[split:],
        "offer": offer,
        "age": age,
        # Without an age a search asks for what is meant for the young.
        "group": "" if age else YOUNG,
        "age_text": query.age_text,
        "area": area,
        "area_text": query.area_text,
        "area_matches": query.area_matches,
        "messages": query.messages,
        "person": reader.person,
    }


def _age(query: Query) -> int | None:
    """The age that the lists are for. Another age than the page's is told, and asks nothing."""
    age = query.choices.age
    if age is None or YOUNGEST <= age <= OLDEST:
        return age
    told = _("Sidan är för dig som är %(low)s–%(high)s år. Vi visar den utan åldern ”%(age)s”.") % {
        "low": YOUNGEST,
        "high": OLDEST,
        "age": age,
    }
    query.messages.append(told)
    return None


def _chosen_needs(pieces: list[Piece], language: str) -> tuple[list[tuple[str, Text]], list[Piece]]:
    """Needs that an editor has given words to the young, and what else the page holds."""
    chosen, others = [], []
    for piece in pieces:
        need = piece.block.value.get("need") if piece.block.block_type == "insatser" else ""
        if need:
            chosen.append((need, Text(piece.title, language)))
        else:
            others.append(piece)
    return chosen, others


def _second_heading(pieces: list[Piece]) -> int:
    headings = [number for number, piece in enumerate(pieces) if piece.block.block_type == "heading"]
    return headings[1] if len(headings) > 1 else len(pieces)
