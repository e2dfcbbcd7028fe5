"""Engines: where the terms lie and how candidates are found. An engine does not rank."""

from functools import cache

from search.engines.base import Engine


@cache
def engine_for(vendor: str) -> Engine:
    """The engine that works on a database.

    Args:
        vendor: as Django names it; ``connection.vendor``.
    """
    if vendor == "postgresql":
        from search.engines.postgres import PostgresEngine

        return PostgresEngine()
    from search.engines.sqlite import SqliteEngine

    return SqliteEngine()
