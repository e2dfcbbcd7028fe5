"""A person to reach: no page ends without one, and no number is ever invented."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from catalogue.answering_now import NumberForAll, answering_unit, jours_of, numbers_for_all
from catalogue.area_tree import AreaTree
from catalogue.choices import AreaKind, ContactKind, HoursKind, ProviderStatus
from catalogue.known_areas import known_areas
from catalogue.models import Area, Contact, Offering, Provider
from catalogue.models.words import SOURCE_LANGUAGE, Text, in_reader_language
from catalogue.notices import ShownNotice, notices_of_unit
from catalogue.opening_hours import open_now, opening_sentence
from catalogue.querysets import is_shown


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
        is_closed: whether it is known that nobody answers now.
        answers_now: whether it is known that somebody does.
        numbers_for_all: when it is closed, the numbers that answer whatever the hour.
        notices: what the unit tells for a while of its telephone, or that it is closed.
    """

    name: Text
    number: str | None = None
    tel: str = ""
    sentence_to_say: str = ""
    open_sentence: str = ""
    after_hours: "Person | None" = None
    is_example: bool = False
    is_closed: bool = False
    answers_now: bool = False
    numbers_for_all: tuple[NumberForAll, ...] = ()
    notices: tuple[ShownNotice, ...] = ()


def dialled(number: str) -> str:
    """A Swedish number as a telephone dials it: ``031-390 06 10`` becomes ``+46313900610``."""
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    if digits.startswith("0") and not digits.startswith("00"):
        return f"+46{digits[1:]}"
    return digits


def number_of(provider: Provider | None) -> str | None:
    """The number of a unit that answers the public, as it is read; None when there is none to call."""
    if provider is None or not _answers(provider):
        return None
    phones = (row.value for row in provider.contacts.all() if row.channel == ContactKind.PHONE)
    return next(phones, None)


def _answers(provider: Provider) -> bool:
    """Whether the public may be sent there: at work, and not invented unless the demonstration shows that."""
    is_at_work = provider.live and not provider.is_retired and provider.status != ProviderStatus.ENDED
    return is_at_work and is_shown(provider)


def _levels(area: Area) -> list[Area]:
    """The area, what followed it and what it lies in, nearest first."""
    areas = known_areas()
    return [areas[key] for key in AreaTree.load().ancestors(area.pk)]


def _person(provider: Provider, number: str, now: datetime) -> Person:
    hours = [row for row in provider.opening_hours.all() if row.offering_id is None]
    exceptions = list(provider.opening_exceptions.all())
    notices = [
        notice
        for notice in notices_of_unit(provider, now, translation.get_language() or SOURCE_LANGUAGE)
        if notice.is_closed or notice.is_about_the_phone
    ]
    is_shut = any(notice.is_closed for notice in notices)
    sentence = "" if is_shut else opening_sentence(hours, exceptions, now, kinds=(HoursKind.PHONE,))
    is_open = not is_shut and open_now(hours, exceptions, now, (HoursKind.PHONE,)) is not None
    return Person(
        name=Text(provider.name, "sv"),
        number=number,
        tel=dialled(number),
        open_sentence=sentence,
        is_example=provider.is_example,
        is_closed=is_shut or bool(sentence and not is_open),
        answers_now=is_open,
        notices=tuple(notices),
    )


def _sentence_to_say(unit: Provider | None) -> str:
    """What one may say first. Somebody who calls a protected unit need not speak of a family."""
    if unit is not None and unit.is_protected:
        return _("Säg så här: ”Jag är rädd och behöver hjälp.” Behöver du tolk? Säg det direkt, det är gratis.")
    return _(
        "Säg så här: ”Jag vill fråga om stöd till min familj.” Behöver du tolk? Säg det direkt, det är gratis."
    )


def person_to_reach(
    area: Area | None, offering: Offering | None, now: datetime, provider: Provider | None = None
) -> Person:
    """Whom to call about an offering or in an area.

    The offering's own unit first, then the area's mottagning, then its switchboard, then those of the areas
    around it.

    Args:
        area: the reader's area, if chosen.
        offering: the offering that the page is about, if it is one.
        now: the moment of the request.
        provider: the unit that the page is about, when it is one.
    """
    around = area or (offering.area if offering else None)
    above = _levels(around) if around else []
    keys = [provider.pk if provider else offering.provider_id if offering else None]
    for level in above:
        keys += [level.intake_id, level.switchboard_id]
    for unit in (answering_unit(key) for key in keys if key is not None):
        number = number_of(unit)
        if number:
            found = _person(unit, number, now)
            return replace(
                found,
                sentence_to_say=_sentence_to_say(unit),
                after_hours=_after_hours(above, unit, now, has_own=found.is_closed),
                numbers_for_all=tuple(numbers_for_all()) if found.is_closed else (),
            )
    # Nobody answers for a district that has been merged; the one that followed it stands next.
    today = timezone.localtime(now).date()
    current = next((level for level in above if not level.valid_to or level.valid_to > today), around)
    person = _without_number(current, offering)
    return replace(person, sentence_to_say=_sentence_to_say(None), after_hours=_after_hours(above, None, now))


def _after_hours(
    above: list[Area], answering: Provider | None, now: datetime, *, has_own: bool = False
) -> Person | None:
    """The unit's own jour when it is closed, else the socialjour of the nearest area that has one."""
    for unit in jours_of(answering if has_own else None, above):
        number = number_of(unit)
        if number and unit != answering:
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
            in_reader_language(_("Socialtjänsten där du bor")),
            open_sentence=_("Ring kommunens växel och fråga efter socialtjänstens mottagning. Säg var du bor."),
        )
    intake = around.text("intake_name")
    unit = intake.value or _("socialtjänstens mottagning")
    return Person(
        in_reader_language(_("%(unit)s i %(area)s") % {"unit": unit[:1].upper() + unit[1:], "area": around.name}),
        open_sentence=_("Numret står inte här än. Ring kommunens växel och fråga efter %(unit)s i %(area)s.")
        % {"unit": unit[:1].lower() + unit[1:], "area": around.name},
    )


def areas_without_a_number(today: date | None = None) -> list[Area]:
    """Real areas that support is given in and where nobody can be called, for the editors' list.

    A district that has been merged is not on it: the one that followed it is, since its people read there.

    Args:
        today: the day that is asked about; today if left out, as in ``manage.py check``.
    """
    today = today or timezone.localdate()
    tree = AreaTree.load()
    given = set(Offering.objects.running().filter(is_example=False).values_list("area", flat=True)) - {None}
    phones = set(
        Contact.objects.filter(channel=ContactKind.PHONE, provider__live=True, provider__retired_from=None)
        .exclude(provider__status=ProviderStatus.ENDED)
        .values_list("provider", flat=True)
    )
    answering = {
        key
        for key, intake, switchboard in Area.objects.values_list("pk", "intake", "switchboard")
        if phones & {intake, switchboard}
    }
    rows = Area.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=today),
        is_example=False,
        live=True,
        retired_from=None,
        level__in=(AreaKind.DISTRICT, AreaKind.MUNICIPALITY),
    ).order_by("name")
    return [
        area
        for area in rows
        if any(tree.within(place, area.pk) for place in given) and not answering & set(tree.ancestors(area.pk))
    ]
