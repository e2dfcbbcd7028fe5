"""The database that tests begin with: as all migrations leave it, and the page tree in every variant.

Migrating takes as long as a hundred tests, so it is done once, kept, and copied from then on. A changed migration
is always run, for what is kept is named after all of them. The page tree is made anew in each process, for its
texts change more often.
"""

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import version

import pytest
from django.conf import settings
from django.test.utils import setup_databases, teardown_databases

from pages.actions.make_site import make_site
from tests.kept import ROOT, KeptFile, KeptTemplate, alone, kept

#: Code that decides what the empty database looks like: migrations, and the engines' own tables.
SHAPING = ("*/migrations/*.py", "site/*/migrations/*.py", "search/engines/*.py")
PACKAGES = ("django", "wagtail", "django-taggit", "django-allauth", "django-tasks-db")


def migrated_database() -> KeptFile | KeptTemplate:
    """The database as all migrations leave it, whether it has been kept yet or not."""
    paths = [path for pattern in SHAPING for path in ROOT.glob(pattern)]
    return kept("migrated", paths, *map(version, PACKAGES), str(settings.INSTALLED_APPS))


@contextmanager
def without_looking_for_cycles() -> Iterator[None]:
    """Each migration leaves models that point at each other; looking for them takes a quarter of the time.

    What is there afterwards stays for the whole session, and is never looked through again.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session")
def kept_migrations(django_db_modify_db_settings, django_db_blocker):
    """Hand the kept database over before the migrations are asked for, so that none is left to run.

    Gives what to call when they have been run, or found to have been.
    """
    with ExitStack() as run, ExitStack() as turn:
        with django_db_blocker.unblock():
            migrated = migrated_database()
            turn.enter_context(alone(migrated.name))
            found = migrated.exists()
            if found:
                run.enter_context(migrated.handed_over())

        def done() -> None:
            if not found:
                migrated.keep_test_database()
            turn.close()

        yield done


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, kept_migrations, django_db_blocker):
    """The test database, which the next process may copy, with the page tree.

    In place of pytest-django's own, which makes none when all tests at hand only borrow the real catalogue: they
    would be led to the database of the place.
    """
    with django_db_blocker.unblock(), without_looking_for_cycles():
        made = setup_databases(request.config.option.verbose, interactive=False, serialized_aliases=())
        kept_migrations()
        make_site(hostname="testserver", port=80)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, request.config.option.verbose)
