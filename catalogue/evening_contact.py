"""Evenings and weekends: whom somebody calls then about violence, honour or a child that the police have heard."""

from dataclasses import dataclass
from datetime import datetime

from catalogue.help_lines import HelpEntry, lines_for
from catalogue.models import Insats
from catalogue.reach import Person

#: Which topic of *Hjälp nu* has the lines for a sensitive need; every other one has those for children.
TOPICS = {
    "vald-i-familjen": "partner-eller-ex",
    "vald-i-nara-relation": "partner-eller-ex",
    "hedersrelaterat-vald": "heder",
    "sexuellt-vald": "valdtakt",
    "sexuell-exploatering": "valdtakt",
}
OTHER_TOPIC = "barn-och-unga"
#: Lines that the page names; all of them stand on *Hjälp nu*.
LINES = 2


@dataclass(frozen=True)
class EveningContact:
    """Who answers in evenings, at night and at weekends.

    Attributes:
        person: the socialjour of the reader's area, if the catalogue has its number.
        lines: help lines that answer around the clock.
    """

    person: Person | None
    lines: list[HelpEntry]


def evening_contact(insats: Insats, person: Person, language: str, now: datetime) -> EveningContact | None:
    """The contact for a page about something sensitive; None for any other page.

    Args:
        insats: with its needs at hand.
        person: whom the page names.
        language: code of the variant.
        now: the moment of the request.
    """
    needs = [need.slug for need in insats.needs.all() if need.is_sensitive]
    if not needs:
        return None
    topics = dict.fromkeys(TOPICS.get(slug, OTHER_TOPIC) for slug in needs)
    lines = [entry for entry in lines_for(topics, language, now) if entry.answers_always and entry.number]
    return EveningContact(person.after_hours, lines[:LINES])
