"""What those who meet families at work can do: refer, tell about, ask for advice, ask for a visit to a class."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q, prefetch_related_objects

from catalogue.area_view import DIRECTLY
from catalogue.at_hand import give_words
from catalogue.cards import Card, cards
from catalogue.choices import Route
from catalogue.models import Area, Offering, Referrer
from catalogue.models.words import Text
from catalogue.nearby import running_for
from catalogue.offerings_at_hand import read_offerings
from catalogue.place_groups import places_in_words
from catalogue.querysets import OfferingQuerySet
from catalogue.reach import number_of
from catalogue.way_in import (
    EASIEST_FIRST,
    NOT_STATED,
    RouteGuides,
    WayIn,
    guide_of,
    way_in,
    way_in_of_all,
)

#: Referrers that are the authorities themselves, not those who meet families in another work.
AUTHORITIES = ("socialtjanst", "domstol")
PROFESSIONALS, CLASSES = "yrkesverksamma", "skolklasser"
#: Rows of a list. The rest is found by a search.
MOST_ROWS = 10
#: Rows of all lists that one printed sheet holds; the list of what to tell about gives way, but never whole.
SHEET_ROWS, FEWEST_TOLD = 16, 4


@dataclass(frozen=True)
class ReferralRow:
    """One support as a professional needs it.

    Attributes:
        card: what the support is, in the catalogue's words.
        way: how one refers or gets in, with the offering's own words.
        decides: who decides or signs, if stated.
        place: who gives it, or at how many places.
        number: as it is read; empty when the catalogue has none or when there are several places.
    """

    card: Card
    way: WayIn
    decides: Text
    place: str
    number: str


@dataclass(frozen=True)
class ReferralList:
    """Rows that there is room for, and whether there are more."""

    rows: list[ReferralRow]
    has_more: bool = False


@dataclass(frozen=True)
class ReferralLists:
    """What a professional can do for a family, in the order of what it asks of them."""

    refer: ReferralList
    tell: ReferralList
    advice: ReferralList
    classes: ReferralList


def known_referrers() -> list[Referrer]:
    """Those who meet families at work and whom some running offering takes referrals from."""
    running = Offering.objects.running().values("referrers")
    rows = Referrer.objects.filter(pk__in=running, live=True, retired_from=None).exclude(slug__in=AUTHORITIES)
    return list(rows.prefetch_related("words"))


def referral_lists(area: Area | None, referrer: str, language: str, now: datetime) -> ReferralLists:
    """The lists for an area, in a fixed number of queries.

    Args:
        area: where the family lives, or the area that the site is for.
        referrer: slug of who refers; empty for anybody at work.
        language: code of the variant.
        now: the moment of the request.
    """
    running = running_for(area).select_related("insats")
    refer = list(running.filter(_refers(referrer)).distinct().order_by("insats__name", "pk"))
    referred = {row.insats_id for row in refer}
    groups = {
        "refer": [[row] for row in refer],
        "tell": _by_insats(row for row in running.filter(DIRECTLY) if row.insats_id not in referred),
        "advice": [[row] for row in _for_group(running, PROFESSIONALS)],
        "classes": _by_insats(_for_group(running, CLASSES)),
    }
    # Advice and visits are for those at work; a family is not told of them.
    theirs = {row.insats_id for name in ("advice", "classes") for group in groups[name] for row in group}
    groups["tell"] = [group for group in groups["tell"] if group[0].insats_id not in theirs]
    shown = {name: rows[:MOST_ROWS] for name, rows in groups.items()}
    others = sum(len(rows) for name, rows in shown.items() if name != "tell")
    shown["tell"] = shown["tell"][: max(FEWEST_TOLD, SHEET_ROWS - others)]
    made = _Rows(shown.values(), area, language, now)
    return ReferralLists(
        **{
            name: ReferralList([row for group in rows if (row := made.row(group))], len(groups[name]) > len(rows))
            for name, rows in shown.items()
        }
    )


def _refers(referrer: str) -> Q:
    """Offerings that take referrals from somebody at work; where it is not stated from whom, from all."""
    if referrer:
        return Q(referrers__slug=referrer) | Q(route=Route.REFERRAL, referrers=None)
    return Q(route=Route.REFERRAL) | Q(referrers__isnull=False) & ~Q(referrers__slug__in=AUTHORITIES)


def _for_group(running: OfferingQuerySet, slug: str) -> list[Offering]:
    return list(running.filter(insats__target_groups__slug=slug).order_by("insats__name", "pk"))


def _by_insats(offerings: Iterable[Offering]) -> list[list[Offering]]:
    """Offerings of one insats together; what one can go to at once first."""
    found: dict[int, list[Offering]] = defaultdict(list)
    for row in offerings:
        found[row.insats_id].append(row)
    return sorted(found.values(), key=lambda group: (min(map(_ease, group)), group[0].insats.name.casefold()))


def _ease(offering: Offering) -> int:
    return EASIEST_FIRST.index(guide_of(offering.route, offering.decision_needed))


class _Rows:
    """Cards, words and numbers of all lists, read together."""

    def __init__(
        self, lists: Iterable[list[list[Offering]]], area: Area | None, language: str, now: datetime
    ) -> None:
        groups = [group for rows in lists for group in rows]
        keys = [row.pk for group in groups for row in group]
        full = read_offerings(Q(pk__in=keys))
        give_words(full, language)
        prefetch_related_objects(full, "provider__contacts")
        self.offerings = {row.pk: row for row in full}
        insatser = list(dict.fromkeys(group[0].insats_id for group in groups))
        self.cards = {card.slug: card for card in cards(insatser, area=area, language=language, now=now)}
        self.guides = RouteGuides.load(language)
        self.language = language

    def row(self, group: list[Offering]) -> ReferralRow | None:
        """One row for offerings of one insats."""
        card = self.cards.get(group[0].insats.slug)
        offerings = [self.offerings[row.pk] for row in group if row.pk in self.offerings]
        if card is None or not offerings:
            return None
        one = offerings[0] if len(offerings) == 1 else None
        return ReferralRow(
            card=card,
            way=self._way(one) if one else way_in_of_all(offerings, self.guides)[0],
            decides=one.text("who_decides", self.language) if one else Text("", self.language),
            place=places_in_words(offerings),
            number=(number_of(one.provider) or "") if one else "",
        )

    def _way(self, offering: Offering) -> WayIn:
        """The way in; where only the offering's own words tell it, they stand without "it is not stated"."""
        way = way_in(offering, self.guides)
        own = offering.text("way_in", self.language)
        if way.guide != NOT_STATED or not own:
            return way
        return replace(way, sentence=own, details=[text for text in way.details if text != own])
