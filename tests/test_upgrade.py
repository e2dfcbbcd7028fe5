"""Upgrades from the schema as it stood at commit ce8a193, and the ways back.

Each migration that is newer is taken while the version before goes on serving: none may take away what it reads,
rename it, or rewrite a table.
"""

import json
import sys

import pytest
from django.apps import apps
from django.db import connection
from django_migration_linter import MigrationLinter
from django_migration_linter.sql_analyser import analyse_sql_statements

from tests.test_backup import elsewhere, manage, manifest_of

__all__ = ["elsewhere"]

pytestmark = pytest.mark.django_db

#: The last migration of each app of ours at commit ce8a193.
THEN = {
    "catalogue": "0013_by_appointment",
    "images": "0002_initial",
    "pages": "0006_slots_of_pages",
    "search": "0004_terms_with_their_documents",
    "users": "0001_initial",
}
#: Apps of others that have come since.
SINCE = ("django_tasks_database", "socialaccount")
#: Makes the schema of then, with some rows written by the models of then.
_BEGIN = """
import gc, json, sys, uuid
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

gc.disable()  # looking for cycles among the models of each migration takes a quarter of the time
then, since = json.loads(sys.argv[1]), json.loads(sys.argv[2])
executor = MigrationExecutor(connection)
others = [node for node in executor.loader.graph.leaf_nodes() if node[0] not in {*then, *since}]
executor.migrate([*then.items(), *others])
old = executor.loader.project_state(list(then.items())).apps
area = old.get_model("catalogue", "Area").objects.create(
    slug="lillkoping", uuid=uuid.uuid4(), name="Lillköping", level="municipality"
)
unit = old.get_model("catalogue", "Provider").objects.create(
    slug="familjens-hus", uuid=uuid.uuid4(), name="Familjens hus", by_appointment="yes"
)
category = old.get_model("catalogue", "Category").objects.create(slug="kurser", uuid=uuid.uuid4())
insats = old.get_model("catalogue", "Insats").objects.create(
    slug="komet", uuid=uuid.uuid4(), name="Komet", category=category
)
old.get_model("catalogue", "Offering").objects.create(
    slug="komet--lillkoping", uuid=uuid.uuid4(), insats=insats, provider=unit, area=area, route="ring"
)
old.get_model("users", "User").objects.create(username="redaktor")
"""
#: The ways back, app by app as an operator takes them, in one process.
_BACK = f"""
from django.core.management import call_command

for app, name in {THEN!r}.items():
    call_command("migrate", app, name, verbosity=0)
"""


@pytest.fixture
def then(elsewhere):
    """A place as it stood then."""
    begun = manage(elsewhere, "shell", "--no-imports", "--command", _script())
    assert begun.returncode == 0, begun.stderr[-2000:]
    return elsewhere


def _script():
    return f"import sys; sys.argv[1:] = {[json.dumps(THEN), json.dumps(SINCE)]!r}\n{_BEGIN}"


def rows(place, name):
    """The rows of each table of ours, and the migrations, as a backup tells them."""
    made = manage(place, "backup", place[0] / name)
    assert made.returncode == 0, made.stderr
    told = manifest_of(place[0] / name)
    kept = ("catalogue_area", "catalogue_provider", "catalogue_insats", "catalogue_offering", "users_user")
    return {table: told["rows"][table] for table in kept}, told["migrations"]


def test_an_upgrade_keeps_every_row_and_both_ways_back_lead_to_what_was(then):
    before, old = rows(then, "innan.tar.gz")
    assert set(before.values()) == {1}
    assert "catalogue.0013_by_appointment" in old
    assert "catalogue.0014_catalogue_changes" not in old

    # Forward, and the site serves.
    assert manage(then, "migrate", "-v0").returncode == 0
    assert manage(then, "migrate", "--check").returncode == 0
    after, new = rows(then, "efter.tar.gz")
    assert after == before
    assert set(old) < set(new)
    built = manage(then, "rebuild_search")
    assert built.returncode == 0, built.stderr

    # Back by migrations: what is newer goes, no row of then does.
    back = manage(then, "shell", "--no-imports", "--command", _BACK)
    assert back.returncode == 0, back.stderr[-2000:]
    taken_back, left = rows(then, "tillbaka.tar.gz")
    assert taken_back == before
    assert [name for name in left if name.partition(".")[0] in THEN] == [
        name for name in old if name.partition(".")[0] in THEN
    ]

    # Back by the backup that was made before.
    assert manage(then, "migrate", "-v0").returncode == 0
    restored = manage(then, "restore", then[0] / "innan.tar.gz", "--replace")
    assert restored.returncode == 0, restored.stderr
    assert rows(then, "igen.tar.gz") == (before, old)
    assert manage(then, "migrate", "--check").returncode == 1


def test_newer_migrations_take_nothing_from_the_version_that_still_serves():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite makes each changed table anew: what a migration locks is only seen on PostgreSQL")
    linter = MigrationLinter(sys.prefix, no_cache=True, no_output=True)
    own = {config.label for config in apps.get_app_configs() if "site-packages" not in config.path}
    newer = {
        key: migration
        for key, migration in linter.migration_loader.disk_migrations.items()
        if key[0] in own and key[1] > THEN.get(key[0], "")
    }
    assert {"0014_catalogue_changes", "0007_accent"} <= {name for _app, name in newer}
    faults = {}
    for key in newer:
        errors, _ignored, warnings = analyse_sql_statements(linter.sql_analyser_class, linter.get_sql(*key), [])
        faults[key] = [found.code for found in (*errors, *warnings)]
    assert {key: codes for key, codes in faults.items() if codes} == {}
