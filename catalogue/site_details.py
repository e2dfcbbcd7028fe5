"""A site of a unit as the page shows it: address, the way in, access. What is not stated is not said."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.at_hand import give_words
from catalogue.choices import Stated
from catalogue.models import Place, Provider
from catalogue.models.words import Text


@dataclass(frozen=True)
class SiteDetails:
    """One site."""

    name: str
    address: str
    words: list[tuple[str, Text]]
    access: list[str]
    is_example: bool


def _access(place: Place) -> list[str]:
    rows = [
        (place.step_free, _("Du kommer in utan trappsteg."), _("Det finns trappsteg vid ingången.")),
        (place.lift, _("Det finns hiss."), _("Det finns ingen hiss.")),
        (
            place.accessible_toilet,
            _("Det finns toalett för rullstol."),
            _("Det finns ingen toalett för rullstol."),
        ),
        (place.hearing_loop, _("Det finns hörslinga."), _("Det finns ingen hörslinga.")),
    ]
    return [yes if stated == Stated.YES else no for stated, yes, no in rows if stated]


def live_places(provider: Provider) -> list[Place]:
    """The sites of a unit that readers may see, with their words. A protected unit has none to show."""
    if provider.is_protected:
        return []
    places = list(provider.places.filter(live=True, retired_from__isnull=True))
    give_words(places)
    return places


def sites_of(places: Iterable[Place], language: str) -> list[SiteDetails]:
    """Sites as the page shows them.

    Args:
        places: with their words, as ``live_places`` gives them.
        language: code of the variant.
    """
    found = []
    for place in places:
        town = f"{place.postcode} {place.town}".strip()
        labels = {"way_in": "", "entrance": _("Ingång"), "report_to": _("När du kommer")}
        texts = [(label, place.text(name, language)) for name, label in labels.items()]
        found.append(
            SiteDetails(
                name=place.name,
                address=", ".join(part for part in (place.street, town) if part),
                words=[(label, text) for label, text in texts if text],
                access=_access(place),
                is_example=place.is_example,
            )
        )
    return found
