"""The archive that a backup is: a compressed tar with a manifest of every file's size and checksum, last of all.

An archive that was cut off has no manifest, and one whose files are others than the manifest says is broken.
"""

import contextlib
import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

MANIFEST = "manifest.json"
DATABASE = "database"
MEDIA = "media/"
#: Of this form; a later one says so with another number.
FORMAT = 1
PIECE = 1 << 20
#: What can be wrong with the bytes themselves.
DAMAGED = (tarfile.TarError, EOFError, OSError, zlib.error, ValueError, KeyError, TypeError)


class BrokenBackup(Exception):  # noqa: N818  # said to whoever runs the site
    """Why an archive cannot be trusted, in Swedish. Nothing was changed."""


def write_archive(target: Path, files: Iterable[tuple[str, Path]], about: dict[str, Any]) -> None:
    """Write an archive aside and put it in its place when it is whole. Only its owner may read it.

    Args:
        target: where it will stand.
        files: name in the archive and file, for each. One that disappears meanwhile is left out.
        about: what else the manifest says.
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as raw:
            with tarfile.open(fileobj=raw, mode="w:gz") as archive:
                sums = {name: _add(archive, name, path) for name, path in files if path.is_file()}
                manifest = {"format": FORMAT, **about, "files": sums}
                content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
                archive.addfile(_entry(MANIFEST, len(content)), io.BytesIO(content))
            raw.flush()
            os.fsync(raw.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def unpack_archive(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack into an empty folder and check every file; the manifest.

    Names are rules, not wishes: nothing is ever written outside the folder, whatever the archive calls it.

    Args:
        source: the archive.
        folder: where its files are put under their names.

    Raises:
        BrokenBackup: naming what is wrong. What was unpacked until then is worth nothing.
    """
    try:
        with gzip.open(source) as raw, tarfile.open(fileobj=raw, mode="r:") as archive:
            manifest = _unpack(archive, folder)
            # To its very end, where the compression keeps a checksum of its own.
            while raw.read(PIECE):
                pass
            return manifest
    except DAMAGED as error:
        raise BrokenBackup(f"Säkerhetskopian går inte att läsa: {error}") from error


def checksum(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _add(archive: tarfile.TarFile, name: str, path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        counted = _Counted(stream)
        size = os.fstat(stream.fileno()).st_size
        archive.addfile(_entry(name, size), counted)
    return {"size": size, "sha256": counted.sum.hexdigest()}


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _unpack(archive: tarfile.TarFile, folder: Path) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    for entry in archive:
        name = _safe_name(entry)
        if name in found or manifest is not None:
            raise BrokenBackup(f"Säkerhetskopian är trasig: {name} står på fel plats.")
        stream = archive.extractfile(entry)
        if stream is None:
            raise BrokenBackup(f"Säkerhetskopian är trasig: {name} är ingen fil.")
        if name == MANIFEST:
            manifest = json.load(stream)
        else:
            found[name] = _take(stream, folder / name)
    if manifest is None:
        raise BrokenBackup("Säkerhetskopian är inte hel: innehållsförteckningen saknas.")
    if manifest.get("format") != FORMAT:
        raise BrokenBackup("Säkerhetskopian har ett format som den här versionen inte känner till.")
    _compare(found, manifest["files"])
    return manifest


def _safe_name(entry: tarfile.TarInfo) -> str:
    parts = PurePosixPath(entry.name).parts
    inside = entry.name in (MANIFEST, DATABASE) or (entry.name.startswith(MEDIA) and len(parts) > 1)
    plain = "/".join(parts) == entry.name and not {"..", "/"} & set(parts) and "\\" not in entry.name
    if not (entry.isreg() and inside and plain):
        raise BrokenBackup(f"Säkerhetskopian har något som inte hör dit: {entry.name}")
    return entry.name


def _take(stream: IO[bytes], target: Path) -> dict[str, Any]:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as out:
        for piece in _pieces(stream):
            digest.update(piece)
            size += out.write(piece)
    return {"size": size, "sha256": digest.hexdigest()}


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        yield piece


def _compare(found: dict[str, dict[str, Any]], told: dict[str, dict[str, Any]]) -> None:
    for name in sorted(found.keys() | told.keys()):
        if found.get(name) != told.get(name):
            raise BrokenBackup(f"Säkerhetskopian är trasig: {name} är inte den fil som kopierades.")
    if DATABASE not in found:
        raise BrokenBackup("Säkerhetskopian är inte hel: databasen saknas.")


class _Counted(io.RawIOBase):
    """A stream whose bytes are summed as they are read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.sum = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.stream.read(size)
        self.sum.update(piece)
        return piece


def remove_old(folder: Path, pattern: str, keep: int) -> list[Path]:
    """Remove all but the newest archives of a folder, by the day in their names. Returns those that went."""
    old = sorted(folder.glob(pattern))[:-keep] if keep else []
    for path in old:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
    return old
