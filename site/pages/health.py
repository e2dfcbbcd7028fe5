"""State of the parts that the site needs in order to serve."""

from django.db import DatabaseError

from search.models import IndexState


def search_state() -> str:
    """``ok`` when there is an index that readers can ask, else a word on what is wrong."""
    try:
        state = IndexState.objects.order_by("pk").first()
    except DatabaseError:
        return "error"
    return "ok" if state is not None and state.live_generation else "empty"
