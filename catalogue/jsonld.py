"""Structured data for search engines (schema.org), as plain dictionaries of one object each."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from catalogue.choices import ContactKind
from catalogue.models import Area, Insats, InsatsPage, Offering, Place, Provider

CONTEXT = "https://schema.org"


def without_empty(data: dict[str, Any]) -> dict[str, Any]:
    """Structured data without what is not stated."""
    return {key: value for key, value in data.items() if value not in ("", None, [], {})}


def insats_data(
    insats: Insats, page: InsatsPage | None, running: list[Offering], groups: list[dict[str, Any]]
) -> dict[str, Any]:
    """An insats as a service, with the areas where it can be had. Invented examples have no structured data.

    Args:
        insats: the insats.
        page: its words in the reader's language.
        running: offerings that can be had now.
        groups: its groups that begin, as ``group_events`` gives them.
    """
    if insats.is_example or page is None:
        return {}
    areas = dict.fromkeys(offering.area.name for offering in running if offering.area and not offering.is_example)
    return without_empty(
        {
            "@context": CONTEXT,
            "@type": "GovernmentService",
            "name": page.title,
            "alternateName": insats.name,
            "description": page.summary,
            "inLanguage": page.locale.language_code,
            "url": settings.BASE_URL + insats.get_absolute_url(),
            "areaServed": [{"@type": "AdministrativeArea", "name": name} for name in areas],
            "subjectOf": groups,
        }
    )


def provider_data(provider: Provider, places: Iterable[Place]) -> dict[str, Any]:
    """A unit as an organisation. A protected unit has no address to give.

    Args:
        provider: the unit, with its contacts.
        places: its sites that readers may see.
    """
    if provider.is_example:
        return {}
    phones = [row.value for row in provider.contacts.all() if row.channel == ContactKind.PHONE]
    return without_empty(
        {
            "@context": CONTEXT,
            "@type": "Organization",
            "name": provider.name,
            "url": settings.BASE_URL + provider.get_absolute_url(),
            "telephone": phones[0] if phones else "",
            "address": [
                without_empty(
                    {
                        "@type": "PostalAddress",
                        "streetAddress": place.street,
                        "postalCode": place.postcode,
                        "addressLocality": place.town,
                    }
                )
                for place in places
                if place.street and not provider.is_protected
            ],
        }
    )


def area_data(area: Area) -> dict[str, Any]:
    """An area as an administrative area."""
    if area.is_example:
        return {}
    return {
        "@context": CONTEXT,
        "@type": "AdministrativeArea",
        "name": area.name,
        "url": settings.BASE_URL + area.get_absolute_url(),
    }
