"""Why a hit stands where it stands, in words and numbers, for those who keep the words."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from search.analysis import analyzer_for
from search.expansion import Concept, Meaning
from search.hits import Hits
from search.indexing import PART
from search.models import Synonym
from search.ranking import WEIGHTS, WORTH_SHOWING, Score
from workspace.internal_documents import INTERNAL_LANGUAGE

FIELD_NAME = {
    "alias": "metodens namn",
    "title": "rubrik",
    "search_words": "sökord",
    "situations": "Känner du igen dig",
    "summary": "sammanfattning",
    "needs": "behov",
    "who": "för vem",
    "body": "brödtext och interna anteckningar",
    "places": "verksamhet och område",
}
PART_NAME = {
    "words": "Orden",
    "passage": "Orden i samma mening",
    "coverage": "Hur mycket av frågan som finns med",
    "name": "Namnet ord för ord",
    "topic": "Samma ämne som de bästa träffarna",
}
ORIGIN = {
    "written": "som det är skrivet",
    "joined": "två ord lästa som ett",
    "part": "del av ett sammansatt ord",
    "akin": "ord som liknar ett okänt ord",
    "corrected": "rättat",
    "age": "ålder",
    "synonym": "synonym",
}


@dataclass(frozen=True)
class ConceptLine:
    """One thing that was asked for: the word, where it came from, and which terms answer it."""

    word: str
    origin: str
    terms: list[str]
    synonyms: list[str]


@dataclass(frozen=True)
class PartLine:
    """One part of a score, with how much of the highest score it is (0–1)."""

    label: str
    points: float
    share: float


@dataclass(frozen=True)
class HitLine:
    """Where one thing that was asked for was found, and the synonyms that led there."""

    word: str
    places: str
    synonyms: list[str]


@dataclass(frozen=True)
class Explanation:
    """Why one hit scores what it scores."""

    total: float
    parts: list[PartLine]
    times: float
    hits: list[HitLine]


@dataclass(frozen=True)
class Explained:
    """The whole: how the question was read, and for each insats why."""

    concepts: list[ConceptLine] = field(default_factory=list)
    corrected: list[tuple[str, str]] = field(default_factory=list)
    hits: dict[int, Explanation] = field(default_factory=dict)
    bar: float = 0.0
    bar_share: int = round(100 * WORTH_SHOWING)


def explain(hits: Hits, insats_ids: Iterable[int]) -> Explained:
    """How a question was read, and why the named insatser stand where they do.

    Args:
        hits: what was found.
        insats_ids: keys of the insatser on the page.
    """
    meaning = hits.meaning
    entries = {key for keys in meaning.led_by.values() for key in keys}
    synonyms = {pk: str(row) for pk, row in Synonym.objects.in_bulk(entries).items()} if entries else {}
    best = max((score.total for score in hits.scores.values()), default=0.0)
    return Explained(
        concepts=[_concept_line(concept, meaning, synonyms) for concept in meaning.concepts],
        corrected=list(meaning.corrected.items()),
        hits={
            pk: _explanation(hits.scores[pk], meaning, synonyms, best) for pk in insats_ids if pk in hits.scores
        },
        bar=best * WORTH_SHOWING,
    )


def _led_by(terms: Iterable[str], meaning: Meaning, synonyms: dict[int, str]) -> list[str]:
    keys = [key for term in terms for key in meaning.led_by.get(term.removeprefix(PART), ())]
    return [synonyms[key] for key in dict.fromkeys(keys) if key in synonyms]


def _own_terms(concept: Concept) -> set[str]:
    """The terms that the typed word itself gives, which no synonym was needed for."""
    stem = analyzer_for(INTERNAL_LANGUAGE).stem(concept.word)
    return {stem, f"{PART}{stem}"} if concept.origin != "synonym" else set()


def _concept_line(concept: Concept, meaning: Meaning, synonyms: dict[int, str]) -> ConceptLine:
    own = _own_terms(concept)
    terms = [
        f"{term.removeprefix(PART)} {_number(weight)}" for term, weight in concept.terms.items() if term[0] != PART
    ]
    origin = ORIGIN[concept.origin]
    if concept.word in meaning.corrected:
        origin = f"rättat till {meaning.corrected[concept.word]}"
    led = _led_by((term for term in concept.terms if term not in own), meaning, synonyms)
    return ConceptLine(concept.word, origin, terms, led)


def _explanation(score: Score, meaning: Meaning, synonyms: dict[int, str], best: float) -> Explanation:
    times = score.parts.get("prior", 1.0)
    parts = [
        PartLine(label, points, min(1.0, points * times / best) if best else 0.0)
        for name, label in PART_NAME.items()
        if (points := score.parts.get(name, 0.0)) > 0.0005
    ]
    found = [line for concept in meaning.concepts if (line := _hit_line(score, concept, meaning, synonyms))]
    return Explanation(score.total, parts, times, found)


def _hit_line(score: Score, concept: Concept, meaning: Meaning, synonyms: dict[int, str]) -> HitLine | None:
    fields: dict[str, int] = {}
    terms: set[str] = set()
    for name in sorted(score.hits, key=lambda name: -WEIGHTS[name]):
        hit = {term: places for term, places in score.hits[name].items() if term in concept.terms}
        if hit:
            fields[name] = sum(map(len, hit.values()))
            terms |= set(hit)
    if not fields:
        return None
    places = ", ".join(
        f"{FIELD_NAME[name]}{f' ({count} gånger)' if count > 1 else ''}" for name, count in fields.items()
    )
    return HitLine(concept.word, places, _led_by(sorted(terms - _own_terms(concept)), meaning, synonyms))


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
