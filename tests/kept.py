"""Databases that take long to make, made once and kept for the next process: migrated, or filled.

What is kept has a name that says what it was made from, so that a changed file, setting or day makes it anew. On
SQLite it is a file in the temporary folder, on PostgreSQL a database of the server that serves as a template.
Two processes never make the same one: the second waits for the first, and copies.
"""

import fcntl
import hashlib
import os
import sqlite3
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
#: Most files that are kept of one kind. Those that were used last stay.
MOST = 8
TURNS = 16


def made_from(paths: Iterable[Path], *values: str) -> str:
    """What something is made from, as a short name: the content of files, and values."""
    found = hashlib.sha256("\n".join(values).encode())
    for path in sorted(paths):
        found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()[:16]


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Nobody else makes or copies what is kept under a name meanwhile. Names share a few turns."""
    turn = zlib.crc32(name.encode()) % TURNS
    with (Path(tempfile.gettempdir()) / f"insatskatalogen-{os.getuid()}-{turn}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class KeptFile:
    """A kept database of SQLite."""

    def __init__(self, kind: str, name: str) -> None:
        self.name = f"{kind}-{name}"
        self.family = f"insatskatalogen-{os.getuid()}-{kind}-"
        self.path = Path(tempfile.gettempdir()) / f"{self.family}{name}.sqlite3"

    def exists(self) -> bool:
        """Whether there is something to copy."""
        return self.path.exists()

    @contextmanager
    def handed_over(self) -> Iterator[None]:
        """The test database, which lies in memory, begins as a copy."""
        memory = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)
        self.copy_to(memory)
        yield
        memory.close()

    def copy_to(self, target: sqlite3.Connection) -> None:
        """Make a database the same as the kept one."""
        self.path.touch()
        source = sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True)
        source.backup(target)
        source.close()

    def keep_test_database(self) -> None:
        """Keep a copy, and clear away what nobody has used for longest."""
        connection.ensure_connection()
        with tempfile.TemporaryDirectory() as folder:
            copy = sqlite3.connect(Path(folder) / "copy.sqlite3")
            connection.connection.backup(copy)
            copy.close()
            (Path(folder) / "copy.sqlite3").replace(self.path)
        old = sorted(self.path.parent.glob(f"{self.family}*.sqlite3"), key=lambda path: -path.stat().st_mtime)
        for path in old[MOST:]:
            path.unlink()


class KeptTemplate:
    """A kept database of PostgreSQL. A server on which tests run often is cleared of old ones by hand."""

    def __init__(self, kind: str, name: str) -> None:
        self.name = f"kept_{kind}_{name}"

    def exists(self) -> bool:
        """Whether there is something to copy."""
        with connection._nodb_cursor() as cursor:
            return connection.creation._database_exists(cursor, self.name)

    @contextmanager
    def handed_over(self) -> Iterator[None]:
        """The test database begins as a copy."""
        connection.settings_dict["TEST"]["TEMPLATE"] = self.name
        yield

    def copy_to(self, target: str) -> None:
        """Make a new database the same as the kept one."""
        make_database(target, self.name)

    def keep_test_database(self) -> None:
        """Keep a copy. A template may have no visitors, so the connection is made anew."""
        connection.close()
        make_database(self.name, connection.settings_dict["NAME"])


def kept(kind: str, paths: Iterable[Path], *values: str) -> KeptFile | KeptTemplate:
    """What is kept of a kind for the database that the tests run on, whether it is there or not."""
    return (KeptTemplate if connection.vendor == "postgresql" else KeptFile)(kind, made_from(paths, *values))


def make_database(name: str, template: str) -> None:
    """A new database of the server, in place of one of that name, the same as another."""
    drop_database(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop_database(name: str) -> None:
    """Drop a database of the server if it is there."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
