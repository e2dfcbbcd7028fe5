"""The empty database as all migrations leave it, made once and copied from then on (SQLite).

Migrating takes as long as a hundred tests. What is kept lies in the temporary folder under a name that says which
migrations it holds, so a changed migration is always run.
"""

import hashlib
import os
import sqlite3
import tempfile
from importlib.metadata import version
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
#: Code that decides what the empty database looks like: migrations, and the engines' own tables.
SHAPING = ("*/migrations/*.py", "site/*/migrations/*.py", "search/engines/*.py")


def kept() -> Path:
    """Where the empty database of these migrations lies or will lie."""
    found = hashlib.sha256(" ".join(version(name) for name in ("django", "wagtail", "django-taggit")).encode())
    for path in sorted(path for pattern in SHAPING for path in ROOT.glob(pattern)):
        found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return Path(tempfile.gettempdir()) / f"insatskatalogen-test-{os.getuid()}-{found.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def copied_migrations(django_db_modify_db_settings):
    """Fill the test database, which lies in memory, before the migrations are asked for: none is left to run."""
    name = connection.creation._get_test_db_name() if connection.vendor == "sqlite" else ""
    if "mode=memory" not in name or not kept().exists():
        yield
        return
    memory = sqlite3.connect(name, uri=True)
    with sqlite3.connect(kept()) as source:
        source.backup(memory)
    source.close()
    yield
    memory.close()


@pytest.fixture(scope="session")
def django_db_setup(copied_migrations, django_db_setup, django_db_blocker):
    """As pytest-django's own, and keeps the empty database for the next run."""
    if connection.vendor == "sqlite" and not kept().exists():
        with tempfile.TemporaryDirectory() as folder, django_db_blocker.unblock():
            copy = sqlite3.connect(Path(folder) / "empty.sqlite3")
            connection.ensure_connection()
            connection.connection.backup(copy)
            copy.close()
            (Path(folder) / "empty.sqlite3").replace(kept())
