"""What may help sooner than a long wait: direct or shorter support for the same need, and the same elsewhere."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.alternatives import DIRECT, HOW_MANY, Neighbour, open_to
from catalogue.choices import Route, Stated
from catalogue.models import Insats, Offering
from catalogue.models.offering import WITHOUT_DECISION
from catalogue.offerings_at_hand import give_reports, read_offerings
from catalogue.shelf_life import ShelfLife
from catalogue.waiting import Wait, wait_of

#: Insatser that are looked at, those that share most needs first. What lies further off is no near alternative.
LOOKED_AT = 30


@dataclass(frozen=True)
class Sooner:
    """An insats that can be had sooner, and why, in sentences."""

    insats_id: int
    reasons: list[str]


@dataclass(frozen=True)
class Elsewhere:
    """The same insats at a place that takes in people from other areas too."""

    name: str
    url: str
    reasons: list[str]
    is_example: bool


@dataclass(frozen=True)
class Waiting:
    """Somebody waits for an insats: how long, for what, at what moment."""

    insats: Insats
    offerings: Sequence[Offering]
    wait: Wait
    now: datetime
    shelf: ShelfLife

    @property
    def is_long(self) -> bool:
        """Whether the wait is past the site's threshold, or nobody is taken in."""
        return self.wait.state == "closed" or (self.wait.least_days or 0) > self.shelf.long_wait

    @property
    def needs_decision(self) -> bool:
        """Whether the social services must decide first, at every place that the reader may come to."""
        return all(row.route == Route.DECISION or row.decision_needed == Stated.YES for row in self.offerings)

    def reasons_for(self, offering: Offering) -> list[str]:
        """Why another offering can be had sooner; none when it is not known to be."""
        wait = wait_of(offering.queue_reports.all(), self.now, shelf=self.shelf)
        shorter = self._is_shorter(wait)
        if wait.state == "closed" or (wait.days is not None and not shorter):
            return []
        direct = {Route.COME: _("Du kan komma direkt."), Route.CALL: _("Du ringer eller bokar själv.")}
        found = [direct[Route(offering.route)]] if offering.route in DIRECT else []
        if shorter:
            found.append(_("Kortare väntan: %(wait)s.") % {"wait": _as_part(wait.sentence)})
        if found and self.needs_decision and _without_decision(offering):
            found.append(_("Inget beslut behövs."))
        return found

    def _is_shorter(self, wait: Wait) -> bool:
        if wait.days is None:
            return False
        own = self.wait.days if self.wait.days is not None else self.wait.least_days
        return own is None or wait.days < own


@dataclass(frozen=True)
class Looked:
    """What was found, and all offerings of the insatser that were looked at, with their reports."""

    found: list[Sooner] = field(default_factory=list)
    offerings: list[Offering] = field(default_factory=list)


def sooner(waiting: Waiting, others: Sequence[Neighbour], served: set[int] | None) -> Looked:
    """Insatser with the same need and for the same people that are direct or have a shorter wait.

    Args:
        waiting: who waits for what.
        others: what shares needs with it, those that share most first.
        served: keys of areas whose offerings serve the reader; all areas if left out.
    """
    shared = {each.insats_id: each.shared for each in others if each.is_for_the_same}
    shared = dict(islice(shared.items(), LOOKED_AT))
    offerings = read_offerings(Q(insats__in=shared)) if shared else []
    give_reports(offerings, timezone.localdate(waiting.now))
    usable = _usable(offerings, served)
    best: dict[int, list[str]] = defaultdict(list)
    for offering in offerings:
        reasons = waiting.reasons_for(offering) if offering.pk in usable else []
        if len(reasons) > len(best[offering.insats_id]):
            best[offering.insats_id] = reasons
    order = [pk for pk in shared if best[pk]]
    order.sort(key=lambda pk: (-shared[pk], -len(best[pk])))
    return Looked([Sooner(pk, best[pk]) for pk in order[:HOW_MANY]], offerings)


def _usable(offerings: Sequence[Offering], served: set[int] | None) -> set[int]:
    """Keys of those that can be had now by people of the areas."""
    running = [offering.pk for offering in offerings if offering.is_running]
    if served is None or not running:
        return set(running)
    return set(Offering.objects.filter(open_to(served), pk__in=running).values_list("pk", flat=True))


def elsewhere(waiting: Waiting, running: Sequence[Offering]) -> list[Elsewhere]:
    """The same insats outside the reader's area, where others are let in and the wait is shorter.

    Args:
        waiting: who waits for what, with the offerings of the reader's own area.
        running: every running offering of the insats, with its reports.
    """
    own = {offering.pk for offering in waiting.offerings}
    found = []
    for offering in running:
        if offering.pk in own or offering.residents_elsewhere != Stated.YES:
            continue
        reasons = waiting.reasons_for(offering)
        owner = offering.provider or offering.area
        if reasons and owner is not None:
            takes_in = _("De tar emot dig även om du bor i ett annat område.")
            url = owner.get_absolute_url()
            found.append(Elsewhere(offering.given_by, url, [takes_in, *reasons], offering.is_example))
    return found[:HOW_MANY]


def _without_decision(offering: Offering) -> bool:
    return offering.decision_needed == Stated.NO or offering.route in WITHOUT_DECISION


def _as_part(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
