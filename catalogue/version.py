"""The version of the catalogue: another one as soon as anything that readers may see has been written.

Each transaction leaves one mark (``CatalogueChange``) that becomes visible with what it wrote and disappears with
it; ``watched_writes`` says when. Who reads the version first and the catalogue after it can keep what was made of
the two: it is never older than its version.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from catalogue.models import CatalogueChange

#: What a catalogue is called in which nothing has ever been written.
EMPTY = "0"

_READ = "SELECT token, COUNT(*) OVER () FROM catalogue_cataloguechange ORDER BY id DESC LIMIT 1"
_held: ContextVar[str | None] = ContextVar("held_catalogue_version", default=None)
#: Connections on which the table of marks is known to be there.
_can_be_marked: set[str] = set()


def current() -> str:
    """The version of the catalogue now, in one query; the same text as long as nothing public is written.

    The last mark and the number of marks tell it together: of two transactions at once, the one that left its mark
    first may end last.
    """
    held = _held.get()
    if held is not None:
        return held
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        row = cursor.fetchone()
    # What a transaction writes after it has read the version is another change.
    connection.run_on_commit = [entry for entry in connection.run_on_commit if _marked not in entry]
    return f"{str(row[0]).replace('-', '')}.{row[1]}" if row else EMPTY


@contextmanager
def held() -> Iterator[str]:
    """Within, the version is asked for once: for a request that reads. Writing ends it."""
    version = current()
    token = _held.set(version)
    try:
        yield version
    finally:
        _held.reset(token)


def mark(connection: BaseDatabaseWrapper = connection) -> None:
    """Something public has been written: once this is committed, the version is another one.

    Only for what does not pass Django's connection; everything else is seen by ``watched_writes``.
    """
    _held.set(None)
    if any(_marked in entry for entry in connection.run_on_commit) or not _can_mark(connection):
        return
    CatalogueChange.objects.using(connection.alias).create()
    if connection.in_atomic_block:
        transaction.on_commit(_marked, using=connection.alias)


def forget_marks() -> int:
    """Put one new mark in place of all, so that counting them stays quick. Returns how many went."""
    with transaction.atomic():
        last = CatalogueChange.objects.create()
        return CatalogueChange.objects.filter(pk__lt=last.pk).delete()[0]


def about_to_migrate(using: str, **_: object) -> None:
    """Migrations may take the table of marks away."""
    _can_be_marked.discard(using)


def _marked() -> None:
    """Waits for the end of a transaction, and so says that it has left its mark.

    Django forgets it with a savepoint that is rolled back, just as the database forgets the mark.
    """


def _can_mark(connection: BaseDatabaseWrapper) -> bool:
    """Whether the table of marks is there; it is not while the first migrations run."""
    if connection.alias not in _can_be_marked:
        if CatalogueChange._meta.db_table not in connection.introspection.table_names():
            return False
        _can_be_marked.add(connection.alias)
    return True
