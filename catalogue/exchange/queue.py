"""Reports on waiting from a file: only ever added, never changed."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from catalogue.exchange.plain import cleaned
from catalogue.exchange.reading import RawRecord
from catalogue.models import Area, Insats, Offering, Provider, QueueReport, TargetGroup
from catalogue.models.identity import identity_of

#: What a report points at: its subject, and the group that it holds for.
REFERENCES = {
    "offering": Offering,
    "provider": Provider,
    "insats": Insats,
    "area": Area,
    "target_group": TargetGroup,
}


#: An example's wait is observed a number of days before it is loaded, so that it is fresh, ageing or old.
RELATIVE_DAY = re.compile(r"today-(\d{1,3})\Z")


def observed_day(value: str) -> str:
    """The day of an observation: as written, or for ``today-4`` the date four days before the load."""
    match = RELATIVE_DAY.match(value)
    if not match:
        return value
    return (timezone.localdate() - timedelta(days=int(match[1]))).isoformat()


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
        targets = {name: model.objects.in_bulk(field_name="slug") for name, model in REFERENCES.items()}
        for record in records:
            uuid = identity_of("queue_report", record.slug)
            if uuid in known:
                self.outcome.unchanged["queue_report"] += 1
                continue
            report = QueueReport(uuid=uuid)
            try:
                for name, raw in record.values.items():
                    if name in REFERENCES:
                        setattr(report, name, targets[name][raw] if raw else None)
                    else:
                        field = QueueReport._meta.get_field(name)
                        value = cleaned(field, observed_day(str(raw)) if name == "observed" else raw)
                        setattr(report, name, field.to_python(value) if value is not None else None)
                report.full_clean()
            except ValidationError as error:
                messages = getattr(error, "message_dict", {"": error.messages})
                for name, texts in messages.items():
                    self.outcome.problems.append(record.problem(name, " ".join(texts)))
                continue
            report.save()
            self.outcome.created["queue_report"] += 1
