"""Scheduled publishing through the one door-keeper: what may not go live stays a draft and stops nothing else."""

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, ModelLogEntry, Page, PageLogEntry, Revision

from catalogue.gate import may_go_live

logger = logging.getLogger(__name__)
REFUSED = "catalogue.publish_refused"
BROKEN = "Det gick inte att publicera. Se serverns logg."


def publish_scheduled(now: datetime) -> str:
    """Take down what has expired, put up what is due, and say what was refused and why."""
    expired = sum(_each(_expired(now), _take_down))
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    refused = [reason for revision in due if (reason := _put_up(revision))]
    published = len(due) - len(refused)
    counted = f"{published} publicerade, {expired} avpublicerade, {len(refused)} nekade."
    return " ".join([counted, *refused])


def _expired(now: datetime) -> Iterator[Any]:
    drafts = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    for model in [Page, *(model for model in drafts if not issubclass(model, Page))]:
        yield from list(model._default_manager.filter(live=True, expire_at__lt=now).order_by("expire_at"))


def _take_down(record: Any) -> None:
    with transaction.atomic():
        record.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _each(records: Iterator[Any], work: Any) -> Iterator[bool]:
    for record in records:
        try:
            work(record)
        except Exception:  # one record must stop no other
            logger.exception("could not take down %s %s", record._meta.label, record.pk)
            yield False
        else:
            yield True


def _put_up(revision: Revision) -> str:
    """Publish one revision. Returns why not, in words; empty when it is live."""
    try:
        with transaction.atomic():
            record = revision.as_object()
            reasons = may_go_live(record, None)
            if not reasons:
                revision.publish(log_action="wagtail.publish.scheduled")
                return ""
    except Exception:  # one record must stop no other
        logger.exception("could not publish revision %s", revision.pk)
        return f"{revision.object_str}: {BROKEN}"
    _write_down(revision, record, reasons)
    return f"{revision.object_str}: {' '.join(reasons)}"


def _write_down(revision: Revision, record: Any, reasons: list[str]) -> None:
    """Write a refusal into the history, once: the job comes again every few minutes."""
    kind = PageLogEntry if isinstance(record, Page) else ModelLogEntry
    last = kind.objects.for_instance(record).filter(action=REFUSED).order_by("-timestamp").first()
    data = {"before": None, "after": None, "revision": revision.pk, "reasons": reasons}
    if last is None or (last.data.get("revision"), last.data.get("reasons")) != (revision.pk, reasons):
        log(instance=record, action=REFUSED, data=data)
