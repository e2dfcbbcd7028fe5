"""What the page about an insats shows of the wait: facts on top, what one does meanwhile, what may help sooner."""

from collections.abc import Mapping
from typing import Any

from catalogue.alternatives import HOW_MANY, alternatives
from catalogue.cards import cards, nearest_wait
from catalogue.models import Insats, Offering
from catalogue.place_groups import Reader
from catalogue.safety_texts import SafetyWords
from catalogue.shelf_life import shelf_life
from catalogue.sooner import Waiting, elsewhere, sooner
from catalogue.while_waiting import while_waiting


def wait_context(
    insats: Insats,
    running: list[Offering],
    own: list[Offering],
    reader: Reader,
    texts: Mapping[str, SafetyWords],
) -> dict[str, Any]:
    """The facts on top are those of the card, and so are the alternatives.

    Args:
        insats: what is read about.
        running: its running offerings.
        own: those of them that serve the reader's area.
        reader: who reads.
        texts: safety texts in the reader's language.
    """
    served = reader.tree.ids_serving(reader.area.pk) if reader.area else None
    shelf = shelf_life()
    near = own or running
    waiting = Waiting(insats, near, nearest_wait(near, reader.now, shelf), reader.now, shelf)
    quick = sooner(waiting, served) if near and waiting.is_long else []
    why = {row.insats_id: row.reasons for row in quick}
    others = [pk for pk in alternatives(insats, served=served) if pk not in why]
    keys = [insats.pk, *why, *others[: HOW_MANY - len(why)]]
    shown = cards(keys, area=reader.area, language=reader.language, now=reader.now)
    first = shown[0] if shown and shown[0].slug == insats.slug else None
    rest = {card.slug: card for card in shown if card is not first}
    slugs = dict(Insats.objects.filter(pk__in=why).values_list("pk", "slug")) if why else {}
    return {
        "card": first,
        "sooner": [(rest.pop(slug), why[pk]) for pk in why if (slug := slugs[pk]) in rest],
        "elsewhere": elsewhere(waiting, running) if own and waiting.is_long else [],
        "alternatives": list(rest.values()),
        "while_waiting": while_waiting(near, waiting.wait, texts),
    }
