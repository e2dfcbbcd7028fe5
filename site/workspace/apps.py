"""App of the professionals' tools."""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    """What staff see when they have signed in."""

    name = "workspace"
    verbose_name = "Personal"

    def ready(self) -> None:
        """Make internal words searchable, for staff only; name the house rules."""
        from search.documents import register
        from workspace import checks  # noqa: F401  # registers them
        from workspace.internal_documents import INTERNAL_SOURCE

        register(INTERNAL_SOURCE)
