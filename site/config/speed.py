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
from config.footprint import index_megabytes, process_megabytes
from search import index, remembered
from search.cluster.connection import is_used
from search.engines import asking, database_engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.evaluation import percentile
from search.models import IndexedRecord
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
#: Insatser beyond which Wagtail's own search is not asked: making its index would take hours.
MOST_FOR_STOCK = 5_000
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
class Shown:
    """Pages of one sort: built for somebody who has not seen them, and asked for again by one who has."""

    built: Times = field(default_factory=Times)
    again: Times = field(default_factory=Times)
    most_queries: int = 0


@dataclass
class Measured:
    """What was measured on one size of catalogue."""

    engine: str
    insatser: int
    offerings: int
    documents: int
    #: Empty when the index was taken as it was.
    build: Times
    index_megabytes: float
    #: What the process holds after the questions, and how long it took to read what it remembers.
    process_megabytes: float
    reading: Times
    searches: Times
    stages: dict[str, Times]
    slowest: list[tuple[float, str]]
    pages: dict[str, Shown]
    stock_build: Times
    stock: Times


def measure(
    queries: Sequence[dict[str, Any]],
    *,
    home: Area | None,
    variants: Sequence[tuple[str, str]],
    keep_index: bool = False,
    progress: Callable[[str], None] = lambda _message: None,
) -> Measured:
    """Build the index, ask every query and show pages. A search cluster is asked alone, where there is one.

    Args:
        queries: judged queries, asked as they stand, each in its own language and with its own filters.
        home: the area that bounds a search without a chosen area.
        variants: the variants to index, as in ``SHIPPED_LANGUAGES``.
        keep_index: ask the index as it is.
        progress: called with a line for people as the work goes on.
    """
    insatser = Insats.objects.count()
    build = Times()
    if not keep_index:
        progress(f"{insatser} insatser: indexerar …")
        with override_settings(SHIPPED_LANGUAGES=variants), build.once():
            index.rebuild()
    documents = IndexedRecord.objects.filter(generation=index.state().live_generation).count()
    progress(f"  {documents} dokument; frågar …")
    engine = ElasticsearchEngine() if is_used() else database_engine()
    reading = Times()
    with asking(engine):
        with reading.once():
            remembered.facts(index.state())
        searches, stages, slowest = _ask(queries, _search(home))
        held = process_megabytes()
        progress("  visar sidor …")
        pages = _pages(queries)
    stock = (Times(), Times())
    # Wagtail's own search asks the database, whether or not there is a cluster.
    if insatser <= MOST_FOR_STOCK and not is_used():
        progress("  frågar Wagtails egen sökning …")
        stock = _stock(queries)
    return Measured(
        "elasticsearch" if is_used() else connection.vendor, insatser, Offering.objects.count(), documents, build,
        index_megabytes(), held, reading, searches, stages, slowest, pages, *stock,
    )  # fmt: skip


def _ask(
    queries: Sequence[dict[str, Any]], search: Callable[[dict[str, Any]], None]
) -> tuple[Times, dict[str, Times], list[tuple[float, str]]]:
    """Ask all queries twice and take the time of the second: what a process remembers belongs to no query."""
    for query in queries:
        search(query)
    searches, slowest = Times(), list[tuple[float, str]]()
    with stage_times() as stages:
        for query in queries:
            with searches.once():
                search(query)
            slowest.append((searches.clock[-1], query["q"]))
    return searches, stages, sorted(slowest, reverse=True)[:SLOWEST]


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
            results_of(parse(data, labels, home, alarm, now), home=home, language=language, now=now, state=state)

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


def _pages(queries: Sequence[dict[str, Any]]) -> dict[str, Shown]:
    """Show some pages of each sort to an anonymous reader; with the most that one asked the database.

    Every second reader says which page they have already, as browsers and caches do.
    """
    slugs = Insats.objects.filter(live=True, retired_from=None).order_by("pk").values_list("slug", flat=True)
    units = Provider.objects.filter(live=True, retired_from=None).order_by("pk").values_list("slug", flat=True)
    areas = Area.objects.filter(live=True, retired_from=None).order_by("pk").values_list("slug", flat=True)
    swedish = [query for query in queries if query["lang"] == settings.LANGUAGE_CODE]
    sorts: dict[str, list[tuple[str, dict[str, str]]]] = {
        "home": [("/", {})] * PAGES,
        "search with words": [("/sok/", {"q": query["q"]}) for query in swedish[:PAGES]],
        "search without words": [("/sok/", {"omrade": "alla"})] * 3,
        "insats": [(f"/insatser/{slug}/", {}) for slug in slugs[:: max(1, len(slugs) // PAGES)][:PAGES]],
        "provider": [(f"/verksamheter/{slug}/", {}) for slug in units[:: max(1, len(units) // PAGES)][:PAGES]],
        "area": [(f"/omraden/{slug}/", {}) for slug in areas[:: max(1, len(areas) // PAGES)][:PAGES]],
    }
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    shown: dict[str, Shown] = defaultdict(Shown)
    for sort, addresses in sorts.items():
        client.get(*addresses[0])
        for address in addresses:
            with CaptureQueriesContext(connection) as asked, shown[sort].built.once():
                response = client.get(*address)
            if response.status_code != 200:
                raise RuntimeError(f"{address} answers {response.status_code}")
            shown[sort].most_queries = max(shown[sort].most_queries, len(asked))
            if (tag := response.headers.get("ETag")) is not None:
                with shown[sort].again.once():
                    client.get(*address, headers={"if-none-match": tag})
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
