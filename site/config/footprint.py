"""What the search takes: the index on disk, the process in memory."""

import os
from pathlib import Path

from django.conf import settings
from django.db import connection

from search.cluster.connection import WORKING, client, is_used

#: The tables of the index and all that belongs to them, in both generations that are kept.
_INDEX = ("search_indexedrecord", "search_fieldtotal", "search_vocabularyword", "search_terms%", "search_counts%")
_SQLITE = """
    SELECT SUM(pgsize) FROM dbstat WHERE name IN (
        SELECT name FROM sqlite_master WHERE {names}
    )
"""
_POSTGRES = "SELECT SUM(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND ({names})"


def index_megabytes() -> float:
    """The index on disk: documents, words and terms of the live generation and of the one before."""
    statement, name = (_POSTGRES, "relname") if connection.vendor == "postgresql" else (_SQLITE, "tbl_name")
    names = " OR ".join([f"{name} LIKE %s"] * len(_INDEX))
    with connection.cursor() as cursor:
        cursor.execute(statement.format(names=names), _INDEX)
        (size,) = cursor.fetchone()
    return (float(size or 0) + _in_cluster()) / 1e6


def _in_cluster() -> int:
    """What the cluster holds beside the database, in bytes."""
    if not is_used():
        return 0
    prefix = settings.ELASTICSEARCH_PREFIX
    stats = client(WORKING).indices.stats(index=f"{prefix}-g*", metric="store")
    return int(stats["_all"]["primaries"]["store"]["size_in_bytes"])


def process_megabytes() -> float:
    """What this process holds in memory just now; 0 where the system does not tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if told.exists() else 0.0
