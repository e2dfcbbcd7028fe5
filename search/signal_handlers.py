"""Keeping the index in step: what a saved or deleted row touches is brought up to date in the same transaction."""

from typing import Any

from django.db.models import Model, Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page

from catalogue.bulk import bulk_changed, is_bulk_change
from catalogue.models import (
    TAXONOMIES,
    AreaAlias,
    GlossaryTerm,
    GroupStart,
    HelpTopic,
    Insats,
    InternalContact,
    InternalNote,
    Offering,
    Place,
    Provider,
    ProviderAlias,
    Situation,
)
from search import index
from search.documents import INSATSER, sources
from search.insats_documents import words_model
from search.models import Synonym

#: Rows whose change alters a fact, a label or a synonym that searching remembers. Running facts (hours, queue
#: reports) are remembered apart (``told.py``), by the version of the catalogue.
FACTS = (
    *(model for term in (*TAXONOMIES, HelpTopic, GlossaryTerm) for model in (term, words_model(term))),
    AreaAlias,
    Synonym,
)
#: Where an offering carries the insats that it was of before it was saved.
_WAS_OF = "_was_of"
#: Rows that alter what things are called or how they are found, and no fact that is asked of an offering.
WITHOUT_FACTS = (
    *(words_model(named) for named in (*TAXONOMIES, HelpTopic, GlossaryTerm, Provider, GroupStart)),
    *(
        AreaAlias,
        GlossaryTerm,
        GroupStart,
        HelpTopic,
        InternalContact,
        InternalNote,
        Place,
        ProviderAlias,
        Situation,
    ),
    Synonym,
)


def connect() -> None:
    """Listen to every model whose rows a source names."""
    pre_save.connect(_remember_its_insats, sender=Offering, dispatch_uid="search_moved")
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
    if isinstance(instance, Offering) and (left := _moved_from(instance)):
        index.update(INSATSER, left)
    if touched_by or sender in FACTS:
        index.facts_changed(_facts_of(sender, instance))


def _facts_of(sender: type[Model], instance: Model) -> list[int] | None:
    """The insatser whose facts a row changes; None for those of any."""
    if sender in WITHOUT_FACTS or issubclass(sender, Page):
        return []
    if isinstance(instance, Offering):
        return [instance.insats_id, *_moved_from(instance)]
    if isinstance(instance, Provider):
        given = Q(offerings__provider=instance) | Q(offerings__together_with_providers=instance)
        return list(Insats.objects.filter(given).values_list("pk", flat=True)) or None
    return [instance.pk] if isinstance(instance, Insats) else None


def _remember_its_insats(instance: Offering, raw: bool = False, **_: Any) -> None:
    """Before it is saved: which insats an offering is of, should it be given to another."""
    if not raw and not is_bulk_change() and instance.pk is not None:
        vars(instance)[_WAS_OF] = Offering.objects.filter(pk=instance.pk).values_list("insats", flat=True).first()


def _moved_from(offering: Offering) -> list[int]:
    was_of = vars(offering).get(_WAS_OF)
    return [] if was_of in (None, offering.insats_id) else [was_of]


def _relations_changed(instance: Model, action: str, **_: Any) -> None:
    if action.startswith("post_"):
        _changed(type(instance), instance)


def _bulk_changed(**_: Any) -> None:
    """The facts hold from now on, the words when they have been built."""
    index.facts_changed(None)
    index.rebuild()
