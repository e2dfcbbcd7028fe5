"""``manage.py check_language``: plain and truthful language in all public prose, with LIX for each page."""

from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from catalogue.language_rules import Fault, faults_in, runs_of
from catalogue.language_tables import COVERAGE, READING, as_markdown, coverage_rows, over_limit_count, reading_rows
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.prose import Passage
from catalogue.readability import lix, word_count
from pages.prose import site_prose

#: Where the facts lie beside the project, when they do.
FACTS = settings.BASE_DIR.parent / "shared" / "facts"


class Command(BaseCommand):
    """Read all public prose and name what breaks a rule. Exit status 1 when something does."""

    help = "Kontrollerar språket i all publik text och visar LIX för varje sida."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to read."""
        parser.add_argument("--language", default=SOURCE_LANGUAGE, help="variant att läsa")
        parser.add_argument("--facts", type=Path, default=FACTS, help="mapp med källornas fakta")
        parser.add_argument("--coverage", action="store_true", help="visa tabeller över språken")
        parser.add_argument("--pages", action="store_true", help="visa ord och LIX för varje sida")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print faults, and the readability of each page; or the tables about the variants."""
        if options["coverage"]:
            self._print_tables()
            return
        if options["language"] not in dict(settings.LANGUAGES):
            raise CommandError(f"Okänd variant: {options['language']}")
        runs: frozenset[tuple[str, ...]] = frozenset()
        if options["facts"].is_dir():
            runs = runs_of(options["facts"])
        else:
            self.stderr.write(f"KOPIERAD TEXT KONTROLLERAS INTE: mappen {options['facts']} finns inte.")
        passages = list(site_prose(options["language"]))
        if options["pages"]:
            self._print_pages(passages)
        faults: list[Fault] = [fault for passage in passages for fault in faults_in(passage, runs)]
        for fault in faults:
            self.stdout.write(str(fault))
        self.stdout.write(f"{len(passages)} textstycken, {len(faults)} fel.")
        if faults:
            raise CommandError("Språket bryter mot reglerna.")

    def _print_tables(self) -> None:
        shipped = [code for code, _name in settings.SHIPPED_LANGUAGES]
        for line in as_markdown(COVERAGE, coverage_rows(shipped)):
            self.stdout.write(line)
        self.stdout.write("")
        for line in as_markdown(READING, reading_rows()):
            self.stdout.write(line)
        over, whole = over_limit_count()
        self.stdout.write(f"\n{over} av {whole} sidor på lättläst är över gränsen.")

    def _print_pages(self, passages: list[Passage]) -> None:
        texts: dict[str, list[str]] = defaultdict(list)
        for passage in passages:
            if passage.page.startswith("/"):
                texts[passage.page].append(passage.text)
        for page, parts in sorted(texts.items()):
            text = "\n".join(parts)
            self.stdout.write(f"{word_count(text):5} ord  LIX {lix(text):2}  {page}")
