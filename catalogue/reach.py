"""A person to reach: no page ends without one, and no number is ever invented."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from catalogue.choices import RUNNING, AreaKind, ContactKind
from catalogue.models import Area, Offering, Provider
from catalogue.models.words import SOURCE_LANGUAGE, Text
from catalogue.opening_hours import opening_sentence


@dataclass(frozen=True)
class Person:
    """Who answers. Without a number the words say where to turn.

    Attributes:
        name: the unit, or where to turn.
        number: as it is read; None when the catalogue has none.
        tel: as a telephone dials it.
        sentence_to_say: what one may say first.
        open_sentence: whether somebody answers now, or how to find the number.
        after_hours: who answers in evenings and at weekends.
        is_example: whether it is invented.
    """

    name: Text
    number: str | None = None
    tel: str = ""
    sentence_to_say: str = ""
    open_sentence: str = ""
    after_hours: "Person | None" = None
    is_example: bool = False


def dialled(number: str) -> str:
    """A Swedish number as a telephone dials it: ``031-390 06 10`` becomes ``+46313900610``."""
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    if digits.startswith("0") and not digits.startswith("00"):
        return f"+46{digits[1:]}"
    return digits


def _number(provider: Provider | None) -> str | None:
    if provider is None or not provider.live or provider.is_retired:
        return None
    phones = (row.value for row in provider.contacts.all() if row.channel == ContactKind.PHONE)
    return next(phones, None)


def _person(provider: Provider, number: str, now: datetime) -> Person:
    hours = [row for row in provider.opening_hours.all() if row.offering_id is None]
    return Person(
        name=Text(provider.name, "sv"),
        number=number,
        tel=dialled(number),
        open_sentence=opening_sentence(hours, list(provider.opening_exceptions.all()), now),
        is_example=provider.is_example,
    )


def person_to_reach(area: Area | None, offering: Offering | None, now: datetime) -> Person:
    """Whom to call about an offering or in an area.

    The offering's own unit first, then the area's mottagning, then its switchboard, then those of the areas
    around it.

    Args:
        area: the reader's area, if chosen.
        offering: the offering that the page is about, if it is one.
        now: the moment of the request.
    """
    around = area or (offering.area if offering else None)
    above = list(around.ancestors()) if around else []
    units = [offering.provider if offering else None]
    for level in above:
        units += [level.intake, level.switchboard]
    say = _(
        "Säg så här: ”Jag vill fråga om stöd till min familj.” Behöver du tolk? Säg det direkt, det är gratis."
    )
    for unit in units:
        number = _number(unit)
        if unit is not None and number:
            found = _person(unit, number, now)
            return replace(found, sentence_to_say=say, after_hours=_after_hours(above, unit, now))
    return replace(
        _without_number(around, offering), sentence_to_say=say, after_hours=_after_hours(above, None, now)
    )


def _after_hours(above: list[Area], answering: Provider | None, now: datetime) -> Person | None:
    for level in above:
        unit = level.out_of_hours
        number = _number(unit)
        if unit is not None and number and unit != answering:
            return _person(unit, number, now)
    return None


def _without_number(around: Area | None, offering: Offering | None) -> Person:
    """Where to turn when the catalogue has no number: in words, with no number made up."""
    if offering is not None and offering.provider is not None and offering.area is None:
        place = offering.provider.name
        return Person(
            Text(place, "sv"),
            open_sentence=_("Numret står inte här än. Fråga i kommunens växel efter %(unit)s.") % {"unit": place},
        )
    if around is None:
        return Person(
            _own(_("Socialtjänsten där du bor")),
            open_sentence=_("Ring kommunens växel och fråga efter socialtjänstens mottagning. Säg var du bor."),
        )
    intake = around.text("intake_name")
    unit = intake.value or _("socialtjänstens mottagning")
    return Person(
        _own(_("%(unit)s i %(area)s") % {"unit": unit[:1].upper() + unit[1:], "area": around.name}),
        open_sentence=_("Numret står inte här än. Ring kommunens växel och fråga efter %(unit)s i %(area)s.")
        % {"unit": unit[:1].lower() + unit[1:], "area": around.name},
    )


def _own(sentence: str) -> Text:
    """A sentence of the interface, in the language of the page."""
    return Text(sentence, translation.get_language() or SOURCE_LANGUAGE)


def areas_without_a_number() -> list[Area]:
    """Real areas that give support and have no number to a mottagning or a switchboard, for the editors' list."""
    rows = Area.objects.filter(
        is_example=False,
        live=True,
        retired_from__isnull=True,
        level__in=(AreaKind.DISTRICT, AreaKind.MUNICIPALITY),
        offerings__status__in=RUNNING,
    ).distinct()
    return [
        area
        for area in rows.order_by("name").select_related("intake", "switchboard", "parent")
        if not any(_number(unit) for level in area.ancestors() for unit in (level.intake, level.switchboard))
    ]
