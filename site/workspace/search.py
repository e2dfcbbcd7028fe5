"""The staff's own search: all that the public one finds, internal words too, and why."""

import logging
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from catalogue.home_area import home_area
from catalogue.models import Area
from catalogue.models.words import SOURCE_LANGUAGE
from search import index, remembered
from search.analysis import analyzer_for
from search.asking import undone_if_it_fails
from search.indexing import PART
from search.labels import load_labels
from search.query import Query, parse
from search.results import Results, results_of, results_without_index
from search.safety import Alarm
from workspace.explaining import Explained, Explanation, explain
from workspace.internal_documents import INTERNAL_LANGUAGE, INTERNAL_SHELF
from workspace.rows import Internal, Row, rows

logger = logging.getLogger(__name__)

VIEW = "staff_search"
EXPLAIN = "forklara"
#: Internal notes that stand open where the question found them; the others are folded away.
MOST_FOUND = 3
#: Topics of danger are for those who seek help themselves; staff get their hits without being led elsewhere.
NO_ALARM = Alarm(SOURCE_LANGUAGE)


@dataclass(frozen=True)
class Shown:
    """A row with what the question found among its internal words, and why it stands here."""

    row: Row
    found: list[Internal]
    others: list[Internal]
    missing: list[str] = field(default_factory=list)
    why: Explanation | None = None


def search_context(request: HttpRequest) -> dict[str, Any]:
    """What the page of the staff's search shows."""
    home, now = home_area(request), timezone.now()
    wants_reasons = request.GET.get(EXPLAIN) == "1"
    try:
        with undone_if_it_fails():
            labels = remembered.labels(index.state(), SOURCE_LANGUAGE)
            query = _query(request.GET, labels, home, wants_reasons, now)
            results = _results(query, home, now)
    except DatabaseError:
        logger.exception("The search index does not answer.")
        query = _query(request.GET, load_labels(SOURCE_LANGUAGE), home, wants_reasons)
        results = results_without_index(query, home=home, language=SOURCE_LANGUAGE, now=now)
    reasons = _reasons(results) if wants_reasons and query.text else None
    return {
        **vars(results),
        "section": "search",
        "kept": query.kept,
        "reasons": reasons,
        "wants_reasons": wants_reasons,
        "other_url": _other(query, wants_reasons),
        "fits": [_shown(row, results, reasons) for row in results.fits],
        "maybes": [_shown(maybe.card, results, reasons, maybe.missing) for maybe in results.maybes],
        "not_running": [_shown(row, results, reasons) for row in results.not_running],
    }


def _query(
    data: QueryDict, labels: Any, home: Area | None, wants_reasons: bool, now: datetime | None = None
) -> Query:
    query = parse(data, labels, home, NO_ALARM, now)
    query.view, query.kept = VIEW, {EXPLAIN: "1"} if wants_reasons else {}
    return query


def _results(query: Query, home: Area | None, now: datetime) -> Results:
    return results_of(query, home=home, language=SOURCE_LANGUAGE, now=now, shelf=INTERNAL_SHELF, show=rows)


def _other(query: Query, wants_reasons: bool) -> str:
    """The same search with reasons, or without."""
    kept, query.kept = query.kept, {} if wants_reasons else {EXPLAIN: "1"}
    url = query.url()
    query.kept = kept
    return url


def _reasons(results: Results) -> Explained:
    shown = [*results.fits, *(maybe.card for maybe in results.maybes), *results.not_running]
    return explain(results.hits, [row.insats_id for row in shown])


def _shown(row: Row, results: Results, reasons: Explained | None, missing: list[str] | None = None) -> Shown:
    asked = {term.removeprefix(PART) for term in results.hits.meaning.terms}
    analyzer = analyzer_for(INTERNAL_LANGUAGE)
    found = [note for note in row.internal if any(term.stem in asked for term in analyzer.terms(note.text))]
    others = [*found[MOST_FOUND:], *(note for note in row.internal if note not in found)]
    return Shown(
        row, found[:MOST_FOUND], others, missing or [], reasons.hits.get(row.insats_id) if reasons else None
    )
