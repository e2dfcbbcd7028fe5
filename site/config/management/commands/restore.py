"""``manage.py restore PATH``: put a backup back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backup.archive import BrokenBackup
from config.backup.databases import Failed
from config.backup.restoring import NotEmpty, restore_backup


class Command(BaseCommand):
    """Argument parsing only; the work is in ``config.backup``."""

    help = "Lägger tillbaka en säkerhetskopia. Allt kontrolleras innan något ändras."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from, and whether what is there may go."""
        parser.add_argument("path", type=Path, help="Arkivet som manage.py backup skrev.")
        parser.add_argument("--replace", action="store_true", help="Ta bort det som finns och lägg in kopian.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore and say what is there now."""
        if not options["path"].is_file():
            raise CommandError(f"{options['path']} finns inte.")
        try:
            manifest = restore_backup(options["path"], replace=options["replace"])
        except NotEmpty as error:
            raise CommandError(f"{error} Lägg till --replace om det som finns får försvinna.") from error
        except (BrokenBackup, Failed) as error:
            raise CommandError(str(error)) from error
        rows, files = sum(manifest["rows"].values()), len(manifest["files"]) - 1
        self.stdout.write(
            f"Återställt från {manifest['made']}: {rows} rader, {files} filer. Antal och summor stämmer."
        )
        self.stdout.write("Starta om webbplatsen. Kör manage.py migrate om koden är nyare än kopian.")
        self.stdout.write("Ligger sökningen i Elasticsearch: kör manage.py rebuild_search.")
