"""Asking the index while it may not answer."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def undone_if_it_fails() -> Iterator[None]:
    """A savepoint where a transaction is open already, so that a failed read leaves it usable.

    Where none is open, none is begun: on SQLite every transaction asks to write, and a search must not wait for
    somebody who does.
    """
    if connection.in_atomic_block:
        with transaction.atomic():
            yield
    else:
        yield
