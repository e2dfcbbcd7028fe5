"""How rows of words stand against the Swedish row of the same owner, and what they remember when written."""

from collections.abc import Collection, Iterable
from datetime import date

from catalogue.actions.tell_variants import answer
from catalogue.choices import Origin
from catalogue.models.words import SOURCE_LANGUAGE, HasWords, Words
from catalogue.variants import Slot, State, text_hash


def source_row(rows: Iterable[Words]) -> Words | None:
    """The Swedish row, from which the others are made."""
    return next((row for row in rows if row.language == SOURCE_LANGUAGE), None)


def word_slot(row: Words, source: Words, name: str) -> Slot:
    """One field of a row beside the Swedish one.

    Args:
        row: the words of a variant, perhaps new and empty.
        source: the Swedish words.
        name: name of a field that readers read.
    """
    text, swedish = getattr(row, name).strip(), getattr(source, name).strip()
    made_from = swedish_of(row, name)
    return Slot(
        name, text, swedish, made_from, row.origin, None, row.reviewed_on, _state(row, text, swedish, name)
    )


def swedish_of(row: Words, name: str) -> str | None:
    """The Swedish text that a field was made from; None when nobody knows, as of a row that was Swedish itself."""
    kept = row.made_from.get(name)
    return kept.strip() if isinstance(kept, str) else None


def _state(row: Words, text: str, swedish: str, name: str) -> State:
    if not text:
        return State.MISSING if swedish else State.OK
    # What it was made from is not known of every row, and what is not known is not said.
    if (made_from := swedish_of(row, name)) is not None and made_from != swedish:
        return State.BEHIND
    if row.reviewed_on:
        return State.OK
    return State.MACHINE if row.origin == Origin.MACHINE else State.UNREVIEWED


def word_slots(row: Words, source: Words) -> list[Slot]:
    """Every field of a row that readers read, beside the Swedish one."""
    return [word_slot(row, source, name) for name in row.passages()]


def note_changed(row: Words, source: Words | None, names: Collection[str]) -> None:
    """A person changed some fields of a variant: nobody has approved them, and they are as far behind as before.

    As long as a machine wrote some of the words, the row is a machine's.

    Args:
        row: the words as they are now.
        source: the Swedish words, as far as there are any.
        names: the fields that were changed.
    """
    filled = [name for name in row.passages() if getattr(row, name).strip()]
    if all(name in names for name in filled):
        row.origin = Origin.HUMAN
    row.reviewed_on = None
    kept = {name: text for name, text in row.made_from.items() if name in filled}
    new = {name: getattr(source, name).strip() for name in filled if source and name in names and name not in kept}
    row.made_from = {**kept, **new}


def approve(row: Words, source: Words, today: date) -> None:
    """A person found that the words agree with the Swedish ones."""
    filled = [name for name in row.passages() if getattr(row, name).strip()]
    row.made_from = {name: getattr(source, name).strip() for name in filled}
    row.reviewed_on = today


def live_rows(owner: HasWords) -> list[Words]:
    """The words that readers have now; none while the owner is not public."""
    if not owner.pk or not owner.live:
        return []
    return list(type(owner)._meta.get_field("words").related_model._default_manager.filter(owner=owner.pk))


def changed_fields(source: Words | None, live: Words | None) -> list[str]:
    """The fields of the Swedish row that say something else than what readers have now."""
    if source is None or live is None:
        return []
    return [name for name in source.passages() if getattr(source, name).strip() != getattr(live, name).strip()]


def note_answer(rows: list[Words], live: Words, before: dict[str, str], *, matters: bool) -> list[str]:
    """Somebody said whether the change of the Swedish words matters to the reader. Gives the changed fields.

    When it does not, what the variants were made from is the new text; they go live together with it.

    Args:
        rows: all rows as they are about to be saved.
        live: the Swedish words that readers have now.
        before: the Swedish words of the draft before this change.
        matters: the answer. It holds for just these words.
    """
    source = source_row(rows)
    changed = changed_fields(source, live)
    for name in changed:
        text = getattr(source, name).strip()
        source.made_from = {**source.made_from, name: answer(text, matters=matters)}
        old = {getattr(live, name).strip(), before.get(name, "").strip()} - {""}
        for row in rows:
            if not matters and row is not source and swedish_of(row, name) in old:
                row.made_from = {**row.made_from, name: text}
    return changed


def unanswered_words(owner: HasWords) -> list[str]:
    """Changed Swedish fields of which nobody has said whether the change matters, when there are variants.

    Args:
        owner: the record as it would go live.
    """
    live = live_rows(owner)
    rows = list(owner.words.all())
    source = source_row(rows)
    if not any(row.language != SOURCE_LANGUAGE for row in [*live, *rows]):
        return []
    changed = changed_fields(source, source_row(live))
    return [name for name in changed if not _is_answered(source, name)]


def _is_answered(source: Words, name: str) -> bool:
    kept = source.made_from.get(name)
    return isinstance(kept, dict) and kept.get("hash") == text_hash(getattr(source, name).strip())
