"""Units that do not know whether their opening hours are true, and have not confirmed them since they said so."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from catalogue.models import HoursDoubt, Provider, Verification


def doubted_hours() -> QuerySet[Provider]:
    """Public units whose latest answer about their hours is "vet inte", with the day as ``doubted_at``."""
    said = HoursDoubt.objects.filter(provider=OuterRef("pk")).values("said_at")[:1]
    confirmed = Verification.objects.filter(provider=OuterRef("pk")).order_by("-verified_at")
    units = Provider.objects.filter(live=True, retired_from__isnull=True).annotate(
        doubted_at=Subquery(said), confirmed_at=Subquery(confirmed.values("verified_at")[:1])
    )
    later = Q(confirmed_at__isnull=True) | Q(doubted_at__gt=F("confirmed_at"))
    return units.filter(later, doubted_at__isnull=False).order_by("name", "pk")
