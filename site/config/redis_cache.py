"""A cache that several processes share, without being something that the site can fall over."""

import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

#: Seconds that a Redis which did not answer is left alone.
PAUSE = 10
SHARED = (
    "add",
    "clear",
    "delete",
    "delete_many",
    "get",
    "get_many",
    "has_key",
    "incr",
    "set",
    "set_many",
    "touch",
)


def _shared(name: str) -> Callable[..., Any]:
    def act(self: "ForgivingRedisCache", *args: Any, **values: Any) -> Any:
        if time.monotonic() >= self.asked_again_at:
            try:
                return getattr(RedisCache, name)(self, *args, **values)
            except RedisError:
                self.asked_again_at = time.monotonic() + PAUSE
        return getattr(self.own, name)(*args, **values)

    act.__name__ = name
    return act


class ForgivingRedisCache(RedisCache):
    """Redis; while it does not answer, the memory of this process, so that limits still count."""

    asked_again_at = 0.0

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self.own = LocMemCache("while-redis-is-down", {})


for _name in SHARED:
    setattr(ForgivingRedisCache, _name, _shared(_name))
