"""The index: which generation readers see, how it is rebuilt beside and swapped, and how one change gets in."""

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from search.documents import Document, sources
from search.engines import engine_for
from search.engines.base import Engine
from search.indexing import IndexedDocument, indexed, words_of
from search.models import FieldTotal, IndexedRecord, IndexState, VocabularyWord, WaitingChange
from search.vocabulary import Vocabulary

#: Documents written in one transaction, so that an editor's save never waits long for a rebuild.
BATCH = 200

Progress = Callable[[str], None]
Thing = TypeVar("Thing")


def state() -> IndexState:
    """The one row that says what readers see."""
    return IndexState.objects.order_by("pk").first() or IndexState.objects.create()


def engine() -> Engine:
    """The engine of the database that the catalogue lies in."""
    return engine_for(connection.vendor)


def facts_changed() -> None:
    """Facts of the catalogue are other than they were; no word has changed."""
    state()
    IndexState.objects.update(facts_token=uuid.uuid4())


def rebuild(progress: Progress = lambda _message: None) -> int:
    """Build all documents anew beside the index that is read, then swap. Returns how many there are."""
    generation = _begin()
    frequency: dict[str, Counter[str]] = {}
    for document in _all_documents():
        frequency.setdefault(document.language, Counter()).update(words_of(document))
    vocabularies = {language: Vocabulary(language, counts) for language, counts in frequency.items()}
    done = 0
    for batch in _batches(_all_documents()):
        with transaction.atomic():
            _add(generation, [indexed(document, vocabularies[document.language]) for document in batch])
        done += len(batch)
        progress(f"{done} dokument")
    with transaction.atomic():
        _write_vocabulary(generation, frequency)
    with transaction.atomic():
        if state().building_generation == generation:
            for change in WaitingChange.objects.all():
                _update(generation, change.group, None if change.object_id is None else [change.object_id])
            _swap(generation)
        # Otherwise another rebuild began after this one. It has seen more, so it is the one to be shown.
    _clean(state().live_generation)
    return done


def update(group: str, object_ids: Iterable[int] | None) -> None:
    """Bring the documents of some objects (None: of all in the group) up to date, in the caller's transaction."""
    ids = None if object_ids is None else sorted(set(object_ids))
    if ids == []:
        return
    with transaction.atomic():
        now = state()
        if now.building_generation is not None:
            WaitingChange.objects.bulk_create(
                WaitingChange(group=group, object_id=pk) for pk in (ids if ids is not None else [None])
            )
        changed = _update(now.live_generation, group, ids)
        tokens = {"facts_token": uuid.uuid4()} | ({"words_token": uuid.uuid4()} if changed else {})
        IndexState.objects.update(**tokens)


def _begin() -> int:
    with transaction.atomic():
        now = state()
        newest = IndexedRecord.objects.order_by("-generation").values_list("generation", flat=True).first() or 0
        generation = max(newest, now.live_generation) + 1
        WaitingChange.objects.all().delete()
        IndexState.objects.update(building_generation=generation)
    return generation


def _swap(generation: int) -> None:
    WaitingChange.objects.all().delete()
    IndexState.objects.update(
        live_generation=generation,
        building_generation=None,
        words_token=uuid.uuid4(),
        facts_token=uuid.uuid4(),
        built_at=timezone.now(),
    )


def _clean(generation: int) -> None:
    """Forget all but the last two: a reader who began before the swap still finds what it saw."""
    known = IndexedRecord.objects.filter(generation__lt=generation).order_by("-generation")
    last = known.values_list("generation", flat=True).first() or 0
    old = list(IndexedRecord.objects.filter(generation__lt=last).values_list("pk", flat=True))
    for batch in _batches(old):
        with transaction.atomic():
            engine().remove(batch)
            IndexedRecord.objects.filter(pk__in=batch).delete()
    for model in (VocabularyWord, FieldTotal):
        model.objects.filter(generation__lt=last).delete()


def _all_documents() -> Iterator[Document]:
    for source in sources():
        yield from source.documents(None)


def _batches(things: Iterable[Thing], size: int = BATCH) -> Iterator[list[Thing]]:
    walk = iter(things)
    while batch := list(islice(walk, size)):
        yield batch


def content_hash(document: Document) -> str:
    """Changes when any word of the document does."""
    plain = json.dumps([document.slug, document.passages], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()


def _add(generation: int, documents: list[IndexedDocument]) -> None:
    rows = IndexedRecord.objects.bulk_create(
        IndexedRecord(
            generation=generation,
            group=entry.document.group,
            object_id=entry.document.object_id,
            slug=entry.document.slug,
            language=entry.document.language,
            borders=entry.borders,
            words=sorted(words_of(entry.document)),
            content_hash=content_hash(entry.document),
        )
        for entry in documents
    )
    engine().write({row.pk: entry.terms for row, entry in zip(rows, documents, strict=True)})
    totals: Counter[tuple[str, str, str]] = Counter()
    for entry in documents:
        where = (entry.document.group, entry.document.language)
        totals[*where, ""] += 1
        for name, length in entry.lengths.items():
            totals[*where, name] += length
    _count(generation, totals)


def _count(generation: int, totals: Counter[tuple[str, str, str]]) -> None:
    for (group, language, name), total in totals.items():
        row, _ = FieldTotal.objects.get_or_create(generation=generation, group=group, language=language, field=name)
        FieldTotal.objects.filter(pk=row.pk).update(total=F("total") + total)


def _write_vocabulary(generation: int, frequency: dict[str, Counter[str]]) -> None:
    VocabularyWord.objects.bulk_create(
        (
            VocabularyWord(generation=generation, language=language, word=word, documents=count)
            for language, counts in frequency.items()
            for word, count in counts.items()
        ),
        batch_size=500,
    )


def _update(generation: int, group: str, ids: list[int] | None) -> bool:
    """Write anew what differs. Returns whether any word did."""
    source = next((source for source in sources() if source.group == group), None)
    if source is None:
        return False
    fresh = {(document.object_id, document.language): document for document in source.documents(ids)}
    rows = IndexedRecord.objects.filter(generation=generation, group=group)
    if ids is not None:
        rows = rows.filter(object_id__in=ids)
    outdated: list[IndexedRecord] = []
    for row in rows:
        document = fresh.get((row.object_id, row.language))
        if document is not None and content_hash(document) == row.content_hash:
            del fresh[row.object_id, row.language]
        else:
            outdated.append(row)
    if not outdated and not fresh:
        return False
    _forget(generation, outdated)
    _change_vocabulary(generation, outdated, list(fresh.values()))
    vocabularies = {language: load_vocabulary(generation, language) for language in {key[1] for key in fresh}}
    for batch in _batches(fresh.values()):
        _add(generation, [indexed(document, vocabularies[document.language]) for document in batch])
    return True


def _forget(generation: int, rows: list[IndexedRecord]) -> None:
    totals: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        totals[row.group, row.language, ""] -= 1
        for name, borders in row.borders.items():
            totals[row.group, row.language, name] -= borders[-1]
    _count(generation, totals)
    engine().remove([row.pk for row in rows])
    IndexedRecord.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _change_vocabulary(generation: int, gone: list[IndexedRecord], come: list[Document]) -> None:
    change: dict[str, Counter[str]] = {}
    for row in gone:
        change.setdefault(row.language, Counter()).subtract(row.words)
    for document in come:
        change.setdefault(document.language, Counter()).update(words_of(document))
    for language, counts in change.items():
        counts = Counter({word: count for word, count in counts.items() if count})
        rows = VocabularyWord.objects.filter(generation=generation, language=language)
        known = {row.word: row for batch in _batches(sorted(counts)) for row in rows.filter(word__in=batch)}
        for word, row in known.items():
            row.documents = max(0, row.documents + counts[word])
        VocabularyWord.objects.bulk_update([row for row in known.values() if row.documents], ["documents"], batch_size=300)
        VocabularyWord.objects.filter(pk__in=[row.pk for row in known.values() if not row.documents]).delete()
        VocabularyWord.objects.bulk_create(
            VocabularyWord(generation=generation, language=language, word=word, documents=count)
            for word, count in counts.items()
            if word not in known and count > 0
        )


def load_vocabulary(generation: int, language: str) -> Vocabulary:
    """The public words of a language."""
    rows = VocabularyWord.objects.filter(generation=generation, language=language)
    return Vocabulary(language, dict(rows.values_list("word", "documents")))
