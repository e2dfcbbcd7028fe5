"""Roles that follow from somebody's groups at the municipality's own sign-in."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group
from wagtail.log_actions import log


def give_roles(user: AbstractUser, claims: Mapping[str, Any]) -> None:
    """Give the roles that the groups say, and take those back that they no longer say.

    Roles that no group gives are an administrator's, and left alone. Without groups in the answer nobody has one.

    Args:
        user: an account that is saved.
        claims: what the municipality told about the person.
    """
    if not settings.OIDC_ROLES:
        return
    told = claims.get(settings.OIDC_GROUPS_CLAIM) or []
    groups = {told} if isinstance(told, str) else {group for group in told if isinstance(group, str)}
    wanted = {role for group, role in settings.OIDC_ROLES.items() if group in groups}
    ruled = Group.objects.filter(name__in=settings.OIDC_ROLES.values())
    had = set(user.groups.filter(pk__in=ruled).values_list("name", flat=True))
    if had == wanted:
        return
    user.groups.remove(*ruled.exclude(name__in=wanted))
    user.groups.add(*ruled.filter(name__in=wanted))
    data = {"before": {"roles": sorted(had)}, "after": {"roles": sorted(wanted)}}
    log(instance=user, action="wagtail.edit", user=user, data=data)
