"""Confirm that the facts of an offering or a provider are true. Saving is not confirming."""

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from catalogue.choices import Confirmed
from catalogue.models import Offering, Provider, Verification


@transaction.atomic
def verify(
    record: Offering | Provider, *, user: Any, now: datetime, about: str = Confirmed.FACTS, via: str = ""
) -> Verification:
    """Write down that somebody has looked at the live facts and found them true.

    Args:
        record: what was confirmed.
        user: who confirms; None when a confirmation link does.
        now: when.
        about: all facts, or only the opening hours of a unit.
        via: by which way, when it is not the person's own signing in.
    """
    owner = {"offering": record} if isinstance(record, Offering) else {"provider": record}
    before = record.verifications.filter(about=about).first()
    mark = Verification.objects.create(**owner, about=about, verified_at=now, verified_by=user)
    type(record)._default_manager.filter(pk=record.pk).update(modified_at=now)
    log(
        instance=record,
        action="catalogue.hours_confirmed" if about == Confirmed.HOURS else "catalogue.verify",
        user=user,
        data={
            "before": before.verified_at.isoformat() if before else None,
            "after": now.isoformat(),
            **({"via": via} if via else {}),
        },
    )
    return mark
