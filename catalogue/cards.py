"""Cards: what a list shows of an insats, in a fixed number of queries however long the list is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from catalogue.area_tree import AreaTree
from catalogue.choices import RUNNING, Status
from catalogue.for_whom import for_whom
from catalogue.given_together import Together, given_together
from catalogue.models import Area, GroupStart, Insats, InsatsPage, Offering, Provider
from catalogue.models.words import SOURCE_LANGUAGE, Text
from catalogue.next_group import by_offering, next_group
from catalogue.notices import notices_of
from catalogue.offered_at_the_door import waits_are_told
from catalogue.pages_in_language import title_of
from catalogue.place_groups import places_counted, places_in_words, together_in_words
from catalogue.shelf_life import ShelfLife, shelf_life
from catalogue.stock import Stock, read_stock
from catalogue.waiting import Wait, wait_of
from catalogue.way_in import RouteGuides, WayIn, way_in_of_all


@dataclass(frozen=True)
class Card:
    """One insats in a list.

    Attributes:
        title: its plain name, in the page's language or Swedish.
        method: the method's name and where it is given, in Swedish: a line of names.
        spread: at how many places, when they are too many to name.
        summary: one sentence.
        way: the easiest way in among the offerings that serve the reader.
        way_note: said when it differs between places.
        who: for whom.
        wait: what is known of the wait, when one offering is meant; None where nobody has ever told of any.
        places: where it is given, in words.
        status_note: said when it cannot be had now.
        notice: what its units tell for a while, when all of them do.
        next_group: when its next group begins and whether there are places; empty when none is planned.
        is_example, example_place: whether it is invented, and where it is said to be.
    """

    slug: str
    title: Text
    method: str
    spread: str
    summary: Text
    url: str
    is_example: bool
    example_place: str
    way: WayIn
    way_note: str
    who: str
    wait: Wait | None
    places: str
    status_note: str
    notice: str
    next_group: str


def cards(
    insats_ids: Sequence[int],
    *,
    area: Area | None,
    language: str,
    now: datetime,
    provider: Provider | None = None,
) -> list[Card]:
    """Cards in the order of the keys; what the public may not see has none.

    Args:
        insats_ids: keys of insatser.
        area: the reader's area; offerings that serve it are shown before others.
        language: code of the variant.
        now: the moment of the request.
        provider: the unit whose page shows them; its own way in and wait then stand on the card.
    """
    stock = read_stock(insats_ids, language, now)
    return cards_from(stock, insats_ids, area=area, language=language, now=now, provider=provider)


def cards_from(
    stock: Stock,
    insats_ids: Sequence[int],
    *,
    area: Area | None,
    language: str,
    now: datetime,
    provider: Provider | None = None,
) -> list[Card]:
    """The same of what has been read already, without asking the database."""
    serving = AreaTree.load().ids_serving(area.pk) if area else None
    together = given_together()
    nearest = {pk: _nearest(stock.offerings.get(pk, ()), serving, together, provider) for pk in insats_ids}
    units = [offering.provider_id for rows in nearest.values() for offering in rows]
    told = {notice.provider_id: notice.heading for notice in reversed(notices_of(units, now, language, most=None))}
    shared = _Shared(
        RouteGuides.load(language), now, shelf_life(), waits_are_told(), together, told, by_offering(stock.starts)
    )
    return [
        _card(stock.insatser[pk], stock.pages.get(pk), nearest[pk], stock.offerings.get(pk, ()), shared)
        for pk in insats_ids
        if pk in stock.insatser
    ]


@dataclass(frozen=True)
class _Shared:
    """What all cards of a list share."""

    guides: RouteGuides
    now: datetime
    shelf: ShelfLife
    waits_are_told: bool
    together: Together
    #: The first notice of each unit.
    notices: dict[int, str]
    #: Coming groups of each offering.
    starts: dict[int, list[GroupStart]]


def _nearest(
    offerings: Sequence[Offering], serving: set[int] | None, together: Together, provider: Provider | None = None
) -> list[Offering]:
    """Running offerings that serve the reader's area; all running ones when none does or no area is chosen.

    On a unit's own page only those of the unit.
    """
    running = [offering for offering in offerings if offering.is_running]
    if provider is not None:
        running = [offering for offering in running if offering.provider_id == provider.pk]
    if serving is None:
        return running
    return [offering for offering in running if together.serves(offering, serving)] or running


def _card(
    insats: Insats,
    page: InsatsPage | None,
    nearest: list[Offering],
    offerings: Sequence[Offering],
    shared: _Shared,
) -> Card:
    way, differs = way_in_of_all(nearest, shared.guides)
    one = nearest[0] if len(nearest) == 1 else None
    code = page.locale.language_code if page else SOURCE_LANGUAGE
    places = places_in_words(nearest)
    with translation.override(SOURCE_LANGUAGE):
        # The line of names is marked as Swedish in every variant, so the words between the names are Swedish too.
        partners = together_in_words(shared.together.names.get(one.pk, ())) if one else ""
        names = "" if places_counted(nearest) else places_in_words(nearest)
        places_by_name = ". ".join(filter(None, (names, partners)))
    name = insats.full_name if insats.full_name and insats.full_name != insats.name else ""
    method = f"{insats.name} ({name})" if name and len(name) < 60 else insats.name
    return Card(
        slug=insats.slug,
        title=title_of(insats, page),
        method=f"{method}. {places_by_name}" if places_by_name else method,
        spread=places_counted(nearest),
        summary=Text(page.summary if page else "", code),
        url=insats.get_absolute_url(),
        is_example=insats.is_example,
        example_place=places if insats.is_example else "",
        way=way,
        way_note=_("På andra platser går det till på ett annat sätt.") if differs else "",
        who=for_whom(insats, page, one),
        wait=nearest_wait(nearest, shared.now, shared.shelf) if shared.waits_are_told else None,
        places=places,
        status_note=_status_note(insats, offerings, nearest),
        notice=_notice(nearest, shared.notices),
        next_group=next_group(nearest, shared.starts, shared.now, shared.shelf),
    )


def nearest_wait(offerings: Sequence[Offering], now: datetime, shelf: ShelfLife) -> Wait:
    """What is said of the wait at several places: with one its own; else one that still holds, the shortest.

    Then it is said that it is one place's.
    """
    if len(offerings) == 1:
        return wait_of(offerings[0].queue_reports.all(), now, shelf=shelf)
    told = [(reports, offering) for offering in offerings if (reports := offering.queue_reports.all())]
    waits = [(wait_of(reports, now, shelf=shelf), offering) for reports, offering in told]
    known = [pair for pair in waits if pair[0].days is not None]
    if not known:
        return wait_of([], now, shelf=shelf)
    wait, offering = min(known, key=lambda pair: pair[0].days or 0)
    note = _("%(note)s. Gäller %(place)s.") % {"note": wait.note.rstrip("."), "place": offering.given_by}
    return replace(wait, note=note)


def _notice(offerings: list[Offering], notices: dict[int, str]) -> str:
    """What the units tell for a while; nothing as long as one of them tells nothing."""
    told = [notices.get(offering.provider_id or 0, "") for offering in offerings]
    return told[0] if told and all(told) else ""


def _status_note(insats: Insats, offerings: Sequence[Offering], running: list[Offering]) -> str:
    """Said when nobody offers it now. That nobody is known to offer it is no "no"."""
    if running and insats.status in RUNNING:
        return ""
    status = insats.status
    if status in RUNNING:
        # In the order of ``Status``: planned somewhere says more than not offered somewhere else.
        said = {offering.status for offering in offerings}
        status = next((value for value in Status.values if value in said), "")
    if not status:
        return _("Det står inte var stödet finns. Ring och fråga.")
    sentences = {
        Status.PLANNED: _("Planeras. Går inte att få än."),
        Status.NOT_STARTED: _("Har inte startat."),
        Status.NOT_INTRODUCED: _("Är inte infört."),
        Status.ENDED: _("Har upphört."),
        Status.NOT_OFFERED: _("Erbjuds inte."),
    }
    return sentences.get(Status(status), _("Det står inte om det går att få nu. Ring och fråga."))
