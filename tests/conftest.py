"""What all tests share: the migrated database, and the real catalogue, loaded once for a module of tests."""

import pytest
from django.db import connection, transaction

from catalogue.actions.load_catalogue import load_catalogue
from pages.actions.make_site import make_site
from tests.demonstration import DEMO
from tests.migrated import copied_migrations, django_db_setup

__all__ = ["copied_migrations", "django_db_setup", "real_catalogue"]


@pytest.fixture(scope="module")
def real_catalogue(django_db_setup, django_db_blocker):
    """All of the demonstration's records. Tests that use it may write; the next one sees what they wrote."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_site(hostname="testserver", port=80, home_area="", municipality="Stockholm")
        outcome = load_catalogue([DEMO])
        assert outcome.problems == []
        if connection.vendor == "postgresql":
            # What was written in this transaction has no statistics yet, and without them plans are hopeless.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        yield
        transaction.set_rollback(True)
