"""The embedded default: SQLite's full-text table, filled with terms that are analysed already.

Its tokeniser only parts at spaces and its ranking is not used. The table says which documents hold a term;
``fts5vocab`` lists them and counts them.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from search.engines.base import Engine, Scope

#: Documents of some objects of a scope.
_AMONG = """
    WHERE held.doc IN (
        SELECT id FROM search_indexedrecord WHERE generation = %s AND "group" IN (SELECT value FROM json_each(%s))
        AND object_id IN (SELECT value FROM json_each(%s)) AND language = %s
    )
"""


def _limits(scope: Scope, among: Collection[int]) -> list[int | str]:
    return [scope.generation, json.dumps(scope.groups), json.dumps(list(among)), scope.language]


class SqliteEngine(Engine):
    """Terms in an FTS5 table without places, one row a document."""

    def create_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Make the full-text table and two views of it: term by term, and document by document."""
        editor.execute(
            "CREATE VIRTUAL TABLE search_terms "
            "USING fts5(terms, tokenize = 'ascii', detail = none, columnsize = 0)"
        )
        editor.execute("CREATE VIRTUAL TABLE search_counts USING fts5vocab(search_terms, 'row')")
        editor.execute("CREATE VIRTUAL TABLE search_places USING fts5vocab(search_terms, 'instance')")

    def drop_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Remove them."""
        for table in ("search_places", "search_counts", "search_terms"):
            editor.execute(f"DROP TABLE IF EXISTS {table}")

    def write(self, scope: Scope, terms: Mapping[int, Collection[str]]) -> None:
        """Keep the terms of documents as texts with spaces."""
        (mark,) = scope.marks
        rows = [(document, " ".join(mark + term for term in held)) for document, held in terms.items()]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_terms (rowid, terms) VALUES (%s, %s)", rows)

    def remove(self, generation: int, documents: Iterable[int]) -> None:
        """Forget documents by their row."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_terms WHERE rowid = %s", [(document,) for document in documents]
            )

    def begin(self, generation: int) -> None:
        """Nothing: all generations lie in one table."""

    def finish(self, generation: int) -> None:
        """Nothing: the table is indexed and counted as it is written."""

    def forget_before(self, generation: int) -> None:
        """Nothing: a document takes with it all that was kept for it."""

    def frequency(self, scope: Scope, terms: Sequence[str]) -> dict[str, int]:
        """Documents for each term."""
        counted: Counter[str] = Counter()
        known = scope.marked(terms)
        marks = ", ".join(["%s"] * len(known))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT term, doc FROM search_counts WHERE term IN ({marks})", list(known))  # noqa: S608
            for marked, count in cursor.fetchall():
                counted[known[marked]] += count
        return dict(counted)

    def most_telling(
        self, scope: Scope, rarity: Mapping[str, int], most: int, among: Collection[int] | None = None
    ) -> list[int]:
        """Added up inside the database."""
        asked = scope.marked(rarity)
        values = ", ".join(["(%s, %s)"] * len(asked))
        limits = [] if among is None else _limits(scope, among)
        sql = f"""
            WITH asked (term, rarity) AS (VALUES {values})
            SELECT held.doc FROM asked CROSS JOIN search_places AS held ON held.term = asked.term
            {_AMONG if limits else ""}
            GROUP BY held.doc ORDER BY SUM(asked.rarity) DESC, held.doc LIMIT %s
        """  # noqa: S608
        terms = [part for marked, term in asked.items() for part in (marked, rarity[term])]
        with connection.cursor() as cursor:
            cursor.execute(sql, [*terms, *limits, most])
            return [document for (document,) in cursor.fetchall()]
