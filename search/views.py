"""The search page."""

from django.http import HttpRequest, HttpResponse


def search(request: HttpRequest) -> HttpResponse:
    """Stands in until the search view is written."""
    return HttpResponse("")
