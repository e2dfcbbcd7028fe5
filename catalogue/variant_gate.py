"""What the door-keeper asks of words: made from the Swedish, not too hard, with an answer to what changed."""

from collections.abc import Sequence

from catalogue.actions.tell_variants import QUESTION, unanswered
from catalogue.models.passages import HasPassages
from catalogue.models.words import EASY_READ
from catalogue.page_measures import page_measures
from catalogue.reading_limits import over_the_limit, stops_hard_words
from catalogue.variants import Slot, State, is_variant, slots, source_of

UNREAD = (
    "Sidan handlar om fara eller om vad lagen säger, och en maskin har skrivit texten. "
    "Läs och godkänn den innan den publiceras."
)


def words_reasons(page: HasPassages) -> list[str]:
    """Reasons why the words of a page may not go live, in words for the editor.

    Args:
        page: the page as it would go live.
    """
    if not page.locale_id:
        return []
    found = _variant_reasons(page) if is_variant(page) else _source_reasons(page)
    if stops_hard_words():
        found += over_the_limit(page.locale.language_code, page_measures(page))
    return found


def _source_reasons(page: HasPassages) -> list[str]:
    names = unanswered(page)
    return [f"Svara på frågan ”{QUESTION}” Ändrat: {_names(page, names)}."] if names else []


def _variant_reasons(page: HasPassages) -> list[str]:
    source = source_of(page)
    if source is None:
        return []
    found = slots(page, source)
    reasons = []
    if untranslated := [slot.name for slot in found if slot.state == State.UNTRANSLATED]:
        reasons.append(f"Det finns text som inte är översatt: {_names(page, untranslated)}.")
    if missing := [slot.name for slot in found if _is_missed(slot, page)]:
        reasons.append(f"Den svenska sidan säger något som saknas här: {_names(page, missing)}.")
    if not page.may_be_shown:
        reasons.append(UNREAD)
    return reasons


def _is_missed(slot: Slot, page: HasPassages) -> bool:
    """Easy-read is free in its structure. Passages that no page may lack are asked for elsewhere."""
    if page.locale.language_code == EASY_READ or slot.name in page.REQUIRED:
        return False
    return slot.state == State.MISSING


def _names(page: HasPassages, names: Sequence[str]) -> str:
    return ", ".join(map(page.slot_label, names))
