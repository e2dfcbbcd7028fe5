"""Hits: from a question to insatser in order. The one way that the page, the evaluation and staff all go."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.conf import settings

from catalogue.models.words import SOURCE_LANGUAGE
from search import index, remembered
from search.documents import FIELDS, INSATSER, Shelf
from search.engines import asked_engine
from search.engines.base import Scope
from search.expansion import Meaning, expand
from search.facets import Sorted, sort_out
from search.facts import Facts
from search.filters import RUNNING_FILTERS, Choices, serving_areas
from search.models import IndexState
from search.ranking import Score, prior, rank, refine
from search.selection import select
from search.spoken import readings

#: How much more an insats that is given in the reader's own area counts.
OWN_AREA = 1.1
#: What the Swedish words of a subject count beside the words that the reader's own language has for an insats.
BRIDGE = 1.0
#: Insatser from which on it is quicker to let an engine count than to ask each.
COUNTED_ELSEWHERE = 3_000


@dataclass(frozen=True)
class Way:
    """How to search: with all that there is, or, to measure what each part gives, without some of it."""

    synonyms: bool = True
    fields: tuple[str, ...] = FIELDS
    bridge: bool = True


#: How readers search, unless something is being measured.
READERS_WAY = Way()
_way: ContextVar[Way] = ContextVar("way")


@contextmanager
def searching(way: Way) -> Iterator[None]:
    """Search in a way of its own for a while, to measure it."""
    token = _way.set(way)
    try:
        yield
    finally:
        _way.reset(token)


@dataclass
class Hits:
    """The insatser that answer a question, in order, and what was understood."""

    fits: list[int] = field(default_factory=list)
    maybes: list[int] = field(default_factory=list)
    not_running: list[int] = field(default_factory=list)
    answers: Sorted = field(default_factory=Sorted)
    meaning: Meaning = field(default_factory=Meaning)
    scores: dict[int, Score] = field(default_factory=dict)

    @property
    def ordered(self) -> list[int]:
        """All of them as a reader meets them."""
        return [*self.fits, *self.maybes, *self.not_running]


def find(
    text: str, choices: Choices, language: str, state: IndexState | None = None, shelf: Shelf | None = None
) -> Hits:
    """The insatser that answer a text and choices, for a reader of a language.

    Args:
        text: the reader's words; empty to see everything that the choices leave.
        choices: the reader's filters.
        language: code of the reader's variant. Where it has no words, the Swedish ones are searched too.
        state: what readers see of the index; read if left out.
        shelf: the documents that are asked instead of the public ones.
    """
    state = state or index.state()
    facts = remembered.facts(state)
    among = _near(choices, facts)
    if text and shelf is not None:
        meaning, scores = _score_on(shelf, text, state, facts, among)
    elif text:
        meaning, scores = _score(text, language, state, facts, among)
    else:
        meaning, scores = Meaning(), _by_prior(facts, among)
    counted = None if text else _counted(state, choices, facts, among)
    answers = sort_out([score.object_id for score in scores], choices, facts, counted)
    order = [score.object_id for score in scores]
    return Hits(
        fits=_nearest_first([pk for pk in order if pk in answers.fits], answers, choices, facts, scores),
        maybes=[pk for pk in order if pk in answers.maybes],
        not_running=[pk for pk in order if pk in answers.not_running],
        answers=answers,
        meaning=meaning,
        scores={score.object_id: score for score in scores},
    )


def _counted(
    state: IndexState, choices: Choices, facts: Facts, among: set[int] | None
) -> Mapping[str, Counter[str]] | None:
    """The facets of all that there is, where an engine counts them.

    The hits of words are few; they are counted here before an engine would have answered. Engines count only the
    commonest units, so one that is chosen is not asked of them.
    """
    shown = facts.insatser if among is None else among
    asks = {name for name, values in choices.values.items() if values}
    if len(shown) < COUNTED_ELSEWHERE or asks & {*RUNNING_FILTERS, "utforare"}:
        return None
    scope = Scope(state.live_generation, (INSATSER,), SOURCE_LANGUAGE)
    return asked_engine().counted(scope, choices, facts.tree, among)


def _near(choices: Choices, facts: Facts) -> set[int] | None:
    """Insatser that may be given where the reader is; None when nothing is known to be elsewhere.

    Only what no offering gives there is left out here: then a large catalogue's other municipalities take no place
    among the candidates. Whether an offering answers is asked afterwards.
    """
    serving = serving_areas(choices, facts.tree)
    near = None if serving is None else facts.perhaps_for(serving)
    return None if near is None or len(near) == len(facts.insatser) else near


def _score(
    text: str, language: str, state: IndexState, facts: Facts, among: set[int] | None
) -> tuple[Meaning, list[Score]]:
    first: Meaning | None = None
    best: dict[int, Score] = {}
    shipped = [code for code, _name in settings.SHIPPED_LANGUAGES]
    vocabularies = {code: remembered.vocabulary(state, code, INSATSER) for code in shipped}
    for reading in readings(text, language, vocabularies):
        code = reading.language
        meaning = expand(
            reading.text,
            vocabularies[code],
            remembered.synonyms(state, code) if _way.get(READERS_WAY).synonyms else None,
            may_guess=reading.may_guess,
        )
        first = first or meaning
        scores = _ranked(meaning, code, state, among)
        if _way.get(READERS_WAY).bridge and code.partition("-")[0] != SOURCE_LANGUAGE:
            bridged = remembered.bridge(state, code).in_swedish(meaning)
            scores = _together(scores, _ranked(bridged, SOURCE_LANGUAGE, state, among))
        for score in refine(scores, facts):
            known = best.get(score.object_id)
            if known is None or score.total > known.total:
                best[score.object_id] = score
    return first or Meaning(), sorted(best.values(), key=lambda score: (-score.total, score.slug))


def _score_on(
    shelf: Shelf, text: str, state: IndexState, facts: Facts, among: set[int] | None
) -> tuple[Meaning, list[Score]]:
    vocabulary = remembered.vocabulary(state, shelf.language, shelf.group)
    meaning = expand(text, vocabulary, remembered.synonyms(state, shelf.language))
    return meaning, refine(_ranked(meaning, shelf.language, state, among, shelf.group), facts)


def _ranked(
    meaning: Meaning, language: str, state: IndexState, among: set[int] | None, group: str = INSATSER
) -> list[Score]:
    scope = Scope(state.live_generation, (group,), language)
    selection = select(asked_engine(), scope, meaning.terms, remembered.held(state), among)
    fields = _way.get(READERS_WAY).fields
    return rank(selection if fields == FIELDS else selection.within(fields), meaning)


def _together(scores: list[Score], bridged: list[Score]) -> list[Score]:
    """Scores of an insats by its own words and by what the Swedish texts say of the same subjects, added up."""
    both = {score.object_id: score for score in scores}
    for score in bridged:
        known = both.setdefault(score.object_id, Score(score.object_id, score.slug, 0.0, {"name": 0.0}))
        known.parts["bridge"] = BRIDGE * score.total
        known.total += known.parts["bridge"]
    return sorted(both.values(), key=lambda score: (-score.total, score.slug))


def _by_prior(facts: Facts, among: set[int] | None) -> list[Score]:
    shown = facts.insatser.values() if among is None else (facts.insatser[pk] for pk in among)
    scores = [Score(insats.insats_id, insats.slug, prior(insats)) for insats in shown]
    return sorted(scores, key=lambda score: (-score.total, score.slug))


def _nearest_first(
    order: list[int], answers: Sorted, choices: Choices, facts: Facts, scores: list[Score]
) -> list[int]:
    """What is given in the reader's own area goes a little before what is given for a larger one."""
    if not choices.area_ids:
        return order
    own = set().union(*(facts.tree.ids_within(reader) for reader in choices.area_ids))
    totals = {score.object_id: score.total for score in scores}

    def weight(pk: int) -> float:
        near = any(offering.area_ids & own for offering in answers.fitting_offerings.get(pk, ()))
        return totals[pk] * (OWN_AREA if near else 1.0)

    return sorted(order, key=lambda pk: -weight(pk))
