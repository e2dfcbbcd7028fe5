"""Where an insats is given: its offerings gathered by place, the reader's own place first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from catalogue.area_tree import AreaTree
from catalogue.choices import Status
from catalogue.given_together import Together, given_together
from catalogue.models import Area, Offering
from catalogue.models.words import Text
from catalogue.offering_facts import Fact, facts_of
from catalogue.partial_dates import in_words
from catalogue.waiting import Wait, wait_of
from catalogue.way_in import RouteGuides, WayIn, way_in

#: Places that a line names before it counts them.
NAMED_AT_MOST = 2


@dataclass(frozen=True)
class PlaceRow:
    """One offering at a place."""

    provider: str
    provider_url: str
    level: Text
    way: WayIn
    wait: Wait
    facts: list[Fact]


@dataclass
class PlaceGroup:
    """A place and what is offered there."""

    title: str
    url: str
    is_own: bool
    is_example: bool
    rows: list[PlaceRow] = field(default_factory=list)
    sources: dict[str, None] = field(default_factory=dict)

    @cached_property
    def source(self) -> str:
        """Of when the facts are, as the source says."""
        dates = [in_words(as_of) for as_of in self.sources if as_of]
        return _("Uppgifter från %(when)s.") % {"when": ", ".join(dates)} if dates else ""


@dataclass(frozen=True)
class Reader:
    """Who reads: where, in what language, at what moment."""

    area: Area | None
    tree: AreaTree
    language: str
    now: datetime
    together: Together = field(default_factory=given_together)

    def is_served_by(self, offering: Offering) -> bool:
        """Whether the offering is for the reader's own area."""
        return self.together.serves(offering, self._serving)

    @cached_property
    def _serving(self) -> set[int]:
        return self.tree.ids_serving(self.area.pk) if self.area is not None else set()


def _row(offering: Offering, reader: Reader, guides: RouteGuides) -> PlaceRow:
    provider = offering.provider if offering.area_id else None
    return PlaceRow(
        provider=provider.name if provider else "",
        provider_url=provider.get_absolute_url() if provider else "",
        level=offering.text("level", reader.language) or Text(offering.level, "sv"),
        way=way_in(offering, guides),
        wait=wait_of(offering.queue_reports.all(), reader.now),
        facts=facts_of(offering, reader.language, reader.together),
    )


def _place_of(offering: Offering) -> tuple[str, str]:
    for owner in (offering.area, offering.provider):
        if owner is not None:
            return owner.name, owner.get_absolute_url()
    return offering.anonymous_label, ""


def place_groups(offerings: Iterable[Offering], reader: Reader, guides: RouteGuides) -> list[PlaceGroup]:
    """Running offerings by place: the reader's own first, invented ones last.

    Args:
        offerings: running offerings of one insats, with words.
        reader: who reads.
        guides: sentences of the ways in, in the reader's language.
    """
    groups: dict[str, PlaceGroup] = {}
    for offering in offerings:
        title, url = _place_of(offering)
        own = reader.is_served_by(offering)
        group = groups.setdefault(title, PlaceGroup(title, url, own, offering.is_example))
        group.rows.append(_row(offering, reader, guides))
        group.sources[offering.as_of] = None
    return sorted(
        groups.values(), key=lambda group: (not group.is_own, group.is_example, swedish_order(group.title))
    )


def swedish_order(text: str) -> str:
    """A key that sorts as Swedish does: å, ä, ö after z."""
    return text.casefold().translate(str.maketrans("åäæöøé", "{||}}e"))


#: What is said of offerings that cannot be had, with the year of the source where it is known.
def _said_of(status: str, places: str, year: str) -> str:
    values = {"places": places, "year": year}
    sentences = {
        Status.PLANNED: (_("Planerades %(year)s i %(places)s."), _("Planeras i %(places)s.")),
        Status.NOT_STARTED: (_("Hade inte startat %(year)s i %(places)s."), _("Har inte startat i %(places)s.")),
        Status.NOT_INTRODUCED: (_("Var inte infört %(year)s i %(places)s."), _("Är inte infört i %(places)s.")),
        Status.ENDED: (_("Hade upphört %(year)s i %(places)s."), _("Har upphört i %(places)s.")),
        Status.NOT_OFFERED: (
            _("Erbjuds inte i %(places)s. Uppgiften är från %(year)s."),
            _("Erbjuds inte i %(places)s."),
        ),
    }
    dated, undated = sentences[Status(status)]
    return (dated if year else undated) % values


def names_in_a_row(names: Sequence[str]) -> str:
    """``Bromma, Farsta och Älvsjö``."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def places_in_words(offerings: Iterable[Offering]) -> str:
    """Where it is given: named when few, else counted. One name at two places is told apart by its place."""
    offerings = list(offerings)
    return places_counted(offerings) or _(" och ").join(_givers(offerings))


def places_counted(offerings: Iterable[Offering]) -> str:
    """At how many places it is given, when they are too many to name; else empty."""
    count = len(_givers(offerings))
    return _("Finns på %(n)s platser") % {"n": count} if count > NAMED_AT_MOST else ""


def _givers(offerings: Iterable[Offering]) -> list[str]:
    return list(dict.fromkeys(offering.given_by for offering in offerings))


def together_in_words(names: Sequence[str]) -> str:
    """``Gemensamt med Solna och Sundbyberg``; empty for what is given alone."""
    return _("Gemensamt med %(who)s") % {"who": names_in_a_row(names)} if names else ""


def not_to_be_had(offerings: Iterable[Offering]) -> list[str]:
    """Sentences on planned, ended and not offered ones, one for each status and year."""
    gathered: dict[tuple[str, str], dict[str, None]] = {}
    for offering in offerings:
        key = (offering.status, offering.as_of[:4])
        gathered.setdefault(key, {})[offering.given_by] = None
    order = list(Status.values)
    return [
        _said_of(status, names_in_a_row(sorted(places, key=swedish_order)), year)
        for (status, year), places in sorted(
            gathered.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
        )
    ]
