"""How a database is copied and put back, one way for each kind. A copy is of one moment, however long it takes."""

import os
import re
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

Counts = dict[str, int]
#: How many seconds a database that others use is waited for.
PATIENCE = 10


class Failed(Exception):  # noqa: N818  # said to whoever runs the site
    """Why a database could not be copied or put back, in Swedish."""


class Database(Protocol):
    """A kind of database."""

    vendor: str

    def copy(self, target: Path) -> Counts:
        """Write all of it to a file; the rows of each table in that copy."""

    def replace(self, source: Path) -> None:
        """Put a copy in place of all that is there, or change nothing."""

    def counts(self) -> Counts:
        """The rows of each table as they are now."""


def database() -> Database:
    """The one that the settings name."""
    kinds: dict[str, type[Database]] = {"sqlite": Sqlite, "postgresql": Postgres}
    try:
        return kinds[connection.vendor]()
    except KeyError:
        raise ImproperlyConfigured(f"Databasen {connection.vendor} går inte att säkerhetskopiera.") from None


class Sqlite:
    """One file, copied page by page by SQLite itself while others read and write."""

    vendor = "sqlite"
    #: Virtual tables show what other tables hold.
    _TABLES = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    )

    def copy(self, target: Path) -> Counts:
        with closing(self._open()) as own, closing(sqlite3.connect(target)) as copy:
            _copy_pages(own, copy)
            # One file by itself: a copy must not wait for a log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
            return self._counts(copy)

    def replace(self, source: Path) -> None:
        with closing(sqlite3.connect(source)) as copy:
            try:
                (said,) = copy.execute("PRAGMA integrity_check").fetchone()
            except sqlite3.DatabaseError as error:
                said = str(error)
            if said != "ok":
                raise Failed(f"Databasen i säkerhetskopian är skadad: {said}")
            connection.close()
            with closing(self._open()) as own:
                _copy_pages(copy, own)

    def counts(self) -> Counts:
        with closing(self._open()) as own:
            return self._counts(own)

    def _open(self) -> sqlite3.Connection:
        """A connection beside Django's, which may be in the middle of something."""
        return sqlite3.connect(connection.settings_dict["NAME"], timeout=PATIENCE)

    def _counts(self, opened: sqlite3.Connection) -> Counts:
        return _count(opened, (name for (name,) in opened.execute(self._TABLES).fetchall()))


def _copy_pages(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a whole database in one step, so that it is of one moment."""
    begun = time.monotonic()

    def give_up(status: int, _left: int, _pages: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() - begun > PATIENCE:
            raise Failed("Databasen används. Stoppa webbplatsen och försök igen.")

    source.backup(target, progress=give_up)


class Postgres:
    """A server's database, by ``pg_dump`` and ``pg_restore`` of its own version."""

    vendor = "postgresql"
    _TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"

    def copy(self, target: Path) -> Counts:
        with self._own_connection() as own:
            own.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            (snapshot,) = own.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
            self._run("pg_dump", *options, f"--file={target}")
            return self._counts(own)

    def replace(self, source: Path) -> None:
        script = source.with_suffix(".sql")
        try:
            subprocess.run(  # noqa: S603  # the server's own tool, on a file that was checked
                [self._tool("pg_restore"), "--no-owner", "--no-privileges", f"--file={script}", str(source)],
                check=True, capture_output=True, text=True,
            )  # fmt: skip
            connection.close()
            # All in one transaction: either the whole copy stands there, or what stood there before.
            options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
            clear = f"SET lock_timeout = '{PATIENCE}s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public"
            self._run("psql", *options, f"--command={clear}", f"--file={script}")
        except subprocess.CalledProcessError as error:
            raise Failed(
                f"Databasen i säkerhetskopian gick inte att lägga in: {_last_line(error.stderr)}"
            ) from error
        finally:
            script.unlink(missing_ok=True)

    def counts(self) -> Counts:
        with self._own_connection() as own:
            return self._counts(own)

    def _counts(self, opened: Any) -> Counts:
        return _count(opened, (name for (name,) in opened.execute(self._TABLES).fetchall()))

    @contextmanager
    def _own_connection(self) -> Iterator[Any]:
        """A connection beside Django's, whose transaction is this one's alone."""
        values = connection.get_connection_params()
        for name in ("cursor_factory", "context", "prepare_threshold"):
            values.pop(name, None)
        with psycopg.connect(**values) as own:
            yield own

    def _run(self, tool: str, *options: str) -> None:
        """Run a tool against the database. Its password travels in the environment, which nobody else can see."""
        # Django knows how its settings are said to PostgreSQL's tools.
        said, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
        try:
            subprocess.run(  # noqa: S603  # a tool of the server's, never a shell
                [self._tool(tool), *options, *said[1:]],
                env={**os.environ, **(environment or {})}, check=True, capture_output=True, text=True,
            )  # fmt: skip
        except subprocess.CalledProcessError as error:
            raise Failed(f"{tool} misslyckades: {_last_line(error.stderr)}") from error

    def _tool(self, name: str) -> str:
        """A tool at least as new as the server: an older one cannot read it."""
        connection.ensure_connection()
        wanted = connection.pg_version // 10000
        beside = Path(f"/usr/lib/postgresql/{wanted}/bin/{name}")
        found = str(beside) if beside.exists() else shutil.which(name)
        if found is None:
            raise Failed(f"{name} saknas. Installera postgresql-client-{wanted} på den här datorn.")
        said = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
        version = re.search(r"\(PostgreSQL\) (\d+)", said)
        if version is None or int(version[1]) < wanted:
            raise Failed(f"{name} är äldre än servern, som är PostgreSQL {wanted}. Installera en nyare.")
        return found


def _count(opened: Any, tables: Iterable[str]) -> Counts:
    quote = connection.ops.quote_name
    rows = {name: opened.execute(f"SELECT count(*) FROM {quote(name)}").fetchone() for name in tables}  # noqa: S608
    return {name: count for name, (count,) in rows.items()}


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["okänt fel"])[-1]
