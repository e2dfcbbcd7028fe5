"""Make a backup: a copy of the database at one moment, and every uploaded file."""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from config.backup.archive import DATABASE, MEDIA, write_archive
from config.backup.databases import database

#: Names of backups in a folder sort by their moment.
NAME = "insatskatalogen-{moment:%Y%m%d-%H%M%S}.tar.gz"
PATTERN = "insatskatalogen-????????-??????.tar.gz"


def make_backup(target: Path) -> Path:
    """Write a backup.

    The database is copied first: a file that it names is there, unless somebody removed it meanwhile.

    Args:
        target: a file that does not exist yet, or a folder, in which the backup is named for its moment.

    Returns:
        The file that was written.

    Raises:
        FileExistsError: when there is such a file.
        Failed: when the database could not be copied.
    """
    moment = timezone.localtime()
    if target.is_dir():
        target = target / NAME.format(moment=moment)
    if target.exists():
        raise FileExistsError(target)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        copy = Path(folder) / DATABASE
        counts = database().copy(copy)
        files = [(DATABASE, copy), *uploaded_files()]
        write_archive(target, files, _about(moment, counts))
    return target


def uploaded_files() -> Iterator[tuple[str, Path]]:
    """Every uploaded file by its name in the archive. Links are nobody's upload and are left out."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield MEDIA + path.relative_to(root).as_posix(), path


def _about(moment: datetime, counts: dict[str, int]) -> dict[str, object]:
    applied = MigrationRecorder(connection).applied_migrations()
    return {
        "made": moment.isoformat(timespec="seconds"),
        "database": database().vendor,
        "migrations": sorted(f"{app}.{name}" for app, name in applied),
        "rows": counts,
    }
