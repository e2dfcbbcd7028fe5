"""Measuring speed: what indexing, searching and showing pages cost on the catalogue that is there."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone, translation

from catalogue.models import Area, Insats, Offering, Provider
from search import index, remembered
from search.evaluation import percentile
from search.query import parse
from search.results import results_of
from search.stock import stock_search

#: The stages of a search, and the functions that each is the time of. The first holds the four that follow it.
STAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "words to hits with exact counts": (("search.relaxing", "find"),),
    "analysis and expansion": (("search.hits", "expand"),),
    "selection": (("search.hits", "select"),),
    "ranking": (("search.hits", "rank"), ("search.hits", "refine")),
    "facets": (("search.hits", "sort_out"),),
    "cards": (("search.results", "cards"),),
}
#: Pages of each sort that are shown, and questions that Wagtail's own search is asked.
PAGES = 20
STOCK_QUESTIONS = 20
SLOWEST = 10


@dataclass
class Times:
    """How long something took, each time, in milliseconds: by the clock, and on the processor."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    @contextmanager
    def once(self) -> Iterator[None]:
        """Take the time of what happens within."""
        clock, processor = time.perf_counter(), time.process_time()
        yield
        self.clock.append((time.perf_counter() - clock) * 1000)
        self.processor.append((time.process_time() - processor) * 1000)

    def cells(self) -> list[str]:
        """Half and nineteen of twenty: by the clock, then on the processor."""
        return [f"{percentile(of, share):.1f}" for of in (self.clock, self.processor) for share in (0.5, 0.95)]


@dataclass
class Measured:
    """What was measured on one size of catalogue."""

    insatser: int
    offerings: int
    documents: int
    build: Times
    searches: Times
    stages: dict[str, Times]
    slowest: list[tuple[float, str]]
    pages: dict[str, tuple[Times, int]]
    stock_build: Times
    stock: Times


def measure(
    queries: Sequence[dict[str, Any]],
    *,
    home: Area | None,
    variants: Sequence[tuple[str, str]],
    progress: Callable[[str], None] = lambda _message: None,
) -> Measured:
    """Build the index, ask every query and show pages.

    Args:
        queries: judged queries, asked as they stand, each in its own language and with its own filters.
        home: the area that bounds a search without a chosen area.
        variants: the variants to index, as in ``SHIPPED_LANGUAGES``.
        progress: called with a line for people as the work goes on.
    """
    progress(f"{Insats.objects.count()} insatser: indexerar …")
    build = Times()
    with override_settings(SHIPPED_LANGUAGES=variants), build.once():
        documents = index.rebuild()
    progress(f"  {documents} dokument; frågar …")
    search = _search(home)
    for query in queries:
        search(query)  # what a process remembers is read once and belongs to no query
    searches, slowest = Times(), list[tuple[float, str]]()
    with stage_times() as stages:
        for query in queries:
            with searches.once():
                search(query)
            slowest.append((searches.clock[-1], query["q"]))
    progress("  visar sidor …")
    pages = _pages(queries)
    progress("  frågar Wagtails egen sökning …")
    return Measured(
        Insats.objects.count(), Offering.objects.count(), documents, build, searches, stages,
        sorted(slowest, reverse=True)[:SLOWEST], pages, *_stock(queries),
    )  # fmt: skip


def _search(home: Area | None) -> Callable[[dict[str, Any]], None]:
    shipped = dict(settings.SHIPPED_LANGUAGES)

    def search(query: dict[str, Any]) -> None:
        language = query["lang"] if query["lang"] in shipped else settings.LANGUAGE_CODE
        data = QueryDict(mutable=True)
        data["q"] = query["q"]
        for name, value in (query.get("filters") or {}).items():
            data.setlist(name, [str(part) for part in (value if isinstance(value, list) else [value])])
        with translation.override(language):
            state = index.state()
            labels, alarm = remembered.labels(state, language), remembered.alarm(state, language)
            now = timezone.now()
            results_of(parse(data, labels, home, alarm, now), home=home, language=language, now=now)

    return search


@contextmanager
def stage_times() -> Iterator[dict[str, Times]]:
    """Take the time of each stage of the searches within."""
    stages: dict[str, Times] = defaultdict(Times)

    def timed(name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def act_timed(*args: Any, **kwargs: Any) -> Any:
            with stages[name].once():
                return act(*args, **kwargs)

        return act_timed

    with ExitStack() as stack:
        for name, functions in STAGES.items():
            for path, function in functions:
                owner = _named(path)
                stack.enter_context(patch.object(owner, function, timed(name, getattr(owner, function))))
        yield stages


def _named(path: str) -> Any:
    try:
        return import_module(path)
    except ModuleNotFoundError:
        module, _, name = path.rpartition(".")
        return getattr(import_module(module), name)


def _pages(queries: Sequence[dict[str, Any]]) -> dict[str, tuple[Times, int]]:
    """Show some pages of each sort to an anonymous reader; with the most that one asked the database."""
    slugs = Insats.objects.filter(live=True, retired_from=None).order_by("pk").values_list("slug", flat=True)
    units = Provider.objects.filter(live=True, retired_from=None).order_by("pk").values_list("slug", flat=True)
    swedish = [query for query in queries if query["lang"] == settings.LANGUAGE_CODE]
    sorts: dict[str, list[tuple[str, dict[str, str]]]] = {
        "home": [("/", {})] * PAGES,
        "search with words": [("/sok/", {"q": query["q"]}) for query in swedish[:PAGES]],
        "search without words": [("/sok/", {"omrade": "alla"})] * 3,
        "insats": [(f"/insatser/{slug}/", {}) for slug in slugs[:: max(1, len(slugs) // PAGES)][:PAGES]],
        "provider": [(f"/verksamheter/{slug}/", {}) for slug in units[:: max(1, len(units) // PAGES)][:PAGES]],
    }
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    shown: dict[str, tuple[Times, int]] = {}
    for sort, addresses in sorts.items():
        times, most = Times(), 0
        client.get(*addresses[0])
        for address in addresses:
            with CaptureQueriesContext(connection) as asked, times.once():
                response = client.get(*address)
            if response.status_code != 200:
                raise RuntimeError(f"{address} answers {response.status_code}")
            most = max(most, len(asked))
        shown[sort] = (times, most)
    return shown


def _stock(queries: Sequence[dict[str, Any]]) -> tuple[Times, Times]:
    """Wagtail's own search over the same pages and words: building its index, and asking it."""
    build, times = Times(), Times()
    with ExitStack() as stack:
        with build.once():
            stock = stack.enter_context(stock_search())
        for query in queries[:STOCK_QUESTIONS]:
            with times.once():
                stock.slugs(query["q"], query["lang"])
    return build, times
