"""Every document of the database beside every document of the cluster."""

from elasticsearch.helpers import scan

from search import index
from search.cluster.connection import WORKING, client, indexes_of
from search.cluster.documents import documents_of, name_of
from search.models import IndexedRecord


def documents_here():
    """What the cluster should hold, by variant and name."""
    rows = IndexedRecord.objects.filter(generation=index.state().live_generation).order_by("pk")
    made = ((row, document) for row, document in documents_of(list(rows)))
    return {(row.language, name_of(row.group, row.object_id)): document for row, document in made}


def documents_there():
    """What it holds, read from the index that each variant's name leads to."""
    found = {}
    generation = index.state().live_generation
    for name, aliases in indexes_of(generation, WORKING).items():
        client(WORKING).indices.refresh(index=name)
        for alias in aliases:
            language = alias.partition(f"-g{generation}-")[2]
            for hit in scan(client(WORKING), index=alias):
                found[language, hit["_id"]] = hit["_source"]
    return found


def shown_indexes():
    """Names of the indexes that readers are led to."""
    return sorted(name for name, aliases in indexes_of(index.state().live_generation, WORKING).items() if aliases)
