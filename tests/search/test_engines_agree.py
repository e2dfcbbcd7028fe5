"""The embedded engine and PostgreSQL answer every judged question alike: the same hits in order, the same facets.

On PostgreSQL the embedded engine is given the same documents in a database in memory.
"""

from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import ConnectionHandler
from django.http import QueryDict
from django.utils import timezone, translation

from catalogue.models import Area
from search import index, remembered
from search.actions.load_synonyms import load_synonyms
from search.engines import asking, database_engine, sqlite
from search.engines.base import Scope
from search.evaluation import DEPTH, read_queries
from search.models import IndexedRecord
from search.query import parse
from search.relaxing import find_something

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="compares PostgreSQL with the embedded engine"),
]
QUERIES = read_queries([Path(__file__).with_name("judgments.yaml")])


@pytest.fixture(scope="module")
def embedded(real_catalogue, django_db_blocker):
    """The embedded engine with all documents that readers see."""
    in_memory = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "connection", in_memory["default"])
        load_synonyms()
        engine = sqlite.SqliteEngine()
        with in_memory["default"].schema_editor() as editor:
            engine.create_storage(editor)
            editor.execute(
                'CREATE TABLE search_indexedrecord (id INTEGER, generation, "group", object_id, language)'
            )
        copy_documents(engine, in_memory["default"])
        yield engine
        in_memory["default"].close()


def copy_documents(engine, into):
    held = defaultdict(dict)
    rows = IndexedRecord.objects.filter(generation=index.state().live_generation).order_by("pk")
    with into.cursor() as cursor:
        for row in rows:
            held[Scope(row.generation, (row.group,), row.language)][row.pk] = set(row.terms.split())
            cursor.execute(
                "INSERT INTO search_indexedrecord VALUES (%s, %s, %s, %s, %s)",
                [row.pk, row.generation, row.group, row.object_id, row.language],
            )
    for scope, terms in held.items():
        engine.write(scope, terms)


def answer(query, engine, now, home):
    """The first hits, and how many insatser each value of each filter would leave."""
    language = query["lang"] if query["lang"] in dict(settings.SHIPPED_LANGUAGES) else settings.LANGUAGE_CODE
    state = index.state()
    data = QueryDict(mutable=True)
    data["q"] = query["q"]
    for name, value in (query.get("filters") or {}).items():
        data.setlist(name, [str(part) for part in (value if isinstance(value, list) else [value])])
    with translation.override(language), asking(engine):
        labels, alarm = remembered.labels(state, language), remembered.alarm(state, language)
        asked = parse(data, labels, home, alarm, now)
        hits = find_something(asked.text, asked.choices, language, state).hits
    return hits.ordered[:DEPTH], hits.answers.counts


@pytest.mark.parametrize("home", ["stockholm", ""])
def test_every_judged_question_has_the_same_hits_and_facets(embedded, home):
    area, now = Area.objects.filter(slug=home).first(), timezone.now()
    differing, found = [], 0
    for query in QUERIES:
        here, there = (answer(query, engine, now, area) for engine in (embedded, database_engine()))
        found += len(here[0])
        if here != there:
            differing.append(query["id"])
    assert differing == []
    assert found > 5 * len(QUERIES)
