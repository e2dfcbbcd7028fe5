"""The real catalogue, loaded once for a module of tests and undone after it."""

from pathlib import Path

import pytest
from django.db import transaction

from catalogue.actions.load_catalogue import load_catalogue
from pages.actions.make_site import make_site

DEMO = Path(__file__).resolve().parents[2] / "catalogue" / "demo"


@pytest.fixture(scope="module")
def real_catalogue(django_db_setup, django_db_blocker):
    """All of the demonstration's records. Tests that use it may write; the next one sees what they wrote."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_site(hostname="testserver", port=80, home_area="", municipality="Stockholm")
        outcome = load_catalogue([DEMO])
        assert outcome.problems == []
        yield
        transaction.set_rollback(True)
