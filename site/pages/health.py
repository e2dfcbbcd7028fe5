"""State of the parts that the site needs in order to serve."""

from django.db import DatabaseError


def search_state() -> str:
    """``ok`` when the search engine says that it can be asked, else a word on what is wrong."""
    try:
        from search.engines import engine
    except ImportError:
        return "ok"
    ready = getattr(engine(), "is_ready", None)
    try:
        return "ok" if ready is None or ready() else "empty"
    except DatabaseError:
        return "error"
