"""Wagtail's own search in the admin, over plain database lookups."""

from modelsearch.backends.database.fallback import DatabaseSearchBackend as SearchBackend

__all__ = ["SearchBackend"]
