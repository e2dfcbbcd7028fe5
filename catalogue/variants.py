"""How the words of a variant stand against the Swedish words that they were made from, passage by passage."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from catalogue.choices import Origin
from catalogue.models import InsatsPage
from catalogue.models.insats_page import SLOTS
from catalogue.models.words import SOURCE_LANGUAGE

#: Passages in the order of what a reader risks when they are wrong: what to do first, how it looks last.
BY_RISK = ("next_step", "who", "extent", "summary", "body", "young", "situations", "title")
#: Passages that no page may lack, however freely it is built.
REQUIRED = ("title", "summary", "body")
#: Keys that the editor's rich text field adds by itself when a text is opened.
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


class State(models.TextChoices):
    """How a passage of a variant stands, the most urgent first."""

    BEHIND = "behind", "svenskan har ändrats"
    UNTRANSLATED = "untranslated", "inte översatt"
    MISSING = "missing", "saknas"
    MACHINE = "machine", "skriven av en maskin och inte granskad"
    UNREVIEWED = "unreviewed", "inte granskad"
    OK = "ok", "godkänd"


@dataclass(frozen=True)
class Slot:
    """One passage of a variant beside the live Swedish one.

    Attributes:
        name: name of the slot, see ``SLOTS``.
        text: what the variant says, empty when it says nothing.
        swedish: what the live Swedish page says now.
        made_from: the Swedish text that the variant was made from; None when nobody has made it.
        origin: who wrote it, a person or a machine; empty when nobody has made it.
        made_on: day when it was made from the Swedish text, or last found to agree with it.
        reviewed_on: day when a person approved it as it stands.
        state: how it stands.
    """

    name: str
    text: str
    swedish: str
    made_from: str | None
    origin: str
    made_on: date | None
    reviewed_on: date | None
    state: State

    @property
    def is_unread(self) -> bool:
        """Whether a machine wrote it and no person has approved it."""
        return bool(self.text) and self.origin == Origin.MACHINE and self.reviewed_on is None

    @property
    def needs_work(self) -> bool:
        """Whether somebody must translate: nothing is there, or the Swedish says something else by now."""
        return self.state in (State.BEHIND, State.UNTRANSLATED, State.MISSING)


def slot_text(page: InsatsPage, name: str) -> str:
    """The words of a slot as they are kept, without what the editor's field adds to them.

    Situations are one line each, ``speaker: sentence``.
    """
    if name == "situations":
        return "\n".join(f"{row.speaker}: {row.text}" for row in page.situations.all())
    return BLOCK_KEY.sub("", getattr(page, name)).strip()


def slot_texts(page: InsatsPage) -> dict[str, str]:
    """The words of every slot of a page."""
    return {name: slot_text(page, name) for name in SLOTS}


def text_hash(text: str) -> str:
    """A short sign of a text: two texts with the same sign are the same text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def anchor(swedish: str, *, origin: str, today: date) -> dict[str, Any]:
    """What a variant remembers of a passage that was just made from a Swedish text.

    Args:
        swedish: the Swedish text.
        origin: who made it, see ``Origin``.
        today: the day.
    """
    return {"swedish": swedish, "hash": text_hash(swedish), "origin": origin, "made_on": today.isoformat()}


def approved(kept: dict[str, Any], swedish: str, *, user_id: int | None, today: date) -> dict[str, Any]:
    """What a variant remembers of a passage that a person found to agree with the Swedish text.

    Args:
        kept: what it remembered before.
        swedish: the live Swedish text.
        user_id: key of the person.
        today: the day.
    """
    return {
        **anchor(swedish, origin=kept.get("origin") or Origin.HUMAN, today=today),
        "reviewed_on": today.isoformat(),
        "reviewed_by": user_id,
    }


def slots(page: InsatsPage, source: InsatsPage | None) -> list[Slot]:
    """Every passage of a page in a variant beside the Swedish one.

    Args:
        page: the page of the variant, live or a draft.
        source: the live Swedish page; None while there is none, and nothing can be behind.
    """
    return [slot(page, source, name) for name in SLOTS]


def slot(page: InsatsPage, source: InsatsPage | None, name: str) -> Slot:
    """One passage of a page in a variant beside the Swedish one, see ``slots``."""
    kept = page.slots.get(name) or {}
    text = slot_text(page, name)
    swedish = slot_text(source, name) if source else ""
    made_from = kept.get("swedish") if kept.get("origin") else None
    return Slot(
        name=name,
        text=text,
        swedish=swedish,
        made_from=made_from,
        origin=kept.get("origin", ""),
        made_on=_day(kept.get("made_on")),
        reviewed_on=_day(kept.get("reviewed_on")),
        state=_state(kept, text, swedish, has_source=source is not None),
    )


def _state(kept: dict[str, Any], text: str, swedish: str, *, has_source: bool) -> State:
    if not text:
        return State.MISSING if swedish else State.OK
    if not kept.get("origin"):
        return State.UNTRANSLATED
    if has_source and kept.get("hash") != text_hash(swedish):
        return State.BEHIND
    if kept.get("reviewed_on"):
        return State.OK
    return State.MACHINE if kept["origin"] == Origin.MACHINE else State.UNREVIEWED


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def worst_behind(found: Iterable[Slot]) -> Slot | None:
    """The passage that is behind the Swedish one and that a reader risks most with; None when all keep up.

    Its ``made_on`` is the day that a reader is told.
    """
    behind = [slot for slot in found if slot.state == State.BEHIND]
    return min(behind, key=lambda slot: BY_RISK.index(slot.name), default=None)


def has_unread_text(found: Iterable[Slot]) -> bool:
    """Whether a machine wrote some of what the reader sees, and no person has approved it."""
    return any(slot.is_unread for slot in found)


def is_variant(page: InsatsPage) -> bool:
    """Whether the page is made from a Swedish one."""
    return page.locale.language_code != SOURCE_LANGUAGE


def source_of(page: InsatsPage) -> InsatsPage | None:
    """The live Swedish page about the same insats."""
    if not page.insats_id:
        return None
    rows = InsatsPage.objects.filter(insats=page.insats_id, live=True, locale__language_code=SOURCE_LANGUAGE)
    return rows.prefetch_related("situations").first()
