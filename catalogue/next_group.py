"""The next group of an insats, for lists: when it begins and whether there are places. Read when asked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalogue.group_facts import can_be_joined, places_in_words
from catalogue.models import GroupStart, Offering
from catalogue.shelf_life import ShelfLife

#: Days ahead from which a day needs its year: a month of the same name is nearer.
YEAR_NEEDED = 330


def by_offering(starts: Iterable[GroupStart]) -> dict[int, list[GroupStart]]:
    """Groups by the key of their offering, in the same order."""
    found: dict[int, list[GroupStart]] = defaultdict(list)
    for start in starts:
        found[start.offering_id].append(start)
    return found


def next_group(
    offerings: Sequence[Offering], starts: dict[int, list[GroupStart]], now: datetime, shelf: ShelfLife
) -> str:
    """``14 januari. 4 platser kvar.``: the first group that one can join, else the first; empty without any.

    Args:
        offerings: those that a list speaks of; with several of them the place is named.
        starts: their groups, as ``by_offering`` gives them.
        now: the moment of the request.
        shelf: how long a count of places holds.
    """
    coming = [(start, offering) for offering in offerings for start in starts.get(offering.pk, ())]
    if not coming:
        return ""
    start, offering = min(coming, key=lambda pair: (not can_be_joined(pair[0], now), pair[0].first_date))
    told = [_day(start.first_date, timezone.localtime(now).date()), places_in_words(start, now, shelf)]
    said = " ".join(filter(None, told))
    if len(offerings) == 1:
        return said
    return _("%(note)s. Gäller %(place)s.") % {"note": said.rstrip("."), "place": offering.given_by}


def _day(first: date, today: date) -> str:
    far = (first - today).days > YEAR_NEEDED
    return f"{date_format(first) if far else date_format(first, 'MONTH_DAY_FORMAT')}."
