"""Retire a record, or bring it back. Nothing with a slug is deleted."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from catalogue.models.identity import DescribedFact


@transaction.atomic
def retire(
    record: DescribedFact, *, from_day: date | None, reason: str, successors: Iterable[DescribedFact], user: Any
) -> None:
    """Set from which day a record has left the catalogue, and what replaces it.

    Both the live record and a newer draft get the day, so that publishing the draft does not undo it.

    Args:
        record: what is retired.
        from_day: the first day without it, or None to bring it back.
        reason: why, for the history.
        successors: what the record's page points on to.
        user: who does it.
    """
    model = type(record)
    live = model._default_manager.select_for_update().get(pk=record.pk)
    before = _stands(live)
    draft = live.get_latest_revision_as_object() if live.has_unpublished_changes else None
    live.retired_from = from_day
    if live.live:
        live.save_revision(user=user, log_action=False, clean=False).publish(
            user=user, log_action=False, skip_permission_checks=True
        )
    else:
        live.save(update_fields=["retired_from", "modified_at"])
        draft = draft or (live.get_latest_revision_as_object() if live.latest_revision else None)
    if draft is not None:
        draft.retired_from = from_day
        draft.save_revision(user=user, log_action=False, clean=False)
    live = model._default_manager.get(pk=record.pk)
    live.successors.set(successors)
    log(
        instance=live,
        action="catalogue.retire" if from_day else "catalogue.resume",
        user=user,
        data={"before": before, "after": _stands(live), "reason": reason},
    )


def _stands(record: DescribedFact) -> dict[str, Any]:
    return {
        "retired_from": record.retired_from.isoformat() if record.retired_from else None,
        "successors": sorted(record.successors.values_list("slug", flat=True)),
    }
