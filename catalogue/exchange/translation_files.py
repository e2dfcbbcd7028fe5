"""Files that go to a translation agency and come back: XLSX and XLIFF 1.2, one unit for each passage.

The id of a unit carries the sign of the Swedish text, ``<slug>/<slot>@<hash>``: what comes back says what it was
made from, whichever tool it passed.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as Tree  # to write; reading is defusedxml's

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError
from defusedxml.ElementTree import fromstring as read_xml
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment
from openpyxl.utils.exceptions import InvalidFileException

from catalogue.models.insats_page import INSATS
from catalogue.models.words import SOURCE_LANGUAGE

XLIFF = "urn:oasis:names:tc:xliff:document:1.2"
ID = re.compile(
    r"(?:(?P<kind>[a-z_]+):)?(?P<slug>[a-z0-9-]+)/(?P<slot>[a-z_]+(?:\.[a-z0-9_]+)*)@(?P<sign>[0-9a-f]{16})\Z"
)
COLUMNS = ("id", "svenska", "svenska när texten gjordes", "läge")
#: A file larger than this is refused before it is read, and a packed one that grows past the second.
MAX_BYTES = 5_000_000
MAX_UNPACKED = 50_000_000
MAX_ROWS = 20_000
#: What the readers of packed files and of XML say of a file that is none.
BROKEN = (zipfile.BadZipFile, InvalidFileException, DefusedXmlException, ParseError, KeyError, ValueError, OSError)


@dataclass(frozen=True)
class Unit:
    """One passage on its way to or from a translator.

    Attributes:
        slug: address name of the page or record.
        slot: name of the text, see ``Translatable.texts``.
        sign: sign of the Swedish text that the translation is made from, see ``variants.text_hash``.
        swedish: that text.
        before: the Swedish text that the variant was made from, when it is another one.
        target: the translation; empty when there is none yet.
        state: how the passage stands, in words.
        row: row in the file that it came from.
        kind: what the page or record is; the ids of insatser do not say it.
    """

    slug: str
    slot: str
    sign: str
    swedish: str = ""
    before: str = ""
    target: str = ""
    state: str = ""
    row: int = 0
    kind: str = INSATS

    @property
    def id(self) -> str:
        """The id that stands in the file."""
        kind = "" if self.kind == INSATS else f"{self.kind}:"
        return f"{kind}{self.slug}/{self.slot}@{self.sign}"


class UnreadableFile(ValueError):  # noqa: N818  # says what the file is
    """The file as a whole cannot be read; the reason in words for the editor."""


def as_xlsx(units: list[Unit], language: str) -> bytes:
    """A workbook with one row a passage; the sheet is named for the variant.

    Args:
        units: the passages.
        language: code of the variant, the heading of the column to fill in.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = language
    sheet.append([*COLUMNS, language])
    for number, unit in enumerate(units, start=2):
        for column, text in enumerate((unit.id, unit.swedish, unit.before, unit.state, unit.target), start=1):
            cell = sheet.cell(row=number, column=column, value=text)
            # As text whatever it begins with: "=" would make it a formula on somebody's computer.
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    for letter, width in zip("ABCDE", (30, 70, 40, 20, 70), strict=True):
        sheet.column_dimensions[letter].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_xliff(units: list[Unit], language: str) -> bytes:
    """An XLIFF 1.2 file with one unit a passage. Source: OASIS, *XLIFF Version 1.2* (2008).

    Args:
        units: the passages.
        language: code of the variant.
    """
    Tree.register_namespace("", XLIFF)
    root = Tree.Element(f"{{{XLIFF}}}xliff", {"version": "1.2"})
    facts = {
        "source-language": SOURCE_LANGUAGE,
        "target-language": language,
        "datatype": "html",
        "original": "texter",
    }
    body = Tree.SubElement(Tree.SubElement(root, f"{{{XLIFF}}}file", facts), f"{{{XLIFF}}}body")
    for unit in units:
        node = Tree.SubElement(body, f"{{{XLIFF}}}trans-unit", {"id": unit.id})
        Tree.SubElement(node, f"{{{XLIFF}}}source").text = unit.swedish
        Tree.SubElement(node, f"{{{XLIFF}}}target").text = unit.target
        if unit.before:
            Tree.SubElement(node, f"{{{XLIFF}}}note").text = f"Tidigare svensk text: {unit.before}"
    return Tree.tostring(root, encoding="utf-8", xml_declaration=True)


def read_units(content: bytes, name: str, language: str) -> tuple[list[Unit], list[str]]:
    """Units of a file that came back, and what is wrong with rows that are none.

    Args:
        content: the file.
        name: its name, which tells its format.
        language: code of the variant that it must be in.

    Raises:
        UnreadableFile: when the file is too large, of another kind, broken, or in another language.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableFile(f"Filen är för stor. Den får ha högst {MAX_BYTES // 1_000_000} MB.")
    if name.lower().endswith(".xlsx"):
        rows = _xlsx_rows(content, language)
    elif name.lower().endswith((".xlf", ".xliff")):
        rows = _xliff_rows(content, language)
    else:
        raise UnreadableFile("Välj en fil som slutar på .xlsx, .xlf eller .xliff.")
    units: list[Unit] = []
    problems: list[str] = []
    for number, text, target in rows:
        found = ID.match(text)
        if found is None:
            problems.append(f"Rad {number}: ”{text[:60]}” är inget id härifrån.")
            continue
        kind = found["kind"] or INSATS
        units.append(Unit(found["slug"], found["slot"], found["sign"], target=target, row=number, kind=kind))
        if len(units) > MAX_ROWS:
            raise UnreadableFile(f"Filen har fler än {MAX_ROWS} rader.")
    return units, problems


def _xlsx_rows(content: bytes, language: str) -> Iterator[tuple[int, str, str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MAX_UNPACKED:
                raise UnreadableFile("Filen är för stor när den packas upp.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except UnreadableFile:
        raise
    except BROKEN as error:
        raise UnreadableFile("Filen går inte att läsa som XLSX.") from error
    sheet = book.worksheets[0] if book.worksheets else None
    rows = sheet.iter_rows(values_only=True) if sheet else iter(())
    heading = [str(name or "").strip() for name in next(rows, ())]
    if "id" not in heading or language not in heading:
        raise UnreadableFile(f"Bladet saknar kolumnen id eller {language}. Välj rätt språk och rätt fil.")
    key, target = heading.index("id"), heading.index(language)
    for number, cells in enumerate(rows, start=2):
        values = [str(cell).strip() if cell is not None else "" for cell in cells]
        values += [""] * (max(key, target) + 1 - len(values))
        if any(values):
            yield number, values[key], values[target]


def _xliff_rows(content: bytes, language: str) -> Iterator[tuple[int, str, str]]:
    try:
        root = read_xml(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableFile("Filen har en DTD eller egna entiteter. Sådana filer läses inte.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableFile("Filen går inte att läsa som XLIFF.") from error
    files = list(root.iter(f"{{{XLIFF}}}file"))
    if not files or {file.get("target-language") for file in files} != {language}:
        raise UnreadableFile(f"Filen är inte XLIFF 1.2 på språket {language}. Välj rätt språk och rätt fil.")
    for number, node in enumerate(root.iter(f"{{{XLIFF}}}trans-unit"), start=1):
        target = node.find(f"{{{XLIFF}}}target")
        if target is not None and len(target):
            raise UnreadableFile(f"Enhet {number}: texten har element i sig. Spara taggar som text.")
        yield number, node.get("id") or "", (target.text or "").strip() if target is not None else ""
