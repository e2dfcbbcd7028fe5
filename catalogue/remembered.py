"""What a process remembers of the catalogue between requests: the little that nearly every page asks for.

Taxonomies, areas, texts about ways in, safety and law, the site's settings: small, seldom written, and the same
for every reader of a language. All of it is forgotten as soon as anything that readers may see has been written,
here or in another process (``catalogue.version``). What the clock alone changes is never remembered.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.signals import setting_changed

from catalogue import version

#: Answers that are kept at most; a process that has more begins anew.
MOST = 3000

P = ParamSpec("P")
Value = TypeVar("Value")


@dataclass
class _Memory:
    """What was read of one version of the catalogue."""

    version: str
    values: dict[tuple[Any, ...], Any] = field(default_factory=dict)


_memory = _Memory("")


def remembered(load: Callable[P, Value]) -> Callable[P, Value]:
    """A reader of the catalogue whose answer is kept until something is written.

    The answer is shared by all requests of the process: nobody may change it. Arguments are hashable and few, such
    as languages or keys of areas, never what a reader has typed.

    Args:
        load: reads the database and nothing else that changes: no clock, no request, no active language.
    """

    @wraps(load)
    def recall(*args: P.args, **kwargs: P.kwargs) -> Value:
        values = _values()
        key = (load, args, tuple(sorted(kwargs.items())))
        if key not in values:
            # The version was read before the value is, so the value is never older than it.
            values[key] = load(*args, **kwargs)
        return values[key]

    return recall


def _values() -> dict[tuple[Any, ...], Any]:
    """What is known of the catalogue as it is now."""
    global _memory
    current = version.current()
    memory = _memory
    if memory.version != current or len(memory.values) > MOST:
        # Another thread may do the same: each then fills a memory of its own, and the last one stays.
        memory = _memory = _Memory(current)
    return memory.values


def _forget(**_: object) -> None:
    """What is shown depends on settings too; only tests change them."""
    global _memory
    _memory = _Memory("")


setting_changed.connect(_forget, dispatch_uid="catalogue_remembered")
