"""Make, find, spend and revoke confirmation links. A token opens one thing, once: the answers of one duty."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import log

from catalogue.models import ConfirmationLink, Responsibility

LIFETIME = timedelta(days=14)
#: Closed links are kept so long, to be able to say why one does not work.
KEPT = timedelta(days=90)
#: The purpose is part of the signature: a token made for anything else is a forged one here.
SALT = "catalogue.confirmation"
LONGEST_TOKEN = 200


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_link(duty: Responsibility, *, now: datetime) -> str:
    """A new token for a responsibility. Earlier links that nobody used are closed: one is open at a time."""
    open_links(duty, now).update(revoked_at=now)
    token = _signer().sign(secrets.token_urlsafe(32))
    ConfirmationLink.objects.create(duty=duty, token_hash=_hash(token), created_at=now, expires_at=now + LIFETIME)
    return token


def open_links(duty: Responsibility, now: datetime) -> QuerySet[ConfirmationLink]:
    """The links of a responsibility that can still be used."""
    return duty.links.filter(used_at=None, revoked_at=None, expires_at__gt=now)


def find_link(token: str) -> ConfirmationLink | None:
    """The link of a token, open or closed. A token that was not signed here never reaches the database."""
    if len(token) > LONGEST_TOKEN:
        return None
    try:
        _signer().unsign(token)
    except BadSignature:
        return None
    links = ConfirmationLink.objects.select_related("duty__user")
    return links.filter(token_hash=_hash(token)).first()


def spend(link: ConfirmationLink, *, now: datetime) -> bool:
    """Use a link up. False when somebody else did so first, or it is closed: nothing may be written then."""
    return open_links(link.duty, now).filter(pk=link.pk).update(used_at=now) == 1


@transaction.atomic
def revoke(link: ConfirmationLink, *, user: Any, now: datetime) -> bool:
    """Close an open link by hand, and write it into the history of the responsibility."""
    closed = open_links(link.duty, now).filter(pk=link.pk).update(revoked_at=now, revoked_by=user) == 1
    if closed:
        data = {"before": "öppen", "after": "återkallad"}
        log(instance=link.duty, action="catalogue.link_revoked", user=user, data=data)
    return closed


def forget_old_links(*, now: datetime) -> int:
    """Remove links that closed long ago. Returns how many."""
    return ConfirmationLink.objects.filter(expires_at__lt=now - KEPT).delete()[0]
