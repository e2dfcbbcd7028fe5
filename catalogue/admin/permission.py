"""Who may do what with a record of the catalogue."""

from typing import Any

from django.db.models import Model, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from catalogue.models import (
    TERMS,
    Area,
    GroupStart,
    Insats,
    Notice,
    Offering,
    OpeningException,
    OpeningHours,
    Place,
    Provider,
    QueueReport,
    Responsibility,
)
from catalogue.own_units import answered_for, answers_for

#: Looking is free for everybody who has the permission to look.
LOOKING = frozenset({"view"})


class RecordPolicy(ModelPermissionPolicy):
    """Some actions are nobody's, not even a superuser's: nothing with a slug is deleted."""

    never: frozenset[str] = frozenset({"delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may do this with some record."""
        return action not in self.never and super().user_has_permission(user, action)


class OwnUnitPolicy(RecordPolicy):
    """A record of a unit: who answers for the whole catalogue, or for the unit itself, may change it."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Whether the user may do this with just this record."""
        if not self.user_has_permission(user, action):
            return False
        return action in LOOKING or answers_for(user, instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: set[str] | list[str]) -> QuerySet:
        """The records that the user may do any of this with."""
        allowed = {action for action in actions if self.user_has_permission(user, action)}
        if not allowed:
            return self.model._default_manager.none()
        return self.model._default_manager.all() if allowed & LOOKING else answered_for(user, self.model)


class HoursPolicy(OwnUnitPolicy):
    """Opening hours, group starts and notices have no slug: a row that no longer holds is taken away."""

    never = frozenset()


class QueueReportPolicy(OwnUnitPolicy):
    """An observation is written once and never changed. A new one is added."""

    never = frozenset({"change", "delete"})


def register_policies() -> None:
    """Tell Wagtail the policy of every kind of record, before it makes one up itself."""
    for model in (Insats, Area, *TERMS):
        register_permission_policy(model, RecordPolicy(model))
    for model in (Provider, Place, Offering):
        register_permission_policy(model, OwnUnitPolicy(model))
    for model in (OpeningHours, OpeningException, GroupStart, Notice):
        register_permission_policy(model, HoursPolicy(model))
    register_permission_policy(QueueReport, QueueReportPolicy(QueueReport))
    register_permission_policy(Responsibility, ModelPermissionPolicy(Responsibility))
