"""App of the catalogue."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import pre_migrate


class CatalogueConfig(AppConfig):
    """The domain of social support."""

    name = "catalogue"
    verbose_name = "Katalogen"

    def ready(self) -> None:
        """Register the house rules and the jobs, and watch what is written."""
        from catalogue import among, checks, version, watched_writes  # noqa: F401
        from catalogue.jobs.registered import register_jobs

        among.register()
        register_jobs()
        watched_writes.know_unseen()
        connection_created.connect(watched_writes.watch, dispatch_uid="catalogue_watch")
        pre_migrate.connect(version.about_to_migrate, dispatch_uid="catalogue_before_migrating")
