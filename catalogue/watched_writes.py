"""What readers may see is watched where everything passes, at the statements that go to the database.

So no door is forgotten: a row saved or deleted, ``update()``, ``bulk_create()``, a page tree moved by plain SQL.
Everything counts as public that is not named as unseen; a new model is watched from its first day.
"""

import re
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from catalogue.version import mark

#: Apps that no public page reads.
UNSEEN_APPS = (
    *(
        "account",
        "admin",
        "auth",
        "contenttypes",
        "django_tasks_database",
        "mfa",
        "sessions",
        "simple_translation",
    ),
    *("socialaccount", "users", "wagtailadmin", "wagtailembeds", "wagtailforms", "wagtailsearch", "wagtailusers"),
)
#: Models that none reads. Drafts are among them: what is published is copied to the live rows.
UNSEEN = {
    "catalogue": (
        *("CatalogueChange", "ConfirmationLink", "ImportRecord", "InternalContact", "InternalNote", "JobRun"),
        "Responsibility",
    ),
    "images": ("CatalogueRendition",),
    "wagtailcore": (
        *("APIToken", "Comment", "CommentReply", "ModelLogEntry", "PageLogEntry", "PageSubscription"),
        *("ReferenceIndex", "Revision", "Task", "TaskState", "UploadedFile"),
        *("Workflow", "WorkflowState", "WorkflowTask"),
    ),
    "wagtailimages": ("Rendition",),
}
#: Tables that no model stands for. A number at the end of a table's name only tells it from others of its kind.
PLAIN_TABLES = ("django_migrations", "sqlite_sequence", "wagtailsearch_indexentry_fts")
#: What saving a draft writes into the row of what is live. Editors save drafts every few seconds.
OF_DRAFTS = frozenset(
    ["draft_title", "has_unpublished_changes", "latest_revision_id", "latest_revision_created_at"]
)

_WRITES = re.compile(
    r'\s*(INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|TRUNCATE)\s+"?(\w+?)(?:_\d+)?\b', re.IGNORECASE
)
_ASSIGNED = re.compile(r'"(\w+)" = ')
_unseen: set[str] = set(PLAIN_TABLES)


def unseen(*models: type[Model]) -> None:
    """Say that no public page reads some models; called by apps above the catalogue when they are ready."""
    _unseen.update(model._meta.db_table for model in models)


def unseen_tables(*tables: str) -> None:
    """Say the same of tables that no model stands for."""
    _unseen.update(tables)


def know_unseen() -> None:
    """Find the tables of what is named above; called when all models are known."""
    for label in UNSEEN_APPS:
        if label in apps.app_configs:
            unseen(*apps.get_app_config(label).get_models(include_auto_created=True))
    for label, names in UNSEEN.items():
        unseen(*(apps.get_model(label, name) for name in names))


def watch(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Watch what is written on a new connection."""
    if _watched not in connection.execute_wrappers:
        connection.execute_wrappers.append(_watched)


def _watched(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    result = execute(sql, params, many, context)
    if isinstance(sql, str) and _is_public(sql):
        mark(context["connection"])
    return result


def _is_public(sql: str) -> bool:
    """Whether a statement writes what readers may see."""
    found = _WRITES.match(sql)
    if found is None or found[2] in _unseen:
        return False
    if found[1].upper() != "UPDATE":
        return True
    written = _ASSIGNED.findall(sql.partition(" WHERE ")[0])
    return not written or not OF_DRAFTS.issuperset(written)
