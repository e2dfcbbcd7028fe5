"""``manage.py evaluate_search``: measure the search against judgments."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.http import QueryDict
from django.utils import translation

from catalogue.models import Area
from search import evaluation, index, remembered
from search.cluster.connection import is_used
from search.cluster.outbox import is_in_step
from search.engines import asked_engine, asking, database_engine
from search.engines.base import Asked
from search.engines.elasticsearch import ElasticsearchEngine
from search.hits import searching
from search.ladder import Rung, rungs
from search.query import parse
from search.relaxing import find_something
from search.stock import stock_search


class Command(BaseCommand):
    """Asks every query as a reader of its language would, with the home area set."""

    help = "Mäter sökningen mot bedömningar (YAML-filer)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files and how to print."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="Skriv ett JSON-objekt.")
        parser.add_argument(
            "--ladder",
            action="store_true",
            help="Mät vad varje del ger, från Wagtails egen sökning.",
        )
        parser.add_argument("--home", default="stockholm", help="Hemområdets adressnamn.")
        parser.add_argument(
            "--engine", choices=["sqlite", "postgresql", "elasticsearch"],
            help="Fråga bara den motorn. Annars som läsare: klustret om det finns, med databasen bakom.",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print."""
        with asking(_engine(options["engine"])):
            self._evaluate(options)

    def _evaluate(self, options: dict[str, Any]) -> None:
        home = Area.objects.filter(slug=options["home"]).first()
        try:
            queries = evaluation.read_queries(options["files"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(str(error)) from error
        if options["ladder"]:
            self._climb(queries, home, as_json=options["json"])
            return
        judged = evaluation.judge(
            queries, lambda text, language, filters: self._search(text, language, filters, home)
        )
        report = evaluation.report(judged)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        self._print("alla", report["overall"])
        for group in ("by_lang", "by_kind"):
            for name, row in report[group].items():
                self._print(name, row)
        times = [query.milliseconds for query in judged]
        half, most = (evaluation.percentile(times, share) for share in (0.5, 0.95))
        self.stdout.write(f"tid per fråga: p50 {half:.1f} ms, p95 {most:.1f} ms")

    def _climb(self, queries: list[dict[str, Any]], home: Area | None, *, as_json: bool) -> None:
        """Measure every rung on the same questions, Wagtail's own search first."""
        found: dict[str, dict[str, float | int]] = {}
        with stock_search() as stock:
            for rung in rungs():

                def ask(
                    text: str, language: str, filters: dict[str, Any], rung: Rung = rung
                ) -> tuple[list[str], bool]:
                    if rung.way is None:
                        return stock.slugs(text, language), False
                    with searching(rung.way):
                        return self._search(text, language, filters, home)

                found[rung.name] = evaluation.measures(evaluation.judge(queries, ask))
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        for name, row in found.items():
            self._print(name, row)

    def _search(
        self, text: str, language: str, filters: dict[str, Any], home: Area | None
    ) -> tuple[list[str], bool]:
        """The first hits as a reader of the posted form gets them, and whether danger is answered above them."""
        shipped = dict(settings.SHIPPED_LANGUAGES)
        variant = language if language in shipped else settings.LANGUAGE_CODE
        state = index.state()
        facts = remembered.facts(state)
        data = QueryDict(mutable=True)
        alarm = remembered.alarm(state, variant)
        topic = alarm.heard_in(text)
        data["q"], data["amne"] = ("", str(topic.id)) if topic else (text, "")
        for name, value in filters.items():
            data.setlist(name, [str(part) for part in (value if isinstance(value, list) else [value])])
        with translation.override(variant):
            query = parse(data, remembered.labels(state, variant), home, alarm)
            hits = find_something(topic.words if topic else query.text, query.choices, variant, state).hits
        return [facts.insatser[pk].slug for pk in hits.ordered[: evaluation.DEPTH]], topic is not None

    def _print(self, name: str, row: dict[str, Any]) -> None:
        figures = "  ".join(f"{key} {value:.3f}" for key, value in row.items() if key != "n")
        self.stdout.write(f"{name:16} n={row['n']:<4} {figures}")


def _engine(name: str | None) -> Asked:
    """The engine of a name, alone; without a name what readers ask.

    Raises:
        CommandError: when this installation does not have it, or the cluster is not in step.
    """
    if name is None:
        return asked_engine()
    if name == "elasticsearch":
        if not is_used() or not is_in_step(index.state().live_generation):
            raise CommandError("Sökklustret finns inte eller är inte i takt. Kör rebuild_search.")
        return ElasticsearchEngine()
    if name != connection.vendor:
        raise CommandError(f"Den här installationen använder {connection.vendor}. Sätt DATABASE_URL för att byta.")
    return database_engine()
