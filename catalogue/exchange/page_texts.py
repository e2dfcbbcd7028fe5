"""Pages with passages on their way to a translator and back."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.models import Locale

from catalogue.choices import Origin, Speaker
from catalogue.exchange.translatable import Translatable
from catalogue.exchange.translation_files import Unit
from catalogue.markup import canonical
from catalogue.models import Situation
from catalogue.models.passages import HasPassages
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.unreviewed import kinds_of_pages
from catalogue.variants import State, anchor, slots

NOT_WHOLE = "sidans innehåll är en text. Översätt alla delar av det"
NO_TREE = "Webbplatsen har ingen sida ovanför ”{title}” på det språket."


class PageTexts(Translatable):
    """The texts of a page."""

    def __init__(self, source: HasPassages, page: HasPassages | None, language: str) -> None:
        """Read the Swedish texts.

        Args:
            source: the live Swedish page.
            page: the page of the variant, its draft if there is one; None when nobody has made it.
            language: code of the variant.
        """
        self.kind, self.slug, self.language = source.EXCHANGE_KIND, source.slug, language
        self.source, self.page = source, page
        self.slot_of = {text: name for name in source.SLOTS for text in source.texts_of_slot(name)}
        self.texts = {text: found for name in source.SLOTS for text, found in source.texts_of_slot(name).items()}

    def units(self, *, everything: bool) -> list[Unit]:
        """Text by text; a stream of blocks block by block."""
        if self.page is None:
            return [self.unit(name, state=State.MISSING.label) for name in self.texts]
        found: list[Unit] = []
        for slot in slots(self.page, self.source):
            if not slot.swedish or not (everything or slot.needs_work):
                continue
            own = self.page.texts_of_slot(slot.name)
            wanted = [name for name, passage in self.slot_of.items() if passage == slot.name]
            # Blocks that stand in another order answer to nothing in the Swedish ones.
            known = own if slot.state != State.UNTRANSLATED and list(own) == wanted else {}
            for name in wanted:
                found.append(
                    self.unit(
                        name,
                        state=slot.state.label,
                        target=known[name].text if name in known else "",
                        before=slot.made_from or "" if slot.state == State.BEHIND and name == slot.name else "",
                    )
                )
        return found

    def faults(self, unit: Unit) -> list[str]:
        """Situations are lines with who says them."""
        faults = super().faults(unit)
        return faults or (_situation_faults(unit.target) if unit.slot == "situations" else [])

    def faults_together(self, units: Sequence[Unit]) -> list[tuple[Unit, str]]:
        """A passage is translated as a whole: half a page in another language helps nobody."""
        given = {unit.slot for unit in units}
        first = {self.slot_of[unit.slot]: unit for unit in reversed(units)}
        whole = {name: {text for text, slot in self.slot_of.items() if slot == name} for name in first}
        return [(unit, NOT_WHOLE) for name, unit in first.items() if not whole[name] <= given]

    def write(self, units: Sequence[Unit], user: Any) -> None:
        """To the draft, which is made when there is none."""
        draft = self.page.get_latest_revision_as_object() if self.page else self._copy()
        today = timezone.localdate()
        for name in dict.fromkeys(self.slot_of[unit.slot] for unit in units):
            texts = {unit.slot: self._kept(unit) for unit in units if self.slot_of[unit.slot] == name}
            draft.set_slot(name, texts, self.source)
            made = anchor(self.source.slot_text(name), origin=Origin.HUMAN.value, today=today)
            draft.slots = {**draft.slots, name: made}
        draft.save_revision(user=user, log_action=True)

    def _kept(self, unit: Unit) -> str:
        return canonical(unit.target) if self.texts[unit.slot].is_rich else unit.target

    def _copy(self) -> HasPassages:
        """A draft in the variant, every passage untranslated.

        Raises:
            ValidationError: when the site has no page above it in the variant.
        """
        locale = Locale.objects.filter(language_code=self.language).first()
        try:
            if locale is not None:
                return self.source.copy_for_translation(locale).get_latest_revision_as_object()
        except ParentNotTranslatedError:
            pass
        raise ValidationError(NO_TREE.format(title=self.source.title))


def page_texts(language: str) -> Iterator[PageTexts]:
    """The texts of every live Swedish page, those about insatser first.

    Args:
        language: code of the variant.
    """
    for kind in sorted(kinds_of_pages(), key=lambda kind: kind.EXCHANGE_KIND):
        rows = (
            kind.with_passages().filter(locale__language_code=language).select_related("locale", "latest_revision")
        )
        own = {row.key_in_all_variants: row for row in rows}
        sources = kind.live_with_passages().filter(locale__language_code=SOURCE_LANGUAGE)
        for source in sources.order_by("title"):
            page = own.get(source.key_in_all_variants)
            drafted = page is not None and page.has_unpublished_changes
            yield PageTexts(source, page.get_latest_revision_as_object() if drafted else page, language)


def _situation_faults(text: str) -> list[str]:
    faults = []
    for line in text.splitlines():
        speaker, _, sentence = line.partition(":")
        if speaker.strip() not in Speaker.values or not sentence.strip():
            faults.append(f"raden ”{line[:40]}” ska börja med vem som säger den, till exempel ”foralder:”")
        elif len(sentence.strip()) > Situation._meta.get_field("text").max_length:
            faults.append(f"raden ”{line[:40]}” är längre än 200 tecken")
    return faults
