"""Copies of a test database: filled once for a process, lent to one module of tests after another."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


class SqliteDatabases:
    """Databases in memory, of which whole copies take some milliseconds."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self.empty = sqlite3.connect(":memory:", check_same_thread=False)
        self.loaded = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self.empty)

    @contextmanager
    def filled(self) -> Iterator[None]:
        """What is written inside is what will be lent."""
        yield
        connection.connection.backup(self.loaded)
        self.empty.backup(connection.connection)

    @contextmanager
    def lent(self) -> Iterator[None]:
        """The test database is a copy of the loaded one."""
        self.loaded.backup(connection.connection)
        try:
            yield
        finally:
            self.empty.backup(connection.connection)

    def forget(self) -> None:
        """Give the memory back."""
        self.empty.close()
        self.loaded.close()


class PostgresDatabases:
    """Databases of the server, copied as templates."""

    def __init__(self) -> None:
        self.empty = connection.settings_dict["NAME"]
        self.loaded = f"{self.empty}_loaded"
        self.copy = f"{self.empty}_copy"

    @contextmanager
    def filled(self) -> Iterator[None]:
        """What is written inside is what will be lent."""
        self._make(self.loaded, self.empty)
        self._use(self.loaded)
        yield
        with connection.cursor() as cursor:
            # A copy takes the statistics along, and without them plans are hopeless.
            cursor.execute("ANALYZE")
        self._use(self.empty)

    @contextmanager
    def lent(self) -> Iterator[None]:
        """The connection leads to a copy of the loaded database."""
        self._make(self.copy, self.loaded)
        self._use(self.copy)
        try:
            yield
        finally:
            self._use(self.empty)
            self._drop(self.copy)

    def forget(self) -> None:
        """Drop what the test run does not know of."""
        self._drop(self.loaded)

    def _use(self, name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name

    def _make(self, name: str, template: str) -> None:
        connection.close()
        self._drop(name)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def _drop(self, name: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
