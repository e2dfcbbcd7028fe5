"""Somebody saves just while a rebuild begins or ends: the change is in the index that comes, whoever was first.
A rebuild after a load of files is one like any other.

The rebuild is a thread with a connection of its own. Only a server shows it: SQLite lets in one writer at a time.
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from catalogue.actions.load_catalogue import load_catalogue
from catalogue.models import Area
from search import index
from search.filters import Choices
from search.hits import find
from tests.lent import PostgresDatabases
from tests.records import InsatsFactory, OfferingFactory, site, words

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="two who write at once need PostgreSQL")
#: Seconds until whoever does not come is given up.
PATIENCE = 60


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker):
    """A database of the module's own, for its threads commit."""
    with django_db_blocker.unblock(), PostgresDatabases("rebuild").own():
        site()
        yield


@pytest.fixture
def page(database):
    insats = InsatsFactory()
    OfferingFactory(insats=insats)
    return words(insats, title="Åka skridskor")


def rebuild(progress=lambda _message: None):
    try:
        return index.rebuild(progress=progress)
    finally:
        connection.close()


def wait_until_it_waits():
    """Until the rebuild stands before a lock."""
    deadline = time.monotonic() + PATIENCE
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
        assert time.monotonic() < deadline, "the rebuild did not wait"
        time.sleep(0.02)


def save(page, word):
    page.search_words = word
    page.save()


def assert_found(page, word):
    assert find(word, Choices(), "sv").fits == [page.insats_id]


def test_a_save_under_way_when_a_rebuild_begins_is_in_it(page):
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            save(page, "curling")
            built = pool.submit(rebuild)
            wait_until_it_waits()
        built.result(PATIENCE)
    assert_found(page, "curling")


def test_a_save_under_way_when_a_rebuild_ends_is_in_it(page):
    written, saved = threading.Event(), threading.Event()

    def pause(_message):
        written.set()
        assert saved.wait(PATIENCE)

    with ThreadPoolExecutor(1) as pool:
        built = pool.submit(rebuild, pause)
        assert written.wait(PATIENCE)
        with transaction.atomic():
            save(page, "isdans")
            saved.set()
            wait_until_it_waits()
        built.result(PATIENCE)
    assert_found(page, "isdans")


def save_beside(page, word):
    """Save with a connection of its own, which gives up after a second."""

    def in_thread():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '1s'")
            save(page, word)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(in_thread).result(PATIENCE)


def test_nobody_who_saves_waits_a_second_for_a_rebuild(page):
    messages = []

    def beside(message):
        messages.append(message)
        save_beside(page, "bandy")

    index.rebuild(progress=beside)
    assert messages
    assert_found(page, "bandy")


def test_nobody_who_saves_waits_a_second_for_the_index_of_a_load(page, tmp_path, monkeypatch):
    (tmp_path / "areas.yaml").write_text("{kind: area, records: [{slug: norr, name: Norr, level: district}]}")
    seen, write_vocabulary = [], index.write_vocabulary

    def beside(*args):
        seen.append(Area.objects.filter(slug="norr").exists())
        save_beside(page, "kälke")
        write_vocabulary(*args)

    monkeypatch.setattr(index, "write_vocabulary", beside)
    assert load_catalogue([tmp_path]).problems == []
    assert seen == [True]
    assert_found(page, "kälke")
