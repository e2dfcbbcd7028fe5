"""Requests that Wagtail's own views cannot read: values that no form of theirs would send.

Some of those views (the chooser of links, the import of redirects and others, as of Wagtail 8.0) take a missing or
forged value for a good one and fall over it. That is the sender's fault and no server error: it is answered 400,
with nothing of it repeated, and still told to the log.
"""

import logging
import traceback
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

from django.conf import settings
from django.core.exceptions import FieldError, ObjectDoesNotExist, ValidationError
from django.core.paginator import InvalidPage
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch
from modelsearch.backends.base import FieldError as SearchFieldError

from pages.errors import bad_request

logger = logging.getLogger(__name__)

WAGTAIL = "/admin/"
#: What a value of another kind than the expected one raises. A database that does not answer is none of it.
UNREADABLE = (
    ArithmeticError,
    AttributeError,
    DataError,
    FieldError,
    InvalidPage,
    LookupError,
    NoReverseMatch,
    ObjectDoesNotExist,
    SearchFieldError,
    TypeError,
    ValidationError,
    ValueError,
)
#: Where our own code lies, and where all other packages do.
OURS, PACKAGES, DJANGO = Path(settings.BASE_DIR), "/site-packages/", "/site-packages/django/"
#: Below this everybody's statements go through what watches them, whoever asks.
STATEMENTS = f"{DJANGO}db/backends/"


class UnreadableRequestMiddleware:
    """Answers 400 where Wagtail fell over what was sent to it. What our own code raises stays an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing of its own."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that says that the request could not be read; None leaves the error what it is."""
        if not (_sends_something(request) and isinstance(exception, UNREADABLE)) or _is_ours(exception):
            return None
        logger.exception("Wagtail could not read a request")
        return bad_request(request, exception)


def _sends_something(request: HttpRequest) -> bool:
    """Whether there are values that could be at fault: in the query, the body or the path."""
    match = request.resolver_match
    sent = request.GET or request.method != "GET" or (match is not None and (match.args or match.kwargs))
    return request.path_info.startswith(WAGTAIL) and bool(sent)


def _is_ours(exception: Exception) -> bool:
    """Whether it was raised in our own code or in what that asked of Django, and not in another package's."""
    names = [frame.filename for frame in traceback.extract_tb(exception.__traceback__)]
    asking = takewhile(lambda name: STATEMENTS not in name, names)
    # Neither Django's nor Python's: the last of them asked for what went wrong.
    askers = [name for name in asking if DJANGO not in name and (PACKAGES in name or OURS in Path(name).parents)]
    return bool(askers) and PACKAGES not in askers[-1]
