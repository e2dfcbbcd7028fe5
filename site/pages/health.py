"""State of the parts that the site needs in order to serve."""

from django.db import DatabaseError

from search.cluster.connection import is_used
from search.cluster.health import cluster_answers
from search.models import IndexState


def search_state() -> str:
    """``ok`` when there is an index that readers can ask, else a word on what is wrong.

    ``degraded``: the cluster of this installation does not answer, and the database's own index does.
    """
    try:
        state = IndexState.objects.order_by("pk").first()
    except DatabaseError:
        return "error"
    if state is None or not state.live_generation:
        return "empty"
    return "degraded" if is_used() and not cluster_answers(state.live_generation) else "ok"
