"""Many queue figures in one sheet: the template goes out with what stands there now, and comes back filled in.

Reading writes nothing. Every problem names its row and its column.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from catalogue.choices import QueueState, WaitUnit

MAX_BYTES = 1_000_000
#: A packed file may swell; one that swells more than this is no sheet of ours.
MAX_UNPACKED = 20_000_000
MAX_ROWS = 2_000
KEY, INSATS, GIVER, CLOCK, NOW = "Erbjudande", "Insats", "Ges av", "Gäller", "Nu"
ANSWER, LOW, HIGH, UNIT, OBSERVED, VERSION = "Svar", "Från", "Till", "Enhet", "Datum", "Ändra inte"
COLUMNS = (KEY, INSATS, GIVER, CLOCK, NOW, ANSWER, LOW, HIGH, UNIT, OBSERVED, VERSION)
WIDTHS = (30, 34, 34, 24, 34, 22, 8, 8, 12, 14, 14)
CONFIRM = "stämmer"
STATES = {str(QueueState(value).label): value for value in QueueState}
UNITS = {str(WaitUnit(value).label): value for value in WaitUnit}
_VERSION = re.compile(r"([a-z_]*)/(\d{0,18})/(\d{1,18})\Z")


class UnreadableSheetError(Exception):
    """The file is no sheet of ours. The message says why, in words for the sender."""


@dataclass(frozen=True)
class CellProblem:
    """Something wrong, with where it stands."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"Rad {self.row}, kolumnen {self.column}: {self.message}"


@dataclass(frozen=True)
class Line:
    """One row of the template: a clock and what stands there now."""

    slug: str
    insats: str
    giver: str
    clock: str
    now: str
    measure: str
    group: int | None
    version: int


@dataclass(frozen=True)
class Filled:
    """One answered row of a file. ``state`` is None when the figure that stands there is confirmed."""

    row: int
    slug: str
    measure: str
    group: int | None
    version: int
    state: str | None
    low: int | None = None
    high: int | None = None
    unit: str = ""
    observed: str = ""


def write_sheet(lines: Iterable[Line]) -> bytes:
    """The template as a file."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Kö"
    sheet.append(list(COLUMNS))
    for cell, width in zip(sheet[1], WIDTHS, strict=True):
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for number, line in enumerate(lines, start=2):
        mark = f"{line.measure}/{line.group or ''}/{line.version}"
        texts = {KEY: line.slug, INSATS: line.insats, GIVER: line.giver, CLOCK: line.clock, NOW: line.now}
        for name, text in {**texts, VERSION: mark}.items():
            _write(sheet.cell(number, COLUMNS.index(name) + 1), text)
    sheet.freeze_panes = "A2"
    _offer(sheet, ANSWER, [CONFIRM, *STATES])
    _offer(sheet, UNIT, list(UNITS))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _write(cell: Cell, text: str) -> None:
    cell.value = text
    # A name that begins with "=" is a name, not a formula.
    cell.data_type = "s"


def _offer(sheet: Any, column: str, choices: list[str]) -> None:
    letter = sheet.cell(1, COLUMNS.index(column) + 1).column_letter
    rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{MAX_ROWS}")


def read_sheet(file: IO[bytes], *, size: int, today: date) -> tuple[list[Filled], list[CellProblem]]:
    """The answered rows of a file and what is wrong with the others.

    Args:
        file: the uploaded file.
        size: its size in bytes.
        today: figures are not from later than this.

    Raises:
        UnreadableSheetError: when it is no sheet of ours.
    """
    rows = _rows_of(file, size)
    names = [str(name or "").strip() for name in next(rows, ())]
    if missing := [name for name in COLUMNS if name not in names]:
        raise UnreadableSheetError(f"Kolumner saknas: {', '.join(missing)}. Hämta mallen igen.")
    filled: list[Filled] = []
    problems: list[CellProblem] = []
    for number, cells in enumerate(rows, start=2):
        if number > MAX_ROWS + 1:
            raise UnreadableSheetError(f"Filen har fler än {MAX_ROWS} rader.")
        values = {name: cell for name, cell in zip(names, cells, strict=False) if name in COLUMNS}
        if any(values.get(name) not in (None, "") for name in (ANSWER, LOW, HIGH)):
            row = _Row(number, values, today)
            if row.problems:
                problems += row.problems
            else:
                filled.append(row.filled())
    return filled, problems + _twice(filled)


def _rows_of(file: IO[bytes], size: int) -> Any:
    if size > MAX_BYTES:
        raise UnreadableSheetError("Filen är större än 1 MB.")
    try:
        with ZipFile(file) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
                raise UnreadableSheetError("Filen är för stor när den packas upp.")
        file.seek(0)
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        # What the file says of its own size may be a lie that makes every row thousands of cells long.
        sheet.reset_dimensions()
        return sheet.iter_rows(values_only=True, max_col=50)
    except UnreadableSheetError:
        raise
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError, SyntaxError) as error:
        raise UnreadableSheetError("Filen går inte att läsa. Spara den som Excel-fil (.xlsx).") from error


def _twice(filled: list[Filled]) -> list[CellProblem]:
    seen: dict[tuple[str, str, int | None], int] = {}
    problems = []
    for line in filled:
        first = seen.setdefault((line.slug, line.measure, line.group), line.row)
        if first != line.row:
            problems.append(CellProblem(line.row, KEY, f"samma kö står redan på rad {first}."))
    return problems


class _Row:
    """Reads the cells of one row and collects what is wrong with them."""

    def __init__(self, number: int, values: dict[str, Any], today: date) -> None:
        self.number, self.values, self.today = number, values, today
        self.problems: list[CellProblem] = []
        self.mark = self._mark()
        self.state = self._choice(ANSWER, {CONFIRM: None, **STATES}, "välj ett svar ur listan.")
        self.low, self.high = self._whole(LOW), self._whole(HIGH)
        self.unit = self._choice(UNIT, UNITS, "skriv dagar, veckor eller månader.") or ""
        self.observed = self._day()
        self._check_together()

    def filled(self) -> Filled:
        """The row, when nothing is wrong with it."""
        measure, group, version = self.mark
        slug = str(self.values.get(KEY) or "").strip()
        answer = (self.state, self.low, self.high, self.unit, self.observed)
        return Filled(self.number, slug, measure, group, version, *answer)

    def _wrong(self, column: str, message: str) -> None:
        self.problems.append(CellProblem(self.number, column, message))

    def _mark(self) -> tuple[str, int | None, int]:
        match = _VERSION.match(str(self.values.get(VERSION) or "").strip())
        if not match:
            self._wrong(VERSION, "kolumnen är ändrad. Hämta mallen igen.")
            return "", None, 0
        return match[1], int(match[2]) if match[2] else None, int(match[3])

    def _choice(self, column: str, choices: dict[str, Any], message: str) -> Any:
        text = str(self.values.get(column) or "").strip().lower()
        if text and text not in choices:
            self._wrong(column, f"”{text[:40]}” går inte att läsa, {message}")
        return choices.get(text) if text else ""

    def _whole(self, column: str) -> int | None:
        value = self.values.get(column)
        if value in (None, ""):
            return None
        text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
        if isinstance(value, bool) or not re.fullmatch(r"[0-9]{1,3}", text):
            self._wrong(column, f"”{text[:40]}” är inget helt tal mellan 0 och 999.")
            return None
        return int(text)

    def _day(self) -> str:
        value = self.values.get(OBSERVED)
        if value in (None, ""):
            return self.today.isoformat()
        text = value.date().isoformat() if isinstance(value, datetime) else str(value).strip()
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self._wrong(OBSERVED, f"”{text[:40]}” är inget datum. Skriv som 2026-11-20.")
            return ""
        if day > self.today:
            self._wrong(OBSERVED, f"{text} har inte varit än.")
        return text

    def _check_together(self) -> None:
        has_figure = self.low is not None or self.high is not None
        if self.state == "" and not self.problems:
            self._wrong(ANSWER, "välj ett svar ur listan.")
        if has_figure and not self.unit and not any(problem.column == UNIT for problem in self.problems):
            self._wrong(UNIT, "skriv dagar, veckor eller månader.")
        if has_figure and self.state is None:
            self._wrong(LOW, "den som svarar ”stämmer” skriver ingen ny väntetid.")
        if self.state is None and self.observed not in ("", self.today.isoformat()):
            self._wrong(OBSERVED, "”stämmer” gäller i dag. Lämna datumet tomt.")
        if self.low is not None and self.high is not None and self.low > self.high:
            self._wrong(HIGH, f"väntetiden står tvärtom: från {self.low} till {self.high}.")
