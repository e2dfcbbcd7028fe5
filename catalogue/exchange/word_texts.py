"""Words off the pages on their way to a translator and back."""

from collections.abc import Iterator, Sequence
from typing import Any

from catalogue.exchange.translatable import Translatable
from catalogue.exchange.translation_files import Unit
from catalogue.models.passages import SlotText
from catalogue.models.words import Words
from catalogue.variants import State
from catalogue.words_state import note_changed, word_slots
from catalogue.words_work import UNITS, OwnedWords, live_words

ASKED_FOR = "en ny rad med ord behöver också {names}"


class WordTexts(Translatable):
    """The words of a record."""

    def __init__(self, words: OwnedWords, language: str) -> None:
        """Read the Swedish words.

        Args:
            words: the record and its live words.
            language: code of the variant.
        """
        self.kind, self.slug, self.language = words.owner.kind, words.owner.slug, language
        self.words = words
        fields = {name: words.source._meta.get_field(name) for name in words.source.passages()}
        texts = {name: getattr(words.source, name).strip() for name in fields}
        self.texts = {name: SlotText(text, False, fields[name].max_length) for name, text in texts.items() if text}

    @property
    def row(self) -> Words | None:
        """The words of the variant, those of a draft if there is one."""
        owner = self.words.owner
        if not owner.has_unpublished_changes:
            return self.words.rows.get(self.language)
        rows = owner.get_latest_revision_as_object().words.all()
        return next((row for row in rows if row.language == self.language), None)

    def units(self, *, everything: bool) -> list[Unit]:
        """Field by field. What units say of themselves is sent out only when somebody wants everything."""
        row = self.row
        if row is None:
            wanted = everything or not isinstance(self.words.owner, UNITS)
            return [self.unit(name, state=State.MISSING.label) for name in self.texts] if wanted else []
        return [
            self.unit(
                slot.name,
                state=slot.state.label,
                target=slot.text,
                before=slot.made_from or "" if slot.state == State.BEHIND else "",
            )
            for slot in word_slots(row, self.words.source)
            if slot.swedish and (everything or slot.needs_work)
        ]

    def faults_together(self, units: Sequence[Unit]) -> list[tuple[Unit, str]]:
        """A new row has what a row must have."""
        if self.row is not None:
            return []
        given = {unit.slot for unit in units}
        fields = [self.words.source._meta.get_field(name) for name in self.texts if name not in given]
        names = [str(field.verbose_name) for field in fields if not field.blank]
        return [(units[0], ASKED_FOR.format(names=", ".join(names)))] if names else []

    def write(self, units: Sequence[Unit], user: Any) -> None:
        """To the draft of the record."""
        draft = self.words.owner.get_latest_revision_as_object()
        rows = list(draft.words.all())
        row = next((row for row in rows if row.language == self.language), None)
        if row is None:
            row = type(self.words.source)(language=self.language)
            rows.append(row)
        for unit in units:
            setattr(row, unit.slot, unit.target)
        names = [unit.slot for unit in units]
        note_changed(row, self.words.source, names)
        row.made_from = {**row.made_from, **{name: self.texts[name].text for name in names}}
        draft.words = rows
        draft.save_revision(user=user, log_action=True)


def word_texts(language: str) -> Iterator[WordTexts]:
    """The words of every public record, most dangerous kinds first.

    Args:
        language: code of the variant.
    """
    return (WordTexts(words, language) for words in live_words())
