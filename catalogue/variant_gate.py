"""What the door-keeper asks of words: made from the Swedish, not too hard, with an answer to what changed."""

from collections.abc import Sequence

from catalogue.actions.tell_variants import QUESTION, unanswered
from catalogue.models import InsatsPage
from catalogue.models.words import EASY_READ
from catalogue.page_measures import page_measures
from catalogue.reading_limits import over_the_limit, stops_hard_words
from catalogue.variants import REQUIRED, Slot, State, is_variant, slots, source_of


def slot_name(name: str) -> str:
    """What an editor calls a passage."""
    if name == "title":
        return "vanligt namn"
    if name == "situations":
        return "känner du igen dig?"
    return str(InsatsPage._meta.get_field(name).verbose_name)


def words_reasons(page: InsatsPage) -> list[str]:
    """Reasons why the words of a page may not go live, in words for the editor.

    Args:
        page: the page as it would go live.
    """
    if not page.insats_id or not page.locale_id:
        return []
    found = _variant_reasons(page) if is_variant(page) else _source_reasons(page)
    if stops_hard_words():
        found += over_the_limit(page.locale.language_code, page_measures(page))
    return found


def _source_reasons(page: InsatsPage) -> list[str]:
    names = unanswered(page)
    return [f"Svara på frågan ”{QUESTION}” Ändrat: {_names(names)}."] if names else []


def _variant_reasons(page: InsatsPage) -> list[str]:
    source = source_of(page)
    if source is None:
        return []
    found = slots(page, source)
    reasons = []
    if untranslated := [slot.name for slot in found if slot.state == State.UNTRANSLATED]:
        reasons.append(f"Det finns text som inte är översatt: {_names(untranslated)}.")
    if missing := [slot.name for slot in found if _is_missed(slot, page)]:
        reasons.append(f"Den svenska sidan säger något som saknas här: {_names(missing)}.")
    return reasons


def _is_missed(slot: Slot, page: InsatsPage) -> bool:
    """Easy-read is free in its structure. Passages that no page may lack are asked for elsewhere."""
    if page.locale.language_code == EASY_READ or slot.name in REQUIRED:
        return False
    return slot.state == State.MISSING


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(slot_name, names))
