"""``manage.py backup PATH``: the database and the uploaded files in one archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backup.archive import remove_old
from config.backup.databases import Failed
from config.backup.making import PATTERN, make_backup


class Command(BaseCommand):
    """Argument parsing only; the work is in ``config.backup``."""

    help = "Säkerhetskopierar databasen och uppladdade filer till ett arkiv, medan webbplatsen är i gång."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and how many to keep."""
        parser.add_argument("path", type=Path, help="En ny fil, eller en mapp som finns.")
        parser.add_argument("--keep", type=int, default=0, help="Behåll så många i mappen. 0 behåller alla.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the backup, then clear away old ones."""
        path, keep = options["path"], options["keep"]
        if keep < 0 or (keep and not path.is_dir()):
            raise CommandError("--keep är ett antal, och gäller bara en mapp.")
        if not path.parent.is_dir():
            raise CommandError(f"Mappen {path.parent} finns inte.")
        try:
            made = make_backup(path)
        except FileExistsError as error:
            raise CommandError(f"{error} finns redan. Ingenting är skrivet.") from error
        except (Failed, OSError) as error:
            raise CommandError(f"Säkerhetskopian blev inte gjord: {error}") from error
        self.stdout.write(f"{made} ({made.stat().st_size / 1_000_000:.1f} MB)")
        for old in remove_old(path, PATTERN, keep) if keep else ():
            self.stdout.write(f"borttagen: {old}")
