"""PostgreSQL: a ``tsvector`` for each field, written term by term; no dictionary of the database is used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from search.engines.base import Engine, Hit, Scope
from search.models import IndexedRecord

#: PostgreSQL keeps places up to this one, and no more than 256 of a term.
LAST_PLACE = 16_383
MOST_PLACES = 255

_FROM = f"""
    FROM search_terms t
    JOIN {IndexedRecord._meta.db_table} d ON d.id = t.document
    CROSS JOIN LATERAL unnest(t.terms) u
    WHERE d.generation = %s AND d."group" = ANY(%s) AND d.language = %s
    AND t.terms @@ %s::tsquery AND u.lexeme = ANY(%s)
"""


class PostgresEngine(Engine):
    """Terms in a table of its own, one row a field of a document."""

    def create_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Make the table and its inverted index."""
        editor.execute(
            "CREATE TABLE search_terms (document bigint NOT NULL, field varchar(20) NOT NULL, terms tsvector)"
        )
        editor.execute("CREATE INDEX search_terms_document ON search_terms (document)")
        editor.execute("CREATE INDEX search_terms_terms ON search_terms USING gin (terms)")

    def drop_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Remove the table."""
        editor.execute("DROP TABLE IF EXISTS search_terms")

    def write(self, terms: Mapping[int, Mapping[str, Sequence[str]]]) -> None:
        """Keep the terms of documents with their places."""
        rows = [
            (document, name, _vector(found))
            for document, fields in terms.items()
            for name, found in fields.items()
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_terms (document, field, terms) VALUES (%s, %s, %s::tsvector)", rows
            )

    def remove(self, documents: Iterable[int]) -> None:
        """Forget documents."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_terms WHERE document = ANY(%s)", [list(documents)])

    def frequency(self, scope: Scope, terms: Sequence[str]) -> dict[str, int]:
        """Documents for each term."""
        if not terms:
            return {}
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT u.lexeme, COUNT(DISTINCT t.document) {_FROM} GROUP BY u.lexeme",
                _parameters(scope, terms),
            )
            return dict(cursor.fetchall())

    def hits(self, scope: Scope, terms: Sequence[str], within: Sequence[int] | None = None) -> Iterator[Hit]:
        """The places of terms."""
        if not terms:
            return
        only = "AND t.document = ANY(%s)" if within is not None else ""
        parameters = [*_parameters(scope, terms), *([list(within)] if within is not None else [])]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT t.document, t.field, u.lexeme, u.positions {_FROM} {only}", parameters)
            for document, name, term, places in cursor.fetchall():
                for place in places:
                    yield document, name, term, place - 1


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _vector(terms: Sequence[str]) -> str:
    places: dict[str, list[int]] = defaultdict(list)
    for place, term in enumerate(terms, 1):
        if place <= LAST_PLACE and len(places[term]) < MOST_PLACES:
            places[term].append(place)
    return " ".join(f"{_quoted(term)}:{','.join(map(str, found))}" for term, found in places.items() if found)


def _parameters(scope: Scope, terms: Sequence[str]) -> list[Any]:
    return [scope.generation, list(scope.groups), scope.language, " | ".join(map(_quoted, terms)), list(terms)]
