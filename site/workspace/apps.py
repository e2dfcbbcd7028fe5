"""App of the professionals' tools."""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    """What staff see when they have signed in."""

    name = "workspace"
    verbose_name = "Personal"
