"""What the municipality has set for the site that a request came to."""

from django.http import HttpRequest
from wagtail.models import Site

from catalogue.area_choice import public_areas
from catalogue.area_tree import AreaTree
from catalogue.known_areas import known_areas
from catalogue.models import Area
from catalogue.remembered import remembered
from pages.models import CatalogueSettings


def site_settings(request: HttpRequest) -> CatalogueSettings | None:
    """The settings of the site; None while there is no site at all."""
    if not hasattr(request, "_wagtail_site"):
        # Wagtail keeps the site of a request there, looks there first, and asks no more than this of the request.
        request._wagtail_site = _site_at(request._get_raw_host().lower(), request.get_port())
    site = Site.find_for_request(request)
    return _settings_of(site) if site else None


def site_home_area(request: HttpRequest) -> Area | None:
    """The area that the site is for, as set in the admin."""
    settings = site_settings(request)
    return known_areas().get(settings.home_area_id) if settings else None


def is_for_one_area(request: HttpRequest) -> bool:
    """Whether the site is for an area and there is no other to choose, so that asking where one lives is idle."""
    home = site_home_area(request)
    return home is not None and public_areas() == [home]


def area_to_write(request: HttpRequest) -> str:
    """The name of an area, to show what a reader may write: a part of what the site is for, where it has parts."""
    areas, home = public_areas(), site_home_area(request)
    near = AreaTree.load().ids_within(home.pk) if home else set()
    parts = [area for area in areas if area.pk in near and area != home]
    return next((area.name for area in [*parts, *areas]), "")


@remembered
def _site_at(host: str, port: str) -> Site | None:
    request = HttpRequest()
    request.META.update(HTTP_HOST=host, SERVER_PORT=port)
    return Site.find_for_request(request)


@remembered
def _settings_of(site: Site) -> CatalogueSettings:
    """Those that are kept, else the usual ones: a reader's visit writes nothing."""
    return CatalogueSettings.objects.filter(site=site).first() or CatalogueSettings(site=site)
