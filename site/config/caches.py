"""Where short-lived counts and look-ups are kept: in each process, or where ``CACHE_URL`` says, for all of them.

Attempts to sign in are always counted for all of them, in the database if nowhere else. No page is kept there, and
nothing that a reader has said.
"""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.sign_in_counts import SHARED, TABLE

REDIS = ("redis", "rediss", "unix")
#: Seconds before a Redis that does not answer is given up.
PATIENCE = 2
#: Counts that are kept in the database before the oldest are forgotten.
MOST_COUNTS = 10_000


def cache_settings(address: str) -> dict[str, dict[str, Any]]:
    """Django's ``CACHES``.

    Args:
        address: ``redis://name:password@host:6379/0``, ``rediss://…``, ``unix:///folder/socket``, or empty for the
            memory of each process and, for attempts to sign in, the database.

    Raises:
        ImproperlyConfigured: the address is of another kind.
    """
    if not address:
        return {
            "default": {"BACKEND": "config.sign_in_counts.CountsTogether"},
            SHARED: {
                "BACKEND": "django.core.cache.backends.db.DatabaseCache",
                "LOCATION": TABLE,
                "KEY_FUNCTION": "config.sign_in_counts.without_addresses",
                "OPTIONS": {"MAX_ENTRIES": MOST_COUNTS},
            },
        }
    if urlsplit(address).scheme not in REDIS:
        raise ImproperlyConfigured("CACHE_URL ska börja med redis://, rediss:// eller unix://.")
    return {
        "default": {
            "BACKEND": "config.redis_cache.ForgivingRedisCache",
            "LOCATION": address,
            "KEY_PREFIX": "insatskatalogen",
            "OPTIONS": {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE},
        }
    }
