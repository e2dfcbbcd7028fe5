"""The page about an insats in two languages side by side, for a conversation with an interpreter."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalogue.insats_view import insats_context
from catalogue.models import Insats
from catalogue.models.words import SOURCE_LANGUAGE, direction

#: The parameter that names the language to set beside.
PARAMETER = "jamfor"


@dataclass(frozen=True)
class Passage:
    """A part of the page: its anchor, the same as on the plain page, its heading and the template of its words."""

    anchor: str
    heading: Promise
    template: str


PASSAGES = (
    Passage("fakta", _("Kort om stödet"), "catalogue/beside_facts.html"),
    Passage("vad", _("Vad är det?"), "catalogue/insats_what.html"),
    Passage("igen", _("Känner du igen dig?"), "catalogue/insats_situations.html"),
    Passage("steg", _("Så går det till"), "catalogue/insats_steps.html"),
    Passage("vet", _("Vem får veta?"), "catalogue/insats_privacy.html"),
    Passage("fraga", _("Fråga när du tar kontakt"), "components/ask.html"),
)


@dataclass(frozen=True)
class Side:
    """One passage in one language."""

    language: str
    dir: str
    heading: str
    html: str


@dataclass(frozen=True)
class Row:
    """One passage in both languages."""

    anchor: str
    own: Side
    other: Side


def language_beside(request: HttpRequest, language: str) -> str:
    """The language that the address asks to set beside the reader's own; empty when there is no such other one."""
    asked = request.GET.get(PARAMETER, "")
    return asked if asked in dict(settings.SHIPPED_LANGUAGES) and asked != language else ""


def beside_context(request: HttpRequest, insats: Insats, own: dict[str, Any], other: str) -> dict[str, Any]:
    """The plain page's values, and its passages in both languages in the same order under the same anchors.

    Args:
        request: the request; its path says the reader's own language.
        insats: the insats.
        own: values of the plain page in the reader's language.
        other: code of the variant to set beside it.
    """
    language = translation.get_language() or SOURCE_LANGUAGE
    with translation.override(other):
        beside = insats_context(request, insats, None)
        others = _sides(beside, other, request)
    rows = [
        Row(passage.anchor, mine, theirs)
        for passage, mine, theirs in zip(PASSAGES, _sides(own, language, request), others, strict=True)
        if mine.html or theirs.html
    ]
    return {
        **own,
        "rows": rows,
        "other_title": beside["title"],
        "other_title_dir": direction(beside["title"].language),
        "noindex": True,
        "easy": False,
    }


def _sides(values: dict[str, Any], language: str, request: HttpRequest) -> list[Side]:
    """Every passage in one language, in order; one that has no words there is empty."""
    frame = {"request": request, "lang": language, "variant": language}
    return [
        Side(
            language,
            direction(language),
            str(passage.heading),
            render_to_string(passage.template, {**values, **frame}) if _has(passage, values) else "",
        )
        for passage in PASSAGES
    ]


def _has(passage: Passage, values: dict[str, Any]) -> bool:
    """Whether there is anything to say under the heading, as on the plain page."""
    page = values["page"]
    return {
        "fakta": bool(values["card"]),
        "vad": bool(page and (page.body or page.extent)),
        "igen": bool(values["situations"]),
        "steg": bool(values["guide"] or (page and page.next_step)),
        "vet": bool(values["privacy"] or values["sensitive"]),
        "fraga": bool(values["questions"]),
    }[passage.anchor]
