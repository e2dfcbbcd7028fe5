"""What the page about a unit shows: how one reaches it, when it is open, where it is, what it gives."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone, translation

from catalogue.answering_now import answering_unit
from catalogue.area_choice import choose_area
from catalogue.at_hand import give_words, related_keys
from catalogue.cards import cards_from
from catalogue.choices import ContactKind, ProviderStatus
from catalogue.group_starts import nearest_cards, with_details
from catalogue.hours_age import hours_age
from catalogue.hours_table import hours_table
from catalogue.jsonld import provider_data
from catalogue.known_areas import known_areas
from catalogue.models import Offering, Provider
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.notices import notices_of
from catalogue.queue_context import told_of, waits_told
from catalogue.reach import person_to_reach
from catalogue.site_details import live_places, sites_of
from catalogue.stock import read_stock

#: Cards at once; the rest lies as lines in a fold.
CARDS_AT_ONCE = 10
#: What a unit says of itself in words.
PASSAGES = ("presentation", "contact", "hours", "find", "staff")


def provider_context(request: HttpRequest, provider: Provider) -> dict[str, Any]:
    """Everything that the template needs."""
    language = translation.get_language() or SOURCE_LANGUAGE
    now = timezone.now()
    choice = choose_area(request.GET.get("omrade", ""))
    unit = answering_unit(provider.pk)
    running = Offering.objects.running().filter(provider=provider).order_by("pk")
    insatser = list(dict.fromkeys(running.values_list("insats_id", flat=True)))
    stock = read_stock(insatser, language, now, told_of(provider))
    offerings = [row for rows in stock.offerings.values() for row in rows if row.provider_id == provider.pk]
    offerings = sorted((row for row in offerings if row.is_running), key=lambda row: row.pk)
    shown = cards_from(stock, insatser, area=choice.area, language=language, now=now, provider=provider)
    starts = with_details([row for row in stock.starts if row.offering.provider_id == provider.pk], language)
    related = related_keys([provider], "run_by_areas", "run_by_providers", "catchment")
    owners = related["run_by_providers", provider]
    places = live_places(provider)
    give_words([provider], language)
    text = {name: provider.text(name, language) for name in PASSAGES}
    return {
        "provider": provider,
        "sensitive": provider.is_protected or _is_sensitive(offerings),
        "area": choice.area,
        "text": text,
        "by_machine": any(passage.by_machine for passage in text.values()),
        "aliases": [alias.name for alias in provider.aliases.all()],
        "run_by": [
            *(area for pk, area in known_areas().items() if pk in related["run_by_areas", provider]),
            *(Provider.objects.filter(pk__in=owners) if owners else ()),
        ],
        "catchment": [area for pk, area in known_areas().items() if pk in related["catchment", provider]],
        "has_ended": provider.status == ProviderStatus.ENDED,
        "contacts": [row for row in unit.contacts.all() if row.channel != ContactKind.PHONE],
        "hours": hours_table(unit.opening_hours.all(), unit.opening_exceptions.all(), now),
        "waits": waits_told(stock.told, provider, now),
        "groups": nearest_cards(starts, language, now, stock.pages),
        "notices": notices_of([provider.pk], now, language),
        "hours_age": hours_age(provider, now),
        "places": sites_of(places, language),
        "cards": shown[:CARDS_AT_ONCE],
        "more_cards": shown[CARDS_AT_ONCE:],
        "person": person_to_reach(choice.area, offerings[0] if offerings else None, now, provider),
        "structured_data": provider_data(unit, places),
    }


def _is_sensitive(offerings: list[Offering]) -> bool:
    """A unit whose every support answers to violence or threats."""
    return bool(offerings) and all(
        any(need.is_sensitive for need in offering.insats.needs.all()) for offering in offerings
    )
