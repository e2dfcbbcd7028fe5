"""Safety texts by their place, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.at_hand import terms_of
from catalogue.models import SafetyText
from catalogue.models.words import Text
from catalogue.remembered import remembered


@dataclass(frozen=True)
class SafetyWords:
    """What stands in one place: a heading and a text, each with the language that it really is in."""

    heading: Text
    text: Text


@remembered
def safety_texts(language: str) -> Mapping[str, SafetyWords]:
    """All published safety texts by slug.

    Args:
        language: code of the variant; a text that is missing in it is the Swedish one.
    """
    return {
        row.slug: SafetyWords(row.text("label", language), row.text("explanation", language))
        for row in terms_of(SafetyText).values()
        if row.live and not row.is_retired
    }
