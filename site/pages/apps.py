"""App of the pages around the catalogue."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Home, editorial pages, site settings."""

    name = "pages"
    verbose_name = "Sidor"

    def ready(self) -> None:
        """Tell the catalogue where the site's home area is set."""
        from catalogue.home_area import register_home_area
        from pages.home import site_home_area

        register_home_area(site_home_area)
