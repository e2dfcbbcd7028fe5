"""Rows of the index: how documents are added to a generation and taken out of it, with all that is counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F, QuerySet

from search.engines import database_engine
from search.engines.base import Scope
from search.held import text_of
from search.indexing import IndexedDocument, ReadDocument
from search.models import FieldTotal, IndexedRecord, VocabularyWord
from search.vocabulary import Vocabulary

#: Documents, and words, written in one transaction, so that an editor's save never waits long for a rebuild.
BATCH = 300
WORDS_AT_ONCE = 3_000

Thing = TypeVar("Thing")

#: How many terms of each group, language and field; field ``""`` counts the documents.
Totals = Counter[tuple[str, str, str]]


def batches(things: Iterable[Thing], size: int = BATCH) -> Iterator[list[Thing]]:
    """Things in lists of a size."""
    walk = iter(things)
    while batch := list(islice(walk, size)):
        yield batch


def add(generation: int, documents: list[IndexedDocument]) -> Totals:
    """Put documents into a generation.

    Returns:
        How many documents and terms came, for ``count``.
    """
    rows = IndexedRecord.objects.bulk_create(
        IndexedRecord(
            generation=generation,
            group=entry.document.group,
            object_id=entry.document.object_id,
            slug=entry.document.slug,
            language=entry.document.language,
            borders=entry.borders,
            words=sorted(entry.document.words),
            terms=text_of(entry.terms),
            content_hash=entry.document.content_hash,
        )
        for entry in documents
    )
    held: dict[Scope, dict[int, set[str]]] = defaultdict(dict)
    for row, entry in zip(rows, documents, strict=True):
        held[Scope(generation, (row.group,), row.language)][row.pk] = set().union(*entry.terms.values())
    for scope, terms in held.items():
        database_engine().write(scope, terms)
    totals: Totals = Counter()
    for entry in documents:
        where = (entry.document.group, entry.document.language)
        totals[*where, ""] += 1
        for name, length in entry.lengths.items():
            totals[*where, name] += length
    return totals


def count(generation: int, totals: Totals) -> None:
    """Add what came to a generation, or take away what went."""
    rows = FieldTotal.objects.filter(generation=generation)
    missing = set(totals) - set(rows.values_list("group", "language", "field"))
    FieldTotal.objects.bulk_create(
        (
            FieldTotal(generation=generation, group=group, language=language, field=name)
            for group, language, name in sorted(missing)
        ),
        ignore_conflicts=True,
    )
    # Locked in one order, so that two who save at once wait for each other and never both.
    known = {(row.group, row.language, row.field): row for row in rows.select_for_update().order_by("pk")}
    for counted, total in totals.items():
        known[counted].total = F("total") + total
    FieldTotal.objects.bulk_update([known[counted] for counted in totals], ["total"], batch_size=100)


#: How many documents each word stands in, by group and language.
Frequency = dict[tuple[str, str], Counter[str]]


def write_vocabulary(generation: int, frequency: Frequency) -> None:
    """Keep the words of all documents of a new generation, some thousands at a time: a save must not wait."""
    words = (
        VocabularyWord(generation=generation, group=group, language=language, word=word, documents=count)
        for (group, language), counts in frequency.items()
        for word, count in counts.items()
    )
    for batch in batches(words, WORDS_AT_ONCE):
        with transaction.atomic():
            VocabularyWord.objects.bulk_create(batch, batch_size=500)


def forget(generation: int, rows: list[IndexedRecord]) -> None:
    """Take documents out of a generation."""
    totals: Totals = Counter()
    for row in rows:
        totals[row.group, row.language, ""] -= 1
        for name, borders in row.borders.items():
            totals[row.group, row.language, name] -= borders[-1]
    count(generation, totals)
    database_engine().remove(generation, [row.pk for row in rows])
    remove_rows(IndexedRecord.objects.filter(pk__in=[row.pk for row in rows]))


def remove_rows(rows: QuerySet[Any]) -> None:
    """Delete rows of the index, to which nothing points and of which nobody needs to hear.

    Django would read them all first, for signals that Wagtail listens to for every model.
    """
    rows._raw_delete(rows.db)


def change_vocabulary(generation: int, gone: list[IndexedRecord], come: list[ReadDocument]) -> None:
    """Count the words of documents that went and came."""
    change: Frequency = {}
    for row in gone:
        change.setdefault((row.group, row.language), Counter()).subtract(row.words)
    for document in come:
        change.setdefault((document.group, document.language), Counter()).update(document.words)
    for (group, language), counts in change.items():
        counts = Counter({word: count for word, count in counts.items() if count})
        rows = VocabularyWord.objects.filter(generation=generation, group=group, language=language)
        known = {found.word: found for batch in batches(sorted(counts)) for found in rows.filter(word__in=batch)}
        for word, found in known.items():
            found.documents = max(0, found.documents + counts[word])
        VocabularyWord.objects.bulk_update(
            [found for found in known.values() if found.documents], ["documents"], batch_size=300
        )
        VocabularyWord.objects.filter(
            pk__in=[found.pk for found in known.values() if not found.documents]
        ).delete()
        VocabularyWord.objects.bulk_create(
            VocabularyWord(generation=generation, group=group, language=language, word=word, documents=count)
            for word, count in counts.items()
            if word not in known and count > 0
        )


def load_vocabulary(generation: int, language: str, group: str | None = None) -> Vocabulary:
    """The public words of a language: those of one group, or of all together.

    What insatser are asked with is read from their own words only, so that no page of running text changes what a
    misspelt word is taken for.
    """
    rows = VocabularyWord.objects.filter(generation=generation, language=language)
    if group is not None:
        rows = rows.filter(group=group)
    frequency = Counter[str]()
    for word, documents in rows.values_list("word", "documents"):
        frequency[word] += documents
    return Vocabulary(language, frequency)
