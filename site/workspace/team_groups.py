"""Groups of the own units that lack people, nearest first: what a unit manager can still do something about."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from catalogue.group_facts import when_in_words
from catalogue.group_sign_ups import lacking_groups, people_in_words, state_in_words
from catalogue.models import Offering

#: More groups than that are a matter for the list in the admin.
MOST = 20


@dataclass(frozen=True)
class LackingRow:
    """One group: which, when, how many have signed up, and where it is changed."""

    name: str
    when: str
    people: str
    url: str


def lacking_rows(offerings: QuerySet[Offering]) -> list[LackingRow]:
    """Coming groups of some offerings with fewer people than they need to start, in one query."""
    starts = lacking_groups().filter(offering__in=offerings.values("pk"))
    starts = starts.select_related("offering__insats", "offering__provider", "offering__area")[:MOST]
    return [
        LackingRow(
            f"{start.offering.insats.name}, {start.offering.given_by}",
            when_in_words(start),
            f"{people_in_words(start)} anmälda, {state_in_words(start)}",
            reverse("groupstart:edit", args=[start.pk]),
        )
        for start in starts
    ]
