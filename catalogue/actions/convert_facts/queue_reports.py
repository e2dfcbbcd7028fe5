"""What the reports say of waiting."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from catalogue.actions.convert_facts.records import (
    OTHER_MUNICIPALITIES,
    Record,
    modern,
    read,
    source_of,
    without_empty,
)

STATE = {"room": "places"}


def queue_reports(stockholm: Path, others: Path, given: Iterable[Record]) -> list[Record]:
    """What the reports say of waiting. A report on one single offering is tied to it."""
    by_subject: dict[tuple[Any, Any], list[Record]] = {}
    for offering in given:
        by_subject.setdefault((offering["insats"], offering.get("provider")), []).append(offering)
    known = {"provider": set(), "insats": set(), "area": set()}
    for offering in by_subject.values():
        for row in offering:
            for name in known:
                known[name].add(row.get(name))
    out = []
    for folder, is_stockholm in ((stockholm, True), (others, False)):
        for record in read(folder, "queues"):
            if not is_stockholm and record.get("area") not in OTHER_MUNICIPALITIES:
                continue
            out.append(_queue_report(record, by_subject, known, stockholm=is_stockholm))
    return [record for record in out if record]


def _queue_report(record: Record, by_subject: dict, known: dict[str, set], *, stockholm: bool) -> Record:
    amounts: Record = {}
    for unit in ("week", "month", "day"):
        low, high, mean = (
            record.get(f"min_{unit}s"),
            record.get(f"max_{unit}s"),
            record.get(f"average_{unit}s"),
        )
        if low is not None or high is not None or mean is not None:
            if isinstance(mean, list):  # an average given as a span: the words of the report carry that it is one
                low, high, mean = mean[0], mean[1], None
            amounts = {"wait_from": low, "wait_to": high, "wait_average": mean, "unit": unit}
            break
    subject: Record = {
        name: record.get(name)
        for name in ("provider", "insats", "area")
        if record.get(name) and (stockholm or record[name] in known[name])
    }
    if not stockholm and not {"provider", "insats"} & set(subject):
        return {}
    match = by_subject.get((record.get("insats"), record.get("provider")), [])
    if record.get("provider") and len(match) == 1:
        subject["offering"] = match[0]["slug"]
    return without_empty(
        {
            "slug": record["slug"],
            **subject,
            "anonymous_label": record.get("anonymous_label", ""),
            "state": STATE.get(record["queue_state"], record["queue_state"]),
            **{key: value for key, value in amounts.items() if value is not None},
            "observed": str(record["as_of"]),
            "fact": modern(record["fact"]),
            **source_of(record, stockholm=stockholm),
        }
    )
