"""Rows: what a professional sees of an insats in a list, dense, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch

from catalogue.area_tree import AreaTree
from catalogue.choices import Route, Stated
from catalogue.for_whom import for_whom
from catalogue.models import Area, Insats, InternalContact, InternalNote, Offering
from catalogue.models.words import Text
from catalogue.pages_in_language import pages_of, title_of
from catalogue.place_groups import swedish_order
from catalogue.querysets import without_hidden_examples
from catalogue.waiting import wait_of
from catalogue.way_in import EASIEST_FIRST, NOT_STATED, SHAPES, RouteGuides, guide_of

#: Places that a line names before it counts the rest.
NAMED_AT_MOST = 8
DECISION: dict[str, str] = {Stated.YES: "beslut krävs", Stated.NO: "inget beslut"}
#: Ways in that leave open whether a decision is needed, so that it is said beside them.
LEAVES_DECISION_OPEN = (Route.REFERRAL, NOT_STATED)


@dataclass(frozen=True)
class PlaceName:
    """Somewhere that an insats is given, and whether it serves the family's own area."""

    name: str
    is_own: bool


@dataclass(frozen=True)
class WaitLine:
    """What is known of the wait at a place."""

    place: str
    state: str
    sentence: str
    note: str


@dataclass
class Way:
    """One way in and the places where it is the way."""

    kind: str
    icon: str
    label: Text
    decision: str
    places: list[PlaceName] = field(default_factory=list)
    more: int = 0
    referrers: list[str] = field(default_factory=list)
    decides: list[str] = field(default_factory=list)
    waits: list[WaitLine] = field(default_factory=list)


@dataclass(frozen=True)
class Internal:
    """What colleagues have noted: where it holds, and the words."""

    place: str
    text: str


@dataclass(frozen=True)
class Row:
    """One insats in the staff's list."""

    insats_id: int
    slug: str
    method: str
    full_name: str
    abbreviation: str
    title: Text
    url: str
    who: str
    is_example: bool
    ways: list[Way]
    internal: list[Internal]


def rows(insats_ids: Sequence[int], *, area: Area | None, language: str, now: datetime) -> list[Row]:
    """Rows in the order of the keys.

    Args:
        insats_ids: keys of public insatser.
        area: the family's area; places that serve it stand first.
        language: code of the variant, Swedish for staff.
        now: the moment of the request.
    """
    public = Insats.objects.filter(
        without_hidden_examples(), pk__in=insats_ids, live=True, retired_from__isnull=True
    )
    insatser = public.prefetch_related("target_groups__words").in_bulk()
    pages = pages_of(insats_ids, language)
    offerings: dict[int, list[Offering]] = defaultdict(list)
    for offering in _offerings(insats_ids):
        offerings[offering.insats_id].append(offering)
    maker = _Maker(RouteGuides.load(language), AreaTree.load().ids_serving(area.pk) if area else set(), now)
    found = []
    for pk in insats_ids:
        insats, page = insatser[pk], pages.get(pk)
        full = insats.full_name if insats.full_name != insats.name else ""
        found.append(
            Row(
                pk,
                insats.slug,
                insats.name,
                full,
                insats.abbreviation if insats.abbreviation not in insats.name else "",
                title_of(insats, page),
                insats.get_absolute_url(),
                for_whom(insats, page),
                insats.is_example,
                maker.ways([offering for offering in offerings[pk] if offering.is_running]),
                _internal(offerings[pk]),
            )
        )
    return found


def _offerings(insats_ids: Sequence[int]) -> list[Offering]:
    public = Offering.objects.public().filter(insats__in=insats_ids).with_words()
    return list(
        public.prefetch_related(
            Prefetch("internal_notes", InternalNote.objects.order_by("pk")),
            Prefetch("provider__internal_contacts", InternalContact.objects.order_by("pk")),
        )
    )


def _internal(offerings: Sequence[Offering]) -> list[Internal]:
    notes = [Internal(row.given_by, note.text) for row in offerings for note in row.internal_notes.all()]
    contacts = [
        Internal(row.provider.name, f"{contact.about}: {contact.value}" if contact.about else contact.value)
        for row in offerings
        if row.provider is not None
        for contact in row.provider.internal_contacts.all()
    ]
    return list(dict.fromkeys([*notes, *contacts]))


class _Maker:
    """What all rows share."""

    def __init__(self, guides: RouteGuides, serving: set[int], now: datetime) -> None:
        self.guides = guides
        self.serving = serving
        self.now = now

    def ways(self, offerings: Sequence[Offering]) -> list[Way]:
        """Offerings by their way in and decision, what one can do at once first."""
        groups: dict[tuple[str, str], list[Offering]] = defaultdict(list)
        for offering in offerings:
            guide = guide_of(offering.route, offering.decision_needed)
            stated = offering.decision_needed if guide in LEAVES_DECISION_OPEN else ""
            groups[guide, DECISION.get(stated, "")].append(offering)
        ordered = sorted(groups.items(), key=lambda item: (EASIEST_FIRST.index(item[0][0]), item[0][1]))
        return [self._way(guide, decision, group) for (guide, decision), group in ordered]

    def _way(self, guide: str, decision: str, offerings: list[Offering]) -> Way:
        kind, icon = SHAPES[guide]  # type: ignore[index]  # a route is one of the choices
        way = Way(kind, icon, self.guides.text(guide, "short"), decision)
        names = {offering.given_by: offering.area_id in self.serving for offering in offerings}
        if all(names.values()):
            # The area that the site is for holds them all: none is nearer than another.
            names = dict.fromkeys(names, False)
        ordered = sorted(names.items(), key=lambda item: (not item[1], swedish_order(item[0])))
        way.places = [PlaceName(name, own) for name, own in ordered[:NAMED_AT_MOST]]
        way.more = len(ordered) - len(way.places)
        for offering in offerings:
            way.referrers += [str(referrer.label) for referrer in offering.referrers.all()]
            way.decides += [str(offering.text("who_decides", self.guides.language))]
        way.referrers = list(dict.fromkeys(filter(None, way.referrers)))
        way.decides = list(dict.fromkeys(filter(None, way.decides)))
        way.waits = self._waits(offerings)
        return way

    def _waits(self, offerings: list[Offering]) -> list[WaitLine]:
        """Waits in the family's own area; with none chosen, or none told there, the shortest that is known."""
        told = [(offering, wait_of(offering.queue_reports.all(), self.now)) for offering in offerings]
        told = [pair for pair in told if pair[1].has_figure]
        own = [pair for pair in told if pair[0].area_id in self.serving]
        far = float("inf")
        best = own or sorted(told, key=lambda pair: pair[1].days if pair[1].days is not None else far)[:1]
        return [WaitLine(row.given_by, wait.state, wait.sentence, wait.note) for row, wait in best[:3]]
