"""``manage.py generate_catalogue``: an invented catalogue for benchmarks."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalogue.actions.generate_catalogue import CannotGenerate, generate_catalogue


class Command(BaseCommand):
    """Argument parsing only; the work is in ``catalogue.actions.generate_catalogue``."""

    help = "Hittar på en katalog för mätning: områden, verksamheter, insatser med sidor, erbjudanden och köer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much, and from which number chance comes."""
        parser.add_argument("--areas", required=True, metavar="N", help="Antal områden.")
        parser.add_argument("--insatser", required=True, metavar="M", help="Antal insatser.")
        parser.add_argument("--seed", required=True, metavar="S", help="Samma tal ger samma katalog.")
        parser.add_argument("--dry-run", action="store_true", help="Gör allt och ångra det.")
        parser.add_argument("--force", action="store_true", help="Även bland riktiga insatser i drift.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Generate and say how much there is."""
        numbers = {name: self._number(name, options[name]) for name in ("areas", "insatser", "seed")}
        try:
            made = generate_catalogue(
                **numbers,
                dry_run=options["dry_run"],
                force=options["force"],
                progress=lambda message: self.stdout.write(f"  {message}"),
            )
        except CannotGenerate as refusal:
            raise CommandError(str(refusal)) from refusal
        listed = ", ".join(f"{kind} {count}" for kind, count in made.items())
        self.stdout.write(
            f"påhittade: {listed}" + (" (provkörning, inget ändrades)" if options["dry_run"] else "")
        )

    def _number(self, name: str, value: Any) -> int:
        text = str(value)
        if not (text.isascii() and text.isdigit() and len(text) <= 12):
            raise CommandError(f"--{name} ska vara ett heltal, inte ”{text[:40]}”.")
        return int(text)
