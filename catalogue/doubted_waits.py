"""Waits that a unit does not know: since it said so, nobody has given a figure."""

from dataclasses import dataclass
from datetime import date

from catalogue.choices import QueueState
from catalogue.models import Offering, QueueReport
from catalogue.queue_clocks import clocks_of


@dataclass(frozen=True)
class DoubtedWait:
    """An offering, and the answer "vet inte" about a wait at it."""

    offering: Offering
    answer: QueueReport


def doubted_waits(today: date) -> list[DoubtedWait]:
    """Waits at running offerings of which the latest answer is "vet inte".

    What a source says that it does not know is no answer of a unit.

    Args:
        today: the day of the request.
    """
    unsure = QueueReport.objects.filter(state=QueueState.UNKNOWN, source_title="", offering__isnull=False)
    offerings = Offering.objects.running().filter(pk__in=unsure.values("offering"))
    named = {row.pk: row for row in offerings.select_related("insats", "provider", "area").order_by("slug")}
    return [
        DoubtedWait(named[pk], clock.answer)
        for pk, clocks in clocks_of(named, today=today).items()
        for clock in clocks
        if clock.answer is not None and clock.is_unsure and not clock.answer.source_title
    ]
