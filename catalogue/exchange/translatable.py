"""What goes to a translator and comes back: the texts of one page or record."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from catalogue.exchange.same_markup import markup_faults
from catalogue.exchange.translation_files import Unit
from catalogue.models.passages import SlotText
from catalogue.variants import text_hash

UNKNOWN = "det finns ingen sådan text"
OLDER = "svenskan har ändrats sedan filen skapades. Exportera texten igen"


class Translatable(ABC):
    """The texts of one page or record in one variant, beside the live Swedish ones.

    Attributes:
        kind: what it is, the first part of the ids of its texts.
        slug: its address name.
        texts: the live Swedish texts by the name that stands in an id.
    """

    kind: str
    slug: str
    texts: dict[str, SlotText]

    @abstractmethod
    def units(self, *, everything: bool) -> list[Unit]:
        """What a translator gets: what is missing or behind, or all."""

    @abstractmethod
    def faults_together(self, units: Sequence[Unit]) -> list[tuple[Unit, str]]:
        """What is wrong with some translations though each by itself is right."""

    @abstractmethod
    def write(self, units: Sequence[Unit], user: Any) -> None:
        """Keep the translations as a draft, made from the live Swedish and approved by nobody."""

    def faults(self, unit: Unit) -> list[str]:
        """What is wrong with a translation, in words for the editor."""
        swedish = self.texts.get(unit.slot)
        if swedish is None:
            return [UNKNOWN]
        if text_hash(swedish.text) != unit.sign:
            return [OLDER]
        faults = markup_faults(swedish.text, unit.target, is_rich=swedish.is_rich)
        if swedish.longest and len(unit.target) > swedish.longest:
            faults.append(f"texten har {len(unit.target)} tecken. Den får ha högst {swedish.longest}")
        return faults

    def unit(self, name: str, *, state: str, target: str = "", before: str = "") -> Unit:
        """One text on its way out.

        Args:
            name: its name in ids.
            state: how it stands, in words.
            target: the translation that there is.
            before: the Swedish text that the translation was made from, when it is another one.
        """
        text = self.texts[name].text
        return Unit(
            self.slug, name, text_hash(text), text, before=before, target=target, state=state, kind=self.kind
        )
