"""App of the pages around the catalogue."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Home, editorial pages, site settings."""

    name = "pages"
    verbose_name = "Sidor"

    def ready(self) -> None:
        """Tell the catalogue of home area, rules and gaps; make the pages searchable."""
        from catalogue.admin.attention import register_gaps
        from catalogue.gate import register_rule
        from catalogue.home_area import register_home_area
        from catalogue.reading_limits import register_stop
        from catalogue.shelf_life import register_shelf_life
        from pages import checks  # noqa: F401
        from pages.attention import page_gaps
        from pages.documents import PAGE_SOURCE
        from pages.gate import editorial_reasons, site_stops_hard_words
        from pages.models import EditorialPage
        from pages.shelf_life import site_shelf_life
        from pages.site_settings import site_home_area
        from search.documents import register

        register_home_area(site_home_area)
        register_shelf_life(site_shelf_life)
        register_rule(EditorialPage, editorial_reasons)
        register_stop(site_stops_hard_words)
        register_gaps(page_gaps)
        register(PAGE_SOURCE)
