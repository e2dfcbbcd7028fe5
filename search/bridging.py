"""Bridging: from words about a subject in any language to what the Swedish texts say of that subject.

An insats has words in few languages, but the terms that it is about (needs, groups, sorts of support) have names
and everyday words in all. What a reader says is first understood as subjects; the Swedish words of those subjects
then tell which insatser speak most of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalogue.models import Category, Form, Need, TargetGroup
from catalogue.models.term import Term
from catalogue.models.words import SOURCE_LANGUAGE
from search.analysis import analyzer_for
from search.analysis.analyzer import BAND
from search.expansion import Concept, Meaning
from search.indexing import PART
from search.ranking import rank
from search.selection import Candidate, Selection, Statistics
from search.vocabulary import Vocabulary

#: Subjects are understood by what sort they are: what is hard, in what form help is given, to whom.
SORTS: tuple[tuple[type[Term], ...], ...] = ((Need, Category), (Form,), (TargetGroup,))
#: Of each sort, subjects that score less than this share of its best are not what was meant; most that are.
MEANT = 0.7
MOST = (3, 1, 1)
#: A form or a group is only meant when it scores at least this share of the best subject of all.
ASIDE = 0.35
#: How much sharper than its score the best subject is believed beside the next.
SHARPER = 2.0


@dataclass
class Bridge:
    """The subjects as one language names them, and the Swedish words of each."""

    language: str
    subjects: list[Candidate] = field(default_factory=list)
    frequency: Counter[str] = field(default_factory=Counter)
    swedish: list[dict[str, float]] = field(default_factory=list)
    sorts: list[int] = field(default_factory=list)

    def add(self, slug: str, passages: dict[str, list[str]], vocabulary: Vocabulary) -> None:
        """Take in a subject by its words in the bridge's language.

        Args:
            slug: names the subject.
            passages: its words by the field of a document that they resemble.
            vocabulary: takes compounds apart.
        """
        hits: dict[str, dict[str, list[int]]] = {}
        borders: dict[str, list[int]] = {}
        for name, texts in passages.items():
            places: dict[str, list[int]] = defaultdict(list)
            starts = [0]
            place = 0
            for text in texts:
                for term in analyzer_for(self.language).terms(text):
                    for stem in (term.stem, *(f"{PART}{part}" for part in vocabulary.parts(term.word))):
                        places[stem].append(place)
                        place += 1
                starts.append(place)
            hits[name], borders[name] = dict(places), starts
        self.subjects.append(Candidate(len(self.subjects), slug, hits, borders))
        self.frequency.update({term for places in hits.values() for term in places})

    def meant_by(self, meaning: Meaning) -> list[tuple[int, float]]:
        """The subjects that words are about, each with its share of the best."""
        asked = set(meaning.terms)
        found = [
            Candidate(subject.object_id, subject.slug, kept, subject.borders)
            for subject in self.subjects
            if (kept := _hit(subject, asked))
        ]
        scores = rank(Selection(found, self.frequency, self._statistics()), meaning)
        meant: list[tuple[int, float]] = []
        for sort, most in enumerate(MOST):
            of_sort = [score for score in scores if self.sorts[score.object_id] == sort][:most]
            bar = max(MEANT * of_sort[0].total, ASIDE * scores[0].total) if of_sort else 0.0
            meant += [(score.object_id, score.total / scores[0].total) for score in of_sort if score.total >= bar]
        return meant

    def in_swedish(self, meaning: Meaning) -> Meaning:
        """What the words mean in Swedish: one concept a subject, answered by any of its words, and the ages."""
        concepts = [
            Concept(
                self.subjects[number].slug,
                {stem: weight * share**SHARPER for stem, weight in self.swedish[number].items()},
            )
            for number, share in self.meant_by(meaning)
            if self.swedish[number]
        ]
        return Meaning([*concepts, *(concept for concept in meaning.concepts if concept.word.startswith(BAND))])

    def _statistics(self) -> Statistics:
        names = {name for subject in self.subjects for name in subject.borders}
        lengths = {name: sum(s.borders[name][-1] for s in self.subjects if name in s.borders) for name in names}
        count = len(self.subjects) or 1
        return Statistics(count, {name: total / count for name, total in lengths.items()})


def load_bridge(language: str, vocabulary: Vocabulary) -> Bridge:
    """All subjects with their words in a language and in Swedish, in two queries a taxonomy."""
    bridge = Bridge(language)
    stems: list[list[str]] = []
    for sort, model in ((sort, model) for sort, models in enumerate(SORTS) for model in models):
        for term in model.objects.filter(live=True, retired_from=None).prefetch_related("words"):
            rows = {row.language: row for row in term.words.all()}
            if language not in rows or SOURCE_LANGUAGE not in rows:
                continue
            row, swedish = rows[language], rows[SOURCE_LANGUAGE]
            passages = {
                "title": [row.label],
                "situations": row.everyday.splitlines(),
                "summary": [row.explanation],
            }
            bridge.add(f"{model.kind}:{term.slug}", passages, vocabulary)
            bridge.sorts.append(sort)
            stems.append(_stems([swedish.label, *swedish.everyday.splitlines()]))
    common = Counter(stem for words in stems for stem in set(words))
    bridge.swedish = [{stem: common[stem] ** -0.5 for stem in dict.fromkeys(words)} for words in stems]
    return bridge


def _stems(texts: Iterable[str]) -> list[str]:
    return [term.stem for text in texts for term in analyzer_for(SOURCE_LANGUAGE).terms(text)]


def _hit(subject: Candidate, asked: set[str]) -> dict[str, dict[str, list[int]]]:
    kept = {name: {term: places[term] for term in asked & places.keys()} for name, places in subject.hits.items()}
    return {name: places for name, places in kept.items() if places}
