"""How the words of a variant stand against the Swedish words that they were made from, passage by passage."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from catalogue.choices import Origin
from catalogue.models.passages import HasPassages
from catalogue.models.words import SOURCE_LANGUAGE


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


def slot_texts(page: HasPassages) -> dict[str, str]:
    """The words of every slot of a page."""
    return {name: page.slot_text(name) for name in page.SLOTS}


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


def anchors(page: HasPassages, source: HasPassages, *, origin: str, today: date) -> dict[str, Any]:
    """What a variant remembers when all its passages were just made from the Swedish page.

    Args:
        page: the page of the variant.
        source: the Swedish page.
        origin: who made it, see ``Origin``.
        today: the day.
    """
    names = [name for name in page.SLOTS if page.slot_text(name)]
    return {name: anchor(source.slot_text(name), origin=origin, today=today) for name in names}


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


def slots(page: HasPassages, source: HasPassages | None) -> list[Slot]:
    """Every passage of a page in a variant beside the Swedish one.

    Args:
        page: the page of the variant, live or a draft.
        source: the live Swedish page; None while there is none, and nothing can be behind.
    """
    return [slot(page, source, name) for name in page.SLOTS]


def slot(page: HasPassages, source: HasPassages | None, name: str) -> Slot:
    """One passage of a page in a variant beside the Swedish one, see ``slots``."""
    kept = page.slots.get(name) or {}
    text = page.slot_text(name)
    swedish = source.slot_text(name) if source else ""
    if not text and name in page.FILLED_OTHERWISE:
        return Slot(name, "", swedish, None, "", None, None, State.OK)
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


def worst_behind(page: HasPassages, found: Iterable[Slot]) -> Slot | None:
    """The passage that is behind the Swedish one and that a reader risks most with; None when all keep up.

    Its ``made_on`` is the day that a reader is told.

    Args:
        page: the page of the variant.
        found: its passages, see ``slots``.
    """
    behind = [slot for slot in found if slot.state == State.BEHIND]
    return min(behind, key=lambda slot: page.BY_RISK.index(slot.name), default=None)


def has_unread_text(found: Iterable[Slot]) -> bool:
    """Whether a machine wrote some of what the reader sees, and no person has approved it."""
    return any(slot.is_unread for slot in found)


def is_variant(page: HasPassages) -> bool:
    """Whether the page is made from a Swedish one."""
    return page.locale.language_code != SOURCE_LANGUAGE


def source_of(page: HasPassages) -> HasPassages | None:
    """The live Swedish page that a page is made from."""
    same = page.in_all_variants().values("pk")
    return page.with_passages().filter(pk__in=same, live=True, locale__language_code=SOURCE_LANGUAGE).first()


def told_to_readers(page: HasPassages | None, source: HasPassages | None) -> dict[str, Any]:
    """What a reader is told of the words: that a machine wrote them, and the passage that is worst behind.

    Args:
        page: the words that are shown.
        source: the live Swedish page.
    """
    found = slots(page, source) if page and is_variant(page) else []
    behind = worst_behind(page, found) if page else None
    return {
        "by_machine": has_unread_text(found),
        "behind": {behind.name: behind.made_on} if behind else {},
    }
