"""The area that the site is for. An app above tells where the setting lies; the catalogue only asks."""

from collections.abc import Callable

from django.http import HttpRequest

from catalogue.models import Area

HomeArea = Callable[[HttpRequest], Area | None]

_source: list[HomeArea] = []


def register_home_area(source: HomeArea) -> None:
    """Tell where the site's home area is read. The last one told is asked."""
    _source[:] = [source]


def home_area(request: HttpRequest) -> Area | None:
    """The area that bounds home, search and A–Ö when the reader chose none."""
    return _source[0](request) if _source else None
