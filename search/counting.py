"""Counting a search when its answer has been sent: no reader waits for it."""

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpResponse
from django.utils import timezone

from search import index, remembered
from search.insight import count_question, count_topic
from search.query import Query
from search.results import Results

logger = logging.getLogger(__name__)


def after_sending(response: HttpResponse, act: Callable[[], None]) -> None:
    """Act when the server closes the response, which it does when the last byte has gone."""
    close = response.close

    def act_and_close() -> None:
        act()
        close()

    response.close = act_and_close  # type: ignore[method-assign]


def count_search(query: Query, results: Results, language: str) -> None:
    """Count what was asked, without who asked. A count that fails is lost; nothing else is.

    Args:
        query: the search as understood.
        results: what it found.
        language: code of the reader's variant.
    """
    today = timezone.localdate()
    try:
        if results.heard is not None:
            count_topic(results.heard.slug, today)
        elif query.text:
            count_question(
                query.text,
                area=query.areas[0].slug if query.areas else "",
                language=language,
                hits=0 if results.relaxed else results.fits_count + results.maybe_count,
                today=today,
                is_published=lambda name: remembered.suggestions(index.state(), language).has(name),
            )
    except DatabaseError:
        logger.warning("A question could not be counted.")
