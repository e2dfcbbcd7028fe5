"""``manage.py new_site``: a municipality's own site, without the demonstration."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import Site

from catalogue.actions.seed_roles import seed_roles
from catalogue.management.commands.load_catalogue import VOCABULARY
from pages.actions.found_municipality import (
    Municipality,
    checked_colour,
    checked_name,
    checked_number,
    found_municipality,
)
from pages.actions.load_pages import STANDARD_PAGES, load_pages
from search.actions.load_synonyms import load_synonyms


class Question(NamedTuple):
    """What is asked of a municipality, and what checks the answer."""

    option: str
    text: str
    check: Callable[[str], str]
    must: bool = False
    default: str = ""


QUESTIONS = {
    "name": Question("--municipality", "Vad heter kommunen? Till exempel Växjö", checked_name, must=True),
    "intake": Question(
        "--intake",
        "Vad heter mottagningen, där man frågar och ansöker?",
        checked_name,
        default=Municipality.intake,
    ),
    "intake_phone": Question("--intake-phone", "Mottagningens telefonnummer?", checked_number, must=True),
    "switchboard": Question("--switchboard", "Växelns telefonnummer?", checked_number, must=True),
    "jour_phone": Question("--jour-phone", "Socialjourens telefonnummer? Tomt om det inte finns", checked_number),
    "jour_hours": Question("--jour-hours", "När svarar socialjouren? Skriv med ord", lambda text: text.strip()),
    "accent": Question("--accent", "Kommunens färg? Till exempel #1f4a7a. Tomt ger katalogens", checked_colour),
}


class Command(BaseCommand):
    """Asks for what was not given. Safe to repeat: what exists is left alone, and it says so."""

    help = "Gör en kommuns webbplats utan demonstration: sidor, ordlistor, område, nummer, roller och sökindex."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """An option for each question."""
        for name, question in QUESTIONS.items():
            parser.add_argument(question.option, dest=name, metavar="TEXT", help=question.text)
        parser.add_argument("--no-input", action="store_true", help="Fråga inget. Det som saknas får inget svar.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check every answer before anything is made, then make what is missing."""
        if settings.DEMO:
            raise CommandError("DEMO=1: här visas demonstrationen. Kör new_site utan DEMO, i en egen databas.")
        answers = {name: self._answer(name, options) for name in QUESTIONS}
        municipality = Municipality(**answers)
        try:
            with transaction.atomic():
                self._make(municipality)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        call_command("rebuild_search", stdout=self.stdout)
        self._say_what_is_next(municipality)

    def _answer(self, name: str, options: dict[str, Any]) -> str:
        question, given = QUESTIONS[name], options[name]
        while True:
            if given is None:
                given = "" if options["no_input"] else self._ask(question)
            text = given.strip() or question.default
            if not text and not question.must:
                return ""
            try:
                if not text:
                    raise ValidationError("Svaret behövs.")
                return question.check(text)
            except ValidationError as error:
                said = f"{question.option}: {' '.join(error.messages)}"
                if options["no_input"] or options[name] is not None:
                    raise CommandError(f"{said} Ingenting är ändrat.") from error
                self.stderr.write(said)
                given = None

    def _ask(self, question: Question) -> str:
        try:
            return input(f"{question.text} [{question.default}] " if question.default else f"{question.text} ")
        except EOFError as error:
            raise CommandError(f"{question.option}: svaret saknas. Ingenting är ändrat.") from error

    def _make(self, municipality: Municipality) -> None:
        call_command("make_site", stdout=self.stdout)
        call_command("load_catalogue", str(VOCABULARY), stdout=self.stdout)
        for line in found_municipality(municipality, Site.objects.get(is_default_site=True)):
            self.stdout.write(f"  {line}")
        self.stdout.write(f"redaktionella sidor: {load_pages(STANDARD_PAGES)} nya")
        self.stdout.write(f"roller: {', '.join(seed_roles(demo_users=False)) or 'inget nytt'}")
        self.stdout.write(f"synonymer: {load_synonyms()} nya")

    def _say_what_is_next(self, municipality: Municipality) -> None:
        for line in (
            "",
            f"  Webbplatsen för {municipality.name}: {settings.BASE_URL}/",
            f"  Redaktionen:   {settings.BASE_URL}/admin/",
            "  Första kontot: manage.py createsuperuser",
            "  Kvar att göra: manage.py check --deploy (nummer, säkerhet och lag som en människa ska godkänna)",
            "  Utkast att skriva klart: Om webbplatsen och Tillgänglighet",
        ):
            self.stdout.write(line)
