"""Group starts and notices from a file: added when they are not there; an example moves on when it has passed."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.log_actions import log

from catalogue.actions.change_running import HISTORY
from catalogue.exchange.plain import cleaned
from catalogue.exchange.reading import RawRecord
from catalogue.exchange.rows import ROW_KINDS, RowKind
from catalogue.models.identity import identity_of

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: A date that counts from the day of the load: ``today+12``, ``today-3``, or the Tuesday two weeks on: ``tue+2``.
RELATIVE = re.compile(rf"(today|{'|'.join(WEEKDAYS)})([+-])(\d{{1,3}})\Z")


def relative_day(value: str, today: date) -> str:
    """The day that a relative date means; any other value as it is."""
    match = RELATIVE.match(value)
    if not match:
        return value
    number = int(match[3]) * (1 if match[2] == "+" else -1)
    if match[1] == "today":
        return (today + timedelta(days=number)).isoformat()
    ahead = (WEEKDAYS.index(match[1]) - today.weekday()) % 7
    return (today + timedelta(days=ahead + 7 * number)).isoformat()


class RowWriter:
    """Adds rows of one kind, known again by the slug that they have in the file."""

    def __init__(self, name: str, outcome: Any, *, progress: Callable[[str], None]) -> None:
        self.name = name
        self.kind: RowKind = ROW_KINDS[name]
        self.outcome = outcome
        self.progress = progress
        self.today = timezone.localdate()

    def write(self, records: list[RawRecord]) -> None:
        """Add new rows. One that is there stays, unless its relative dates have passed."""
        if not records:
            return
        self.progress(f"{self.kind.model._meta.verbose_name_plural}: {len(records)}")
        known = self.kind.model._default_manager.in_bulk(field_name="uuid")
        targets = {
            name: model._default_manager.in_bulk(field_name="slug") for name, model in self.kind.references.items()
        }
        for record in records:
            uuid = identity_of(self.name, record.slug)
            row = known.get(uuid)
            if row is not None and not self._has_passed(row, record):
                self.outcome.unchanged[self.name] += 1
                continue
            counter = self.outcome.created if row is None else self.outcome.updated
            if self._save(row or self.kind.model(uuid=uuid), record, targets):
                counter[self.name] += 1

    def _has_passed(self, row: models.Model, record: RawRecord) -> bool:
        """Whether an example with relative dates lies behind, so that the demonstration would run out of them."""
        field = "first_date" if self.name == "group_start" else "date_to"
        day, raw = getattr(row, field), str(record.values.get(field) or "")
        return bool(RELATIVE.match(raw)) and day is not None and day < self.today

    def _save(self, row: Any, record: RawRecord, targets: dict[str, dict[str, Any]]) -> bool:
        before = str(row) if row.pk else ""
        try:
            for name, raw in record.values.items():
                if name in self.kind.references:
                    setattr(row, name, targets[name][raw] if raw else None)
                elif name != "words":
                    setattr(row, name, self._value(name, raw))
            if "words" in record.values:
                row.words = self._words(row, record.values["words"])
            row.full_clean(exclude=["words"])
        except ValidationError as error:
            for name, texts in getattr(error, "message_dict", {"": error.messages}).items():
                self.outcome.problems.append(record.problem(name, " ".join(texts)))
            return False
        row.save()
        owner, action = HISTORY[self.kind.model]
        log(
            instance=getattr(row, owner),
            action=action,
            data={"door": "import", "before": before, "after": str(row)},
        )
        return True

    def _value(self, name: str, raw: Any) -> Any:
        """A fact as the model holds it.

        Raises:
            ValidationError: with the name of the field, when the value makes no sense.
        """
        field = self.kind.model._meta.get_field(name)
        is_day = isinstance(field, models.DateField) and raw not in (None, "")
        try:
            value = cleaned(field, relative_day(str(raw), self.today) if is_day else raw)
            return field.to_python(value) if value is not None else None
        except ValidationError as error:
            raise ValidationError({name: error.messages}) from error

    def _words(self, row: Any, raw: Any) -> list[Any]:
        """Rows of words by language.

        Raises:
            ValidationError: when the languages or fields are none that exist.
        """
        model = self.kind.model._meta.get_field("words").related_model
        if not isinstance(raw, dict) or not all(isinstance(fields, dict) for fields in raw.values()):
            raise ValidationError({"words": "Skriv ett språk och sedan fälten: {sv: {fält: text}}."})
        for language, fields in raw.items():
            if language not in dict(settings.LANGUAGES):
                raise ValidationError({"words": f"okänt språk: {language}"})
            unknown = set(fields) - {*self.kind.words, "origin"}
            if unknown:
                raise ValidationError({"words": f"okänt fält: {', '.join(sorted(unknown))}"})
        return [
            model(language=language, **{name: str(text) for name, text in fields.items()})
            for language, fields in raw.items()
        ]
