"""Whether the cluster answers readers just now, for whoever watches over the site."""

from catalogue.models.words import SOURCE_LANGUAGE
from search.cluster.connection import ASKING, FAULTS, alias_of, client
from search.cluster.outbox import is_in_step


def cluster_answers(generation: int) -> bool:
    """Whether the cluster is there, holds a generation and has been told of every change."""
    if not is_in_step(generation):
        return False
    try:
        return bool(client(ASKING).indices.exists_alias(name=alias_of(generation, SOURCE_LANGUAGE)))
    except FAULTS:
        return False
