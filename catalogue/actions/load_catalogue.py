"""Load catalogue files: everything is checked before anything is written, and an editor's change is never lost."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from wagtail.log_actions import log

from catalogue.bulk import bulk_change
from catalogue.choices import Origin
from catalogue.exchange.merging import merge
from catalogue.exchange.pages import PageWriter
from catalogue.exchange.plain import Plain, cleaned, cleaned_rows, stored
from catalogue.exchange.queue import QueueWriter
from catalogue.exchange.reading import Problem, RawRecord, read_files
from catalogue.exchange.row_writer import RowWriter
from catalogue.exchange.rows import ROW_KINDS
from catalogue.exchange.schema import KINDS, PAGE_FIELDS, Kind
from catalogue.models import ImportRecord
from catalogue.models.identity import slug_validator

Progress = Callable[[str], None]


@dataclass
class Outcome:
    """What a load did, or would do: counts by kind, kept conflicts and problems that stopped it."""

    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    retired: Counter[str] = field(default_factory=Counter)
    conflicts: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Refused(Exception):  # noqa: N818  # not an error of the program: the files were refused
    """Raised inside the transaction so that nothing of a refused load stays."""


def load_catalogue(
    paths: list[Path],
    *,
    dry_run: bool = False,
    overwrite: bool = False,
    retire_missing: bool = False,
    progress: Progress = lambda _message: None,
) -> Outcome:
    """Bring catalogue files into the database.

    Args:
        paths: files or folders in the catalogue format.
        dry_run: do everything, then undo it.
        overwrite: let the file win over what an editor changed since the last load.
        retire_missing: retire records that an earlier load brought and the files no longer hold.
        progress: called with a line for people as the work goes on.

    Returns:
        Counts, conflicts (kept as the editor left them) and problems. With problems nothing was written.
    """
    outcome = Outcome()
    with translation.override(settings.LANGUAGE_CODE):
        progress("Läser filerna …")
        raw, outcome.problems = read_files(paths)
        load = Load(merged(raw, outcome.problems), outcome, overwrite=overwrite, progress=progress)
        load.check()
        if outcome.problems:
            return outcome
        try:
            # The index is built anew when the facts have been committed: until then readers find the old words,
            # and editors who save do not wait for it.
            with bulk_change():
                with transaction.atomic():
                    load.write()
                    if retire_missing:
                        load.retire_missing()
                    if outcome.problems or dry_run:
                        raise Refused
                progress("Uppgifterna är inlästa. Sökindexet byggs …")
        except Refused:
            pass
    return outcome


def merged(raw: list[RawRecord], problems: list[Problem]) -> dict[tuple[str, str, str], RawRecord]:
    """One record for each kind, slug and variant: words from other files join the record they belong to."""
    found: dict[tuple[str, str, str], RawRecord] = {}
    for record in raw:
        key = (record.kind, record.slug, record.language)
        first = found.get(key)
        if first is None:
            found[key] = record
            continue
        if first.only_words and not record.only_words:
            # The record itself came after its words: it keeps its own place in the files.
            first, record = record, first
            found[key] = first
        if not record.only_words:
            problems.append(record.problem("slug", f"{record.slug} står redan i {first.file}, rad {first.row}"))
            continue
        for name, value in record.values.items():
            if name in first.values:
                problems.append(record.problem(name, f"{record.slug} står redan i {first.file}, rad {first.row}"))
            first.values.setdefault(name, value)
    return found


class Load:
    """One load of records: first checked field by field, then written kind by kind."""

    def __init__(
        self,
        records: dict[tuple[str, str, str], RawRecord],
        outcome: Outcome,
        *,
        overwrite: bool,
        progress: Progress,
    ) -> None:
        self.outcome = outcome
        self.overwrite = overwrite
        self.progress = progress
        self.by_kind: dict[str, list[RawRecord]] = defaultdict(list)
        for record in records.values():
            self.by_kind[record.kind].append(record)
        self.clean: dict[tuple[str, str], dict[str, Plain]] = {}
        self.instances: dict[str, dict[str, Any]] = {}
        self.stored_slugs = {
            name: set(kind.model.objects.values_list("slug", flat=True)) for name, kind in KINDS.items()
        }
        self.slugs = {
            name: stored_slugs | {record.slug for record in self.by_kind[name]}
            for name, stored_slugs in self.stored_slugs.items()
        }

    # --- Checking ---------------------------------------------------------------------------------------------

    def check(self) -> None:
        """Check every field of every record; nothing is written."""
        for name, kind in KINDS.items():
            for record in self.by_kind[name]:
                self.clean[name, record.slug] = self._checked(kind, record)
        for record in self.by_kind["insats_page"]:
            self._check_page(record)
        for name, rows in ROW_KINDS.items():
            for record in self.by_kind[name]:
                self._check_names(record, set(rows.fields))
                for field_name, model in rows.references.items():
                    self._check_reference(record, field_name, model.kind, record.values.get(field_name))

    def _checked(self, kind: Kind, record: RawRecord) -> dict[str, Plain]:
        values: dict[str, Plain] = {}
        self._say_if(record, "slug", lambda: slug_validator(record.slug))
        if record.only_words and record.slug not in self.stored_slugs[kind.name]:
            self.outcome.problems.append(record.problem("slug", f"ord om {record.slug}, som inte finns"))
        for name, raw in record.values.items():
            try:
                values[name] = self._value(kind, record, name, raw)
            except ValidationError as error:
                self.outcome.problems.append(record.problem(name, " ".join(error.messages)))
        return values

    def _value(self, kind: Kind, record: RawRecord, name: str, raw: Any) -> Plain:
        if name.startswith("words."):
            return self._words_value(kind, name, raw)
        if name in kind.children:
            return cleaned_rows(kind, name, raw)
        if name not in kind.fields:
            raise ValidationError(f"okänt fält för {kind.name}")
        if kind.is_list_of_references(name):
            if not isinstance(raw, list):
                raise ValidationError("Fältet ska vara en lista.")
            if not all(raw):
                raise ValidationError("Listan har ett tomt värde.")
            for slug in raw:
                self._check_reference(record, name, kind.target_of(name).kind, slug)
            return sorted({str(slug) for slug in raw})
        if kind.is_reference(name):
            self._check_reference(record, name, kind.target_of(name).kind, raw)
            return raw or None
        return cleaned(kind.model._meta.get_field(name), raw)

    def _words_value(self, kind: Kind, name: str, raw: Any) -> Plain:
        _, language, field_name = (*name.split("."), "", "")[:3]
        if language not in dict(settings.LANGUAGES):
            raise ValidationError(f"okänt språk: {language}")
        if field_name not in kind.words:
            raise ValidationError(f"okänt fält för ord om {kind.name}")
        rows = kind.model._meta.get_field("words").related_model
        text = "\n".join(str(part) for part in raw) if isinstance(raw, list) else raw
        return cleaned(rows._meta.get_field(field_name), text)

    def _check_reference(self, record: RawRecord, name: str, target: str, slug: Any) -> None:
        if slug and str(slug) not in self.slugs[target]:
            self.outcome.problems.append(record.problem(name, f"{slug} finns inte bland {target}"))

    def _check_page(self, record: RawRecord) -> None:
        self._check_names(record, set(PAGE_FIELDS))
        self._check_reference(record, "insats", "insats", record.slug)
        if record.language not in dict(settings.LANGUAGES):
            self.outcome.problems.append(record.problem("language", f"okänt språk: {record.language}"))
        origin = record.values.get("origin")
        if origin and origin not in Origin.values:
            self.outcome.problems.append(
                record.problem("origin", f"okänt värde: {origin}. Skriv human eller machine.")
            )

    def _check_names(self, record: RawRecord, known: set[str]) -> None:
        for name in set(record.values) - known:
            self.outcome.problems.append(record.problem(name, "okänt fält"))

    def _say_if(self, record: RawRecord, name: str, act: Callable[[], None]) -> None:
        try:
            act()
        except ValidationError as error:
            for field_name, messages in getattr(error, "error_dict", {name: error}).items():
                texts = (
                    messages.messages
                    if isinstance(messages, ValidationError)
                    else [str(m.message) for m in messages]
                )
                where = name if field_name == "__all__" else field_name
                self.outcome.problems.append(record.problem(where, " ".join(texts)))

    # --- Writing ----------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Write all records. A rule that a whole record breaks becomes a problem, and the caller undoes all."""
        self.written = {(row.kind, row.slug): row for row in ImportRecord.objects.all()}
        for name, kind in KINDS.items():
            if self.by_kind[name]:
                self.progress(f"{kind.model._meta.verbose_name_plural}: {len(self.by_kind[name])}")
            known = kind.model.objects.in_bulk(field_name="slug") if self.by_kind[name] else {}
            self.instances[name] = known
            for record in self.by_kind[name]:
                self._write_first(kind, record)
            if self.outcome.problems:
                return
        for name, kind in KINDS.items():
            for record in self.by_kind[name]:
                self._write_rest(kind, record)
        if self.outcome.problems:
            return
        PageWriter(self.outcome, self.written, overwrite=self.overwrite, progress=self.progress).write(
            self.by_kind["insats_page"]
        )
        QueueWriter(self.outcome, progress=self.progress).write(self.by_kind["queue_report"])
        for name in ("group_start", "notice"):
            RowWriter(name, self.outcome, progress=self.progress).write(self.by_kind[name])

    def _instance_of(self, target: str, slug: str) -> Any:
        """The record that a reference points at, or None while it waits to be made later in the same load."""
        known = self.instances.get(target, {}).get(slug)
        return known or KINDS[target].model.objects.filter(slug=slug).first()

    def _write_first(self, kind: Kind, record: RawRecord) -> None:
        """Make a new record with its own values and the references that exist already."""
        if record.slug in self.instances[kind.name]:
            return
        instance = kind.model(slug=record.slug)
        for name, value in self.clean[kind.name, record.slug].items():
            if name in kind.fields and not kind.is_list_of_references(name):
                self._set(kind, instance, name, value)
        before = len(self.outcome.problems)
        self._say_if(record, "", instance.clean)
        if len(self.outcome.problems) == before:
            self._say_if(record, "", instance.validate_constraints)
        if len(self.outcome.problems) == before:
            instance.save()
            self.instances[kind.name][record.slug] = instance
            instance._is_new = True

    def _set(self, kind: Kind, instance: Any, name: str, value: Plain) -> None:
        if kind.is_reference(name):
            target = self._instance_of(kind.target_of(name).kind, str(value)) if value else None
            if target is not None or value is None:
                setattr(instance, name, target)
            return
        setattr(instance, name, kind.model._meta.get_field(name).to_python(value) if value is not None else None)

    def _write_rest(self, kind: Kind, record: RawRecord) -> None:
        """Bring a record to what the file says, field by field, and keep what an editor changed."""
        instance = self.instances[kind.name][record.slug]
        is_new = getattr(instance, "_is_new", False)
        memory = self.written.get((kind.name, record.slug)) or ImportRecord(kind=kind.name, slug=record.slug)
        found = merge(
            instance,
            self.clean[kind.name, record.slug],
            lambda name: stored(kind, instance, name),
            memory,
            is_new=is_new,
            overwrite=self.overwrite,
        )
        self.outcome.conflicts += found.conflicts(f"{kind.name} {record.slug}")
        if found.changed:
            self._apply(kind, record, instance, found.changed)
        memory.save()
        counter = (
            self.outcome.created if is_new else self.outcome.updated if found.changed else self.outcome.unchanged
        )
        counter[kind.name] += 1

    def _apply(
        self, kind: Kind, record: RawRecord, instance: Any, changed: dict[str, tuple[Plain, Plain]]
    ) -> None:
        is_new = getattr(instance, "_is_new", False)
        for name, (_before, value) in changed.items():
            if name.startswith("words."):
                self._set_words(instance, name, str(value))
            elif name in kind.children:
                self._set_rows(kind, instance, name, value)
            elif kind.is_list_of_references(name):
                targets = [self._instance_of(kind.target_of(name).kind, slug) for slug in value or []]
                getattr(instance, name).set(targets)
            else:
                self._set(kind, instance, name, value)
        self._say_from_what(instance, list(changed))
        before = len(self.outcome.problems)
        self._say_if(record, "", instance.clean)
        if not is_new:
            self._say_if(record, "", instance.validate_constraints)
        if len(self.outcome.problems) > before:
            return
        instance.save()
        if instance.latest_revision_id:
            instance.save_revision(changed=False, log_action=False, clean=False)
        data = {
            "door": "import",
            "before": {n: b for n, (b, _) in changed.items()},
            "after": {n: a for n, (_, a) in changed.items()},
        }
        log(instance=instance, action="wagtail.create" if is_new else "wagtail.edit", data=data)

    def _set_words(self, instance: Any, name: str, value: str) -> None:
        _, language, field_name = name.split(".")
        rows = list(instance.words.all())
        row = next((row for row in rows if row.language == language), None)
        if row is None:
            row = instance.words.model(language=language)
            rows.append(row)
        setattr(row, field_name, value)
        instance.words = rows

    def _say_from_what(self, instance: Any, changed: list[str]) -> None:
        """Changed words of a variant were made from the Swedish words that the record has now."""
        names = [name.split(".") for name in changed if name.startswith("words.")]
        if not names:
            return
        rows = {row.language: row for row in instance.words.all()}
        source = rows.get(settings.LANGUAGE_CODE)
        for _, language, field_name in names:
            if source and language != source.language and field_name != "origin":
                rows[language].made_from[field_name] = getattr(source, field_name)
        instance.words = list(rows.values())

    def _set_rows(self, kind: Kind, instance: Any, name: str, value: Any) -> None:
        model = kind.model._meta.get_field(name).related_model
        typed = [
            {
                field_name: model._meta.get_field(field_name).to_python(v) if v is not None else None
                for field_name, v in row.items()
            }
            for row in value
        ]
        manager = getattr(instance, name)
        if hasattr(manager, "commit"):
            setattr(instance, name, [model(**row) for row in typed])
            return
        manager.all().delete()
        owner = kind.model._meta.get_field(name).remote_field.name
        for row in typed:
            model.objects.create(**{owner: instance}, **row)

    def retire_missing(self) -> None:
        """Retire what an earlier load brought and these files do not hold."""
        today = timezone.localdate()
        for (kind_name, slug), _row in self.written.items():
            kind = KINDS.get(kind_name)
            if kind is None or (kind_name, slug) in self.clean:
                continue
            instance = kind.model.objects.filter(slug=slug, retired_from=None).first()
            if instance is not None:
                instance.retired_from = today
                instance.save()
                log(
                    instance=instance,
                    action="wagtail.edit",
                    data={"door": "import", "after": {"retired_from": str(today)}},
                )
                self.outcome.retired[kind_name] += 1
