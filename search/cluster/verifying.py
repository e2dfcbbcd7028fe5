"""Verifying a copy: it holds as many documents as the database, and answers and counts a sample alike."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalogue.models.words import SOURCE_LANGUAGE
from search.cluster.connection import WORKING, ClusterError, client
from search.cluster.facets import MOST_VALUES, count_in
from search.cluster.form import STATED
from search.documents import INSATSER
from search.engines import database_engine
from search.engines.base import Scope
from search.engines.elasticsearch import ElasticsearchEngine
from search.expansion import expand
from search.facets import sort_out
from search.filters import Choices
from search.held import Held
from search.index_rows import load_vocabulary
from search.models import IndexedRecord
from search.reading_facts import load_facts
from search.selection import select
from search.vocabulary import Vocabulary

#: Documents of each variant whose own words are asked for, and words of each that make a question.
SAMPLE = 10
WORDS = 5
#: Facets of which the commonest value is chosen: how to get there, what for, and in what form.
FACETS = ("vag", "behov", "form")


@dataclass(frozen=True)
class Question:
    """What a reader of a language may write."""

    text: str
    language: str


def verify(generation: int, indexes: Mapping[str, str], questions: Sequence[Question]) -> None:
    """Compare what has been built with the database.

    Args:
        generation: of the index.
        indexes: for each variant, what its index is called in the cluster.
        questions: judged questions; questions made of the documents' own words are asked besides.

    Raises:
        ClusterError: at the first difference.
    """
    for language, name in indexes.items():
        _count(generation, language, name)
    if SOURCE_LANGUAGE in indexes:
        _count_choices(indexes[SOURCE_LANGUAGE])
    asked = [*questions, *(question for language in indexes for question in _own_words(generation, language))]
    cluster = ElasticsearchEngine(patience=WORKING, name_of=lambda scope: indexes[scope.language])
    vocabularies: dict[str, Vocabulary] = {}
    database = database_engine()
    # What one has counted must not be taken for what the other has.
    held = {database: Held(), cluster: Held()}
    for question in asked:
        language = question.language
        if language not in indexes:
            continue
        if language not in vocabularies:
            vocabularies[language] = load_vocabulary(generation, language, INSATSER)
        terms = expand(question.text, vocabularies[language], None).terms
        scope = Scope(generation, (INSATSER,), language)
        here, there = (select(engine, scope, terms, held[engine]) for engine in (database, cluster))
        if (here.frequency, here.candidates) != (there.frequency, there.candidates):
            raise ClusterError(f"{indexes[language]} svarar inte som databasen på en av {len(asked)} frågor")


def _count(generation: int, language: str, name: str) -> None:
    rows = IndexedRecord.objects.filter(generation=generation, language=language).order_by()
    here = Counter(rows.values_list("group", flat=True))
    answer = client(WORKING).search(
        index=name, size=0, aggs={"groups": {"terms": {"field": "group", "size": 1000}}}
    )
    buckets = answer["aggregations"]["groups"]["buckets"]
    there = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    if here != there:
        raise ClusterError(f"{name} har {sum(there.values())} dokument, databasen {sum(here.values())}")


def _count_choices(name: str) -> None:
    """The facts of the offerings: what is counted without a choice, and with the commonest of some facets."""
    facts = load_facts()
    everything = sort_out(facts.insatser, Choices(), facts)
    commonest = [(facet, value) for facet in FACETS for value, _count in everything.counts[facet].most_common(1)]
    for choices in (Choices(), *(Choices({facet: (value,)}) for facet, value in commonest)):
        here = sort_out(facts.insatser, choices, facts) if choices.values else everything
        there = count_in(name, choices, facts.tree, patience=WORKING)
        alike = all(_alike(here.counts[facet], there.counts[facet]) for facet in STATED)
        if not alike or (len(here.fits), len(here.maybes)) != (there.fits, there.maybes):
            raise ClusterError(f"{name} räknar inte som databasen")


def _alike(here: Counter[str], there: Counter[str]) -> bool:
    """Whether a facet is counted alike, as far as the cluster counts: a county has more units than that."""
    if len(here) <= MOST_VALUES:
        return here == there
    return len(there) == MOST_VALUES and all(here[value] == count for value, count in there.items())


def _own_words(generation: int, language: str) -> list[Question]:
    """Questions of the words of documents that lie evenly among all of a variant."""
    rows = IndexedRecord.objects.filter(generation=generation, language=language, group=INSATSER).order_by("pk")
    count = rows.count()
    found = []
    for place in range(0, count, max(1, count // SAMPLE)):
        words = rows.values_list("words", flat=True)[place]
        found.append(Question(" ".join(words[:: max(1, len(words) // WORDS)][:WORDS]), language))
    return found
