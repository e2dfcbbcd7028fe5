"""``manage.py make_site``: the tree of pages in every variant."""

from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from pages.actions.make_site import make_site


class Command(BaseCommand):
    """Argument parsing only; the work is in ``pages.actions.make_site``."""

    help = "Gör startsida och sida för alla insatser i varje variant. Det som finns lämnas i fred."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Home area and name of the municipality."""
        parser.add_argument("--home-area", default="", help="Adressnamn på hemområdet, till exempel stockholm.")
        parser.add_argument("--municipality", default="", help="Kommunens namn i sidhuvudet.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the tree at BASE_URL's host."""
        base = urlsplit(settings.BASE_URL)
        port = base.port or (443 if base.scheme == "https" else 80)
        site = make_site(
            hostname=base.hostname or "localhost",
            port=port,
            home_area=options["home_area"],
            municipality=options["municipality"],
            prepared=True,
        )
        self.stdout.write(f"Webbplatsen står på {site.root_url}.")
