"""Who answers while a unit is closed: its own jour, else the socialjour of the area; and the numbers for all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.help_lines import published_lines
from catalogue.models import Area, Provider
from catalogue.remembered import remembered

#: What a unit that answers in evenings and at weekends is called in the catalogue.
JOUR = "jour"
#: The lines for advice on care and for danger, by their slugs, in the order in which they are said.
ADVICE, DANGER = "sjukvardsradgivningen", "larmnumret"


@dataclass(frozen=True)
class NumberForAll:
    """A number that answers everybody, whatever the hour."""

    about: str
    number: str


def jours_of(unit: Provider | None, above: Sequence[Area]) -> list[Provider]:
    """Units that answer when one is closed, nearest first: its own jour, then those of the areas around it.

    Args:
        unit: the one that is closed or may be.
        above: the area and what it lies in, nearest first, each with its socialjour.
    """
    keys = [*(_own_jours(unit.pk) if unit else ()), *(level.out_of_hours_id for level in above)]
    return [answering_unit(key) for key in keys if key is not None]


@remembered
def answering_unit(key: int) -> Provider:
    """A unit that somebody may call, with its contacts, its opening hours and the exceptions from them."""
    rows = Provider.objects.prefetch_related("contacts", "opening_hours", "opening_exceptions")
    return rows.get(pk=key)


@remembered
def _own_jours(key: int) -> list[int]:
    """Keys of the jours of a unit."""
    return list(Provider.objects.filter(parent=key, sort=JOUR).order_by("pk").values_list("pk", flat=True))


def numbers_for_all() -> list[NumberForAll]:
    """The numbers that answer when nobody else does, as the editors have published them."""
    known = {line.slug: line.number for line in published_lines() if line.number}
    said = ((ADVICE, _("Råd om vård")), (DANGER, _("Fara just nu")))
    return [NumberForAll(about, known[slug]) for slug, about in said if slug in known]
