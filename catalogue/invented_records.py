"""Invented records for benchmarks, in the proportions of the real catalogue. Nothing here is saved.

All are marked as invented examples: no reader meets them outside a demonstration, and no export holds them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, TypeVar

from django.db.models import Model

from catalogue.choices import AreaKind, ContactKind, Cost, QueueState, Route, Speaker, Stated, Status, WaitUnit
from catalogue.invented_words import InventedWords
from catalogue.models import (
    Area,
    Category,
    Contact,
    Form,
    Insats,
    InsatsPage,
    MeetingWay,
    Need,
    Offering,
    OpeningHours,
    Provider,
    ProviderAlias,
    QueueReport,
    Situation,
    SupportLanguage,
    TargetGroup,
    Term,
)

#: The taxonomies that invented records point at, and how many terms are made of one that is empty.
TERMS: dict[type[Term], int] = {
    Need: 40, TargetGroup: 12, Form: 19, Category: 30, MeetingWay: 5, SupportLanguage: 11,
}  # fmt: skip
#: A provider for every second insats.
INSATSER_PER_PROVIDER = 2
#: Numbers that the Swedish telecom authority keeps free for fiction.
_FICTIONAL_NUMBER = "08-465 004 {:02}"
_SOURCE = {"source_title": "Påhittat för mätning", "as_of": "2026", "is_example": True}
_ROUTES = (
    {"": 57, Route.DECISION: 37, Route.CALL: 3, Route.COME: 1, Route.INTAKE: 1, Route.COURT: 1}
)  # fmt: skip
_DECISIONS: dict[str, dict[str, int]] = {
    "": {Stated.NO: 75, "": 25},
    Route.DECISION: {Stated.YES: 95, "": 5},
    Route.COURT: {Stated.YES: 1},
}
_STATUSES = {Status.OFFERED: 95, Status.PILOT: 1, Status.PLANNED: 2, Status.ENDED: 1, Status.NOT_OFFERED: 1}
_STATES = {QueueState.QUEUE: 3, QueueState.LONG: 3, QueueState.SHORT: 2, QueueState.NONE: 2, QueueState.PLACES: 1}
_OFFERINGS = {1: 45, 2: 18, 3: 12, 4: 8, 6: 7, 8: 5, 12: 5}

Thing = TypeVar("Thing")


@dataclass
class Invented:
    """A record with all that hangs on it: other records that it points at, and rows that point at it."""

    record: Any
    relations: dict[str, Sequence[Model]] = field(default_factory=dict)
    rows: list[Any] = field(default_factory=list)


class Inventor:
    """Invents records. The same seed, words and terms give the same ones."""

    def __init__(self, seed: int, known_words: Sequence[str], terms: dict[type[Term], Sequence[Term]]) -> None:
        self.seed = seed
        self.random = Random(seed)  # noqa: S311  # no secret: benchmarks want the same records again
        self.words = InventedWords(self.random, known_words)
        self._terms = terms

    def missing_terms(self) -> list[Invented]:
        """Terms of the taxonomies that are empty."""
        made = []
        for model, count in TERMS.items():
            if self._terms[model]:
                continue
            rows = model._meta.get_field("words").related_model
            for number in range(count):
                term = model(slug=f"{self._slug(model.kind, number)}", **_SOURCE)
                everyday = "\n".join(self.words.phrase(2) for _ in range(5))
                label = self.words.phrase(2).capitalize()
                made.append(Invented(term, rows=[rows(owner=term, language="sv", label=label, everyday=everyday)]))
            self._terms[model] = [found.record for found in made if isinstance(found.record, model)]
        return made

    def areas(self, count: int) -> list[list[Invented]]:
        """Counties, municipalities and districts, level by level."""
        counties = max(1, count // 16)
        municipalities = min(max(1, count // 3), count - counties)
        levels = (
            (AreaKind.COUNTY, counties),
            (AreaKind.MUNICIPALITY, municipalities),
            (AreaKind.DISTRICT, count - counties - municipalities),
        )
        made: list[list[Invented]] = []
        for level, number in levels:
            above = made[-1] if made else []
            first = sum(map(len, made))
            made.append(
                [
                    self._area(first + i, level, above[i % len(above)].record if above else None)
                    for i in range(number)
                ]
            )
        return made

    def providers(self, count: int, areas: Sequence[Area]) -> Iterator[Invented]:
        """Units with names, numbers and hours."""
        for number in range(count):
            provider = Provider(
                slug=self._slug("enhet", number), name=self.words.phrase(2).capitalize(), **_SOURCE
            )
            rows: list[Model] = []
            if self._chance(0.5):
                rows.append(ProviderAlias(provider=provider, name=self.words.word().capitalize()))
            if self._chance(0.3):
                value = _FICTIONAL_NUMBER.format(number % 100)
                rows.append(Contact(provider=provider, channel=ContactKind.PHONE, value=value))
                rows += [
                    OpeningHours(provider=provider, channel="telefon", weekday=day, opens="09:00", closes="16:00")
                    for day in range(3)
                ]
            yield Invented(provider, {"catchment": [self._one(areas)]}, rows)

    def insatser(
        self, count: int, areas: Sequence[Area], providers: Sequence[Provider]
    ) -> Iterator[tuple[Invented, Invented, list[Invented]]]:
        """Insatser, each with its Swedish page and its offerings."""
        for number in range(count):
            insats = self._insats(number)
            yield insats, self._page(insats.record), list(self._offerings(number, insats.record, areas, providers))

    def _slug(self, kind: str, number: int) -> str:
        return f"{kind.replace('_', '-')}-{self.seed}-{number}"

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _one(self, things: Sequence[Thing]) -> Thing:
        return things[int(self.random.random() * len(things))]

    def _some(self, things: Sequence[Thing], *weights: int) -> list[Thing]:
        """As many as the weights say: that of none first, then that of one, of two …"""
        count = self.random.choices(range(len(weights)), weights)[0]
        return self.random.sample(things, min(count, len(things)))

    def _weighed(self, weights: dict[Thing, int]) -> Thing:
        return self.random.choices(list(weights), list(weights.values()))[0]

    def _area(self, number: int, level: str, parent: Area | None) -> Invented:
        name = f"{self.words.word()}{self._one(('stad', 'by', 'vik', 'berga'))}".capitalize()
        return Invented(Area(slug=self._slug("omrade", number), name=name, level=level, parent=parent, **_SOURCE))

    def _ages(self, share: float) -> dict[str, int]:
        if not self._chance(share):
            return {}
        youngest = self.random.randrange(18)
        return {"age_min": youngest, "age_max": youngest + self.random.randrange(1, 12)}

    def _insats(self, number: int) -> Invented:
        full = self._chance(0.15)
        insats = Insats(
            slug=self._slug("insats", number),
            name=self.words.phrase(self.random.choice((1, 2, 3, 4))).capitalize(),
            full_name=self.words.phrase(4).capitalize() if full else "",
            category=self._one(self._terms[Category]),
            **self._ages(0.16),
            **_SOURCE,
        )
        relations = {
            "needs": self._some(self._terms[Need], 5, 50, 35, 10),
            "target_groups": self._some(self._terms[TargetGroup], 10, 60, 25, 5),
            "forms": self._some(self._terms[Form], 10, 65, 25),
        }
        return Invented(insats, relations)

    def _page(self, insats: Insats) -> Invented:
        words, length = self.words, self.random.randrange
        page = InsatsPage(
            insats=insats,
            slug=insats.slug,
            title=words.sentence(length(6, 11))[:-1],
            summary=words.sentence(length(12, 19), most=160),
            who=words.sentence(length(8, 16)) if self._chance(0.47) else "",
            body="".join(f"<p>{words.paragraph(length(24, 36))}</p>" for _ in range(4)),
            next_step=words.sentence(16) if self._chance(0.13) else "",
            other_names="\n".join(words.phrase(2) for _ in range(length(1, 5))),
            search_words="\n".join(words.phrase(length(1, 5)) for _ in range(length(15, 27))),
        )
        situations = [
            Situation(
                page=page, sort_order=i, speaker=self._one(Speaker.values), text=words.sentence(15, most=200)
            )
            for i in range(length(3, 8))
        ]
        return Invented(page, rows=situations)

    def _offerings(
        self, number: int, insats: Insats, areas: Sequence[Area], providers: Sequence[Provider]
    ) -> Iterator[Invented]:
        places: set[tuple[int | None, int | None]] = set()
        for turn in range(self._weighed(_OFFERINGS)):
            provider = self._one(providers) if self._chance(0.55) else None
            area = self._one(areas) if provider is None or self._chance(0.92) else None
            place = (provider.pk if provider else None, area.pk if area else None)
            if place not in places:
                places.add(place)
                yield self._offering(f"{number}-{turn}", insats, provider, area)

    def _offering(self, number: str, insats: Insats, provider: Provider | None, area: Area | None) -> Invented:
        route = self._weighed(_ROUTES)
        offering = Offering(
            slug=f"erbjudande-{self.seed}-{number}",
            insats=insats,
            provider=provider,
            area=area,
            route=route,
            decision_needed=self._weighed(_DECISIONS.get(route, {Stated.NO: 60, "": 40})),
            status=self._weighed(_STATUSES),
            cost=Cost.FREE if self._chance(0.04) else "",
            **self._ages(0.12),
            **_SOURCE,
        )
        relations = {
            "forms": self._some(self._terms[Form], 83, 17),
            "meeting_ways": self._some(self._terms[MeetingWay], 90, 10),
            "support_languages": self._some(self._terms[SupportLanguage], 94, 2, 4),
        }
        rows = [self._report(offering)] if self._chance(0.17) else []
        return Invented(offering, relations, rows)

    def _report(self, offering: Offering) -> QueueReport:
        state = self._weighed(_STATES)
        waits = state in (QueueState.QUEUE, QueueState.LONG) and self._chance(0.6)
        return QueueReport(
            offering=offering,
            state=state,
            wait_to=self.random.randrange(2, 20) if waits else None,
            unit=WaitUnit.WEEK if waits else "",
            observed=self._one(("2018-12", "2022-10-18", "2026-10-01", "2026-11-11")),
        )
