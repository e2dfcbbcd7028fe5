"""``manage.py rebuild_search``: build the search index anew beside the one that is read, then swap."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search import index
from search.cluster.connection import ClusterError, is_used
from search.cluster.outbox import has_copy
from search.cluster.verifying import Question
from search.evaluation import read_queries

#: Judged questions that a copy in the cluster must answer as the database does, where tests are installed.
JUDGMENTS = settings.BASE_DIR / "tests" / "search" / "judgments.yaml"


class Command(BaseCommand):
    """Argument parsing only; the work is in ``search.index``."""

    help = "Bygger sökindexet på nytt bredvid det som används, och byter sedan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to build, and what to verify a cluster's copy with."""
        parser.add_argument(
            "--cluster-only", action="store_true", help="Ge bara sökklustret en ny kopia av indexet som används."
        )
        parser.add_argument(
            "--judgments", type=Path, nargs="*", metavar="FILE", default=[JUDGMENTS] if JUDGMENTS.exists() else [],
            help="Bedömda frågor som kopian i sökklustret ska svara på som databasen.",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how long it took."""
        begun = time.perf_counter()
        if options["cluster_only"] and not is_used():
            raise CommandError("Det finns inget sökkluster. Sätt ELASTICSEARCH_URL.")
        try:
            queries = read_queries(options["judgments"]) if is_used() else []
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(str(error)) from error
        questions = [Question(query["q"], query["lang"]) for query in queries]
        if options["cluster_only"]:
            self._copy(questions)
        else:
            done = index.rebuild(self._say, questions)
            self.stdout.write(f"Sökindexet är byggt: {done} dokument på {time.perf_counter() - begun:.1f} s.")
        if is_used() and not has_copy(index.state().live_generation):
            raise CommandError("Sökklustret har ingen ny kopia. Databasen svarar på sökningar så länge.")

    def _copy(self, questions: list[Question]) -> None:
        try:
            index.copy_to_cluster(self._say, questions)
        except ClusterError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Sökklustret har en ny kopia.")

    def _say(self, message: str) -> None:
        self.stdout.write(f"  {message}")
