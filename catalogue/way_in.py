"""The way in: what a person must do to get a support, in the words that editors own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalogue.at_hand import terms_of
from catalogue.choices import Route, Stated
from catalogue.models import Offering, RouteGuide
from catalogue.models.words import SOURCE_LANGUAGE, Text

#: Guides of offerings whose route is not stated: no decision is needed, or nothing is known.
NO_DECISION = "utan-beslut"
NOT_STATED = "anges-inte"

#: From what one can do at once to what others decide. A card shows the easiest.
EASIEST_FIRST = (
    Route.COME,
    Route.CALL,
    Route.INTAKE,
    NO_DECISION,
    Route.REFERRAL,
    Route.DECISION,
    Route.COURT,
    NOT_STATED,
)
#: Shape and sign: round when no decision is needed, square when somebody decides, dashed when not stated.
SHAPES = {
    Route.COME: ("direct", "door"),
    Route.CALL: ("direct", "phone"),
    Route.INTAKE: ("referred", "desk"),
    NO_DECISION: ("referred", "desk"),
    Route.REFERRAL: ("referred", "school"),
    Route.DECISION: ("decision", "paper"),
    Route.COURT: ("court", "court"),
    NOT_STATED: ("unstated", "ask"),
}


@dataclass(frozen=True)
class RouteGuides:
    """Sentences of all ways in, read once for a page."""

    rows: dict[str, RouteGuide]
    language: str

    @classmethod
    def load(cls, language: str | None = None) -> "RouteGuides":
        """All guides with their words."""
        rows = {row.slug: row for row in terms_of(RouteGuide).values() if row.live}
        return cls(rows, language or translation.get_language() or SOURCE_LANGUAGE)

    def text(self, guide: str, name: str = "label") -> Text:
        """A guide's text in the page's language, else in Swedish."""
        row = self.rows.get(guide)
        text = row.text(name, self.language) if row else Text("", self.language)
        return text or _unwritten(guide, name)


def _unwritten(guide: str, name: str) -> Text:
    """The route's own name while editors have written no sentence: the way in is never an empty line."""
    if name not in ("label", "short"):
        return Text("", SOURCE_LANGUAGE)
    known = {NO_DECISION: _("inget beslut behövs"), NOT_STATED: _("det står inte hur du får stödet")}
    name = known[guide] if guide in known else str(Route(guide).label)
    return Text(f"{capfirst(name)}.", translation.get_language() or SOURCE_LANGUAGE)


@dataclass(frozen=True)
class WayIn:
    """How one gets a support, ready to show."""

    kind: str
    icon: str
    guide: str
    sentence: Text
    details: list[Text]


def guide_of(route: str, decision_needed: str) -> str:
    """Which guide speaks for a route and a decision fact."""
    if route:
        return route
    return NO_DECISION if decision_needed == Stated.NO else NOT_STATED


def way_in(offering: Offering, guides: RouteGuides) -> WayIn:
    """The way in to one offering, with its own words on how and for whom.

    Args:
        offering: with its words at hand.
        guides: sentences in the page's language.
    """
    guide = guide_of(offering.route, offering.decision_needed)
    kind, icon = SHAPES[guide]  # type: ignore[index]  # a route is one of the choices
    own = offering.text("way_in", guides.language)
    sentence = guides.text(guide)
    if guide == Route.REFERRAL and offering.decision_needed == Stated.NO:
        sentence = _joined(sentence, guides.text(NO_DECISION, "short"))
    if guide == NO_DECISION and own:
        # How one makes contact is told in the offering's own words, so only the decision is left to say.
        sentence = guides.text(NO_DECISION, "short")
    details = [text for text in (own, offering.text("conditions", guides.language)) if text]
    if guide in (NOT_STATED, Route.REFERRAL) and offering.decision_needed == Stated.YES:
        details.insert(0, Text(_("Det behövs ett beslut."), translation.get_language() or SOURCE_LANGUAGE))
    return WayIn(kind, icon, guide, sentence, details)


def _joined(first: Text, second: Text) -> Text:
    if not second or first.language != second.language:
        return first
    return Text(f"{first.value} {second.value}", first.language)


def way_in_of_all(offerings: Sequence[Offering], guides: RouteGuides) -> tuple[WayIn, bool]:
    """The easiest way in among several offerings, and whether others have another way.

    The words of a single place stand on the card only when there is no other place.
    """
    ways = sorted((way_in(offering, guides) for offering in offerings), key=_ease)
    if not ways:
        kind, icon = SHAPES[NOT_STATED]
        return WayIn(kind, icon, NOT_STATED, guides.text(NOT_STATED), []), False
    easiest = ways[0]
    differs = len({way.guide for way in ways}) > 1
    if len(ways) > 1:
        easiest = WayIn(easiest.kind, easiest.icon, easiest.guide, guides.text(easiest.guide), [])
    return easiest, differs


def _ease(way: WayIn) -> int:
    return EASIEST_FIRST.index(way.guide)


def places_with(guide: str, offerings: Iterable[Offering]) -> list[str]:
    """Names of the places whose way in is the given one, each once."""
    names = (
        offering.area.name if offering.area else offering.given_by
        for offering in offerings
        if guide_of(offering.route, offering.decision_needed) == guide
    )
    return list(dict.fromkeys(names))
