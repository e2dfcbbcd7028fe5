"""Records with what a page shows of them at hand: their words, their terms, where they are.

Words come in one query for all records, in the languages that the page needs; terms, areas and their words come
from what the process remembers.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model, Value

from catalogue.models.term import Term
from catalogue.models.words import SOURCE_LANGUAGE, HasWords
from catalogue.remembered import remembered


def give_words(records: Collection[HasWords], language: str | None = None) -> None:
    """Read the words of records of one kind in one query.

    Args:
        records: owners of words.
        language: code of the variant that is shown; its words and the Swedish ones are read. All if left out.
    """
    if not records:
        return
    owners: dict[int, HasWords] = {record.pk: record for record in records}  # type: ignore[attr-defined]
    words = next(iter(records)).words.model  # type: ignore[attr-defined]
    rows = words.objects.filter(owner__in=owners).defer("made_from", "uuid")
    if language is not None:
        rows = rows.filter(language__in={language, SOURCE_LANGUAGE})
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for row in rows.order_by():
        found[row.owner_id][row.language] = row
    for record in records:
        record.words_at_hand = found[record.pk]  # type: ignore[attr-defined]


@remembered
def terms_of(taxonomy: type[Term]) -> dict[int, Any]:
    """Every term of a taxonomy by its key, in the editors' order, with its words in all languages."""
    terms = {term.pk: term for term in taxonomy._default_manager.all()}
    give_words(terms.values())
    return terms


def give_terms(records: Collection[Model], *relations: str) -> None:
    """Read which terms records of one kind have, in one query for all the relations.

    Args:
        records: rows of one model.
        relations: names of its relations to taxonomies.
    """
    if not records:
        return
    model = type(next(iter(records)))
    keys = [record.pk for record in records]
    pairs = [_pairs(model, name, keys) for name in relations]
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for name, owner, term in pairs[0].union(*pairs[1:], all=True) if len(pairs) > 1 else pairs[0]:
        found[name, owner].add(term)
    for name in relations:
        terms = terms_of(model._meta.get_field(name).related_model)  # type: ignore[arg-type]
        for record in records:
            keep(record, name, [terms[pk] for pk in terms if pk in found[name, record.pk]])


def _pairs(model: type[Model], name: str, keys: Iterable[int]) -> Any:
    """Keys of owners and terms of one relation, with the name of the relation."""
    field: Any = model._meta.get_field(name)
    owner, term = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = field.remote_field.through.objects.filter(**{f"{owner}__in": keys}).order_by()
    return rows.values_list(Value(name), f"{owner}_id", f"{term}_id")


def keep(record: Model, relation: str, rows: list[Any]) -> None:
    """What ``record.relation.all()`` gives from now on, as Django keeps what it has prefetched."""
    kept = record.__dict__.setdefault("_prefetched_objects_cache", {})
    kept[relation] = rows
