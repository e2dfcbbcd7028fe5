"""The embedded default: SQLite's full-text table, filled with terms that are analysed already.

Its tokeniser only parts at spaces and its ranking is not used; ``fts5vocab`` gives each place of a term.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from search.documents import FIELDS
from search.engines.base import Engine, Hit, Scope
from search.models import IndexedRecord


def _in_scope(scope: Scope) -> str:
    """Rows of a scope, for a join with the places of terms."""
    marks = ", ".join(["%s"] * len(scope.groups))
    return f"""
        JOIN {IndexedRecord._meta.db_table} d
        ON d.id = v.doc AND d.generation = %s AND d."group" IN ({marks}) AND d.language = %s
    """


class SqliteEngine(Engine):
    """Terms in an FTS5 table, one column a field, one row a document."""

    def create_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Make the full-text table and the view of its places."""
        columns = ", ".join(FIELDS)
        editor.execute(f"CREATE VIRTUAL TABLE search_terms USING fts5({columns}, tokenize = 'ascii')")
        editor.execute("CREATE VIRTUAL TABLE search_places USING fts5vocab(search_terms, 'instance')")

    def drop_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Remove both."""
        editor.execute("DROP TABLE IF EXISTS search_places")
        editor.execute("DROP TABLE IF EXISTS search_terms")

    def write(self, terms: Mapping[int, Mapping[str, Sequence[str]]]) -> None:
        """Keep the terms of documents as texts with spaces."""
        columns = ", ".join(FIELDS)
        marks = ", ".join(["%s"] * (len(FIELDS) + 1))
        rows: list[tuple[int | str, ...]] = [
            (document, *(" ".join(fields.get(name, ())) for name in FIELDS)) for document, fields in terms.items()
        ]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO search_terms (rowid, {columns}) VALUES ({marks})", rows)  # noqa: S608

    def remove(self, documents: Iterable[int]) -> None:
        """Forget documents by their row."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_terms WHERE rowid = %s", [(document,) for document in documents]
            )

    def frequency(self, scope: Scope, terms: Sequence[str]) -> dict[str, int]:
        """Documents for each term, counted over the places."""
        if not terms:
            return {}
        marks = ", ".join(["%s"] * len(terms))
        sql = f"""
            SELECT v.term, COUNT(DISTINCT v.doc) FROM search_places v {_in_scope(scope)}
            WHERE v.term IN ({marks}) GROUP BY v.term
        """  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql, [scope.generation, *scope.groups, scope.language, *terms])
            return dict(cursor.fetchall())

    def hits(self, scope: Scope, terms: Sequence[str], within: Sequence[int] | None = None) -> Iterator[Hit]:
        """The places of terms."""
        if not terms:
            return
        marks = ", ".join(["%s"] * len(terms))
        # The ids come from the database itself and not from a reader; there can be more than parameters allow.
        only = f"AND v.doc IN ({', '.join(str(int(pk)) for pk in within)})" if within is not None else ""
        sql = f"""
            SELECT v.doc, v.col, v.term, v.offset FROM search_places v {_in_scope(scope)}
            WHERE v.term IN ({marks}) {only}
        """  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql, [scope.generation, *scope.groups, scope.language, *terms])
            yield from cursor.fetchall()
