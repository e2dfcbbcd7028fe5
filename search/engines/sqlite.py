"""The embedded default: SQLite's full-text table, filled with terms that are analysed already.

Its tokeniser only parts at spaces and its ranking is not used. The table says which documents hold a term;
``fts5vocab`` lists them and counts them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from search.engines.base import Engine, Scope


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

    def remove(self, documents: Iterable[int]) -> None:
        """Forget documents by their row."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_terms WHERE rowid = %s", [(document,) for document in documents]
            )

    def frequency(self, scope: Scope, terms: Sequence[str]) -> dict[str, int]:
        """Documents for each term."""
        counted: Counter[str] = Counter()
        for term, count in self._of_terms("doc", "search_counts", scope, terms):
            counted[term] += count
        return dict(counted)

    def holding(self, scope: Scope, terms: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Documents of each term."""
        yield from self._of_terms("doc", "search_places", scope, terms)

    def _of_terms(self, column: str, view: str, scope: Scope, terms: Sequence[str]) -> Iterator[tuple[str, int]]:
        if not terms:
            return
        known = scope.marked(terms)
        marks = ", ".join(["%s"] * len(known))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT term, {column} FROM {view} WHERE term IN ({marks})", list(known))  # noqa: S608
            for marked, value in cursor.fetchall():
                yield known[marked], value
