"""Keeping the index in step: what a saved or deleted row touches is brought up to date in the same transaction."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from catalogue.bulk import bulk_changed, is_bulk_change
from catalogue.models import (
    AreaAlias,
    OpeningException,
    OpeningHours,
    QueueReport,
    Referrer,
    SupportLanguage,
)
from catalogue.models.term import MeetingWay
from search import index
from search.documents import sources

#: Rows whose change alters a fact that searching remembers, and no word.
FACTS = (MeetingWay, Referrer, SupportLanguage, AreaAlias)
#: Running facts are read when asked and remembered nowhere.
READ_WHEN_ASKED = (OpeningHours, OpeningException, QueueReport)


def connect() -> None:
    """Listen to every model whose rows a source names."""
    post_save.connect(_changed, dispatch_uid="search_saved")
    pre_delete.connect(_changed, dispatch_uid="search_before_deleted")
    post_delete.connect(_changed, dispatch_uid="search_deleted")
    m2m_changed.connect(_relations_changed, dispatch_uid="search_relations")
    bulk_changed.connect(_bulk_changed, dispatch_uid="search_bulk")


def _changed(sender: type[Model], instance: Model, raw: bool = False, **_: Any) -> None:
    if raw or is_bulk_change():
        return
    for source in sources():
        touched = source.touched_by.get(sender)
        if touched is not None:
            index.update(source.group, touched(instance))
            index.facts_changed()
    if sender in FACTS:
        index.facts_changed()


def _relations_changed(instance: Model, action: str, **_: Any) -> None:
    if action.startswith("post_"):
        _changed(type(instance), instance)


def _bulk_changed(**_: Any) -> None:
    index.rebuild()
