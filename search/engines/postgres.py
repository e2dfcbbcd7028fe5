"""PostgreSQL: an inverted index over the terms of each document; no dictionary of the database is used."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from search.engines.base import Engine, Scope

#: Documents of some objects of a scope.
_AMONG = """
    WHERE held.document IN (
        SELECT id FROM search_indexedrecord WHERE generation = %s AND "group" = ANY(%s)
        AND object_id = ANY(%s) AND language = %s
    )
"""


class PostgresEngine(Engine):
    """Terms in a table of its own, one row a document."""

    def create_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Make the table and its inverted index."""
        editor.execute("CREATE TABLE search_terms (document bigint PRIMARY KEY, terms text[] NOT NULL)")
        editor.execute("CREATE INDEX search_terms_terms ON search_terms USING gin (terms)")

    def drop_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Remove the table."""
        editor.execute("DROP TABLE IF EXISTS search_terms")

    def write(self, scope: Scope, terms: Mapping[int, Collection[str]]) -> None:
        """Keep the terms of documents."""
        (mark,) = scope.marks
        rows = [(document, [mark + term for term in held]) for document, held in terms.items()]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_terms (document, terms) VALUES (%s, %s)", rows)

    def remove(self, documents: Iterable[int]) -> None:
        """Forget documents."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_terms WHERE document = ANY(%s)", [list(documents)])

    def frequency(self, scope: Scope, terms: Sequence[str]) -> dict[str, int]:
        """Documents for each term."""
        sql = """
            SELECT asked.term, COUNT(*) FROM unnest(%s::text[]) AS asked (term)
            JOIN search_terms held ON held.terms @> ARRAY[asked.term] GROUP BY asked.term
        """
        counted: Counter[str] = Counter()
        known = scope.marked(terms)
        with connection.cursor() as cursor:
            cursor.execute(sql, [list(known)])
            for marked, count in cursor.fetchall():
                counted[known[marked]] += count
        return dict(counted)

    def most_telling(
        self, scope: Scope, rarity: Mapping[str, int], most: int, among: Collection[int] | None = None
    ) -> list[int]:
        """Added up inside the database."""
        asked = scope.marked(rarity)
        limits = [] if among is None else [scope.generation, list(scope.groups), list(among), scope.language]
        sql = f"""
            SELECT held.document FROM unnest(%s::text[], %s::bigint[]) AS asked (term, rarity)
            JOIN search_terms held ON held.terms @> ARRAY[asked.term]
            {_AMONG if limits else ""}
            GROUP BY held.document ORDER BY SUM(asked.rarity) DESC, held.document LIMIT %s
        """  # noqa: S608
        weights = [rarity[term] for term in asked.values()]
        with connection.cursor() as cursor:
            cursor.execute(sql, [list(asked), weights, *limits, most])
            return [document for (document,) in cursor.fetchall()]
