"""App of the catalogue."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The domain of social support."""

    name = "catalogue"
    verbose_name = "Katalogen"

    def ready(self) -> None:
        """Register the house rules that ``manage.py check`` asks, and the catalogue's jobs."""
        from catalogue import checks  # noqa: F401
        from catalogue.jobs.registered import register_jobs

        register_jobs()
