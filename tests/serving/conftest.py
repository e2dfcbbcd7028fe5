"""A server's folder with the real catalogue, made once, and servers that run on a copy of it."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from tests.serving.stack import Stack, needs


@pytest.fixture(scope="session")
def server_folder(loaded_database, tmp_path_factory):
    """Database and static files of a server."""
    needs("nginx")
    if connection.vendor != "sqlite":
        pytest.skip("the servers run on the embedded database")
    folder = tmp_path_factory.mktemp("server")
    with closing(sqlite3.connect(folder / "insatskatalogen.sqlite3")) as copy:
        loaded_database.loaded.backup(copy)
    Stack(folder).manage("collectstatic", "--no-input", "-v0")
    return folder


@pytest.fixture(scope="module")
def stack(server_folder, tmp_path_factory):
    """Servers that have been started; the last test of a module may break them."""
    folder = tmp_path_factory.mktemp("stack") / "var"
    shutil.copytree(server_folder, folder)
    running = Stack(folder)
    try:
        running.start()
        yield running
    finally:
        running.stop()
