"""PostgreSQL: tables of each generation are indexed, counted, kept in step, and gone when nobody reads them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from search import index
from search.engines.postgres import PostgresEngine
from search.filters import Choices
from search.hits import find
from search.models import IndexedRecord
from tests.records import InsatsFactory, OfferingFactory, site, words

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL"),
]


def asked(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def tables():
    """The engine's tables, in order."""
    return [
        name
        for (name,) in asked(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^search_(terms|counts)_' ORDER BY 1"
        )
    ]


def assert_counts_are_right():
    generation = index.state().live_generation
    kept = dict(asked(f"SELECT term, documents FROM search_counts_{generation} WHERE documents <> 0"))  # noqa: S608
    counted = dict(asked(f"SELECT word, ndoc FROM ts_stat('SELECT terms FROM search_terms_{generation}')"))  # noqa: S608
    assert kept == counted
    assert kept


@pytest.fixture
def skating():
    site()
    insats = InsatsFactory(slug="skridsko", name="SKRI")
    OfferingFactory(insats=insats)
    words(insats, title="Åka skridskor tillsammans", search_words="konståkning\nishockey")
    return insats


def test_counts_stay_right_through_edits_and_rebuilds(skating):
    assert_counts_are_right()
    index.rebuild()
    assert_counts_are_right()
    other = InsatsFactory(slug="dans", name="Dans")
    page = words(other, title="Dansa på is", search_words="ishockey\nvals")
    page.search_words = "tango"
    page.save()
    assert_counts_are_right()
    skating.pages.get().delete()
    assert_counts_are_right()


def test_an_edit_during_a_rebuild_is_counted_once(skating):
    page = skating.pages.get()

    def edit(_message):
        page.search_words = "curling"
        page.save()

    index.rebuild(progress=edit)
    assert_counts_are_right()


def test_only_the_last_two_generations_have_tables(skating):
    for _ in range(4):
        index.rebuild()
    live = index.state().live_generation
    assert tables() == sorted(
        f"search_{kind}_{generation}" for kind in ("terms", "counts") for generation in (0, live - 1, live)
    )
    indexed = asked("SELECT indexdef FROM pg_indexes WHERE tablename = %s", f"search_terms_{live}")
    assert any("USING gin (terms)" in definition for (definition,) in indexed)


def test_what_readers_see_is_carried_over_from_the_form_before(skating):
    index.rebuild()
    live = index.state().live_generation
    with connection.schema_editor() as editor:
        editor.execute("CREATE TABLE search_terms (document bigint PRIMARY KEY, terms text[] NOT NULL)")
        editor.execute(
            f"INSERT INTO search_terms SELECT document, tsvector_to_array(terms) FROM search_terms_{live}"  # noqa: S608
        )
        for name in tables():
            editor.execute(f"DROP TABLE {name}")
        migration = import_module("search.migrations.0006_terms_of_each_generation")
        migration.carry_over(apps, editor)
    assert find("ishockey", Choices(), "sv").fits == [skating.pk]
    assert tables() == sorted(
        f"search_{kind}_{generation}" for kind in ("terms", "counts") for generation in (0, live)
    )
    assert_counts_are_right()


def test_the_form_before_comes_back_and_is_carried_over_again(skating):
    index.rebuild()
    migration = import_module("search.migrations.0006_terms_of_each_generation")
    with connection.schema_editor() as editor:
        migration.carry_back(apps, editor)
        assert tables() == []
        generation = index.state().live_generation
        held = asked("SELECT terms FROM search_terms ORDER BY document")
        assert any(f"{generation}·insats·sv·ishockey" in terms for (terms,) in held)
        migration.carry_over(apps, editor)
    assert find("ishockey", Choices(), "sv").fits == [skating.pk]
    assert_counts_are_right()


def test_removing_storage_leaves_no_table(skating):
    index.rebuild()
    with connection.schema_editor() as editor:
        PostgresEngine().drop_storage(editor)
    assert tables() == []
    assert IndexedRecord.objects.exists()
