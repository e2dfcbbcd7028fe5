"""Documents as the cluster holds them, made from the rows of the index and the facts of the offerings."""

from collections.abc import Iterator, Sequence
from typing import Any

from search.cluster.form import STATED, held_term
from search.documents import INSATSER
from search.facts import InsatsFacts, OfferingFacts
from search.models import IndexedRecord
from search.reading_facts import facts_of


def name_of(group: str, object_id: int) -> str:
    """What a document is called in the index of its variant, for ever: sending it anew replaces it."""
    return f"{group}:{object_id}"


def documents_of(rows: Sequence[IndexedRecord]) -> Iterator[tuple[IndexedRecord, dict[str, Any]]]:
    """Each row of the index with its document."""
    facts = facts_of({row.object_id for row in rows if row.group == INSATSER})
    for row in rows:
        insats = facts.get(row.object_id) if row.group == INSATSER else None
        yield row, document_of(row, insats)


def document_of(row: IndexedRecord, insats: InsatsFacts | None) -> dict[str, Any]:
    """A row of the index as a document.

    Args:
        row: the row, with its terms in order.
        insats: the facts of the insats that it is about; None for other groups.
    """
    return {
        "group": row.group,
        "object_id": row.object_id,
        "document": row.pk,
        "slug": row.slug,
        "content_hash": row.content_hash,
        "terms": [held_term(row.group, term) for term in sorted(set(row.terms.split()))],
        "offerings": [_offering(offering) for offering in insats.offerings] if insats is not None else [],
    }


def _offering(offering: OfferingFacts) -> dict[str, Any]:
    """What is not stated is left out: then nothing is found by it, and its absence can be asked for."""
    stated: dict[str, Any] = {name: list(offering.stated(name)) for name in STATED}
    stated |= {"areas": sorted(offering.area_ids), "age_min": offering.age_min, "age_max": offering.age_max}
    kept = {name: value for name, value in stated.items() if value not in (None, [])}
    return {"offering": offering.offering_id, **kept}
