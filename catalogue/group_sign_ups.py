"""Who has signed up for groups, in words for staff, and which groups lack people."""

from django.db.models import F, QuerySet
from django.utils import timezone

from catalogue.models import GroupStart


def lacking_groups() -> QuerySet[GroupStart]:
    """Coming groups with fewer people signed up than they need to start."""
    coming = GroupStart.objects.filter(first_date__gte=timezone.localdate(), is_cancelled=False)
    return coming.filter(signed_up__lt=F("smallest"))


def people_in_words(start: GroupStart) -> str:
    """How many have signed up, of how many."""
    if start.signed_up is None:
        return "anges inte"
    return f"{start.signed_up} av {start.seats}" if start.seats is not None else str(start.signed_up)


def state_in_words(start: GroupStart) -> str:
    """Whether the group has begun, is called off, lacks people or is full."""
    if start.is_cancelled:
        return "inställd"
    if start.first_date < timezone.localdate():
        return "har börjat"
    if start.lacking:
        return f"saknar {start.lacking} för att starta"
    return "full" if start.is_full else ""
