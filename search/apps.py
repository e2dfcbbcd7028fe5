"""App of the search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search over the catalogue."""

    name = "search"
    verbose_name = "Sökning"

    def ready(self) -> None:
        """Make insatser searchable and listen to their changes."""
        from search import signal_handlers
        from search.documents import register
        from search.insats_documents import INSATS_SOURCE

        register(INSATS_SOURCE)
        signal_handlers.connect()
