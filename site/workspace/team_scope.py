"""Which units a request to *Läget* is about: the own ones, or for the office the chosen one."""

from dataclasses import dataclass, field
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from catalogue.admin.ids import is_id
from catalogue.models import Area, Offering, Provider
from catalogue.own_units import is_bound_to_own_units, own_units
from workspace.access import Person
from workspace.team import Scope

NOT_YOURS = "Du ansvarar inte för den verksamheten. Inget har sparats."
#: How the office names a unit in the address: the kind, a stroke and its slug.
KINDS = {"verksamhet": "provider", "omrade": "area"}

Found = TypeVar("Found", Offering, Provider)


@dataclass(frozen=True)
class Chosen:
    """What a page shows.

    Attributes:
        scope: what may be answered for here.
        is_office: whether the person chooses a unit, because all of them are the person's.
        value: the chosen unit as it stands in the address.
        name: its name.
        groups: units to choose among, by kind.
    """

    scope: Scope
    is_office: bool = False
    value: str = ""
    name: str = ""
    groups: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


def scope_of(user: Person) -> Scope:
    """All that a person may answer for."""
    return Scope.of(own_units(user)) if is_bound_to_own_units(user) else Scope.whole()


def chosen(user: Person, value: str) -> Chosen:
    """The units that a page is about.

    Args:
        user: a member of staff.
        value: the unit chosen in the address, such as ``verksamhet/slug``; only the office chooses.
    """
    scope = scope_of(user)
    if is_bound_to_own_units(user):
        return Chosen(scope)
    groups = _groups(scope)
    names = {key: name for options in groups.values() for key, name in options}
    kind, _, slug = value.partition("/")
    if value not in names:
        return Chosen(Scope(scope.offerings.none(), scope.providers.none()), True, groups=groups)
    offerings = scope.offerings.filter(**{f"{KINDS[kind]}__slug": slug})
    if kind == "omrade":
        offerings = offerings.filter(provider__isnull=True)
    providers = scope.providers.filter(slug=slug) if kind == "verksamhet" else scope.providers.none()
    return Chosen(Scope(offerings, providers), True, value, names[value], groups)


def own_offering(user: Person, **lookup: str) -> Offering:
    """The offering that a form or an address names, if the person may answer for it.

    Raises:
        Http404: when there is no such running offering.
        PermissionDenied: when it is another unit's.
    """
    return _own(Scope.whole().offerings, scope_of(user).offerings, lookup)


def own_provider(user: Person, **lookup: str) -> Provider:
    """The unit that a form or an address names, if the person may answer for it.

    Raises:
        Http404: when there is no such unit.
        PermissionDenied: when it is another one's.
    """
    return _own(Scope.whole().providers, scope_of(user).providers, lookup)


def _own(all_of_them: QuerySet[Found], own: QuerySet[Found], lookup: dict[str, str]) -> Found:
    is_wrong = "pk" in lookup and not is_id(lookup["pk"])
    record = None if is_wrong else all_of_them.filter(**lookup).first()
    if record is None:
        raise Http404("Det finns inte.")
    if not own.filter(pk=record.pk).exists():
        raise PermissionDenied(NOT_YOURS)
    return record


def _groups(scope: Scope) -> dict[str, list[tuple[str, str]]]:
    providers = scope.providers.order_by("name").values_list("slug", "name")
    with_own = scope.offerings.filter(provider__isnull=True, area__isnull=False).values("area")
    areas = Area.objects.filter(pk__in=with_own).order_by("name").values_list("slug", "name")
    return {
        "Verksamheter": [(f"verksamhet/{slug}", name) for slug, name in providers],
        "Områden": [(f"omrade/{slug}", name) for slug, name in areas],
    }
