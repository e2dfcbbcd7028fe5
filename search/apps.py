"""App of the search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search over the catalogue."""

    name = "search"
    verbose_name = "Sökning"

    def ready(self) -> None:
        """Make insatser and units searchable and listen to their changes."""
        from catalogue import watched_writes
        from catalogue.actions.seed_roles import also_edited
        from search import models, signal_handlers
        from search.documents import register
        from search.insats_documents import INSATS_SOURCE
        from search.provider_documents import PROVIDER_SOURCE

        register(INSATS_SOURCE)
        register(PROVIDER_SOURCE)
        also_edited(models.Synonym)
        watched_writes.unseen(*models.UNSEEN)
        watched_writes.unseen_tables("search_terms")
        signal_handlers.connect()
