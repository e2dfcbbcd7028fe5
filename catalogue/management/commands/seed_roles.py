"""``manage.py seed_roles``: the editors' roles as groups, and the demonstration's logins."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from catalogue.actions.seed_roles import seed_roles


class Command(BaseCommand):
    """Safe to repeat: what an administrator added by hand is kept."""

    help = "Skapa redaktionens roller. Demokonton skapas bara där inställningarna tillåter det."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Trying without changing."""
        parser.add_argument("--dry-run", action="store_true", help="Visa vad som skulle skapas.")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is missing and say what it was."""
        made = seed_roles()
        self.stdout.write(f"roller och konton: {', '.join(made) or 'inget nytt'}")
        if options["dry_run"]:
            transaction.set_rollback(True)
