"""Chainable reads, named as the domain speaks."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from catalogue.choices import RUNNING


def without_hidden_examples(prefix: str = "") -> Q:
    """Leaves out invented examples unless the demonstration shows them.

    Args:
        prefix: lookup path to the record, such as ``insats__``.
    """
    if settings.DEMO and settings.DEMO_EXAMPLE:
        return Q()
    return Q(**{f"{prefix}is_example": False})


def is_shown(record: Any) -> bool:
    """The same rule for a record at hand: whether it is no example, or examples are shown."""
    return not record.is_example or (settings.DEMO and settings.DEMO_EXAMPLE)


class OfferingQuerySet(models.QuerySet):
    """Reads of offerings."""

    def public(self) -> "OfferingQuerySet":
        """Live and not retired, examples only while the demonstration shows them."""
        return self.filter(without_hidden_examples(), live=True, retired_from__isnull=True)

    def running(self) -> "OfferingQuerySet":
        """What can be had now: offered or on trial."""
        return self.public().filter(status__in=RUNNING, insats__live=True, insats__retired_from__isnull=True)

    def with_reports(self) -> "OfferingQuerySet":
        """With the reports that hold: the newest ones only, however long the history."""
        from catalogue.models.queue import QueueReport  # the models know the querysets

        return self.prefetch_related(Prefetch("queue_reports", QueueReport.objects.current(timezone.localdate())))

    def for_cards(self) -> "OfferingQuerySet":
        """With what a card tells of an offering: where it is given, its own words on the way in, and the wait."""
        return self.select_related("provider", "area").with_reports().prefetch_related("words")

    def with_words(self) -> "OfferingQuerySet":
        """With all that a row on a page shows, in a fixed number of queries."""
        places = self.select_related("insats", "provider", "area", "area__intake", "area__parent")
        return places.with_reports().prefetch_related(
            "words",
            "forms",
            "meeting_ways__words",
            "support_languages__words",
            "referrers__words",
        )
