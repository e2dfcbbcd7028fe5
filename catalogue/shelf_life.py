"""How long a running fact holds: after some days it may have changed, after more it says nothing about today.

An app above tells where the settings lie; the catalogue only asks. Within a request they are read once.
"""

from collections.abc import Callable
from dataclasses import dataclass

from asgiref.local import Local
from django.core.signals import request_finished, request_started


@dataclass(frozen=True)
class ShelfLife:
    """Days, as the municipality has set them.

    Attributes:
        queue_may_change: a wait older than this may have changed.
        queue_unknown: a wait older than this is unknown.
        places_may_change: the same for the places left in a group.
        hours_may_change: opening hours that nobody has confirmed for so long may have changed.
        long_wait: past so many days a page shows what else may help meanwhile.
    """

    queue_may_change: int = 14
    queue_unknown: int = 45
    places_may_change: int = 14
    hours_may_change: int = 180
    long_wait: int = 28


Source = Callable[[], ShelfLife]

_source: list[Source] = []
_request = Local()


def register_shelf_life(source: Source) -> None:
    """Tell where the settings are read. The last one told is asked."""
    _source[:] = [source]


def shelf_life() -> ShelfLife:
    """The settings; the usual ones where nobody has set any."""
    known = getattr(_request, "known", None)
    if known is None:
        return _read()
    if not known:
        known.append(_read())
    return known[0]


def _read() -> ShelfLife:
    return _source[0]() if _source else ShelfLife()


def _begin(**_: object) -> None:
    _request.known = list[ShelfLife]()


def _end(**_: object) -> None:
    _request.known = None


request_started.connect(_begin, dispatch_uid="shelf_life_begins")
request_finished.connect(_end, dispatch_uid="shelf_life_ends")
