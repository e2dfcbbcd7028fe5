"""Pages for what went wrong."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page; search, needs and a person are offered instead."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke. The page asks neither database nor index, so it is rendered without the request."""
    return HttpResponse(render_to_string("500.html"), status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Something that cannot be read, or is too large. Nothing of it is repeated."""
    too_large = isinstance(exception, RequestDataTooBig)
    return HttpResponse(render_to_string("400.html", {"too_large": too_large}), status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was too old or came from elsewhere. The frame is not needed to say so."""
    return HttpResponse(render_to_string("403.html"), status=403)
