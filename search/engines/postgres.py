"""PostgreSQL: an inverted index over the terms of each document; no dictionary of the database is used."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from search.engines.base import Engine, Scope


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
        for term, count in self._of_terms(sql, scope, terms):
            counted[term] += count
        return dict(counted)

    def holding(self, scope: Scope, terms: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Documents of each term."""
        sql = """
            SELECT asked.term, held.document FROM unnest(%s::text[]) AS asked (term)
            JOIN search_terms held ON held.terms @> ARRAY[asked.term]
        """
        yield from self._of_terms(sql, scope, terms)

    def _of_terms(self, sql: str, scope: Scope, terms: Sequence[str]) -> Iterator[tuple[str, int]]:
        if not terms:
            return
        known = scope.marked(terms)
        with connection.cursor() as cursor:
            cursor.execute(sql, [list(known)])
            for marked, value in cursor.fetchall():
                yield known[marked], value
