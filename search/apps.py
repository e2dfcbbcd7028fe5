"""App of the search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search over the catalogue."""

    name = "search"
    verbose_name = "Sökning"
