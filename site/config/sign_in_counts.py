"""Counts of attempts to sign in, which all processes of the server share also where there is no Redis."""

from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.utils.crypto import salted_hmac

#: What the cache in the database is called, and where it lies: ``users.SignInCount``.
SHARED, TABLE = "sign_in_counts", "users_signincount"
#: How keys of django-allauth begin: attempts, and codes that have been used.
OF_SIGNING_IN = "allauth"
ROUTED = ("add", "delete", "get", "has_key", "incr", "set", "touch")


def without_addresses(key: str, prefix: str, version: int) -> str:
    """A key as it is written down: network addresses and names of accounts cannot be read off it."""
    return f"{version}:{salted_hmac(SHARED, f'{prefix}:{key}', algorithm='sha256').hexdigest()}"


def _routed(name: str) -> Callable[..., Any]:
    def act(self: LocMemCache, key: str, *args: Any, **values: Any) -> Any:
        if key.startswith(OF_SIGNING_IN):
            return getattr(caches[SHARED], name)(key, *args, **values)
        return getattr(LocMemCache, name)(self, key, *args, **values)

    act.__name__ = name
    return act


class CountsTogether(LocMemCache):
    """The memory of each process; only what has to do with signing in lies in the database, for all of them.

    So no reader's request asks the database for it.
    """

    def clear(self) -> None:
        """Forget everything, also what all processes share."""
        super().clear()
        # A database that was restored a moment ago may be older than the table.
        if TABLE in connection.introspection.table_names():
            caches[SHARED].clear()


for _name in ROUTED:
    setattr(CountsTogether, _name, _routed(_name))
