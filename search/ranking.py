"""Ranking: the order of hits, the same for every engine.

BM25 over weighted fields with the catalogue's statistics, then what a reader would expect beyond counting words:
the sentence that fits best as a whole, an exact name first, all concepts before some.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from search.engines.base import Candidate, Selection, Statistics
from search.expansion import Concept, Meaning
from search.indexing import PART

#: How much a hit in a field says.
WEIGHTS: dict[str, float] = {
    "alias": 3.0,
    "title": 3.0,
    "search_words": 2.6,
    "situations": 1.2,
    "summary": 2.0,
    "needs": 1.2,
    "who": 1.2,
    "body": 1.0,
    "places": 0.5,
}
#: How much a field that is longer than others thins out its hits: 0 not at all, 1 fully.
LENGTH_MATTERS = 0.5
#: BM25: how soon a repeated word stops adding.
SATURATION = 1.5
#: How much rarity tells. Below 1, so that one odd word does not outweigh the rest of a long sentence.
RARITY_TELLS = 0.55

#: Fields whose passages are sentences or phrases that can fit a query as a whole.
PASSAGE_FIELDS = {"situations": 1.0, "search_words": 0.9, "alias": 1.0, "title": 1.0, "summary": 0.8}
#: What the parts of a score weigh beside the words.
PASSAGE = 0.7
COVERAGE = 0.5
EXACT_NAME = 3.0

#: The best hits tell what the query is about: their needs and target groups speak for insatser that share them.
TOPIC_HITS = 10
TOPIC_NEEDS = 0.27
TOPIC_GROUPS = 0.2
#: A mild prior: what is given at many places, and what one can come to without a decision, is likelier to be had.
MANY_PLACES = 0.1
DIRECT = 0.2
#: Hits that score less than this share of the best are no hits.
WORTH_SHOWING = 0.35


class Traits(Protocol):
    """What an insats is besides its words, for the prior and the topic."""

    needs: tuple[str, ...]
    target_groups: tuple[str, ...]
    #: At how many places it is given now, and whether somewhere without a decision.
    places: int
    is_direct: bool


@dataclass
class Score:
    """The score of one document and what it is made of, so that staff can be told why."""

    object_id: int
    slug: str
    total: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)
    #: For each field and term, the places of the term in it.
    hits: Mapping[str, Mapping[str, list[int]]] = field(default_factory=dict)


def rank(selection: Selection, meaning: Meaning) -> list[Score]:
    """The candidates of a selection, best first; equals in the order of their slugs."""
    weights = {concept.word: importance(concept, selection) for concept in meaning.concepts}
    best_possible = sum(weights.values()) or 1.0
    scores = [
        _score(candidate, selection.statistics, meaning, weights, best_possible)
        for candidate in selection.candidates
    ]
    return sorted(scores, key=lambda score: (-score.total, score.slug))


def refine(scores: list[Score], traits: Mapping[int, Traits]) -> list[Score]:
    """The order after topic and prior, without what scores too little to be a hit."""
    scores = [score for score in scores if score.object_id in traits]
    best = scores[0].total if scores else 0.0
    by_needs = _topic(scores, traits, lambda trait: trait.needs)
    by_groups = _topic(scores, traits, lambda trait: trait.target_groups)
    for score in scores:
        trait = traits[score.object_id]
        score.parts["topic"] = best * (
            TOPIC_NEEDS * by_needs(score.object_id) + TOPIC_GROUPS * by_groups(score.object_id)
        )
        score.parts["prior"] = prior(trait)
        score.total = (score.total + score.parts["topic"]) * score.parts["prior"]
    scores = sorted(scores, key=lambda score: (-score.total, score.slug))
    # A name word for word is far above all else; it must not make everything else look like nothing.
    bar = WORTH_SHOWING * max(
        (score.total - score.parts["name"] * score.parts["prior"] for score in scores), default=0
    )
    return [score for score in scores if score.total >= bar]


def prior(trait: Traits) -> float:
    """How likely it is that somebody who asks can get it."""
    return 1 + MANY_PLACES * math.log(1 + trait.places) + DIRECT * trait.is_direct


def _topic(
    scores: list[Score], traits: Mapping[int, Traits], of: Callable[[Traits], tuple[str, ...]]
) -> Callable[[int], float]:
    """How much an insats shares of what the best hits are about; rare things tell more than common ones."""
    common = Counter(slug for trait in traits.values() for slug in of(trait))
    top = scores[:TOPIC_HITS]
    whole = sum(score.total for score in top) or 1.0
    about: Counter[str] = Counter()
    for score in top:
        slugs = of(traits[score.object_id])
        for slug in slugs:
            about[slug] += score.total / whole / len(slugs) ** 0.5  # type: ignore[assignment]

    def shared(object_id: int) -> float:
        slugs = of(traits[object_id])
        told = sum(about[slug] * math.log(len(traits) / common[slug]) for slug in slugs)
        return told / max(1, len(slugs)) ** 0.5

    return shared


def importance(concept: Concept, selection: Selection) -> float:
    """How telling a concept is: rare words tell more than common ones (inverse document frequency)."""
    documents = selection.statistics.documents
    stands_in = max((selection.frequency.get(term, 0) for term in concept.terms), default=0)
    rarity = math.log(1 + (documents - stands_in + 0.5) / (stands_in + 0.5))
    return rarity**RARITY_TELLS * concept.strongest


def _score(
    candidate: Candidate, statistics: Statistics, meaning: Meaning, weights: dict[str, float], best_possible: float
) -> Score:
    words = 0.0
    found = 0.0
    for concept in meaning.concepts:
        weighted = _weighted_frequency(candidate, concept, statistics)
        if weighted:
            found += weights[concept.word]
            words += weights[concept.word] * weighted / (SATURATION + weighted)
    passage = _best_passage(candidate, meaning, weights)
    score = Score(candidate.object_id, candidate.slug, hits=candidate.hits)
    score.parts = {
        "words": words / best_possible,
        "passage": PASSAGE * passage / best_possible,
        "coverage": COVERAGE * found / best_possible,
        "name": EXACT_NAME * _has_the_name(candidate, meaning),
    }
    score.total = sum(score.parts.values())
    return score


def _weighted_frequency(candidate: Candidate, concept: Concept, statistics: Statistics) -> float:
    total = 0.0
    for name, hits in candidate.hits.items():
        count = sum(weight * len(hits[term]) for term, weight in concept.terms.items() if term in hits)
        if count:
            length = candidate.borders[name][-1] / (statistics.average_lengths.get(name) or 1.0)
            total += WEIGHTS[name] * (count / concept.strongest) / (1 - LENGTH_MATTERS + LENGTH_MATTERS * length)
    return total


def _best_passage(candidate: Candidate, meaning: Meaning, weights: dict[str, float]) -> float:
    """How much of the query the passage holds that holds most of it, and how much of itself that is."""
    best = 0.0
    for name, field_weight in PASSAGE_FIELDS.items():
        hits = candidate.hits.get(name)
        if not hits:
            continue
        borders = candidate.borders[name]
        for passage, (held, concepts) in _held_by_passages(hits, borders, meaning, weights).items():
            length = borders[passage + 1] - borders[passage]
            share_of_itself = min(1.0, concepts / length)
            best = max(best, field_weight * held * (0.5 + 0.5 * share_of_itself**0.5))
    return best


def _held_by_passages(
    hits: Mapping[str, list[int]], borders: list[int], meaning: Meaning, weights: dict[str, float]
) -> dict[int, tuple[float, int]]:
    """For each passage with a hit: the weight of the concepts that it holds, and how many they are."""
    held: dict[int, tuple[float, int]] = {}
    for concept in meaning.concepts:
        inside: dict[int, float] = {}
        for term, weight in concept.terms.items():
            for place in hits.get(term, ()):
                passage = bisect_right(borders, place) - 1
                inside[passage] = max(weight, inside.get(passage, 0.0))
        for passage, weight in inside.items():
            so_far, count = held.get(passage, (0.0, 0))
            held[passage] = (so_far + weights[concept.word] * weight / concept.strongest, count + 1)
    return held


def _has_the_name(candidate: Candidate, meaning: Meaning) -> float:
    """1 when a title or alias is what was asked, word for word; less when the query says more than the name."""
    best = 0.0
    for name in ("alias", "title"):
        hits, borders = candidate.hits.get(name), candidate.borders.get(name)
        if not hits or not borders:
            continue
        found = [
            {place for term in concept.terms if not term.startswith(PART) for place in hits.get(term, ())}
            for concept in meaning.concepts
        ]
        everywhere = set().union(*found)
        for start, end in pairwise(borders):
            if end > start and everywhere.issuperset(range(start, end)):
                used = sum(any(start <= place < end for place in places) for places in found)
                best = max(best, used / len(found))
    return best**2
