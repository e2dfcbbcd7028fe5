"""App of the search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search over the catalogue."""

    name = "search"
    verbose_name = "Sökning"

    def ready(self) -> None:
        """Make insatser, units and groups searchable and listen to their changes."""
        from catalogue import jobs, watched_writes
        from catalogue.actions.seed_roles import also_edited
        from search import models, signal_handlers
        from search.cluster.job import KEEP_IN_STEP
        from search.documents import register
        from search.group_documents import GROUP_SOURCE
        from search.insats_documents import INSATS_SOURCE
        from search.provider_documents import PROVIDER_SOURCE

        register(INSATS_SOURCE)
        register(PROVIDER_SOURCE)
        register(GROUP_SOURCE)
        also_edited(models.Synonym)
        watched_writes.unseen(*models.UNSEEN)
        watched_writes.unseen_tables("search_terms", "search_counts")
        jobs.register(KEEP_IN_STEP)
        signal_handlers.connect()
