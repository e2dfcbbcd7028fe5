"""Many changes at once: what listens to single saves can wait and do its work once at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.dispatch import Signal
from wagtail.signal_handlers import disable_reference_index_auto_update

#: Sent once when a bulk change is done: after its transaction where that stands within, so that what takes long
#: keeps nobody who saves waiting.
bulk_changed = Signal()

_in_bulk: ContextVar[bool] = ContextVar("in_bulk", default=False)


def is_bulk_change() -> bool:
    """Whether a bulk change is going on, so that listeners to single saves should hold their work."""
    return _in_bulk.get()


@contextmanager
def bulk_change() -> Iterator[None]:
    """Saves within are one change: listeners hear ``bulk_changed`` at the end, and only if all went well."""
    token = _in_bulk.set(True)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        _in_bulk.reset(token)
    bulk_changed.send(sender=None)
