"""Age links: a reader who has written an age is offered what is for that age, in one step."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from search.query import OLDEST, Query

#: Most ages that are offered; who writes more has several children, and chooses in the form.
MOST = 3


@dataclass(frozen=True)
class AgeLink:
    """An age and the address of the same search for it."""

    label: str
    url: str


def age_links(ages: Iterable[int], query: Query) -> list[AgeLink]:
    """Links to the same search for the ages in its words; none when the reader has chosen an age.

    Args:
        ages: the ages that the words say, in whole years.
        query: the search as understood.
    """
    if query.choices.age is not None:
        return []
    offered = [age for age in ages if age <= OLDEST][:MOST]
    return [
        AgeLink(
            _("Visa för %(age)s år") % {"age": age}, f"{reverse('search')}?{query.address(alder=age, sida='')}"
        )
        for age in offered
    ]
