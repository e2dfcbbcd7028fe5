"""Copies of a test database: filled once, lent to one module of tests after another."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tests.kept import KeptFile, KeptTemplate, alone, drop_database, make_database


class SqliteDatabases:
    """Databases in memory, of which whole copies take some milliseconds."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self.empty = sqlite3.connect(":memory:", check_same_thread=False)
        self.loaded = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self.empty)

    def fill(self, kept: KeptFile, write: Callable[[], None]) -> None:
        """What is written, now or by an earlier process, is what will be lent."""
        with alone(kept.name):
            if kept.exists():
                kept.copy_to(self.loaded)
                return
            write()
            kept.keep_test_database()
            connection.connection.backup(self.loaded)
        self._use(self.empty)

    @contextmanager
    def lent(self) -> Iterator[None]:
        """The test database is a copy of the loaded one."""
        self._use(self.loaded)
        try:
            yield
        finally:
            self._use(self.empty)

    def forget(self) -> None:
        """Give the memory back."""
        self.empty.close()
        self.loaded.close()

    def _use(self, source: sqlite3.Connection) -> None:
        source.backup(connection.connection)
        ContentType.objects.clear_cache()


class PostgresDatabases:
    """Databases of the server, copied as templates."""

    def __init__(self, kind: str) -> None:
        self.empty = connection.settings_dict["NAME"]
        self.loaded = f"{self.empty}_{kind}"
        self.copy = f"{self.empty}_copy"

    def fill(self, kept: KeptTemplate, write: Callable[[], None]) -> None:
        """What is written, now or by an earlier process, is what will be lent."""
        with alone(kept.name):
            if not kept.exists():
                self._use(self.loaded, self.empty)
                write()
                with connection.cursor() as cursor:
                    # A copy takes the statistics along, and without them plans are hopeless.
                    cursor.execute("ANALYZE")
                kept.keep_test_database()
                self._use(self.empty)
            kept.copy_to(self.loaded)

    @contextmanager
    def lent(self) -> Iterator[None]:
        """The connection leads to a copy of the loaded database."""
        self._use(self.copy, self.loaded)
        try:
            yield
        finally:
            self._use(self.empty)
            drop_database(self.copy)

    @contextmanager
    def own(self) -> Iterator[None]:
        """All connections lead to a copy of the empty database: what is committed goes with it."""
        self._use(self.copy, self.empty)
        try:
            yield
        finally:
            self._use(self.empty)
            drop_database(self.copy)

    def forget(self) -> None:
        """Drop what the test run does not know of."""
        drop_database(self.loaded)

    def _use(self, name: str, copied_from: str = "") -> None:
        connection.close()
        if copied_from:
            make_database(name, copied_from)
        connection.settings_dict["NAME"] = name
        ContentType.objects.clear_cache()
