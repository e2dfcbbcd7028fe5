"""What stands above the hits when a reader's words tell of danger: a topic's own words and its lines."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from catalogue.help_lines import HelpEntry, lines_for
from catalogue.models import HelpTopic
from catalogue.models.words import Text
from search.safety import Topic

#: Lines above the hits; all of them stand on *Hjälp nu*.
LINES = 3


@dataclass(frozen=True)
class Danger:
    """The answer to a topic, in the reader's language: what to do first, who answers, where there is more."""

    heading: Text
    text: Text
    lines: list[HelpEntry]
    url: str


def danger_of(topic: Topic | None, language: str, now: datetime) -> Danger | None:
    """The answer to a topic, from the content of *Hjälp nu*; nothing when it is no longer published.

    Args:
        topic: what was heard.
        language: code of the reader's variant.
        now: the moment of the request.
    """
    if topic is None:
        return None
    row = HelpTopic.objects.filter(pk=topic.id, live=True, retired_from=None).prefetch_related("words").first()
    if row is None:
        return None
    return Danger(
        heading=row.text("label", language),
        text=row.text("explanation", language),
        lines=lines_for([topic.slug], language, now)[:LINES],
        url=f"{reverse('help_now')}#{topic.slug}",
    )
