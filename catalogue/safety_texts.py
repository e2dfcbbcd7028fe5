"""Safety texts by their place, in the reader's language."""

from dataclasses import dataclass

from catalogue.models import SafetyText
from catalogue.models.words import Text


@dataclass(frozen=True)
class SafetyWords:
    """What stands in one place: a heading and a text, each with the language that it really is in."""

    heading: Text
    text: Text


def safety_texts(language: str) -> dict[str, SafetyWords]:
    """All published safety texts by slug, in two queries.

    Args:
        language: code of the variant; a text that is missing in it is the Swedish one.
    """
    rows = SafetyText.objects.filter(live=True, retired_from=None).prefetch_related("words")
    return {row.slug: SafetyWords(row.text("label", language), row.text("explanation", language)) for row in rows}
