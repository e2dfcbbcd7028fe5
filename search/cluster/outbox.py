"""The outbox: what the cluster has not been told of yet, written with each change and sent after it.

A mark says only which object to look at again. It stands in the transaction of the change and is removed when the
cluster has taken what the index holds of the object now; so nothing is lost when the cluster, or the process that
sends, is gone in between.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, Q
from django.utils import timezone

from search.cluster import sending
from search.cluster.connection import FAULTS, SAVING, WORKING, fault_of, indexes_of, is_used
from search.cluster.documents import name_of
from search.engines import cluster_breaker
from search.models import ClusterState, IndexedRecord, UnsentChange

logger = logging.getLogger(__name__)

#: Marks that are taken up together, and objects that are read at once.
MARKS = 200
#: A sender that has not said that it is still at work for so long has died.
LEASE = timedelta(seconds=150)


def mark(generation: int, group: str, object_ids: Iterable[int] | None) -> None:
    """Note in the caller's transaction that objects (None: all of the group) are to be sent, and send after it."""
    if not is_used():
        # Should the cluster be used again, what it holds is out of step: it must be copied anew.
        ClusterState.objects.exclude(generation=None).update(generation=None)
        return
    UnsentChange.objects.bulk_create(
        UnsentChange(generation=generation, group=group, object_id=pk)
        for pk in ([None] if object_ids is None else object_ids)
    )
    transaction.on_commit(_send_soon, robust=True)


def is_in_step(generation: int) -> bool:
    """Whether the cluster holds a generation and has been told of every change to it."""
    unsent = UnsentChange.objects.filter(generation=generation)
    return ClusterState.objects.filter(~Exists(unsent), generation=generation).exists()


def has_copy(generation: int) -> bool:
    """Whether the cluster holds a generation, be it a change behind."""
    return ClusterState.objects.filter(generation=generation).exists()


def send_unsent(*, patience: float = WORKING, tries: int = sending.TRIES) -> int:
    """Send what the cluster has not been told, unless somebody else is doing so. Returns how many marks are done.

    Raises:
        the faults of ``search.cluster.connection.FAULTS``, with what is left unsent still in the outbox.
    """
    done = 0
    # Looked at again after letting go: whoever came meanwhile saw that somebody was sending, and left.
    while UnsentChange.objects.exists() and (sender := take_turn()) is not None:
        try:
            while marks := list(UnsentChange.objects.order_by("pk")[:MARKS]):
                _send(marks, sender, patience, tries)
                UnsentChange.objects.filter(pk__in=[each.pk for each in marks]).delete()
                done += len(marks)
        finally:
            end_turn(sender)
    return done


def forget_marks(generation: int) -> None:
    """Forget changes to what is older than a generation."""
    UnsentChange.objects.filter(generation__lt=generation).delete()


def take_turn() -> int | None:
    """The number of the one who sends from now on; None while somebody else does."""
    ClusterState.objects.get_or_create(pk=1)
    now = timezone.now()
    is_free = Q(sending_until=None) | Q(sending_until__lte=now)
    taken = ClusterState.objects.filter(is_free, pk=1).update(sender=F("sender") + 1, sending_until=now + LEASE)
    return ClusterState.objects.values_list("sender", flat=True).get(pk=1) if taken else None


def hold_turn(sender: int) -> None:
    """Say that a sender is still at work."""
    ClusterState.objects.filter(sender=sender).update(sending_until=timezone.now() + LEASE)


def end_turn(sender: int) -> None:
    """Let the next one send."""
    ClusterState.objects.filter(sender=sender).update(sending_until=None)


def _send_soon() -> None:
    """After a commit; but no editor waits for a cluster that is away. A job sends what is left."""
    if not cluster_breaker.allows():
        return
    try:
        send_unsent(patience=SAVING, tries=1)
        cluster_breaker.worked()
    except FAULTS as error:
        cluster_breaker.failed()
        logger.warning("The search cluster was not told of a change yet: %s", fault_of(error))


def _send(marks: list[UnsentChange], sender: int, patience: float, tries: int) -> None:
    asked: dict[tuple[int, str], set[int | None]] = defaultdict(set)
    for each in marks:
        asked[each.generation, each.group].add(each.object_id)
    indexes: dict[int, dict[str, list[str]]] = {}
    for (generation, group), ids in asked.items():
        if generation not in indexes:
            indexes[generation] = by_language(indexes_of(generation, patience), generation)
        if indexes[generation]:
            actions = _anew(generation, group, ids, indexes[generation], sender)
            sending.send(actions, patience=patience, tries=tries)


def by_language(indexes: Iterable[str], generation: int) -> dict[str, list[str]]:
    """Names of indexes of a generation by the variant that they hold, as ``build.index_name`` made them."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in indexes:
        found[name.rpartition("-")[0].partition(f"-g{generation}-")[2]].append(name)
    return dict(found)


def _anew(
    generation: int, group: str, ids: set[int | None], indexes: dict[str, list[str]], sender: int
) -> Iterator[sending.Action]:
    """What brings objects of a group up to date in every variant: those that are there, and those that went."""
    rows = IndexedRecord.objects.filter(generation=generation, group=group)
    if None in ids:
        ids = {*rows.values_list("object_id", flat=True), *(pk for pk in ids if pk)}
    for some in _some(sorted(pk for pk in ids if pk)):
        hold_turn(sender)
        found: dict[str, list[IndexedRecord]] = defaultdict(list)
        for row in rows.filter(object_id__in=some).defer("words"):
            found[row.language.lower()].append(row)
        for language, names in indexes.items():
            there = found.get(language, [])
            yield from sending.put(there, names, sender)
            gone = set(some) - {row.object_id for row in there}
            yield from sending.take((name_of(group, pk) for pk in sorted(gone)), names, sender)


def _some(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), MARKS):
        yield ids[start : start + MARKS]
