"""What the page about a unit shows: how one reaches it, when it is open, where it is, what it gives."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone, translation

from catalogue.area_choice import choose_area
from catalogue.cards import cards
from catalogue.choices import ContactKind, ProviderStatus
from catalogue.group_starts import groups_here
from catalogue.hours_age import hours_age
from catalogue.hours_table import hours_table
from catalogue.jsonld import provider_data
from catalogue.models import Offering, Provider
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.notices import notices_of
from catalogue.queue_context import context_waits
from catalogue.reach import person_to_reach
from catalogue.site_details import sites_of

#: Cards at once; the rest lies as lines in a fold.
CARDS_AT_ONCE = 10
#: What a unit says of itself in words.
PASSAGES = ("presentation", "contact", "hours", "find", "staff")


def provider_context(request: HttpRequest, provider: Provider) -> dict[str, Any]:
    """Everything that the template needs."""
    language = translation.get_language() or SOURCE_LANGUAGE
    now = timezone.now()
    choice = choose_area(request.GET.get("omrade", ""))
    rows = (
        Offering.objects.running()
        .filter(provider=provider)
        .select_related(
            "provider", "area__intake", "area__switchboard", "area__out_of_hours", "area__parent", "insats"
        )
    )
    offerings = list(rows.prefetch_related("insats__needs"))
    insatser = list(dict.fromkeys(row.insats_id for row in offerings))
    shown = cards(insatser, area=choice.area, language=language, now=now, provider=provider)
    text = {name: provider.text(name, language) for name in PASSAGES}
    return {
        "provider": provider,
        "sensitive": provider.is_protected or _is_sensitive(offerings),
        "area": choice.area,
        "text": text,
        "by_machine": any(passage.by_machine for passage in text.values()),
        "aliases": [alias.name for alias in provider.aliases.all()],
        "run_by": [*provider.run_by_areas.all(), *provider.run_by_providers.all()],
        "catchment": list(provider.catchment.all()),
        "has_ended": provider.status == ProviderStatus.ENDED,
        "contacts": [row for row in provider.contacts.all() if row.channel != ContactKind.PHONE],
        "hours": hours_table(provider.opening_hours.all(), provider.opening_exceptions.all(), now),
        "waits": context_waits(provider, now),
        "groups": groups_here(Q(offering__provider=provider), language, now),
        "notices": notices_of([provider.pk], now, language),
        "hours_age": hours_age(provider, now),
        "places": sites_of(provider, language),
        "cards": shown[:CARDS_AT_ONCE],
        "more_cards": shown[CARDS_AT_ONCE:],
        "person": person_to_reach(choice.area, offerings[0] if offerings else None, now, provider),
        "structured_data": provider_data(provider),
    }


def _is_sensitive(offerings: list[Offering]) -> bool:
    """A unit whose every support answers to violence or threats."""
    return bool(offerings) and all(
        any(need.is_sensitive for need in offering.insats.needs.all()) for offering in offerings
    )
