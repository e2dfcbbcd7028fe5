"""Plain values: what a field of a record is in a file, and the same read back from the database."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from catalogue.exchange.schema import Kind

Plain = str | int | bool | None | list[Any] | dict[str, Any]


def as_plain(value: Any) -> Plain:
    """A value as it can be stored as JSON and compared with what a file says."""
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, date | time):
        return value.isoformat()
    return value


def cleaned(field: models.Field, raw: Any) -> Plain:
    """What a file gave for a field, checked by the field's own rules.

    Args:
        field: the model's field.
        raw: the value as read from the file.

    Raises:
        ValidationError: when the field refuses the value, in words for people.
    """
    if raw is None or raw == "":
        if field.null:
            return None
        if field.empty_strings_allowed and field.blank:
            return ""
        raise ValidationError("Fältet får inte vara tomt.")
    if isinstance(field, models.BooleanField) and not isinstance(raw, bool):
        raise ValidationError("Skriv true eller false.")
    if isinstance(field, models.CharField | models.TextField) and not isinstance(raw, str | int | float):
        raise ValidationError("Fältet ska vara en text.")
    if field.choices and isinstance(raw, bool):
        raise ValidationError("Skriv ”yes” eller ”no” inom citattecken.")
    return as_plain(field.clean(str(raw) if field.empty_strings_allowed else raw, None))


def cleaned_rows(kind: Kind, name: str, raw: Any) -> list[dict[str, Plain]]:
    """Inline rows as a file gives them: a list of texts (the first field) or of mappings.

    Raises:
        ValidationError: when a row is not of that form or a value in it is refused.
    """
    fields = kind.children[name]
    model = kind.model._meta.get_field(name).related_model
    if not isinstance(raw, list):
        raise ValidationError("Fältet ska vara en lista.")
    rows: list[dict[str, Plain]] = []
    for number, item in enumerate(raw, start=1):
        given = item if isinstance(item, dict) else {fields[0]: item}
        unknown = set(given) - set(fields)
        if unknown:
            raise ValidationError(f"rad {number}: okänt fält {', '.join(sorted(unknown))}")
        row: dict[str, Plain] = {}
        for field_name in fields:
            field = model._meta.get_field(field_name)
            value = given.get(field_name, field.get_default() if field.has_default() else None)
            try:
                row[field_name] = cleaned(field, value)
            except ValidationError as error:
                raise ValidationError(f"rad {number}, {field_name}: {' '.join(error.messages)}") from error
        rows.append(row)
    return rows


def stored(kind: Kind, instance: Any, name: str) -> Plain:
    """What the database holds for a field of a record, in the form a file would give it.

    Args:
        kind: the record's kind.
        instance: the record.
        name: a field, a list of inline rows, or ``words.<language>.<field>``.
    """
    if name.startswith("words."):
        _, language, field = name.split(".")
        row = next((row for row in instance.words.all() if row.language == language), None)
        return getattr(row, field) if row else ""
    if name in kind.children:
        return [
            {f: as_plain(getattr(row, f)) for f in kind.children[name]} for row in getattr(instance, name).all()
        ]
    if kind.is_list_of_references(name):
        return sorted(getattr(instance, name).values_list("slug", flat=True)) if instance.pk else []
    if kind.is_reference(name):
        target = getattr(instance, name)
        return target.slug if target else None
    return as_plain(getattr(instance, name))
