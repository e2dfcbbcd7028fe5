"""The request that is being served: its number, which answers and lines of logs carry, and its route."""

import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

HEADER = "X-Request-ID"
#: What a proxy may call a request. Anything else could be somebody's words on their way into a log.
NUMBER = re.compile(r"[0-9a-fA-F][0-9a-fA-F-]{7,63}")


@dataclass
class Serving:
    """A request while it is answered."""

    number: str
    request: HttpRequest

    @property
    def route(self) -> str:
        """What sort of address was asked for, never the address: ``insats``; empty when none was found."""
        found = getattr(self.request, "resolver_match", None)
        return (found.view_name or "page") if found else ""


_current: ContextVar[Serving | None] = ContextVar("serving", default=None)


def serving() -> Serving | None:
    """The request that is being served; None outside one."""
    return _current.get()


def request_id_middleware(get_response: Handler) -> Handler:
    """Each request has a number: the one that the server in front gave it, or a new one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        number = given if NUMBER.fullmatch(given) else uuid.uuid4().hex
        request.serving = Serving(number, request)
        token = _current.set(request.serving)
        try:
            response = get_response(request)
        finally:
            _current.reset(token)
        response[HEADER] = number
        return response

    return middleware
