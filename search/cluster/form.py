"""The form of an index in the cluster: every field is named, and none is analysed there."""

from typing import Any

from search.filters import RUNNING_FILTERS, SLUG_FILTERS

#: Facts of an offering that stand in documents. What the clock changes is asked of the database.
STATED = tuple(name for name in SLUG_FILTERS if name not in RUNNING_FILTERS)

SETTINGS = {
    "number_of_shards": 1,
    # A copy on a second node as soon as there is one.
    "auto_expand_replicas": "0-1",
    # A reader's area may leave tens of thousands of insatser to choose among.
    "max_terms_count": 1_000_000,
    # How long a deleted document's number is remembered, against a copy that was on its way: longer than a build.
    "gc_deletes": "1d",
    # Nobody reads an index that is being built.
    "refresh_interval": "-1",
}

_KEYWORD = {"type": "keyword"}
_NUMBER = {"type": "long"}
_KEPT = {"type": "keyword", "index": False}

MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "group": _KEYWORD,
        "object_id": _NUMBER,
        # The key of the document in the database: what a question is answered with, and the order among equals.
        "document": _NUMBER,
        "slug": _KEPT,
        "content_hash": _KEPT,
        # Terms as the analysis gave them, with the group before each. Only whether a document holds one is asked.
        "terms": {"type": "keyword", "doc_values": False},
        # Running offerings: every filter asks one of them.
        "offerings": {
            "type": "nested",
            "dynamic": "strict",
            "properties": {
                "offering": _NUMBER,
                "areas": _NUMBER,
                "age_min": {"type": "short"},
                "age_max": {"type": "short"},
                **dict.fromkeys(STATED, _KEYWORD),
            },
        },
    },
}


def held_term(group: str, term: str) -> str:
    """A term as documents of a group hold it, so that no document of another group is ever counted."""
    return f"{group}·{term}"
