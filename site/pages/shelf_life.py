"""How long running facts hold, as the municipality has set it."""

from dataclasses import fields

from catalogue.remembered import remembered
from catalogue.shelf_life import ShelfLife
from pages.models import CatalogueSettings


@remembered
def site_shelf_life() -> ShelfLife:
    """The settings of the site that answers where no other does; the usual ones before anybody has set them."""
    names = [field.name for field in fields(ShelfLife)]
    row = CatalogueSettings.objects.order_by("-site__is_default_site", "pk").values(*names).first()
    return ShelfLife(**row) if row else ShelfLife()
