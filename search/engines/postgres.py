"""PostgreSQL: each generation's terms as ``tsvector`` with an inverted index, and how many documents hold each.

The terms are analysed already; no dictionary or parser of the database is used. A generation has tables of its
own: it is written without an index, indexed and counted when it is whole, and dropped as a whole, so rebuilding
leaves nothing to vacuum. Counts are kept, for counting hits would mean reading every one of them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper

from search.engines.base import Engine, Scope

#: Documents of some objects of a scope.
_AMONG = """
    WHERE held.document IN (
        SELECT id FROM search_indexedrecord WHERE generation = %s AND "group" = ANY(%s)
        AND object_id = ANY(%s) AND language = %s
    )
"""


class PostgresEngine(Engine):
    """Terms in two tables for each generation: by document, and counted."""

    def create_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Make the tables of what is written before the first rebuild."""
        for statement in _whole(0):
            editor.execute(statement)

    def drop_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Remove the tables of all generations."""
        with connection.cursor() as cursor:
            generations = _generations(cursor)
        for statement in (statement for generation in generations for statement in _drop(generation)):
            editor.execute(statement)
        editor.execute("DROP TABLE IF EXISTS search_terms")  # of the form before

    def begin(self, generation: int) -> None:
        """A table without an index: nobody reads it yet."""
        with connection.cursor() as cursor:
            _run(cursor, _terms_table(generation))

    def finish(self, generation: int) -> None:
        """Index and count what has been written."""
        with connection.cursor() as cursor:
            _run(cursor, (*_index(generation), *_counts_table(generation)))
            cursor.execute(
                f"INSERT INTO search_counts_{generation:d} (term, documents) "  # noqa: S608
                f"SELECT word, ndoc FROM ts_stat('SELECT terms FROM search_terms_{generation:d}')"
            )
            cursor.execute(f"ANALYZE search_terms_{generation:d}")

    def forget_before(self, generation: int) -> None:
        """Drop the tables of older generations. The first ones stay, for a catalogue without a state."""
        with connection.cursor() as cursor:
            for old in _generations(cursor):
                if 0 < old < generation:
                    _run(cursor, _drop(old))

    def write(self, scope: Scope, terms: Mapping[int, Collection[str]]) -> None:
        """Keep the terms of documents."""
        (mark,) = scope.marks
        rows = [(document, [mark + term for term in held]) for document, held in terms.items()]
        with connection.cursor() as cursor:
            is_counted = _is_counted(cursor, scope.generation)
            if is_counted is None:
                _run(cursor, _whole(scope.generation))
            cursor.executemany(
                f"INSERT INTO search_terms_{scope.generation:d} (document, terms) "  # noqa: S608
                "VALUES (%s, array_to_tsvector(%s::text[]))",
                rows,
            )
            if is_counted is not False:
                _count(cursor, scope.generation, Counter(term for _document, held in rows for term in held))

    def remove(self, generation: int, documents: Iterable[int]) -> None:
        """Forget documents; none are left of a generation that was dropped."""
        with connection.cursor() as cursor:
            is_counted = _is_counted(cursor, generation)
            if is_counted is None:
                return
            cursor.execute(
                f"DELETE FROM search_terms_{generation:d} WHERE document = ANY(%s) "  # noqa: S608
                "RETURNING tsvector_to_array(terms)",
                [list(documents)],
            )
            gone = Counter(term for (held,) in cursor.fetchall() for term in held)
            if is_counted and gone:
                _count(cursor, generation, {term: -count for term, count in gone.items()})

    def frequency(self, scope: Scope, terms: Sequence[str]) -> dict[str, int]:
        """Documents for each term."""
        counted: Counter[str] = Counter()
        known = scope.marked(terms)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT term, documents FROM search_counts_{scope.generation:d} "  # noqa: S608
                "WHERE term = ANY(%s) AND documents > 0",
                [list(known)],
            )
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
            JOIN search_terms_{scope.generation:d} held ON held.terms @@ asked.term::tsquery
            {_AMONG if limits else ""}
            GROUP BY held.document ORDER BY SUM(asked.rarity) DESC, held.document LIMIT %s
        """  # noqa: S608
        weights = [rarity[term] for term in asked.values()]
        with connection.cursor() as cursor:
            cursor.execute(sql, [[_quoted(term) for term in asked], weights, *limits, most])
            return [document for (document,) in cursor.fetchall()]


def _quoted(term: str) -> str:
    """A term as a ``tsquery`` that means it letter by letter."""
    escaped = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _terms_table(generation: int) -> Iterable[str]:
    yield (
        f"CREATE TABLE IF NOT EXISTS search_terms_{generation:d} "
        "(document bigint PRIMARY KEY, terms tsvector NOT NULL)"
    )


def _index(generation: int) -> Iterable[str]:
    # Entries that wait in a list would be read one by one by every search until somebody's save sorts them in.
    yield (
        f"CREATE INDEX IF NOT EXISTS search_terms_{generation:d}_terms ON search_terms_{generation:d} "
        "USING gin (terms) WITH (fastupdate = off)"
    )


def _counts_table(generation: int) -> Iterable[str]:
    # Room on every page, so that a changed count needs no new entry in the index.
    yield (
        f"CREATE TABLE IF NOT EXISTS search_counts_{generation:d} "
        '(term text COLLATE "C" PRIMARY KEY, documents integer NOT NULL) WITH (fillfactor = 80)'
    )


def _whole(generation: int) -> Iterable[str]:
    """An empty generation that is indexed and counted."""
    return (*_terms_table(generation), *_index(generation), *_counts_table(generation))


def _drop(generation: int) -> Iterable[str]:
    yield f"DROP TABLE IF EXISTS search_terms_{generation:d}, search_counts_{generation:d}"


def _run(cursor: CursorWrapper, statements: Iterable[str]) -> None:
    for statement in statements:
        cursor.execute(statement)


def _generations(cursor: CursorWrapper) -> list[int]:
    """Those that have a table."""
    cursor.execute(
        "SELECT substring(relname FROM '[0-9]+$')::int FROM pg_class "
        "WHERE relkind = 'r' AND relname ~ '^search_terms_[0-9]+$' AND pg_table_is_visible(oid) ORDER BY 1"
    )
    return [generation for (generation,) in cursor.fetchall()]


def _is_counted(cursor: CursorWrapper, generation: int) -> bool | None:
    """Whether a generation is whole, so that its counts are kept in step; None when it has no tables."""
    cursor.execute(
        "SELECT to_regclass(%s), to_regclass(%s)",
        [f"search_terms_{generation:d}", f"search_counts_{generation:d}"],
    )
    terms, counts = cursor.fetchone()
    return None if terms is None else counts is not None


def _count(cursor: CursorWrapper, generation: int, change: Mapping[str, int]) -> None:
    """Add to the counts, in one order so that no two who save at once wait for each other."""
    terms = sorted(change)
    cursor.execute(
        f"INSERT INTO search_counts_{generation:d} AS kept (term, documents) "  # noqa: S608
        "SELECT * FROM unnest(%s::text[], %s::int[]) "
        "ON CONFLICT (term) DO UPDATE SET documents = kept.documents + EXCLUDED.documents",
        [terms, [change[term] for term in terms]],
    )
