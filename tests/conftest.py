"""What all tests share: the migrated database, and the real catalogue, lent to one module after another."""

import uuid

import pytest
from django.db import connection
from wagtail.models import Site

from catalogue.actions.load_catalogue import load_catalogue
from pages.actions.make_site import make_site
from search.models import IndexState
from tests.demonstration import DEMO
from tests.lent import PostgresDatabases, SqliteDatabases
from tests.migrated import copied_migrations, django_db_setup

__all__ = ["copied_migrations", "django_db_setup", "loaded_database", "real_catalogue"]


@pytest.fixture(scope="session")
def loaded_database(django_db_setup, django_db_blocker):
    """A copy of the test database with all of the demonstration's records."""
    with django_db_blocker.unblock():
        lender = (PostgresDatabases if connection.vendor == "postgresql" else SqliteDatabases)()
        with lender.filled():
            make_site(hostname="testserver", port=80, home_area="", municipality="Stockholm")
            outcome = load_catalogue([DEMO])
            assert outcome.problems == []
        yield lender
        lender.forget()


@pytest.fixture(scope="module")
def real_catalogue(loaded_database, django_db_blocker):
    """All of the demonstration's records. Tests that use it may write; the next one sees what they wrote."""
    with django_db_blocker.unblock(), loaded_database.lent():
        Site.clear_site_root_paths_cache()
        # Another module may have changed facts in ways that tell nobody: what it remembered must not be believed.
        IndexState.objects.update(words_token=uuid.uuid4(), facts_token=uuid.uuid4())
        yield
    Site.clear_site_root_paths_cache()
