"""Engines: where the terms lie and how candidates are found. An engine does not rank."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.conf import settings
from django.db import connection

from search.engines.base import Asked, Engine
from search.engines.breaker import Breaker

#: What is known in this process of whether the cluster answers.
cluster_breaker = Breaker()
_chosen: ContextVar[Asked | None] = ContextVar("chosen", default=None)


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


def database_engine() -> Engine:
    """The engine of the database that the catalogue lies in: every document is written there."""
    return engine_for(connection.vendor)


def asked_engine() -> Asked:
    """The engine that answers readers: the cluster where there is one, with the database behind it."""
    chosen = _chosen.get()
    if chosen is not None:
        return chosen
    return _with_fallback(connection.vendor) if settings.ELASTICSEARCH_URL else database_engine()


@contextmanager
def asking(engine: Asked) -> Iterator[None]:
    """Let one engine alone answer for a while, to compare or to measure it."""
    token = _chosen.set(engine)
    try:
        yield
    finally:
        _chosen.reset(token)


@cache
def _with_fallback(vendor: str) -> Asked:
    from search.engines.elasticsearch import ElasticsearchEngine
    from search.engines.fallback import WithFallback

    return WithFallback(ElasticsearchEngine(), engine_for(vendor), cluster_breaker)
