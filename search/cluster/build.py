"""Building a copy of a generation in the cluster beside what is read, verifying it, and letting readers in.

Until the swap no reader sees it; if anything is wrong with it, it is taken away again and nothing has changed.
"""

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.db.models import Max

from search.cluster import outbox, sending
from search.cluster.connection import (
    ASKING,
    FAULTS,
    WORKING,
    ClusterError,
    alias_of,
    client,
    fault_of,
    generation_of,
    indexes_of,
)
from search.cluster.form import MAPPINGS, SETTINGS
from search.cluster.verifying import Question, verify
from search.models import ClusterState, IndexedRecord

#: How long a build waits for somebody else who is sending, in seconds.
LONGEST_WAIT = 300.0
#: How often it is compared before it is given up: an editor may save while it is compared.
COMPARISONS = 3

Progress = Callable[[str], None]


class Copy:
    """A generation on its way into the cluster: an index for each variant, which nobody reads yet."""

    def __init__(self, generation: int) -> None:
        self.generation = generation
        rows = IndexedRecord.objects.filter(generation=generation)
        shipped = [code for code, _name in settings.SHIPPED_LANGUAGES]
        self.languages = sorted({*shipped, *rows.order_by().values_list("language", flat=True).distinct()})
        stamp = uuid.uuid4().hex[:8]
        self.indexes = {code: f"{alias_of(generation, code)}-{stamp}" for code in self.languages}

    def fill(self, progress: Progress) -> None:
        """Make the indexes and send all documents."""
        with _turn() as sender:
            # Whoever sends after this has a higher number: what is read now replaces nothing that changes later.
            number = sender
            for name in self.indexes.values():
                client(WORKING).indices.create(index=name, settings=SETTINGS, mappings=MAPPINGS)
        done = 0
        for language, name in self.indexes.items():
            for rows in _rows_of(self.generation, language):
                done += sending.send(sending.put(rows, [name], number), patience=WORKING, shown=False)
                progress(f"{done} dokument i sökklustret")

    def check(self, questions: Sequence[Question]) -> None:
        """Tell it what has changed meanwhile, and compare it with the database.

        Raises:
            ClusterError: when it does not hold or answer the same.
        """
        names = list(self.indexes.values())
        client(WORKING).indices.put_settings(index=names, settings={"refresh_interval": None})
        for left in reversed(range(COMPARISONS)):
            outbox.send_unsent()
            client(WORKING).indices.refresh(index=names)
            try:
                verify(self.generation, self.indexes, questions)
                break
            except ClusterError:
                if not left:
                    raise

    def show(self) -> None:
        """Let readers in: one action gives every variant's name to its new index; then the old ones go.

        Older generations stay until ``forget_old``.
        """
        with _turn():
            found = indexes_of(self.generation, WORKING)
            old = {name: aliases for name, aliases in found.items() if name not in self.indexes.values()}
            given = [(name, alias_of(self.generation, language)) for language, name in self.indexes.items()]
            actions = [
                *({"add": {"index": name, "alias": alias}} for name, alias in given),
                *({"remove": {"index": name, "alias": alias}} for name, of in old.items() for alias in of),
            ]
            client(WORKING).indices.update_aliases(actions=actions)
            _delete(sorted(old))

    def take_away(self) -> None:
        """Undo the building; as far as the cluster answers."""
        try:
            client(WORKING).indices.delete(index=list(self.indexes.values()), ignore_unavailable=True)
        except FAULTS:
            # The next build or clearing away finds them.
            return


def build(generation: int, progress: Progress, questions: Sequence[Question] = ()) -> None:
    """Copy a generation into the cluster, verify it and give it its names. Whether readers are sent there is
    decided by ``ClusterState``.

    Raises:
        ClusterError: when it failed; then the cluster is as it was.
    """
    copy = Copy(generation)
    try:
        copy.fill(progress)
        copy.check(questions)
        copy.show()
    except FAULTS as error:
        copy.take_away()
        raise ClusterError(f"Sökklustret fick ingen ny kopia: {fault_of(error)}") from error


def forget_old(generation: int) -> None:
    """Remove what is older than a generation: nobody is sent there, and changes to it need no sending."""
    outbox.forget_marks(generation)
    try:
        _delete(sorted(name for name in indexes_of(None, WORKING) if generation_of(name) < generation))
    except FAULTS:
        # They only take room; the next rebuild clears them away.
        return


def send_readers(generation: int | None) -> None:
    """Say which generation the cluster holds; in the caller's transaction."""
    ClusterState.objects.update_or_create(pk=1, defaults={"generation": generation})


def _delete(indexes: list[str]) -> None:
    """Remove indexes that nobody is led to any more, when those who were led there have got their answer."""
    if indexes:
        time.sleep(2 * ASKING)
        client(WORKING).indices.delete(index=indexes, ignore_unavailable=True)


@contextmanager
def _turn() -> Iterator[int]:
    """Nobody else sends meanwhile."""
    until = time.monotonic() + LONGEST_WAIT
    while (sender := outbox.take_turn()) is None:
        if time.monotonic() > until:
            raise ClusterError("någon annan skickar redan")
        time.sleep(0.2)
    try:
        yield sender
    finally:
        outbox.end_turn(sender)


def _rows_of(generation: int, language: str) -> Iterator[list[IndexedRecord]]:
    """The documents of a variant, some at a time, in order. What is written later is sent by whoever writes it."""
    rows = IndexedRecord.objects.filter(generation=generation, language=language).order_by("pk").defer("words")
    newest = rows.aggregate(newest=Max("pk"))["newest"] or 0
    rows = rows.filter(pk__lte=newest)
    last = 0
    while batch := list(rows.filter(pk__gt=last)[: sending.AT_ONCE]):
        yield batch
        last = batch[-1].pk
