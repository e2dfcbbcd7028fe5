"""Numbered steps of a way in, from the words of its guide."""

from dataclasses import dataclass
from datetime import date

from catalogue.models.words import Text
from catalogue.way_in import RouteGuides


@dataclass(frozen=True)
class Step:
    """One step: what to do, and what happens."""

    heading: str
    text: str


@dataclass(frozen=True)
class Guide:
    """A way in step by step: its sentence, its steps and their language, what the law says, where it holds.

    ``reviewed_on`` is the day when a lawyer approved what it says of the law.
    """

    slug: str
    label: Text
    legal: Text
    steps: list[Step]
    language: str
    places: str
    reviewed_on: date | None = None


def steps_of(text: str) -> list[Step]:
    """Read one step a line: heading, a colon, then the sentences."""
    steps = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        heading, colon, rest = line.partition(": ")
        steps.append(Step(heading, rest.strip()) if colon else Step("", line))
    return steps


def guide_with_steps(guides: RouteGuides, slug: str, places: str) -> Guide:
    """The guide of a way in. Steps may be missing; then there is nothing to number.

    Args:
        guides: all guides, in the page's language.
        slug: which one.
        places: where it holds, in words; empty when it holds everywhere.
    """
    steps = guides.text(slug, "steps")
    row = guides.rows.get(slug)
    return Guide(
        slug=slug,
        label=guides.text(slug),
        legal=guides.text(slug, "legal"),
        steps=steps_of(steps.value),
        language=steps.language,
        places=places,
        reviewed_on=row.reviewed_by_lawyer_on if row else None,
    )
