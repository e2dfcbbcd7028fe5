"""What the law says on the page about an insats, as content that editors own and a lawyer must approve."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from catalogue.at_hand import terms_of
from catalogue.choices import LegalPlace, Route, Stated
from catalogue.models import Insats, LegalText, Offering
from catalogue.models.words import Text

#: Groups in which there are children: the law on consent and age speaks of them.
WITH_CHILDREN = {"barn", "unga", "familj"}
#: The last year of life in which the law calls somebody a child.
LAST_AGE_OF_A_CHILD = 17


@dataclass(frozen=True)
class LegalNote:
    """One legal text ready to show: heading, plain words, the law behind it, when a lawyer approved it."""

    slug: str
    place: str
    heading: Text
    text: Text
    law: Text
    reviewed_on: date | None


def legal_note(record: LegalText, language: str) -> LegalNote:
    """A legal text in a language, else in Swedish.

    Args:
        record: with its words at hand.
        language: code of the variant.
    """
    return LegalNote(
        record.slug,
        record.shown_on,
        record.text("label", language),
        record.text("explanation", language),
        record.text("legal", language),
        record.reviewed_by_lawyer_on,
    )


def legal_texts(places: Collection[str], language: str) -> list[LegalNote]:
    """All published legal texts that belong to any of the places."""
    rows = (row for row in terms_of(LegalText).values() if row.live and not row.is_retired)
    return [legal_note(row, language) for row in rows if row.shown_on in places]


def law_about(insats: Insats, offerings: Sequence[Offering], language: str) -> list[LegalNote]:
    """What the law says to the one who reads about an insats.

    Args:
        insats: with its target groups.
        offerings: those that the reader may come to.
        language: code of the variant.
    """
    places = [
        place
        for place, holds in (
            (LegalPlace.CHILDREN, is_about_children(insats, offerings)),
            (LegalPlace.DECISION, needs_a_decision(insats, offerings)),
        )
        if holds
    ]
    return legal_texts(places, language) if places else []


def is_about_children(insats: Insats, offerings: Iterable[Offering]) -> bool:
    """Whether a child is in it: by the groups, or by the age of whom the support is about."""
    if WITH_CHILDREN & {group.slug for group in insats.target_groups.all()}:
        return True
    ages = [age for record in (insats, *offerings) for age in (record.age_min, record.age_max) if age is not None]
    return any(age <= LAST_AGE_OF_A_CHILD for age in ages)


def needs_a_decision(insats: Insats, offerings: Sequence[Offering]) -> bool:
    """Whether somebody who wants it must apply; what the insats usually needs counts while no place says."""
    if offerings:
        return any(row.decision_needed == Stated.YES or row.route == Route.DECISION for row in offerings)
    return insats.default_decision == Stated.YES or insats.default_route == Route.DECISION
