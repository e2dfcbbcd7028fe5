"""Reading catalogue files: YAML documents and XLSX sheets become the same raw records, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from openpyxl import load_workbook

from catalogue.exchange.rows import ROW_KINDS
from catalogue.exchange.schema import KINDS

#: A catalogue file larger than this is refused before it is parsed.
MAX_BYTES = 20_000_000
#: Cells of a sheet hold several slugs separated so.
LIST_SEPARATOR = ";"


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file, with where it stands."""

    file: str
    row: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}, rad {self.row}" + (f", fältet {self.field}" if self.field else "")
        return f"{where}: {self.message}"


@dataclass
class RawRecord:
    """A record as it stands in a file.

    ``lines`` gives the row of a field where it differs from the record's. ``only_words`` tells words about a
    record from the record itself.
    """

    kind: str
    slug: str
    values: dict[str, Any]
    file: str
    row: int
    language: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    only_words: bool = False

    def problem(self, name: str, message: str) -> Problem:
        """A problem with a field of this record."""
        return Problem(self.file, self.lines.get(name.split(".")[0], self.row), name, message)


class CatalogueLoader(yaml.CSafeLoader):
    """Safe YAML that refuses a key given twice and remembers on which row each mapping and key stands."""


def _mapping(loader: CatalogueLoader, node: yaml.MappingNode, deep: bool = True) -> dict[Any, Any]:
    lines: dict[str, int] = {}
    for key_node, _value in node.value:
        key = str(key_node.value)
        if key in lines:
            raise yaml.constructor.ConstructorError(
                None, None, f"nyckeln {key} står två gånger", key_node.start_mark
            )
        lines[key] = key_node.start_mark.line + 1
    values = yaml.constructor.SafeConstructor.construct_mapping(loader, node, deep)
    return Located(values, row=node.start_mark.line + 1, lines=lines)


class Located(dict):
    """A mapping that knows its row."""

    def __init__(self, values: dict[Any, Any], *, row: int, lines: dict[str, int]) -> None:
        super().__init__(values)
        self.row = row
        self.lines = lines


CatalogueLoader.add_constructor(
    yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, lambda lo, n: _mapping(lo, n, True)
)
# Dates and times stay as written; the model's fields read them.
CatalogueLoader.yaml_implicit_resolvers = {
    key: [(tag, regexp) for tag, regexp in resolvers if tag not in ("tag:yaml.org,2002:timestamp",)]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def catalogue_files(paths: list[Path]) -> list[Path]:
    """All catalogue files at the paths, folders searched through, in a fixed order."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(sorted(p for p in path.rglob("*") if p.suffix in {".yaml", ".yml", ".xlsx"}))
        else:
            found.append(path)
    return found


def read_files(paths: list[Path]) -> tuple[list[RawRecord], list[Problem]]:
    """Every record in the files, and what could not be read.

    Args:
        paths: catalogue files or folders of them.
    """
    records: list[RawRecord] = []
    problems: list[Problem] = []
    for path in catalogue_files(paths):
        try:
            records.extend(_read_file(path, problems))
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(str(path), 0, "", f"filen går inte att läsa ({error.__class__.__name__})"))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            row = mark.line + 1 if mark else 0
            problems.append(
                Problem(str(path), row, "", f"filen är inte giltig YAML: {getattr(error, 'problem', error)}")
            )
    return records, problems


def _read_file(path: Path, problems: list[Problem]) -> Iterator[RawRecord]:
    if path.stat().st_size > MAX_BYTES:
        problems.append(Problem(str(path), 0, "", "filen är för stor"))
        return
    if path.suffix == ".xlsx":
        yield from _read_workbook(path, problems)
    else:
        document = yaml.load(path.read_text(encoding="utf-8"), CatalogueLoader)  # noqa: S506  # a SafeLoader
        yield from _records_of(document, path, problems)


def _records_of(document: Any, path: Path, problems: list[Problem]) -> Iterator[RawRecord]:
    if not isinstance(document, dict):
        problems.append(
            Problem(str(path), 1, "", "filen ska vara en lista av nycklar: kind och records, eller insats")
        )
        return
    if "insats" in document and "title" in document:
        language = document.pop("language", path.parent.name)
        slug = document.pop("insats")
        yield RawRecord("insats_page", str(slug), dict(document), str(path), 1, str(language), document.lines)
        return
    kind = document.get("kind")
    if kind not in KINDS and kind not in ROW_KINDS:
        problems.append(Problem(str(path), document.lines.get("kind", 1), "kind", f"okänt slag: {kind}"))
        return
    defaults = document.get("defaults") or {}
    language = str(document.get("language", ""))
    origin = {"origin": document["origin"]} if document.get("origin") else {}
    for slug, words in (document.get("words") or {}).items():
        row = document["words"].lines[str(slug)]
        values = {f"words.{language}.{name}": value for name, value in {**(words or {}), **origin}.items()}
        yield RawRecord(kind, str(slug), values, str(path), row, only_words=True)
    for record in document.get("records") or []:
        if not isinstance(record, dict) or not record.get("slug"):
            row = getattr(record, "row", 1)
            problems.append(Problem(str(path), row, "slug", "posten saknar slug"))
            continue
        values = {**defaults, **record}
        slug = values.pop("slug")
        yield RawRecord(kind, str(slug), values, str(path), record.row, lines=record.lines)


def _read_workbook(path: Path, problems: list[Problem]) -> Iterator[RawRecord]:
    """One sheet a kind, named for it; the first row names the fields; lists are separated by semicolons."""
    book = load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        if sheet.title not in KINDS and sheet.title not in ROW_KINDS:
            problems.append(Problem(str(path), 1, sheet.title, f"okänt slag: bladet {sheet.title}"))
            continue
        rows = sheet.iter_rows(values_only=True)
        names = [str(name).strip() if name else "" for name in next(rows, ())]
        for number, cells in enumerate(rows, start=2):
            values = {
                name: _cell(sheet.title, name, cell) for name, cell in zip(names, cells, strict=False) if name
            }
            values = {name: value for name, value in values.items() if value is not None}
            if not values:
                continue
            slug = values.pop("slug", None)
            if not slug:
                problems.append(Problem(str(path), number, "slug", "raden saknar slug"))
                continue
            yield RawRecord(sheet.title, str(slug), values, str(path), number)


def _cell(kind: str, name: str, value: Any) -> Any:
    schema = KINDS.get(kind)
    if schema and name in schema.fields and schema.is_list_of_references(name) and value is not None:
        return [part.strip() for part in str(value).split(LIST_SEPARATOR) if part.strip()]
    return value
