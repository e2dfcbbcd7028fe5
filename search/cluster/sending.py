"""Sending documents: in bulk, no faster than the cluster takes them, and again what it was too busy for."""

from collections.abc import Iterable, Iterator
from typing import Any

from elasticsearch.helpers import streaming_bulk

from search.cluster.connection import ClusterError, client
from search.cluster.documents import documents_of, name_of
from search.models import IndexedRecord

#: Documents and bytes of one request. The next is sent when this one is answered.
AT_ONCE = 300
MOST_BYTES = 5_000_000
#: How often what was refused for being too much is sent again, the pause doubling from the first to the longest.
TRIES = 8
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 10.0
#: The cluster has a newer document already, or never had the one to forget: nothing is wrong.
FINE = {("index", 409), ("delete", 409), ("delete", 404)}

Action = dict[str, Any]


def put(rows: list[IndexedRecord], indexes: Iterable[str], sender: int) -> Iterator[Action]:
    """What puts the documents of rows of one variant into indexes.

    Args:
        rows: rows of the index.
        indexes: names in the cluster.
        sender: number of the one who sends. What a later sender has put is left.
    """
    for row, document in documents_of(rows):
        for index in indexes:
            yield {**_action("index", index, name_of(row.group, row.object_id), sender), "_source": document}


def take(names: Iterable[str], indexes: Iterable[str], sender: int) -> Iterator[Action]:
    """What takes documents out of indexes, by name."""
    indexes = list(indexes)
    for name in names:
        for index in indexes:
            yield _action("delete", index, name, sender)


def send(actions: Iterable[Action], *, patience: float, tries: int = TRIES, shown: bool = True) -> int:
    """Send, and wait until all is taken. Returns how many actions there were.

    Args:
        actions: from ``put`` and ``take``.
        patience: seconds that one request may take.
        tries: how often what was refused is sent again.
        shown: whether readers find it at once.

    Raises:
        ClusterError: when a document was refused for another reason than too much work.
        elasticsearch.ApiError, elasticsearch.TransportError: when the cluster did not answer or not as it should.
    """
    done = 0
    answers = streaming_bulk(
        client(patience), actions, chunk_size=AT_ONCE, max_chunk_bytes=MOST_BYTES, max_retries=tries,
        initial_backoff=FIRST_PAUSE, max_backoff=LONGEST_PAUSE, raise_on_error=False, refresh=shown,
    )  # fmt: skip
    for is_taken, answer in answers:
        done += 1
        ((kind, said),) = answer.items()
        if not is_taken and (kind, said["status"]) not in FINE:
            kind_of_fault = (said.get("error") or {}).get("type", "")
            raise ClusterError(f"{said['_index']} {said['_id']}: {said['status']} {kind_of_fault}")
    return done


def _action(kind: str, index: str, name: str, sender: int) -> Action:
    numbered = {"version": sender, "version_type": "external_gte"}
    return {"_op_type": kind, "_index": index, "_id": name, **numbered}
