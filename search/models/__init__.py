"""The models of searching, one subject a module."""

from search.models.index import FieldTotal, IndexedRecord, IndexState, VocabularyWord, WaitingChange
from search.models.insight import AskedTopic, AskedWords, WeekKey
from search.models.synonym import Synonym, SynonymKind

__all__ = [
    "AskedTopic",
    "AskedWords",
    "FieldTotal",
    "IndexState",
    "IndexedRecord",
    "Synonym",
    "SynonymKind",
    "VocabularyWord",
    "WaitingChange",
    "WeekKey",
]
