"""Who answers while a unit is closed: its own jour, else the socialjour of the area; and the numbers for all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.models import Area, HelpLine, Provider
from catalogue.querysets import without_hidden_examples

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
    own = list(unit.parts.filter(sort=JOUR).prefetch_related("contacts").order_by("pk")) if unit else []
    return [*own, *(level.out_of_hours for level in above if level.out_of_hours)]


def numbers_for_all() -> list[NumberForAll]:
    """The numbers that answer when nobody else does, as the editors have published them, in one query."""
    rows = HelpLine.objects.filter(
        without_hidden_examples(), slug__in=(ADVICE, DANGER), live=True, retired_from=None
    ).exclude(number="")
    known = dict(rows.values_list("slug", "number"))
    said = ((ADVICE, _("Råd om vård")), (DANGER, _("Fara just nu")))
    return [NumberForAll(about, known[slug]) for slug, about in said if slug in known]
