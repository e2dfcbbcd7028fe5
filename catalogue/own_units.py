"""What somebody answers for today, derived from ``Responsibility`` and nothing else.

The admin, ``/personal/laget/`` and the confirmation links all ask here, so that nobody may do by one way what
another way refuses.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from catalogue.choices import Duty
from catalogue.models import (
    Area,
    GroupStart,
    Notice,
    Offering,
    OpeningException,
    OpeningHours,
    Place,
    Provider,
    QueueReport,
)
from catalogue.models.responsibility import Responsibility

#: Who may publish units answers for the whole catalogue; everybody else for their own units.
WHOLE_CATALOGUE = "catalogue.publish_provider"


@dataclass(frozen=True)
class OwnUnits:
    """The units and areas that somebody leads."""

    providers: frozenset[int]
    areas: frozenset[int]

    def queryset(self, model: type[Model]) -> QuerySet:
        """Those records of a model that belong to the units."""
        condition = self._condition(model)
        records = model._default_manager.all()
        return records.none() if condition is None else records.filter(condition).distinct()

    def holds(self, record: Any) -> bool:
        """Whether a record belongs to the units. Asks the saved record, so a draft cannot move itself in."""
        return bool(record.pk) and self.queryset(type(record)).filter(pk=record.pk).exists()

    def _condition(self, model: type[Model]) -> Q | None:
        units, areas = Q(provider__in=self.providers), Q(area__in=self.areas)
        of_offerings = Q(offering__provider__in=self.providers) | Q(offering__area__in=self.areas)
        conditions: dict[type[Model], Q] = {
            Provider: Q(pk__in=self.providers),
            Place: units,
            Offering: units | areas,
            OpeningHours: units,
            OpeningException: units,
            Notice: units,
            GroupStart: of_offerings,
            QueueReport: units | areas | of_offerings,
        }
        return conditions.get(model)


def is_bound_to_own_units(user: Any) -> bool:
    """Whether a person may only change what belongs to their own units."""
    return not user.has_perm(WHOLE_CATALOGUE)


def own_units(user: Any) -> OwnUnits:
    """The units of a person today, read once for each request."""
    if not hasattr(user, "_own_units"):
        user._own_units = units_of(user, today=timezone.localdate())
    return user._own_units


def answers_for(user: Any, record: Any) -> bool:
    """Whether a person may change this unit, offering or row: the own ones, and for the office all."""
    return not is_bound_to_own_units(user) or own_units(user).holds(record)


def answered_for(user: Any, model: type[Model]) -> QuerySet:
    """Those records of a model that a person may change."""
    return own_units(user).queryset(model) if is_bound_to_own_units(user) else model._default_manager.all()


def units_of(user: Any, *, today: date) -> OwnUnits:
    """The units that a person leads on a day.

    Args:
        user: a member of staff.
        today: the day that the responsibility must cover.
    """
    return _units(Responsibility.objects.filter(user=user, duty=Duty.MANAGES), today)


def units_of_duty(duty: Responsibility, *, today: date) -> OwnUnits:
    """The units that one responsibility covers on a day: what the holder of a confirmation link may answer for."""
    return _units(Responsibility.objects.filter(pk=duty.pk), today)


def on_duty(duties: QuerySet[Responsibility], today: date) -> QuerySet[Responsibility]:
    """Those responsibilities that cover a day."""
    return duties.filter(Q(starts__isnull=True) | Q(starts__lte=today), Q(ends__isnull=True) | Q(ends__gte=today))


def _units(duties: QuerySet[Responsibility], today: date) -> OwnUnits:
    rows = list(on_duty(duties, today).values_list("provider", "area"))
    providers = {provider for provider, _ in rows if provider}
    areas = _with_parts({area for _, area in rows if area})
    run_by_areas = Provider.objects.filter(run_by_areas__in=areas).values_list("pk", flat=True) if areas else ()
    return OwnUnits(frozenset(providers | set(run_by_areas)), frozenset(areas))


def _with_parts(areas: set[int]) -> set[int]:
    """The areas with all that lies in them."""
    known, new = set(areas), set(areas)
    while new:
        new = set(Area.objects.filter(parent__in=new).values_list("pk", flat=True)) - known
        known |= new
    return known
