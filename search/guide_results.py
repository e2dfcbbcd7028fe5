"""What the guided questions lead to: the support that fits best, why it does, and the answers to change."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from catalogue.cards import Card, cards
from catalogue.models import Area, Need
from catalogue.models.words import EASY_READ, Text
from search import remembered
from search.filters import MISSING, Choices
from search.guide import QUESTIONS, Answers, Step
from search.hits import Hits
from search.labels import Labels
from search.models import IndexState
from search.query import Query, parse
from search.relaxing import find_something
from search.safety import Alarm, Topic

#: The best ones; all of them stand in the search.
MOST = 10
#: Easy-read shows fewer at a time.
EASY_AT_A_TIME = 5
#: What is taken back when nothing fits: what is hard is kept longest.
STEPS = (("malgrupp",), ("alder",), ("omrade",), ("behov",))


@dataclass(frozen=True)
class Hit:
    """A support, which of the answers it meets, and which facts are missing to say that it meets all."""

    card: Card
    reasons: list[Text | str]
    missing: list[str]


@dataclass(frozen=True)
class Told:
    """One answer as the reader gave it."""

    step: Step
    question: str
    answers: list[Text | str]


@dataclass
class GuideResults:
    """What the page shows, by the names that the template uses."""

    fits: list[Hit] = field(default_factory=list)
    maybes: list[Hit] = field(default_factory=list)
    fits_count: int = 0
    maybe_count: int = 0
    #: Said when nothing met all answers.
    relaxed: str = ""
    #: Which part of the best ones is shown, from 1, and whether another follows.
    page: int = 1
    has_more: bool = False
    #: The same choices in the search.
    search_query: str = ""


def query_of(answers: Answers, place: str, needs: Sequence[Need], labels: Labels, home: Area | None) -> Query:
    """The search that the answers ask for.

    Args:
        answers: what the reader has answered.
        place: the reader's area as the address names it.
        needs: the needs that can be chosen.
        labels: the values that each filter has.
        home: the site's home area.
    """
    data = QueryDict(mutable=True)
    slugs = {need.pk: need.slug for need in needs}
    data.setlist("behov", [slugs[key] for key in answers.needs or ()])
    groups = answers.who.groups if answers.who else ()
    data.setlist("malgrupp", [slug for slug in groups if slug in labels["malgrupp"]])
    data["alder"] = "" if answers.age is None else str(answers.age)
    data["omrade"] = place
    return parse(data, labels, home, Alarm(""))


def danger_topic(answers: Answers, needs: Sequence[Need], labels: Labels, alarm: Alarm) -> Topic | None:
    """The topic of *Hjälp nu* that the answers are about: danger now, else what a sensitive need is called.

    Args:
        answers: what the reader has answered.
        needs: the needs that can be chosen.
        labels: what they are called in the reader's language.
        alarm: the topics and what is heard as them.
    """
    sensitive = [need for need in needs if need.is_sensitive and need.pk in (answers.needs or ())]
    if not answers.danger and not sensitive:
        return None
    heard = () if answers.danger else (alarm.heard_in(str(labels["behov"].get(n.slug, ""))) for n in sensitive)
    return next(filter(None, heard), None) or next(iter(alarm.topics.values()), None)


def guide_results(
    query: Query,
    topic: Topic | None,
    *,
    state: IndexState,
    page: int,
    language: str,
    home: Area | None,
    now: datetime,
) -> GuideResults:
    """The best ones for a query, each with the answers that it meets.

    Args:
        query: the search that the answers ask for.
        topic: the danger that they are about; its needs are then not named in the address of the search.
        state: what readers see of the index.
        page: which part of the best ones, from 1.
        language: code of the reader's variant.
        home: the site's home area.
        now: the moment of the request.
    """
    answer = find_something("", query.choices, language, state, steps=STEPS, must_run=True)
    hits, facts = answer.hits, remembered.facts(state)
    wanted = set(answer.choices.values.get("behov", ()))

    def needs_met(pk: int) -> int:
        return len(wanted.intersection(facts.insatser[pk].needs))

    # What is hard counts first; then, of what may fit, what lacks fewest facts. The order is stable.
    fits = sorted(hits.fits, key=lambda pk: -needs_met(pk))
    maybes = sorted(hits.maybes, key=lambda pk: (-needs_met(pk), len(hits.answers.maybes[pk])))
    best = [*fits, *maybes][:MOST]
    size = EASY_AT_A_TIME if language == EASY_READ else MOST
    page = min(page, max(1, -(-len(best) // size)))
    shown = best[(page - 1) * size : page * size]
    area = query.areas[0] if len(query.areas) == 1 else None
    by_id = dict(zip(shown, cards(shown, area=area or home, language=language, now=now), strict=True))
    why = _Reasons(hits, answer.choices, remembered.labels(state, language), query.areas)
    found = [
        Hit(
            by_id[pk],
            why.of(pk, facts.insatser[pk].needs),
            [str(MISSING[name]) for name in hits.answers.maybes.get(pk, ())],
        )
        for pk in shown
    ]
    return GuideResults(
        fits=[hit for hit in found if not hit.missing],
        maybes=[hit for hit in found if hit.missing],
        fits_count=len(hits.fits),
        maybe_count=len(hits.maybes),
        relaxed=answer.told,
        page=page,
        has_more=page * size < len(best),
        search_query=_in_search(query, answer.choices, topic),
    )


def _in_search(query: Query, kept: Choices, topic: Topic | None) -> str:
    """The query string of the same choices in the search. About danger it names the topic and no need."""
    dropped: dict[str, object] = dict.fromkeys(set(query.choices.params) - set(kept.params), "")
    if topic is not None and query.choices.values.get("behov"):
        dropped |= {"behov": "", "amne": topic.id}
    return query.address(**dropped)


@dataclass(frozen=True)
class _Reasons:
    """Which answers an insats meets, as few words each."""

    hits: Hits
    choices: Choices
    labels: Labels
    areas: list[Area]

    def of(self, insats_id: int, needs: Sequence[str]) -> list[Text | str]:
        """The needs that it answers, the age and area that its offering is for, and that it is direct."""
        chosen, missing = self.choices.values.get("behov", ()), self.hits.answers.maybes.get(insats_id, ())
        reasons: list[Text | str] = [self.labels["behov"].get(slug, slug) for slug in chosen if slug in needs]
        if self.choices.age is not None and "alder" not in missing:
            reasons.append(_("%(age)s år") % {"age": self.choices.age})
        if self.choices.area_ids and "omrade" not in missing:
            reasons += [Text(area.name, "sv") for area in self.areas]
        fitting = self.hits.answers.fitting_offerings.get(insats_id, ())
        if any(offering.is_direct for offering in fitting):
            reasons.append(_("Inget beslut behövs"))
        return reasons


def told(answers: Answers, query: Query, needs: Sequence[Need], labels: Labels) -> list[Told]:
    """The reader's answers in the order of the questions, to read and to change.

    Args:
        answers: what the reader has answered.
        query: the search that they ask for.
        needs: the needs that can be chosen.
        labels: what they are called in the reader's language.
    """
    unknown = _("Vet inte")
    chosen = [labels["behov"].get(need.slug, need.slug) for need in needs if need.pk in (answers.needs or ())]
    places: list[Text | str] = [Text(area.name, "sv") for area in query.areas]
    if query.everywhere:
        places.append(_("Alla kommuner"))
    said: dict[Step, tuple[str, list[Text | str]]] = {
        Step.DANGER: (_("Fara nu"), [_("Ja") if answers.danger else _("Nej")]),
        Step.WHO: (_("Vem det gäller"), [str(answers.who.label) if answers.who else unknown]),
        Step.AGE: (_("Ålder"), [unknown if answers.age is None else _("%(age)s år") % {"age": answers.age}]),
        Step.NEEDS: (_("Vad det gäller"), chosen or [_("Något annat, eller vet inte")]),
        Step.PLACE: (_("Var"), places or [unknown]),
    }
    return [Told(step, *said[step]) for step in QUESTIONS]
