"""Ranking: the order of hits, the same for every engine.

BM25 over weighted fields with the catalogue's statistics, then what a reader would expect beyond counting words:
the sentence that fits best as a whole, an exact name first, all concepts before some.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from search.expansion import Concept, Meaning
from search.indexing import PART
from search.selection import Candidate, Selection

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


class Catalogue(Protocol):
    """The insatser by key, and how many of them share each need and target group."""

    @property
    def insatser(self) -> Mapping[int, Traits]: ...
    @property
    def common_needs(self) -> Mapping[str, int]: ...
    @property
    def common_groups(self) -> Mapping[str, int]: ...


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
    asked = _Asked(meaning, selection)
    scores = [_score(candidate, asked) for candidate in selection.candidates]
    return sorted(scores, key=lambda score: (-score.total, score.slug))


def refine(scores: list[Score], catalogue: Catalogue) -> list[Score]:
    """The order after topic and prior, without what scores too little to be a hit."""
    traits = catalogue.insatser
    scores = [score for score in scores if score.object_id in traits]
    best = scores[0].total if scores else 0.0
    by_needs = _topic(scores, catalogue, catalogue.common_needs, lambda trait: trait.needs)
    by_groups = _topic(scores, catalogue, catalogue.common_groups, lambda trait: trait.target_groups)
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
    scores: list[Score],
    catalogue: Catalogue,
    common: Mapping[str, int],
    of: Callable[[Traits], tuple[str, ...]],
) -> Callable[[int], float]:
    """How much an insats shares of what the best hits are about; rare things tell more than common ones."""
    traits = catalogue.insatser
    top = scores[:TOPIC_HITS]
    whole = sum(score.total for score in top) or 1.0
    about: dict[str, float] = defaultdict(float)
    for score in top:
        slugs = of(traits[score.object_id])
        for slug in slugs:
            about[slug] += score.total / whole / len(slugs) ** 0.5

    def shared(object_id: int) -> float:
        slugs = of(traits[object_id])
        told = sum(about[slug] * math.log(len(traits) / common[slug]) for slug in slugs if slug in about)
        return told / max(1, len(slugs)) ** 0.5

    return shared


def importance(concept: Concept, selection: Selection) -> float:
    """How telling a concept is: rare words tell more than common ones (inverse document frequency)."""
    documents = selection.statistics.documents
    stands_in = max((selection.frequency.get(term, 0) for term in concept.terms), default=0)
    rarity = math.log(1 + (documents - stands_in + 0.5) / (stands_in + 0.5))
    return rarity**RARITY_TELLS * concept.strongest


class _Asked:
    """A question ready to be held against documents: for each term, which concepts it answers and how well."""

    def __init__(self, meaning: Meaning, selection: Selection) -> None:
        by_word = {concept.word: importance(concept, selection) for concept in meaning.concepts}
        self.statistics = selection.statistics
        self.weights = [by_word[concept.word] for concept in meaning.concepts]
        self.best_possible = sum(by_word.values()) or 1.0
        self.concepts_of: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, concept in enumerate(meaning.concepts):
            for term, weight in concept.terms.items():
                self.concepts_of[term].append((number, weight / concept.strongest))


def _score(candidate: Candidate, asked: _Asked) -> Score:
    words = 0.0
    found = 0.0
    for number, weighted in sorted(_weighted_frequencies(candidate, asked).items()):
        found += asked.weights[number]
        words += asked.weights[number] * weighted / (SATURATION + weighted)
    score = Score(candidate.object_id, candidate.slug, hits=candidate.hits)
    score.parts = {
        "words": words / asked.best_possible,
        "passage": PASSAGE * _best_passage(candidate, asked) / asked.best_possible,
        "coverage": COVERAGE * found / asked.best_possible,
        "name": EXACT_NAME * _has_the_name(candidate, asked),
    }
    score.total = sum(score.parts.values())
    return score


def _weighted_frequencies(candidate: Candidate, asked: _Asked) -> dict[int, float]:
    """For each concept that the candidate answers, by number: how often, by the weight of fields and terms."""
    total: dict[int, float] = defaultdict(float)
    for name, hits in candidate.hits.items():
        length = candidate.borders[name][-1] / (asked.statistics.average_lengths.get(name) or 1.0)
        weight_of_field = WEIGHTS[name] / (1 - LENGTH_MATTERS + LENGTH_MATTERS * length)
        for term, places in hits.items():
            for number, weight in asked.concepts_of[term]:
                total[number] += weight_of_field * weight * len(places)
    return total


def _best_passage(candidate: Candidate, asked: _Asked) -> float:
    """How much of the query the passage holds that holds most of it, and how much of itself that is."""
    best = 0.0
    for name, field_weight in PASSAGE_FIELDS.items():
        hits = candidate.hits.get(name)
        if not hits:
            continue
        borders = candidate.borders[name]
        for passage, answers in _answers_of_passages(hits, borders, asked).items():
            length = borders[passage + 1] - borders[passage]
            share_of_itself = min(1.0, len(answers) / length)
            held = sum(asked.weights[number] * weight for number, weight in sorted(answers.items()))
            best = max(best, field_weight * held * (0.5 + 0.5 * share_of_itself**0.5))
    return best


def _answers_of_passages(
    hits: Mapping[str, list[int]], borders: list[int], asked: _Asked
) -> dict[int, dict[int, float]]:
    """For each passage with a hit: the concepts that it holds, by number, and how well it answers each."""
    answers: dict[int, dict[int, float]] = defaultdict(dict)
    for term, places in hits.items():
        passages = {bisect_right(borders, place) - 1 for place in places}
        for number, weight in asked.concepts_of[term]:
            for passage in passages:
                held = answers[passage]
                if weight > held.get(number, 0.0):
                    held[number] = weight
    return answers


def _has_the_name(candidate: Candidate, asked: _Asked) -> float:
    """1 when a title or alias is what was asked, word for word; less when the query says more than the name."""
    best = 0.0
    for name in ("alias", "title"):
        hits, borders = candidate.hits.get(name), candidate.borders.get(name)
        if not hits or not borders:
            continue
        found: dict[int, set[int]] = defaultdict(set)
        for term, places in hits.items():
            if not term.startswith(PART):
                for number, _weight in asked.concepts_of[term]:
                    found[number].update(places)
        everywhere = set().union(*found.values())
        for start, end in pairwise(borders):
            if end > start and everywhere.issuperset(range(start, end)):
                used = sum(any(start <= place < end for place in places) for places in found.values())
                best = max(best, used / len(asked.weights))
    return best**2
