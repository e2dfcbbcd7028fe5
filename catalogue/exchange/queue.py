"""Reports on waiting from a file: only ever added, never changed."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from catalogue.exchange.plain import cleaned
from catalogue.exchange.reading import RawRecord
from catalogue.exchange.row_writer import relative_day
from catalogue.exchange.rows import ROW_KINDS
from catalogue.models import QueueReport
from catalogue.models.identity import identity_of


class QueueWriter:
    """Adds the reports that are not there yet, known again by the slug they have in the file."""

    def __init__(self, outcome: Any, *, progress: Callable[[str], None]) -> None:
        self.outcome = outcome
        self.progress = progress

    def write(self, records: list[RawRecord]) -> None:
        """Add new reports; one that is there already stays as it was observed."""
        if not records:
            return
        self.progress(f"köuppgifter: {len(records)}")
        known = set(QueueReport.objects.values_list("uuid", flat=True))
        references = ROW_KINDS["queue_report"].references
        targets = {name: model.objects.in_bulk(field_name="slug") for name, model in references.items()}
        for record in records:
            uuid = identity_of("queue_report", record.slug)
            if uuid in known:
                self.outcome.unchanged["queue_report"] += 1
                continue
            report = QueueReport(uuid=uuid)
            try:
                for name, raw in record.values.items():
                    if name in references:
                        setattr(report, name, targets[name][raw] if raw else None)
                    else:
                        field = QueueReport._meta.get_field(name)
                        value = cleaned(
                            field, relative_day(str(raw), timezone.localdate()) if name == "observed" else raw
                        )
                        setattr(report, name, field.to_python(value) if value is not None else None)
                report.full_clean()
            except ValidationError as error:
                messages = getattr(error, "message_dict", {"": error.messages})
                for name, texts in messages.items():
                    self.outcome.problems.append(record.problem(name, " ".join(texts)))
                continue
            report.save()
            self.outcome.created["queue_report"] += 1
