"""For whom a support is, in one line: groups and ages, with the page's own words after it."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalogue.choices import AgeRefersTo
from catalogue.models import Insats, InsatsPage, Offering

#: Groups whose members are adults speaking of a child; an age then is the child's.
PARENTS = "foraldrar"


def ages_in_words(low: int | None, high: int | None) -> str:
    """An age span as people say it: ``3–11 år``, ``från 13 år``, ``upp till 18 år``."""
    if low is not None and high is not None:
        return _("%(low)s–%(high)s år") % {"low": low, "high": high}
    if low is not None:
        return _("från %(low)s år") % {"low": low}
    return _("upp till %(high)s år") % {"high": high} if high is not None else ""


def for_whom(insats: Insats, page: InsatsPage | None = None, offering: Offering | None = None) -> str:
    """Who the support is for.

    Args:
        insats: with its target groups and their words at hand.
        page: the words about it; its own sentence on whom it is for stands first.
        offering: the one offering that is shown, when its age limits differ.
    """
    groups = [str(group.label).lower() for group in insats.target_groups.all()]
    low = offering.age_min if offering and offering.age_min is not None else insats.age_min
    high = offering.age_max if offering and offering.age_max is not None else insats.age_max
    ages = ages_in_words(low, high)
    line = _list(groups)
    if ages:
        if insats.age_refers_to == AgeRefersTo.CHILD and [g.slug for g in insats.target_groups.all()] == [PARENTS]:
            line = _("föräldrar till barn %(ages)s") % {"ages": ages}
        else:
            line = f"{line}, {ages}" if line else ages
    if not line and page is not None:
        line = page.who.rstrip(".")
    return capfirst(line)


def _list(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
