"""Group starts as a reader meets them: when, where, for whom, whether there are places, else the next one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.area_tree import AreaTree
from catalogue.at_hand import give_words, terms_of
from catalogue.choices import Stated
from catalogue.group_facts import (
    ages_of,
    can_be_joined,
    facts_of_start,
    places_in_words,
    sign_up_is_over,
    when_in_words,
)
from catalogue.models import GroupStart, InsatsPage, SupportLanguage
from catalogue.models.words import Text
from catalogue.offering_facts import Fact
from catalogue.pages_in_language import pages_of, title_of
from catalogue.shelf_life import shelf_life

#: Starts that are read at most. A city that plans more shows the nearest ones.
MOST = 500
#: Starts on a page that is about something else; all of them stand in the list.
ON_A_PAGE = 6


@dataclass(frozen=True)
class NextStart:
    """Another start with places, for somebody who finds a full group."""

    when: str
    where: str
    url: str


@dataclass(frozen=True)
class GroupCard:
    """One group start.

    Attributes:
        anchor: its own place on a page.
        title: what the insats is called, in the reader's language or Swedish.
        url: the page about the insats.
        provider, provider_url: who gives it.
        when: the first day and time.
        facts: rows of what is stated.
        places: how many places are left, and how old that is.
        is_full: whether it is known that nobody more can join.
        closed: said when one can no longer sign up.
        next_start: another start, when this one is full or closed.
        is_example: whether it is invented.
        missing: facts that the reader asked for and that are not stated.
    """

    anchor: str
    title: Text
    url: str
    provider: str
    provider_url: str
    when: str
    facts: list[Fact]
    places: str
    is_full: bool
    closed: str
    next_start: NextStart | None
    is_example: bool
    missing: list[str] = field(default_factory=list)


def coming_starts(today: date, condition: Q | None = None) -> list[GroupStart]:
    """Starts that can still be joined, nearest first, with all that a card needs, in a fixed number of queries.

    Args:
        today: the day of the request.
        condition: which starts; all if left out.
    """
    rows = GroupStart.objects.coming(today).filter(condition or Q())
    rows = rows.select_related("offering__insats", "offering__provider", "offering__area")
    return with_details(list(rows[:MOST]))


def with_details(starts: list[GroupStart], language: str | None = None) -> list[GroupStart]:
    """The same starts with their words, places and languages at hand.

    Args:
        starts: with their offerings at hand.
        language: code of the variant that is shown; all words if left out.
    """
    give_words(starts, language)
    prefetch_related_objects(starts, "place__area")
    languages = terms_of(SupportLanguage)
    for start in starts:
        start.language = languages.get(start.language_id)
    return starts


def groups_here(condition: Q, language: str, now: datetime) -> list[GroupCard]:
    """The nearest starts of what a page is about.

    Args:
        condition: which starts.
        language: code of the variant.
        now: the moment of the request.
    """
    return nearest_cards(coming_starts(timezone.localtime(now).date(), condition), language, now)


def nearest_cards(
    starts: Sequence[GroupStart], language: str, now: datetime, pages: Mapping[int, InsatsPage] | None = None
) -> list[GroupCard]:
    """Cards of the first of some starts, as ``coming_starts`` gives them."""
    return group_cards(starts[:ON_A_PAGE], language=language, now=now, among=starts, pages=pages)


def group_cards(
    starts: Sequence[GroupStart],
    *,
    language: str,
    now: datetime,
    among: Iterable[GroupStart] = (),
    missing: Callable[[GroupStart], list[str]] = lambda _start: [],
    pages: Mapping[int, InsatsPage] | None = None,
) -> list[GroupCard]:
    """Cards in the order of the starts.

    Args:
        starts: what is shown, as ``coming_starts`` gives it.
        language: code of the variant.
        now: the moment of the request.
        among: starts among which another is looked for when one is full; those shown if left out.
        missing: facts that the reader asked for and that a start does not state.
        pages: the words about their insatser; read if left out.
    """
    if pages is None:
        pages = pages_of([start.offering.insats_id for start in starts], language)
    tree = None if all(can_be_joined(start, now) for start in starts) else AreaTree.load()
    pool, shelf = list(among) or list(starts), shelf_life()
    return [
        GroupCard(
            anchor=f"grupp-{start.pk}",
            title=title_of(start.offering.insats, pages.get(start.offering.insats_id)),
            url=start.offering.insats.get_absolute_url(),
            provider=start.offering.given_by,
            provider_url=start.offering.provider.get_absolute_url() if start.offering.provider else "",
            when=when_in_words(start),
            facts=facts_of_start(start, language),
            places=places_in_words(start, now, shelf),
            is_full=start.is_full,
            closed=_closed(start, now),
            next_start=_next_start(start, pool, tree, now) if tree and not can_be_joined(start, now) else None,
            is_example=start.offering.is_example,
            missing=missing(start),
        )
        for start in starts
    ]


def _closed(start: GroupStart, now: datetime) -> str:
    """That one can no longer sign up, though the group has not begun."""
    return _("Anmälan har stängt. Ring och fråga om det finns plats.") if sign_up_is_over(start, now) else ""


def _next_start(start: GroupStart, pool: Iterable[GroupStart], tree: AreaTree, now: datetime) -> NextStart | None:
    """The next start with places: of the same insats before one for the same ages, near before elsewhere."""

    def rank(other: GroupStart) -> tuple[bool, bool, bool, date]:
        is_same = other.offering.insats_id == start.offering.insats_id
        speaks_otherwise = other.language_id != start.language_id
        return not is_same, speaks_otherwise, not _is_near(other, start, tree), other.first_date

    others = [
        other
        for other in pool
        if other.pk != start.pk
        and can_be_joined(other, now)
        and (other.offering.insats_id == start.offering.insats_id or _is_akin(other, start))
        and (_is_near(other, start, tree) or takes_others(other))
    ]
    best = min(others, key=rank, default=None)
    if best is None:
        return None
    url = f"{best.offering.insats.get_absolute_url()}#grupp-{best.pk}"
    return NextStart(when_in_words(best), best.offering.given_by, url)


def _is_akin(other: GroupStart, start: GroupStart) -> bool:
    """Whether another group is of the same sort: the same category of support for the same ages."""
    same_sort = other.offering.insats.category_id == start.offering.insats.category_id
    return same_sort and ages_of(other) == ages_of(start)


def _is_near(other: GroupStart, start: GroupStart, tree: AreaTree) -> bool:
    places = (other.offering.area_id, start.offering.area_id)
    return None not in places and tree.serves(*places)


def takes_others(start: GroupStart) -> bool:
    """Whether people from other areas may come; what is not stated is no yes."""
    return (start.open_to_others or start.offering.residents_elsewhere) == Stated.YES
