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
    """Read which terms records have, in one query for all of them and all the relations.

    Args:
        records: rows of one model or several.
        relations: names of relations to taxonomies, such as ``needs``; a model need not have all of them.
    """
    found = related_keys(records, *relations)
    for model in {type(record) for record in records}:
        for field in _fields(model, relations):
            terms = terms_of(field.related_model)
            for record in records:
                if type(record) is model:
                    having = found[field.name, record]
                    keep(record, field.name, [terms[pk] for pk in terms if pk in having] if having else [])


def related_keys(records: Collection[Model], *relations: str) -> dict[tuple[str, Model], set[int]]:
    """Keys of what records are related to, by the relation's name and the record, in one query.

    Args:
        records: rows of one model or several.
        relations: names of relations to many; a model need not have all of them.
    """
    owners: dict[type[Model], dict[int, Model]] = defaultdict(dict)
    for record in records:
        owners[type(record)][record.pk] = record
    fields = [(model, field) for model in owners for field in _fields(model, relations)]
    pairs = [_pairs(field, owners[model], number) for number, (model, field) in enumerate(fields)]
    found: dict[tuple[str, Model], set[int]] = defaultdict(set)
    for number, owner, key in pairs[0].union(*pairs[1:], all=True) if pairs else ():
        model, field = fields[number]
        found[field.name, owners[model][owner]].add(key)
    return found


def _fields(model: type[Model], relations: Collection[str]) -> list[Any]:
    return [field for field in model._meta.many_to_many if field.name in relations]


def _pairs(field: Any, owners: Iterable[int], number: int) -> Any:
    """Keys of owners and of what they are related to, with a number that tells the relation."""
    owner, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = field.remote_field.through.objects.filter(**{f"{owner}__in": list(owners)}).order_by()
    return rows.values_list(Value(number), f"{owner}_id", f"{other}_id")


def keep(record: Model, relation: str, rows: list[Any]) -> None:
    """What ``record.relation.all()`` gives from now on, as Django keeps what it has prefetched."""
    kept = record.__dict__.setdefault("_prefetched_objects_cache", {})
    kept[relation] = rows
