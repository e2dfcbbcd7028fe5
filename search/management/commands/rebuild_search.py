"""``manage.py rebuild_search``: build the search index anew beside the one that is read, then swap."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from search import index


class Command(BaseCommand):
    """Argument parsing only; the work is in ``search.index``."""

    help = "Bygger sökindexet på nytt bredvid det som används, och byter sedan."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how long it took."""
        begun = time.perf_counter()
        done = index.rebuild(progress=lambda message: self.stdout.write(f"  {message}"))
        self.stdout.write(f"Sökindexet är byggt: {done} dokument på {time.perf_counter() - begun:.1f} s.")
