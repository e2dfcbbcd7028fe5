"""The index: which generation readers see, how it is rebuilt beside and swapped, and how one change gets in."""

import gc
import logging
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from search.cluster import build, outbox
from search.cluster.connection import ClusterError, is_used
from search.cluster.verifying import Question
from search.documents import INSATSER, Document, sources
from search.engines import database_engine
from search.index_rows import (
    WORDS_AT_ONCE,
    Frequency,
    Totals,
    add,
    batches,
    change_vocabulary,
    count,
    forget,
    load_vocabulary,
    remove_rows,
    write_vocabulary,
)
from search.indexing import Indexer, content_hash, read
from search.models import ChangedFacts, FieldTotal, IndexedRecord, IndexState, VocabularyWord, WaitingChange
from search.models.index import MOST_CHANGES
from search.spool import Spool
from search.vocabulary import Vocabulary

Progress = Callable[[str], None]
logger = logging.getLogger(__name__)


def state() -> IndexState:
    """The one row that says what readers see."""
    return IndexState.objects.order_by("pk").first() or IndexState.objects.create()


def _in_turn() -> IndexState:
    """What readers see, in the transaction of one who changes it: whoever comes next waits for it to end.

    So nobody who saves while a rebuild begins or ends is overlooked, and no two wait for each other. On SQLite
    only one writes anyway.
    """
    return IndexState.objects.select_for_update().order_by("pk").first() or state()


def facts_changed(insats_ids: Iterable[int] | None) -> None:
    """Facts or labels of the catalogue are other than they were: what processes remember of them is old.

    Args:
        insats_ids: the insatser whose facts may differ; none when only labels do, None when any fact may.
    """
    with transaction.atomic():
        before, after = _in_turn().facts_token, uuid.uuid4()
        IndexState.objects.update(facts_token=after)
        if insats_ids is not None:
            change = ChangedFacts.objects.create(before=before, after=after, insatser=sorted(set(insats_ids)))
            remove_rows(ChangedFacts.objects.filter(pk__lte=change.pk - MOST_CHANGES))


def rebuild(progress: Progress = lambda _message: None, questions: Sequence[Question] = ()) -> int:
    """Build all documents anew beside the index that is read, then swap. Returns how many there are.

    Where there is a cluster it gets its copy before the swap. If it does not take it, the database answers readers
    until ``copy_to_cluster`` has worked.

    Args:
        progress: called with a line for people as the work goes on.
        questions: judged questions that the copy must answer as the database does.
    """
    with _without_looking_for_cycles():
        return _rebuild(progress, questions)


def copy_to_cluster(progress: Progress = lambda _message: None, questions: Sequence[Question] = ()) -> None:
    """Give the cluster a new copy of what readers see, beside the one it has.

    Raises:
        ClusterError: when it did not take it; then nothing has changed.
    """
    generation = state().live_generation
    build.build(generation, progress, questions)
    with transaction.atomic():
        if state().live_generation == generation:
            build.send_readers(generation)


@contextmanager
def _without_looking_for_cycles() -> Iterator[None]:
    """Documents are millions of small lists without cycles; looking for some takes a third of a rebuild."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


def _rebuild(progress: Progress, questions: Sequence[Question]) -> int:
    generation = _begin()
    with transaction.atomic():
        database_engine().begin(generation)
    frequency: Frequency = {}
    totals: Totals = Counter()
    done = 0
    with Spool() as spool:
        for batch in batches(read(document) for document in _all_documents()):
            for document in batch:
                frequency.setdefault((document.group, document.language), Counter()).update(document.words)
            spool.put(batch)
        indexers = _indexers(frequency)
        for batch in spool.batches():
            entries = [indexers[document.group, document.language].indexed(document) for document in batch]
            with transaction.atomic():
                totals += add(generation, entries)
            done += len(batch)
            progress(f"{done} dokument")
    with transaction.atomic():
        count(generation, totals)
        database_engine().finish(generation)
    write_vocabulary(generation, frequency)
    _take_up(generation)
    is_copied = is_used() and _copied(generation, progress, questions)
    # What changed meanwhile is taken up a group at a time, and then what changed while that was done.
    _take_up(generation)
    with transaction.atomic():
        if _in_turn().building_generation == generation:
            _catch_up(generation, _waiting())
            _swap(generation)
            if is_copied:
                build.send_readers(generation)
        # Otherwise another rebuild began after this one. It has seen more, so it is the one to be shown.
    _clean(state().live_generation)
    return done


def _copied(generation: int, progress: Progress, questions: Sequence[Question]) -> bool:
    """Whether the cluster has a copy of a generation. If not, the database answers: what is true goes first."""
    try:
        build.build(generation, progress, questions)
    except ClusterError as error:
        logger.warning("The search cluster got no copy: %s", error)
        progress(str(error))
        return False
    return True


def _take_up(generation: int) -> None:
    """What has changed during a rebuild, a group at a time."""
    for group in _waiting():
        with transaction.atomic():
            if state().building_generation == generation:
                _catch_up(generation, [group])


def update(group: str, object_ids: Iterable[int] | None) -> None:
    """Bring the documents of some objects (None: of all in the group) up to date, in the caller's transaction."""
    ids = None if object_ids is None else sorted(set(object_ids))
    if ids == []:
        return
    with transaction.atomic():
        now = _in_turn()
        if now.building_generation is not None:
            WaitingChange.objects.bulk_create(
                WaitingChange(group=group, object_id=pk) for pk in (ids if ids is not None else [None])
            )
        if _update(now.live_generation, group, ids):
            IndexState.objects.update(words_token=uuid.uuid4())


def _catch_up(generation: int, groups: Iterable[str]) -> None:
    waiting = _waiting()
    for group in groups:
        _update(generation, group, waiting.get(group, []))
        WaitingChange.objects.filter(group=group).delete()


def _waiting() -> dict[str, list[int] | None]:
    """For each group, the objects that have changed during the rebuild; None for all of the group."""
    changed: dict[str, set[int | None]] = defaultdict(set)
    for group, object_id in WaitingChange.objects.values_list("group", "object_id"):
        changed[group].add(object_id)
    return {group: None if None in ids else sorted(pk for pk in ids if pk) for group, ids in changed.items()}


def _words_for(group: str) -> str | None:
    """The group whose words tell how compounds of a group are taken apart; None for the words of all."""
    return INSATSER if group == INSATSER else None


def _indexers(frequency: Frequency) -> dict[tuple[str, str], Indexer]:
    together: dict[str, Counter[str]] = {}
    for (_group, language), counts in frequency.items():
        together.setdefault(language, Counter()).update(counts)
    return {
        (group, language): Indexer(Vocabulary(language, counts if _words_for(group) else together[language]))
        for (group, language), counts in frequency.items()
    }


def _begin() -> int:
    with transaction.atomic():
        now = _in_turn()
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
    with transaction.atomic():
        database_engine().forget_before(last)
    old = list(IndexedRecord.objects.filter(generation__lt=last).values_list("generation", "pk"))
    for batch in batches(old):
        with transaction.atomic():
            for one in {one for one, _pk in batch}:
                database_engine().remove(one, [pk for of, pk in batch if of == one])
            remove_rows(IndexedRecord.objects.filter(pk__in=[pk for _one, pk in batch]))
    for model in (VocabularyWord, FieldTotal):
        gone = list(model.objects.filter(generation__lt=last).values_list("pk", flat=True))
        for batch in batches(gone, WORDS_AT_ONCE):
            remove_rows(model.objects.filter(pk__in=batch))
    if is_used():
        build.forget_old(generation)


def _all_documents() -> Iterator[Document]:
    for source in sources():
        yield from source.documents(None)


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
    changed = {row.object_id for row in outdated} | {object_id for object_id, _language in fresh}
    if group == INSATSER:
        # The facts of the offerings may differ where no word does.
        outbox.mark(generation, group, ids)
    if changed and (group != INSATSER or ids is None):
        outbox.mark(generation, group, sorted(changed))
    if not outdated and not fresh:
        return False
    forget(generation, outdated)
    come = [read(document) for document in fresh.values()]
    change_vocabulary(generation, outdated, come)
    languages = {document.language for document in come}
    indexers = {code: Indexer(load_vocabulary(generation, code, _words_for(group))) for code in languages}
    for batch in batches(come):
        count(generation, add(generation, [indexers[document.language].indexed(document) for document in batch]))
    return True
