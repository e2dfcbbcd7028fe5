"""Files that somebody sends: as large as they may be, and what their name says, by what they hold."""

from collections.abc import Collection
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from wagtail.documents.forms import BaseDocumentForm

MEGABYTE = 1_000_000
MOST_BYTES = 10 * MEGABYTE
MOST_UNPACKED = 100 * MEGABYTE
#: What a packed file of a kind always holds.
_PACKED = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    **dict.fromkeys(("odt", "ods", "odp"), "content.xml"),
}
_XML = ("xlf", "xliff")
_XML_BEGINNINGS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")
_PLAIN = ("txt", "csv")


def check_upload(file: File, allowed: Collection[str], most_bytes: int = MOST_BYTES) -> None:
    """Refuse a file that is too large, of another kind, or not what its name says.

    Args:
        file: as it was sent; it is read from its beginning and left there.
        allowed: endings of names, without the dot.
        most_bytes: how large it may be.

    Raises:
        ValidationError: with the reason, in words for the sender.
    """
    ending = PurePath(file.name or "").suffix.lower().lstrip(".")
    if ending not in allowed:
        raise ValidationError(f"Filen är av ett slag som inte tas emot. Välj en av: {', '.join(allowed)}.")
    if file.size > most_bytes:
        raise ValidationError(f"Filen är för stor. Den får ha högst {most_bytes // MEGABYTE} MB.")
    file.seek(0)
    content = file.read()
    if ending in _PACKED:
        _check_packed(file, ending)
    elif not _is(ending, content):
        raise ValidationError(_disguised(ending))
    file.seek(0)


def _is(ending: str, content: bytes) -> bool:
    if ending in _XML:
        return content.lstrip().startswith(_XML_BEGINNINGS)
    try:
        found = {match.extension for match in puremagic.magic_string(content)}
    except puremagic.PureError:
        found = set()
    if ending in _PLAIN:
        return b"\x00" not in content and not content.lstrip().startswith(b"<") and found <= {".txt", ".csv"}
    return f".{ending}" in found


def _check_packed(file: File, ending: str) -> None:
    file.seek(0)
    try:
        with ZipFile(file) as packed:
            parts = {part.filename: part.file_size for part in packed.infolist()}
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        parts = {}
    if _PACKED[ending] not in parts:
        raise ValidationError(_disguised(ending))
    if sum(parts.values()) > MOST_UNPACKED:
        raise ValidationError("Filen är för stor när den packas upp.")


def _disguised(ending: str) -> str:
    return f"Filen heter .{ending} men är något annat, eller trasig. Spara den på nytt och försök igen."


class DocumentForm(BaseDocumentForm):
    """A document that editors offer."""

    def clean_file(self) -> File:
        """Refuse what is not what it says."""
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_upload(file, settings.WAGTAILDOCS_EXTENSIONS)
        return file
