"""The models of searching, one subject a module."""

from search.models.cluster import ClusterState, UnsentChange
from search.models.index import ChangedFacts, FieldTotal, IndexedRecord, IndexState, VocabularyWord, WaitingChange
from search.models.insight import AskedTopic, AskedWords, WeekKey
from search.models.synonym import Synonym, SynonymKind

#: What no page shows by itself: the index's own rows, seen through ``IndexState``, and what was asked.
UNSEEN = (
    ChangedFacts,
    *(ClusterState, FieldTotal, IndexedRecord, UnsentChange, VocabularyWord, WaitingChange),
    *(AskedTopic, AskedWords, WeekKey),
)

__all__ = [
    "UNSEEN",
    "AskedTopic",
    "AskedWords",
    "ChangedFacts",
    "ClusterState",
    "FieldTotal",
    "IndexState",
    "IndexedRecord",
    "Synonym",
    "SynonymKind",
    "UnsentChange",
    "VocabularyWord",
    "WaitingChange",
    "WeekKey",
]
