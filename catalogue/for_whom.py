"""For whom a support is, in one line: groups and ages, with the page's own words after it."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalogue.choices import AgeRefersTo
from catalogue.models import Insats, InsatsPage, Offering

#: Groups whose members are adults speaking of a child; an age then is the child's.
PARENTS = "foraldrar"
CHILDREN = ("barn", "unga")


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
    ages = ages_in_words(*_limits(insats, offering))
    line = _list(groups)
    if ages and insats.age_refers_to == AgeRefersTo.CHILD:
        line = _with_the_childs_age(insats, ages) or line
    elif ages:
        line = f"{line}, {ages}" if line else ages
    if not line and page is not None:
        line = page.who.rstrip(".")
    return capfirst(line)


def _limits(insats: Insats, offering: Offering | None) -> tuple[int | None, int | None]:
    """The offering's own limits; a limit that it does not state is the insats', unless the two contradict."""
    low, high = insats.age_min, insats.age_max
    if offering is None or (offering.age_min is None and offering.age_max is None):
        return low, high
    low = offering.age_min if offering.age_min is not None else low
    high = offering.age_max if offering.age_max is not None else high
    if low is not None and high is not None and low > high:
        return offering.age_min, offering.age_max
    return low, high


def _with_the_childs_age(insats: Insats, ages: str) -> str:
    """A line in which the age stands at the child, never at the parents."""
    groups = {group.slug: str(group.label).lower() for group in insats.target_groups.all()}
    children = _list([label for slug, label in groups.items() if slug in CHILDREN])
    others = [label for slug, label in groups.items() if slug not in CHILDREN]
    if children:
        return _list([f"{children} {ages}", *others])
    if others == [groups.get(PARENTS)]:
        return _("föräldrar till barn %(ages)s") % {"ages": ages}
    return _("%(who)s med barn %(ages)s") % {"who": _list(others), "ages": ages} if others else ages


def _list(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
