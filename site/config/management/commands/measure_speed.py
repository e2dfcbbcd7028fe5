"""``manage.py measure_speed``: the benchmark table, as Markdown."""

import os
import platform
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from catalogue.actions.generate_catalogue import write_invented
from catalogue.models import Area, Insats
from config.speed import Measured, Shown, measure
from search.evaluation import read_queries

#: Insatser for each invented area.
PER_AREA = 30


class Command(BaseCommand):
    """Measures the catalogue that is there, then grows it with invented records and measures again."""

    help = "Mäter indexering, sökning och sidor, och skriver tabeller i Markdown."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Questions, sizes, and whether one variant is enough."""
        parser.add_argument("queries", type=Path, help="Bedömda frågor (YAML).")
        parser.add_argument("--grow", type=int, nargs="*", default=[], help="Antal insatser att växa till, i tur.")
        parser.add_argument("--home", default="stockholm", help="Hemområdets adressnamn.")
        parser.add_argument("--swedish", action="store_true", help="Bara svenska: ett dokument per insats.")
        parser.add_argument(
            "--keep-index", action="store_true", help="Fråga indexet som det är, utan att bygga om det."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure each size and print the tables."""
        if not settings.DEMO:
            raise CommandError(
                "Mätningen lägger till påhittade insatser och görs bara i en demonstration (DEMO=1)."
            )
        try:
            queries = read_queries([options["queries"]])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(str(error)) from error
        variants = [
            (code, name)
            for code, name in settings.SHIPPED_LANGUAGES
            if code == settings.LANGUAGE_CODE or not options["swedish"]
        ]
        if options["swedish"]:
            queries = [query for query in queries if query["lang"] == settings.LANGUAGE_CODE]
        home = Area.objects.filter(slug=options["home"]).first()
        measured = []
        for size in [0, *options["grow"]]:
            self._grow(size)
            measured.append(
                measure(
                    queries,
                    home=home,
                    variants=variants,
                    keep_index=options["keep_index"],
                    progress=self.stderr.write,
                )
            )
        self._print(measured, len(queries))

    def _grow(self, size: int) -> None:
        missing = size - Insats.objects.count()
        if missing > 0:
            with transaction.atomic():
                write_invented(
                    areas=max(3, missing // PER_AREA), insatser=missing, seed=size, progress=lambda _: None
                )

    def _print(self, measured: list[Measured], asked: int) -> None:
        first = measured[0]
        running = f"{os.getloadavg()[0]:.1f} processes running on average"
        self.stdout.write(
            f"## {first.engine}\n\n{os.cpu_count()} processors, Python {platform.python_version()}, "
            f"{connection.vendor} {_database_version()}; {asked} questions; {running}. Milliseconds, half / "
            "nineteen of twenty; by the clock, then on the processor.\n"
        )
        self._table(
            ["insatser", "offerings", "documents", "index s", "documents/s", "documents/s processor", "index MB",
             "process MB", "facts read in s", "page of hits p50", "p95", "p50 processor", "p95 processor"],
            [
                [one.insatser, one.offerings, one.documents, *_building(one), f"{one.index_megabytes:.1f}",
                 f"{one.process_megabytes:.0f}", f"{one.reading.clock[0] / 1000:.1f}", *one.searches.cells()]
                for one in measured
            ],
        )  # fmt: skip
        self.stdout.write("Stages of a search (p50 / p95 by the clock, p50 / p95 on the processor):\n")
        names = list(first.stages)
        self._table(
            ["insatser", *names],
            [[one.insatser, *(" / ".join(one.stages[name].cells()) for name in names)] for one in measured],
        )
        self.stdout.write(
            "Pages (p50 / p95 by the clock, p50 / p95 on the processor, most database queries; then the answer "
            "that nothing has changed, p50 / p95 by the clock):\n"
        )
        sorts = list(first.pages)
        self._table(
            ["insatser", *sorts],
            [[one.insatser, *(_shown(one.pages[sort]) for sort in sorts)] for one in measured],
        )
        if any(one.stock_build.clock for one in measured):
            self._print_stock(measured)
        self.stdout.write("Slowest questions on the largest catalogue (ms by the clock):\n")
        for milliseconds, text in measured[-1].slowest:
            self.stdout.write(f"- {milliseconds:.0f}: {text}")

    def _print_stock(self, measured: list[Measured]) -> None:
        self.stdout.write("Wagtail's own search (modelsearch, every word) on the same pages and questions:\n")
        self._table(
            ["insatser", "index seconds", "p50", "p95", "p50 processor", "p95 processor",
             "ours / stock (p95 processor)"],
            [
                [one.insatser, f"{one.stock_build.clock[0] / 1000:.1f}", *one.stock.cells(),
                 _ratio(one.searches.cells()[3], one.stock.cells()[3])]
                for one in measured
                if one.stock_build.clock
            ],
        )  # fmt: skip

    def _table(self, head: list[str], rows: list[list[Any]]) -> None:
        for row in [head, ["---"] * len(head), *rows]:
            self.stdout.write(f"| {' | '.join(map(str, row))} |")
        self.stdout.write("")


def _building(one: Measured) -> list[str]:
    """Seconds, and documents a second by the clock and on the processor."""
    if not one.build.clock:
        return ["kept"] * 3
    rates = [f"{one.documents / (spent[0] / 1000):.0f}" for spent in (one.build.clock, one.build.processor)]
    return [f"{one.build.clock[0] / 1000:.1f}", *rates]


def _shown(page: Shown) -> str:
    built = f"{' / '.join(page.built.cells())}, {page.most_queries} q"
    return f"{built}; {' / '.join(page.again.cells()[:2])}" if page.again.clock else built


def _database_version() -> str:
    return ".".join(map(str, connection.get_database_version()))


def _ratio(figure: str, other: str) -> str:
    return f"{float(figure) / float(other):.1f}" if float(other) else ""
