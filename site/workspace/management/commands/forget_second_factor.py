"""``manage.py forget_second_factor``: for somebody who has lost both the telephone and the spare codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """Make sure first, by voice or in person, that it is the right person who asks."""

    help = "Glöm ett kontos tvåstegsinloggning, när både telefon och reservkoder är borta."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("username", metavar="ANVÄNDARNAMN")

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget it; the password is asked for as before."""
        user = get_user_model().objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"Det finns inget konto som heter ”{options['username']}”.")
        forgotten, _ = Authenticator.objects.filter(user=user).delete()
        self.stdout.write("Glömd." if forgotten else "Kontot har ingen tvåstegsinloggning.")
