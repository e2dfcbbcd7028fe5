"""Hits: from a question to insatser in order. The one way that the page, the evaluation and staff all go."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from catalogue.models.words import SOURCE_LANGUAGE
from search import index, remembered
from search.documents import INSATSER
from search.engines.base import Scope
from search.expansion import Meaning, expand
from search.facets import Sorted, sort_out
from search.facts import Facts, InsatsFacts
from search.filters import Choices, filters_of
from search.models import IndexState
from search.ranking import Score, Traits, prior, rank, refine


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


def find(text: str, choices: Choices, language: str, state: IndexState | None = None) -> Hits:
    """The insatser that answer a text and choices, for a reader of a language.

    Args:
        text: the reader's words; empty to see everything that the choices leave.
        choices: the reader's filters.
        language: code of the reader's variant. Where it has no words, the Swedish ones are searched too.
        state: what readers see of the index; read if left out.
    """
    state = state or index.state()
    facts = remembered.facts(state)
    traits = {insats.insats_id: _traits(insats) for insats in facts.insatser.values()}
    if text:
        meaning, scores = _score(text, language, state, traits)
    else:
        meaning, scores = Meaning(), _by_prior(facts.insatser.values(), traits)
    answers = sort_out([score.object_id for score in scores], choices, facts)
    order = [score.object_id for score in scores]
    return Hits(
        fits=_nearest_first([pk for pk in order if pk in answers.fits], answers, choices, facts),
        maybes=[pk for pk in order if pk in answers.maybes],
        not_running=[pk for pk in order if pk in answers.not_running],
        answers=answers,
        meaning=meaning,
        scores={score.object_id: score for score in scores},
    )


def _score(
    text: str, language: str, state: IndexState, traits: dict[int, Traits]
) -> tuple[Meaning, list[Score]]:
    first: Meaning | None = None
    best: dict[int, Score] = {}
    for code in dict.fromkeys((language, SOURCE_LANGUAGE)):
        meaning = expand(text, remembered.vocabulary(state, code))
        first = first or meaning
        selection = index.engine().select(Scope(state.live_generation, INSATSER, code), meaning.terms)
        for score in refine(rank(selection, meaning), traits):
            known = best.get(score.object_id)
            if known is None or score.total > known.total:
                best[score.object_id] = score
    return first or Meaning(), sorted(best.values(), key=lambda score: (-score.total, score.slug))


def _traits(insats: InsatsFacts) -> Traits:
    return Traits(
        insats.needs,
        insats.target_groups,
        len(insats.offerings),
        any(offering.is_direct for offering in insats.offerings),
    )


def _by_prior(insatser: Iterable[InsatsFacts], traits: dict[int, Traits]) -> list[Score]:
    scores = [Score(insats.insats_id, insats.slug, prior(traits[insats.insats_id])) for insats in insatser]
    return sorted(scores, key=lambda score: (-score.total, score.slug))


def _nearest_first(order: list[int], answers: Sorted, choices: Choices, facts: Facts) -> list[int]:
    return order
