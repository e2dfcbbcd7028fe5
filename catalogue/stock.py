"""Insatser with what cards show of them, read together: a fixed number of queries however many they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from catalogue.at_hand import give_terms, give_words
from catalogue.models import GroupStart, Insats, InsatsPage, Offering, QueueReport
from catalogue.offerings_at_hand import give_reports, read_offerings
from catalogue.pages_in_language import pages_of
from catalogue.querysets import is_shown, without_hidden_examples
from catalogue.remembered import remembered


@dataclass(frozen=True)
class Stock:
    """What has been read of some insatser.

    Attributes:
        insatser: by key, with their target groups; only those that readers may see.
        pages: the words about each, in the reader's language or Swedish.
        offerings: those of each insats that may be shown, with words and reports.
        starts: coming groups of those offerings, nearest first.
        told: reports of waits on something else that were asked for at the same time.
    """

    insatser: dict[int, Insats]
    pages: dict[int, InsatsPage]
    offerings: dict[int, list[Offering]]
    starts: list[GroupStart]
    told: list[QueueReport] = field(default_factory=list)


def read_stock(insats_ids: Sequence[int], language: str, now: datetime, about: Q | None = None) -> Stock:
    """Read all that cards need.

    Args:
        insats_ids: keys of insatser.
        language: code of the variant.
        now: the moment of the request.
        about: which reports of waits on something else are asked for at the same time.
    """
    offerings = read_offerings(Q(insats__in=insats_ids))
    told = give_reports(offerings, timezone.localtime(now).date(), about)
    give_words(offerings, language)
    insatser = insatser_of(insats_ids, offerings)
    give_terms(insatser.values(), "needs", "target_groups")
    pages = pages_of(insats_ids, language)
    return Stock(insatser, pages, by_insats(offerings), starts_of(offerings, now), told)


def by_insats(offerings: Iterable[Offering]) -> dict[int, list[Offering]]:
    """Offerings by the key of their insats."""
    found: dict[int, list[Offering]] = defaultdict(list)
    for offering in offerings:
        found[offering.insats_id].append(offering)
    return found


def insatser_of(keys: Sequence[int], offerings: Collection[Offering]) -> dict[int, Insats]:
    """Insatser that readers may see: those that are at hand with offerings; a query only for others.

    Args:
        keys: of insatser.
        offerings: with their insatser.
    """
    known = {offering.insats_id: offering.insats for offering in offerings}
    missing = set(keys) - known.keys()
    if missing:
        public = Insats.objects.filter(
            without_hidden_examples(), pk__in=missing, live=True, retired_from__isnull=True
        )
        known |= public.in_bulk()
    return {pk: row for pk, row in known.items() if row.live and not row.is_retired and is_shown(row)}


def starts_of(offerings: Iterable[Offering], now: datetime) -> list[GroupStart]:
    """Groups that have not begun, nearest first, of those offerings that can be had now.

    Args:
        offerings: with their insatser.
        now: the moment of the request.
    """
    running = {
        row.pk: row for row in offerings if row.is_running and row.insats.live and not row.insats.is_retired
    }
    today = timezone.localtime(now).date()
    planned = running.keys() & _with_starts(today)
    starts = list(GroupStart.objects.not_begun(today).filter(offering__in=planned)) if planned else []
    for start in starts:
        start.offering = running[start.offering_id]
    return starts


@remembered
def _with_starts(day: date) -> frozenset[int]:
    """Keys of the offerings of which a group has not begun: most pages show none."""
    return frozenset(GroupStart.objects.not_begun(day).order_by().values_list("offering", flat=True))
