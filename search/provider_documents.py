"""The documents of units: names and public words. Of a protected unit the name only, never where it is."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalogue.choices import ProviderStatus
from catalogue.models import Area, Place, Provider, ProviderAlias
from catalogue.models.provider import ProviderWords
from catalogue.models.words import SOURCE_LANGUAGE, Text, in_reader_language
from catalogue.querysets import without_hidden_examples
from search.documents import Document, Signpost, Source

PROVIDERS = "utforare"


def documents(object_ids: Iterable[int] | None) -> Iterator[Document]:
    """The documents of some units, or of all: names in Swedish, words in every variant that has some."""
    units = Provider.objects.filter(without_hidden_examples(), live=True, retired_from=None)
    if object_ids is not None:
        units = units.filter(pk__in=list(object_ids))
    parts = units.order_by("pk").prefetch_related("aliases", "words", "catchment", "places__area")
    for unit in parts:
        for language, _name in settings.SHIPPED_LANGUAGES:
            passages = _passages(unit, language)
            if any(passages.values()):
                yield Document(PROVIDERS, unit.pk, unit.slug, language, passages)


def _passages(unit: Provider, language: str) -> dict[str, list[str]]:
    words = next((row for row in unit.words.all() if row.language == language), None)
    found: dict[str, list[str]] = {}
    if language == SOURCE_LANGUAGE:
        found["title"] = [unit.name]
        found["alias"] = [alias.name for alias in unit.aliases.all()]
        found["places"] = [] if unit.is_protected else _places(unit)
    if words is not None and not unit.is_protected:
        found["summary"] = [words.presentation]
        found["body"] = [words.contact, words.hours, words.staff]
    return {name: [text for text in texts if text] for name, texts in found.items()}


def _places(unit: Provider) -> list[str]:
    """Names of the areas that it is for and of the sites where it is; no address is searched."""
    sites = [place for place in unit.places.all() if place.live and not place.is_retired]
    areas = [*unit.catchment.all(), *(place.area for place in sites)]
    names = [*(place.name for place in sites), *(area.name for area in areas if area is not None and area.live)]
    return sorted(set(names))


def signposts(object_ids: Sequence[int], language: str) -> dict[int, Signpost]:
    """Name and presentation of some units, as far as the public may see them."""
    units = Provider.objects.filter(without_hidden_examples(), pk__in=object_ids, live=True, retired_from=None)
    return {unit.pk: _signpost(unit, language) for unit in units.prefetch_related("words")}


def _signpost(unit: Provider, language: str) -> Signpost:
    about = unit.text("presentation", language)
    if unit.status == ProviderStatus.ENDED:
        about = in_reader_language(_("Verksamheten finns inte längre"))
    elif unit.is_protected:
        about = Text("", language)
    return Signpost(Text(unit.name, SOURCE_LANGUAGE), about, unit.get_absolute_url(), unit.is_example)


def _of_area(area: Any) -> list[int]:
    """Units for an area or with a site in it."""
    for_it = Provider.objects.filter(catchment=area.pk).values_list("pk", flat=True)
    return [*for_it, *Place.objects.filter(area=area.pk).values_list("provider_id", flat=True)]


PROVIDER_SOURCE = Source(
    PROVIDERS,
    documents,
    {
        Provider: lambda row: [row.pk],
        ProviderAlias: lambda row: [row.provider_id],
        ProviderWords: lambda row: [row.owner_id],
        Place: lambda row: [row.provider_id],
        Area: _of_area,
    },
    heading=gettext_noop("Mottagningar och enheter"),
    signposts=signposts,
)
