"""``manage.py load_catalogue``: bring catalogue files into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from catalogue.actions.load_catalogue import load_catalogue

#: What every installation shares: terms, labels, words of the law and of danger, national help lines.
VOCABULARY = Path(__file__).resolve().parents[2] / "vocabulary"
DEMO_CATALOGUE = Path(__file__).resolve().parents[2] / "demo"


class Command(BaseCommand):
    """Argument parsing only; the work is in ``catalogue.actions.load_catalogue``."""

    help = "Läser in katalogfiler (YAML eller XLSX). Allt kontrolleras innan något skrivs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Paths and options as DESIGN.md's contract names them."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="Gör allt och ångra det.")
        parser.add_argument("--overwrite", action="store_true", help="Låt filen vinna över redaktörens ändringar.")
        parser.add_argument(
            "--retire-missing", action="store_true", help="Avsluta poster som filerna inte längre har."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say what happened; stop with an error when the files were refused."""
        self._refuse_demo_in_operation(options["paths"])
        outcome = load_catalogue(
            options["paths"],
            dry_run=options["dry_run"],
            overwrite=options["overwrite"],
            retire_missing=options["retire_missing"],
            progress=lambda message: self.stdout.write(f"  {message}"),
        )
        for problem in outcome.problems:
            self.stderr.write(str(problem))
        if outcome.problems:
            raise CommandError(f"Ingenting ändrades. Fel: {len(outcome.problems)}.")
        for conflict in outcome.conflicts:
            self.stdout.write(f"  konflikt: {conflict}")
        for label, counter in (
            ("nya", outcome.created),
            ("ändrade", outcome.updated),
            ("oförändrade", outcome.unchanged),
            ("avslutade", outcome.retired),
        ):
            if counter:
                self.stdout.write(f"{label}: " + ", ".join(f"{kind} {n}" for kind, n in sorted(counter.items())))
        self.stdout.write(
            f"konflikter: {len(outcome.conflicts)}" + (" (provkörning)" if options["dry_run"] else "")
        )

    def _refuse_demo_in_operation(self, paths: list[Path]) -> None:
        for path in paths:
            if path.resolve().is_relative_to(DEMO_CATALOGUE) and not settings.DEMO:
                raise CommandError("Demonstrationens katalog läses bara in med DEMO=1.")
