"""Keeping the index in step: what a saved or deleted row touches is brought up to date in the same transaction."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from catalogue.bulk import bulk_changed, is_bulk_change
from catalogue.models import TAXONOMIES, AreaAlias, GlossaryTerm, HelpTopic
from search import index
from search.documents import sources
from search.insats_documents import words_model
from search.models import Synonym

#: Rows whose change alters a fact, a label or a synonym that searching remembers. Running facts (hours, queue
#: reports) are read when asked and remembered nowhere.
FACTS = (
    *(model for term in (*TAXONOMIES, HelpTopic, GlossaryTerm) for model in (term, words_model(term))),
    AreaAlias,
    Synonym,
)


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
    touched_by = [(source.group, source.touched_by[sender]) for source in sources() if sender in source.touched_by]
    for group, touched in touched_by:
        index.update(group, touched(instance))
    if touched_by or sender in FACTS:
        index.facts_changed()


def _relations_changed(instance: Model, action: str, **_: Any) -> None:
    if action.startswith("post_"):
        _changed(type(instance), instance)


def _bulk_changed(**_: Any) -> None:
    index.rebuild()
