"""What all tests share: the migrated database, and the real catalogue, lent to one module after another."""

import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from freezegun import freeze_time
from wagtail.models import Site

from catalogue.actions.load_catalogue import load_catalogue
from pages.actions.load_pages import DEMO_PAGES, STANDARD_PAGES, load_pages
from pages.actions.make_site import make_site
from search.models import IndexState
from tests import small_municipality
from tests.alike import is_alike
from tests.demonstration import DEMO, VOCABULARY
from tests.kept import ROOT, kept
from tests.lent import PostgresDatabases, SqliteDatabases
from tests.migrated import django_db_setup, kept_migrations
from tests.records import TODAY

__all__ = ["django_db_setup", "kept_migrations", "loaded_database", "real_catalogue", "real_pages", "small_site"]

#: One test of these takes as long as hundreds: begun first, no process waits for them in the end.
LONGEST = ("test_fresh_start.py", "test_upgrade.py", "search/cluster/test_killed.py", "serving/test_front.py")
#: What a test asks for when it asks the database.
DATABASE = {"db", "transactional_db", "django_db_setup"}
#: Everything that decides what the loaded database holds: code, content and translations.
FILLING = ("catalogue", "search", "site")


def pytest_collection_modifyitems(config, items):
    """The longest first. On a server only what may get another answer there; all has been run on SQLite."""
    items.sort(key=lambda item: [item.path != ROOT / "tests" / name for name in LONGEST])
    if connection.vendor == "sqlite":
        return
    asking = [item for item in items if item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames)]
    again = [item for item in asking if not is_alike(item, ROOT / "tests")]
    kept_back = set(items) - set(again)
    config.hook.pytest_deselected(items=[item for item in items if item in kept_back])
    items[:] = again


def write_catalogue():
    """All of the demonstration's records, in a page tree."""
    make_site(hostname="testserver", port=80, home_area="", municipality="Stockholm")
    outcome = load_catalogue([VOCABULARY, DEMO])
    assert outcome.problems == []


def kept_filling(kind, by):
    """The filled database that an earlier process of the same day kept, unless a file has changed since.

    Args:
        kind: what it is filled with.
        by: the file of the tests that says so.
    """
    found = [path for name in FILLING for path in (ROOT / name).rglob("*")]
    paths = [path for path in found if path.is_file() and path.suffix != ".pyc"]
    paths += [ROOT / "requirements.lock", Path(by)]
    return kept(kind, paths, str(datetime.now(UTC).date()), settings.CATALOGUE_DOMAIN, str(settings.LANGUAGES))


def databases(kind):
    """Copies of the test database, to be filled with something and lent."""
    return PostgresDatabases(kind) if connection.vendor == "postgresql" else SqliteDatabases()


@pytest.fixture(scope="session")
def loaded_database(django_db_setup, django_db_blocker):
    """A copy of the test database with all of the demonstration's records."""
    with django_db_blocker.unblock():
        lender = databases("loaded")
        lender.fill(kept_filling("loaded", __file__), write_catalogue)
        yield lender
        lender.forget()


@pytest.fixture
def monday():
    """A morning in November, the day that tests of groups count from (``records.TODAY``)."""
    with freeze_time(f"{TODAY} 09:00"):
        yield


@pytest.fixture(scope="module")
def small_site(django_db_setup, django_db_blocker):
    """A small municipality's own site: ten insatser, one area, one editor, and no figure of any queue."""
    with django_db_blocker.unblock():
        lender = databases("small")
        lender.fill(kept_filling("small", small_municipality.__file__), small_municipality.write)
        with lender.lent():
            Site.clear_site_root_paths_cache()
            IndexState.objects.update(words_token=uuid.uuid4(), facts_token=uuid.uuid4())
            yield lender
        lender.forget()
    Site.clear_site_root_paths_cache()


@pytest.fixture(scope="module")
def real_catalogue(loaded_database, django_db_blocker):
    """All of the demonstration's records. Tests that use it may write; the next one sees what they wrote."""
    with django_db_blocker.unblock(), loaded_database.lent():
        Site.clear_site_root_paths_cache()
        # Another module may have changed facts in ways that tell nobody: what it remembered must not be believed.
        IndexState.objects.update(words_token=uuid.uuid4(), facts_token=uuid.uuid4())
        yield
    Site.clear_site_root_paths_cache()


@pytest.fixture(scope="module")
def real_pages(real_catalogue, django_db_blocker):
    """The demonstration's editorial pages in every variant, on top of its records."""
    with django_db_blocker.unblock():
        load_pages(DEMO_PAGES, STANDARD_PAGES)
