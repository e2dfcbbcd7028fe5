"""File, catalogue and what an import wrote last: which fields change, and which an editor has made their own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from catalogue.exchange.plain import Plain
from catalogue.models import ImportRecord


@dataclass
class Merge:
    """What the file changes in one record.

    Attributes:
        changed: for each field the value before and after.
        kept: fields that an editor changed since the last import, left as they are.
        has_draft: an unpublished draft stands in the way of the whole record.
    """

    changed: dict[str, tuple[Plain, Plain]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    has_draft: bool = False

    def conflicts(self, name: str) -> list[str]:
        """The conflicts in words, for a record called ``name``."""
        if self.has_draft:
            return [f"{name}: det finns ett utkast som inte är publicerat, posten lämnas som den är"]
        return [f"{name}: {field_name} är ändrat i katalogen och behålls" for field_name in self.kept]


def merge(
    record: Any,
    values: dict[str, Plain],
    stored: Callable[[str], Plain],
    memory: ImportRecord,
    *,
    is_new: bool,
    overwrite: bool,
) -> Merge:
    """Compare a file's values with the catalogue's and with what was imported last, and remember what is taken.

    Args:
        record: the record as it is in the database, or new.
        values: the file's values by field.
        stored: gives the value that the database holds for a field.
        memory: what the last import wrote; updated with what this one takes.
        is_new: the record is being made, so the file decides all.
        overwrite: the file wins over an editor's change, and over a draft.
    """
    found = Merge()
    current = {} if is_new else {name: stored(name) for name in values}
    differing = [name for name in values if is_new or current[name] != values[name]]
    if differing and not is_new and not overwrite and record.has_unpublished_changes:
        return Merge(has_draft=True)
    for name, value in values.items():
        if name in differing and not (is_new or overwrite or _is_untouched(name, current[name], memory)):
            found.kept.append(name)
            continue
        if name in differing:
            found.changed[name] = (current.get(name), value)
        memory.written[name] = value
    return found


def _is_untouched(name: str, current: Plain, memory: ImportRecord) -> bool:
    """Whether the catalogue still holds what was imported last, or nothing at all."""
    if name not in memory.written:
        return not current
    return current == memory.written[name]
