"""``manage.py protect_unit``: a unit whose place must not be known any longer."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from catalogue.actions.protect import BACKUPS, protect
from catalogue.models import Provider


class Command(BaseCommand):
    """Argument parsing only; the work is in ``catalogue.actions.protect``."""

    help = "Skyddar en verksamhet: allt som säger var den finns tas bort, även ur gamla versioner."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which unit, and whether only to say what would be taken away."""
        parser.add_argument("slug")
        parser.add_argument("--dry-run", action="store_true", help="Gör allt och ångra det.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Protect it and say what was taken away."""
        provider = Provider.objects.filter(slug=options["slug"]).first()
        if provider is None:
            raise CommandError(f"Det finns ingen verksamhet ”{options['slug']}”.")
        try:
            with transaction.atomic():
                taken = protect(provider)
                transaction.set_rollback(options["dry_run"])
        except ValidationError as error:
            raise CommandError(f"Ingenting ändrades. {' '.join(error.messages)}") from error
        for line in taken:
            self.stdout.write(f"  borttaget: {line}")
        self.stdout.write("Provkörning: ingenting ändrades." if options["dry_run"] else BACKUPS)
