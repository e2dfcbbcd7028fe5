"""What the page about an insats shows of the wait: facts on top, what one does meanwhile, what may help sooner."""

from collections.abc import Mapping
from typing import Any

from catalogue.cards import cards_from
from catalogue.insats_reading import Reading
from catalogue.models import Insats
from catalogue.place_groups import Reader
from catalogue.safety_texts import SafetyWords
from catalogue.sooner import elsewhere
from catalogue.while_waiting import while_waiting


def wait_context(
    insats: Insats, reading: Reading, reader: Reader, texts: Mapping[str, SafetyWords]
) -> dict[str, Any]:
    """The facts on top are those of the card, and so are the alternatives.

    Args:
        insats: what is read about.
        reading: what has been read of it.
        reader: who reads.
        texts: safety texts in the reader's language.
    """
    waiting, insatser = reading.waiting, reading.stock.insatser
    why = {insatser[row.insats_id].slug: row.reasons for row in reading.sooner if row.insats_id in insatser}
    keys = [insats.pk, *(row.insats_id for row in reading.sooner), *reading.others]
    shown = cards_from(reading.stock, keys, area=reader.area, language=reader.language, now=reader.now)
    first = shown[0] if shown and shown[0].slug == insats.slug else None
    rest = {card.slug: card for card in shown if card is not first}
    return {
        "card": first,
        "sooner": [(rest.pop(slug), why[slug]) for slug in why if slug in rest],
        "elsewhere": elsewhere(waiting, reading.running) if reading.own and waiting.is_long else [],
        "alternatives": list(rest.values()),
        "while_waiting": while_waiting(waiting.offerings, waiting.wait, texts),
    }
