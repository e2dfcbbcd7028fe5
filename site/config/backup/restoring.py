"""Put a backup back: everything is checked before anything is touched, and counted afterwards."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache

from config.backup.archive import DATABASE, MEDIA, BrokenBackup, checksum, unpack_archive
from config.backup.databases import Database, database

#: Within the folder of uploads, so that putting a file in its place is a change of name.
ASIDE = ".restore-"


class NotEmpty(Exception):  # noqa: N818  # said to whoever runs the site
    """That there is something already where the backup would be put, in Swedish."""


def restore_backup(source: Path, *, replace: bool = False) -> dict[str, Any]:
    """Put a backup back in the database and the folder of uploads that the settings name.

    Args:
        source: the archive.
        replace: also where something is; what is there is then gone.

    Returns:
        The backup's manifest.

    Raises:
        BrokenBackup: when the archive cannot be trusted or is of another kind of database. Nothing was changed.
        NotEmpty: when something is there and ``replace`` was not said. Nothing was changed.
        Failed: when the database could not be put back. Nothing was changed.
    """
    media, store = Path(settings.MEDIA_ROOT), database()
    if not replace:
        refuse_what_is_there(store, media)
    media.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=ASIDE, dir=media) as name:
        folder = Path(name)
        manifest = unpack_archive(source, folder)
        if manifest["database"] != store.vendor:
            raise BrokenBackup(
                f"Säkerhetskopian är av {manifest['database']}, men databasen här är {store.vendor}."
            )
        store.replace(folder / DATABASE)
        _put_files(folder / MEDIA, media)
    # What processes share was remembered of another database.
    cache.clear()
    compare(manifest, store, media)
    return manifest


def refuse_what_is_there(store: Database, media: Path) -> None:
    """Raise ``NotEmpty`` when there are tables or files."""
    if store.counts():
        raise NotEmpty("Databasen är inte tom.")
    if media.exists() and any(media.iterdir()):
        raise NotEmpty(f"Mappen {media} är inte tom.")


def compare(manifest: dict[str, Any], store: Database, media: Path) -> None:
    """Compare what is there now with what was copied: the rows of each table and every file.

    Raises:
        BrokenBackup: naming the first difference.
    """
    rows, told = store.counts(), manifest["rows"]
    for table in sorted(rows.keys() | told.keys()):
        if rows.get(table) != told.get(table):
            raise BrokenBackup(
                f"Tabellen {table} har {rows.get(table, 0)} rader, men {told.get(table, 0)} kopierades."
            )
    for name, file in manifest["files"].items():
        if name.startswith(MEDIA) and checksum(media / name.removeprefix(MEDIA)) != file["sha256"]:
            raise BrokenBackup(f"Filen {name} är inte den som kopierades.")


def _put_files(source: Path, media: Path) -> None:
    """Put the uploads in their place; what was there goes. The folder stays, for it may be a disk of its own."""
    for old in media.iterdir():
        if old.name.startswith(ASIDE):
            continue
        shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    for path in source.iterdir() if source.exists() else ():
        path.replace(media / path.name)
    # Unpacked for nobody else to read; the server of files is somebody else.
    for path in media.rglob("*"):
        if path.is_file():
            path.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o644)
