"""App of the pages around the catalogue."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Home, editorial pages, site settings."""

    name = "pages"
    verbose_name = "Sidor"
