"""The records that a municipality's site begins with: its area, whom to call there, and its name and colour."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Site

from catalogue.choices import AreaKind, ContactKind
from catalogue.models import Area, AreaWords, Contact, Provider, ProviderWords
from pages.models import CatalogueSettings
from pages.theme import Unreadable, checked_accent

#: A number as people write it. 112 is the shortest, fifteen digits the longest (ITU-T E.164).
NUMBER = re.compile(r"\+?[0-9][0-9 ()/-]*\Z")
DIGITS = (3, 15)


@dataclass(frozen=True)
class Municipality:
    """What somebody says of a municipality. What is empty is not stated.

    Attributes:
        name: as people say it: ``Växjö``, ``Stockholm``.
        intake, intake_phone: the social services' mottagning, where one asks and applies.
        switchboard: number of the municipality's växel.
        jour_phone, jour_hours: socialjouren's number, and when it answers in words.
        accent: the municipality's colour, ``#rrggbb``.
    """

    name: str
    intake_phone: str
    switchboard: str
    intake: str = "Socialtjänstens mottagning"
    jour_phone: str = ""
    jour_hours: str = ""
    accent: str = ""

    @property
    def slug(self) -> str:
        """Address name of its area: ``vaxjo``."""
        return slugify(self.name)


def checked_name(text: str) -> str:
    """The name of a municipality or a unit.

    Raises:
        ValidationError: when it is empty, too long, or gives no address name.
    """
    name = " ".join(text.split())
    if not slugify(name):
        raise ValidationError("Namnet behöver minst en bokstav.")
    if len(name) > 80:
        raise ValidationError("Namnet får ha högst 80 tecken.")
    return name


def checked_number(text: str) -> str:
    """A telephone number as it is read.

    Raises:
        ValidationError: when it is no number that one can call.
    """
    number = " ".join(text.split())
    if not NUMBER.match(number) or not DIGITS[0] <= sum(sign.isdigit() for sign in number) <= DIGITS[1]:
        raise ValidationError(f"”{number}” är inget telefonnummer. Skriv det som det läses: 0470-410 00.")
    return number


def checked_colour(text: str) -> str:
    """A colour that can be read.

    Raises:
        ValidationError: naming the contrast that it has.
    """
    try:
        return checked_accent(text)
    except Unreadable as unreadable:
        raise ValidationError(str(unreadable)) from unreadable


@transaction.atomic
def found_municipality(municipality: Municipality, site: Site) -> list[str]:
    """Make the area, its units and the site's settings, as far as they are missing.

    Args:
        municipality: checked values.
        site: the site, which has its pages.

    Returns:
        A line for each thing: that it was made, or that it was there and stays as it is.

    Raises:
        ValidationError: when the site belongs to another area. Nothing is changed.
    """
    own = CatalogueSettings.for_site(site)
    if own.home_area is not None and own.home_area.slug != municipality.slug:
        raise ValidationError(
            f"Webbplatsen hör till {own.home_area.name}. Byt hemområde i redaktionen, under Inställningar."
        )
    area = Area.objects.filter(slug=municipality.slug).first()
    said = [_said(f"området {municipality.name}", is_new=area is None)]
    if area is None:
        area = Area(slug=municipality.slug, name=municipality.name, level=AreaKind.MUNICIPALITY)
        area.words = [AreaWords(language="sv", intake_name=municipality.intake)]
        _made(area)
    said += _units(municipality, area)
    said.append(_said("webbplatsens namn och hemområde", is_new=own.home_area is None))
    if own.home_area is None:
        own.home_area, own.municipality_name = area, municipality.name
        own.accent = municipality.accent
        own.save()
    return said


def _units(municipality: Municipality, area: Area) -> list[str]:
    """Whom to call: what an area already has stays."""
    wanted = {
        "intake": ("mottagning", municipality.intake, municipality.intake_phone, ""),
        "switchboard": ("vaxel", "Kommunens växel", municipality.switchboard, ""),
        "out_of_hours": ("socialjour", "Socialjouren", municipality.jour_phone, municipality.jour_hours),
    }
    said, changed = [], False
    for role, (sort, name, number, hours) in wanted.items():
        if not number:
            said.append(f"{name}: inget nummer är angivet")
            continue
        is_new = getattr(area, role) is None
        said.append(_said(f"{name}, {number}" if is_new else name, is_new=is_new))
        if is_new:
            setattr(area, role, _unit(area, sort, name, number, hours))
            changed = True
    if changed:
        area.save()
    return said


def _unit(area: Area, sort: str, name: str, number: str, hours: str) -> Provider:
    """The unit of a sort; one of that address name that an editor made is taken as it is."""
    slug = f"{area.slug}-{sort}"
    unit = Provider.objects.filter(slug=slug).first()
    if unit is None:
        unit = Provider(slug=slug, name=name, sort=sort)
        unit.run_by_areas = unit.catchment = [area]
        unit.contacts = [Contact(channel=ContactKind.PHONE, value=number)]
        if hours:
            unit.words = [ProviderWords(language="sv", hours=hours)]
        _made(unit)
    return unit


def _made(record: Area | Provider) -> None:
    record.full_clean(exclude=["uuid"])
    record.save()
    log(instance=record, action="wagtail.create", data={"door": "new_site"})


def _said(what: str, *, is_new: bool) -> str:
    return f"{what}: nytt" if is_new else f"{what}: finns redan, ändras inte"
