"""``manage.py start_demo``: the page tree, the demonstration's catalogue, roles and the index, when missing."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from catalogue.management.commands.load_catalogue import DEMO_CATALOGUE, VOCABULARY
from pages.actions.load_pages import DEMO_PAGES, STANDARD_PAGES, load_pages
from search.actions.load_synonyms import load_synonyms


class Command(BaseCommand):
    """Safe to repeat: what editors changed is kept, what is there already is left alone."""

    help = "Gör demonstrationen klar att visa."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, index and say where things are."""
        if not settings.DEMO:
            raise CommandError("Demonstrationen startar bara med DEMO=1.")
        call_command("make_site", stdout=self.stdout)
        call_command("load_catalogue", str(VOCABULARY), str(DEMO_CATALOGUE), stdout=self.stdout)
        call_command("make_site", home_area="stockholm", municipality="Stockholm", stdout=self.stdout)
        self.stdout.write(f"redaktionella sidor: {load_pages(DEMO_PAGES, STANDARD_PAGES)} nya")
        call_command("seed_roles", stdout=self.stdout)
        self.stdout.write(f"synonymer: {load_synonyms()} nya")
        call_command("rebuild_search", stdout=self.stdout)
        self.stdout.write("")
        self.stdout.write(f"  Webbplatsen:   {settings.BASE_URL}/")
        self.stdout.write(f"  Personal:      {settings.BASE_URL}/personal/")
        self.stdout.write(f"  Redaktionen:   {settings.BASE_URL}/admin/")
        if settings.DEMO_LOGINS:
            self.stdout.write(
                "  Demokonton:    kommunikator, enhetschef, socialsekreterare, administrator (lösenord: demo)"
            )
