"""Among many keys: asking for rows by hundreds of keys with one parameter, however many they are.

``provider__among=keys`` finds what ``provider__in=keys`` finds. Django's own lookup makes a parameter of each key,
which costs more than the rows when there are hundreds.
"""

import json
from collections.abc import Iterable
from operator import index
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, BigAutoField, ForeignKey, Lookup
from django.db.models.sql.compiler import SQLCompiler


class Among(Lookup):
    """Whether a key is one of some."""

    lookup_name = "among"

    def get_prep_lookup(self) -> list[int]:
        """The keys, in order so that the same ones make the same question.

        Raises:
            TypeError: for what is no number.
        """
        keys: Iterable[int] = self.rhs
        return sorted(map(index, keys))

    def get_db_prep_lookup(self, value: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """All keys as one parameter."""
        return "%s", [value if connection.vendor == "postgresql" else json.dumps(value)]

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """The keys as rows."""
        key, params = self.process_lhs(compiler, connection)
        keys, key_params = self.process_rhs(compiler, connection)
        return f"{key} IN (SELECT value FROM json_each({keys}))", [*params, *key_params]  # noqa: S608

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """The keys as an array."""
        key, params = self.process_lhs(compiler, connection)
        keys, key_params = self.process_rhs(compiler, connection)
        return f"{key} = ANY({keys})", [*params, *key_params]


def register() -> None:
    """Let keys and references be asked so."""
    for field in (AutoField, BigAutoField, ForeignKey):
        field.register_lookup(Among)
