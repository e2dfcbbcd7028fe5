"""*Läget*: what a unit manager answers for, with what the public is told now, in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format

from catalogue.actions.confirm_hours import hours_of, hours_version
from catalogue.choices import Confirmed, ProviderStatus, QueueMeasure
from catalogue.hours_table import hours_table
from catalogue.models import Offering, OpeningHours, Provider, Verification
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.overdue import are_hours_due, is_queue_due
from catalogue.own_units import OwnUnits
from catalogue.place_groups import swedish_order
from catalogue.querysets import without_hidden_examples
from catalogue.queue_clocks import Clock, clocks_of
from catalogue.waiting import Wait, wait_of
from catalogue.week_in_words import week_in_words
from workspace.history import Line, newest_lines


@dataclass(frozen=True)
class QueueRow:
    """One kind of wait at one offering: what readers are told, and what was answered last."""

    offering: Offering
    clock: Clock
    wait: Wait
    is_due: bool
    is_answered: bool
    last: Line | None
    level: str = ""

    @property
    def key(self) -> str:
        """Where the row stands on the page."""
        return queue_key(self.offering.pk, self.clock.measure, self.clock.group)

    @property
    def name(self) -> str:
        """The insats, what tells its offerings here apart, for whom, and the kind of wait when it is known."""
        measure = str(QueueMeasure(self.clock.measure).label) if self.clock.measure else ""
        group = self.clock.answer.target_group if self.clock.answer else None
        parts = [self.offering.insats.name, self.level, str(group.label) if group else "", measure]
        return ", ".join(filter(None, parts))


@dataclass(frozen=True)
class HoursRow:
    """The opening hours of one unit in words, and when somebody confirmed them."""

    provider: Provider
    version: str
    week: list[str]
    exceptions: list[str]
    confirmed: str
    is_due: bool
    is_answered: bool
    last: Line | None
    #: The last answer was that the unit does not know.
    is_unsure: bool

    @property
    def key(self) -> str:
        """Where the row stands on the page."""
        return hours_key(self.provider.pk)


@dataclass
class UnitCard:
    """A unit, or an area that gives support itself."""

    name: str
    slug: str
    hours: HoursRow | None = None
    queues: list[QueueRow] = field(default_factory=list)

    @property
    def confirmable(self) -> list[QueueRow]:
        """Waits that one press may confirm together: there is a figure, and nobody has answered today."""
        return [row for row in self.queues if row.clock.report and not row.is_answered]


def queue_key(offering_id: int, measure: str, group: int | None = None) -> str:
    """Where the row of a wait stands on the page."""
    return "-".join(["ko", str(offering_id), *filter(None, [measure, f"grupp-{group}" if group else ""])])


def hours_key(provider_id: int) -> str:
    """Where the row of a unit's hours stands on the page."""
    return f"tider-{provider_id}"


@dataclass(frozen=True)
class Scope:
    """What somebody may answer for: running offerings, and units that are at work."""

    offerings: QuerySet[Offering]
    providers: QuerySet[Provider]

    @classmethod
    def whole(cls) -> "Scope":
        """Everything: what the office answers for."""
        providers = Provider.objects.filter(without_hidden_examples(), live=True, retired_from__isnull=True)
        return cls(Offering.objects.running(), providers.exclude(status=ProviderStatus.ENDED))

    @classmethod
    def of(cls, units: OwnUnits) -> "Scope":
        """What belongs to some units."""
        whole = cls.whole()
        return cls(
            whole.offerings.filter(pk__in=units.queryset(Offering).values("pk")),
            whole.providers.filter(pk__in=units.providers),
        )


def cards(offerings: Sequence[Offering], providers: Iterable[Provider], now: datetime) -> list[UnitCard]:
    """Units by name, each with its hours and its waits.

    Args:
        offerings: with insats, provider and area.
        providers: units whose hours are answered for, read by ``with_hours``.
        now: the moment of the request.
    """
    units = list(providers)
    today = timezone.localtime(now).date()
    clocks = clocks_of([offering.pk for offering in offerings], today=today)
    lines = newest_lines({Offering: [row.pk for row in offerings], Provider: [unit.pk for unit in units]})
    found: dict[tuple[str, int], UnitCard] = {}
    for unit in units:
        hours = _hours_row(unit, now, lines.get((Provider, unit.pk)))
        found["provider", unit.pk] = UnitCard(unit.name, unit.slug, hours)
    waits: dict[tuple[str, int], list[QueueRow]] = defaultdict(list)
    given = Counter((_giver_key(offering), offering.insats_id) for offering in offerings)
    twice = [offering for offering in offerings if given[_giver_key(offering), offering.insats_id] > 1]
    prefetch_related_objects(twice, "words")
    for offering in offerings:
        giver, key = offering.provider or offering.area, _giver_key(offering)
        found.setdefault(key, UnitCard(offering.given_by, giver.slug if giver else ""))
        last = lines.get((Offering, offering.pk))
        level = _told_apart(offering) if given[key, offering.insats_id] > 1 else ""
        waits[key] += [_queue_row(offering, clock, now, today, last, level) for clock in clocks[offering.pk]]
    for key, rows in waits.items():
        found[key].queues = sorted(rows, key=lambda row: swedish_order(row.name))
    return sorted(found.values(), key=lambda card: swedish_order(card.name))


def with_hours(providers: QuerySet[Provider]) -> QuerySet[Provider]:
    """Units with their hours and when these were confirmed."""
    marks = Verification.objects.filter(about=Confirmed.HOURS)
    return providers.prefetch_related(
        Prefetch("opening_hours", OpeningHours.objects.select_related("offering__insats")),
        "opening_exceptions",
        Prefetch("verifications", marks, to_attr="hours_marks"),
        "hours_doubts",
    )


def _giver_key(offering: Offering) -> tuple[str, int]:
    return ("provider", offering.provider_id) if offering.provider_id else ("area", offering.area_id or 0)


def _told_apart(offering: Offering) -> str:
    """What tells two offerings of one insats at one unit apart: the level by its name, or the way in."""
    level = str(offering.text("level", SOURCE_LANGUAGE) or "") or offering.level
    return level or str(offering.get_route_display())


def _queue_row(
    offering: Offering, clock: Clock, now: datetime, today: date, last: Line | None, level: str
) -> QueueRow:
    reports = [report for report in (clock.report, clock.answer) if report]
    is_answered = clock.answer is not None and clock.answer.observed == today.isoformat()
    return QueueRow(offering, clock, wait_of(reports, now), is_queue_due(clock, today), is_answered, last, level)


def _hours_row(provider: Provider, now: datetime, last: Line | None) -> HoursRow:
    rows = list(provider.opening_hours.all())
    marks = provider.hours_marks  # type: ignore[attr-defined]  # read by ``with_hours``
    mark = marks[0] if marks else None
    doubt = next(iter(provider.hours_doubts.all()), None)
    table = hours_table(rows, list(provider.opening_exceptions.all()), now)
    confirmed_at, doubted_at = mark.verified_at if mark else None, doubt.said_at if doubt else None
    answered = [timezone.localtime(moment).date() for moment in (confirmed_at, doubted_at) if moment]
    confirmed = timezone.localtime(confirmed_at).date() if confirmed_at else None
    return HoursRow(
        provider,
        hours_version(hours_of(provider)),
        week_in_words([row for row in rows if row.offering_id is None])
        + [f"{row.offering.insats.name}: {row}" for row in rows if row.offering],
        [f"{row.when}: {row.what}" for row in table.exceptions] if table else [],
        f"Bekräftade {date_format(confirmed, 'j F Y')}" if confirmed else "Ingen har bekräftat tiderna",
        are_hours_due(confirmed_at, doubted_at, now),
        timezone.localtime(now).date() in answered,
        last,
        doubted_at is not None and (confirmed_at is None or doubted_at > confirmed_at),
    )
