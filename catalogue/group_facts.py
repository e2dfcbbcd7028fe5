"""What is stated of a group start, in words: when, how long, for whom, where, sign-up, places."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.choices import GroupHeld, SignUp, Stated
from catalogue.models import GroupStart
from catalogue.models.words import Text
from catalogue.offering_facts import Fact
from catalogue.opening_hours import clock
from catalogue.shelf_life import ShelfLife


def when_in_words(start: GroupStart) -> str:
    """``Tisdag 12 januari 2027 kl. 17.15–20``."""
    day = f"{capfirst(date_format(start.first_date, 'l'))} {date_format(start.first_date)}"
    if start.starts_at is None:
        return day
    times = clock(start.starts_at) + (f"–{clock(start.ends_at)}" if start.ends_at else "")
    return _("%(day)s kl. %(times)s") % {"day": day, "times": times}


def facts_of_start(start: GroupStart, language: str) -> list[Fact]:
    """Rows of what is stated, in the order that a reader asks. Nothing stated, no row."""
    rows: list[tuple[str, str, Text | str]] = [
        ("calendar", _("Hur länge"), _meetings(start)),
        ("people", _("För vem"), start.text("for_whom", language) or _ages(start)),
        ("pin", _("Var"), _where(start, language)),
        ("globe", _("Språk"), start.language.text("label", language) if start.language else ""),
        ("paper", _("Så anmäler du dig"), start.text("how_to_sign_up", language) or _sign_up(start)),
        ("clock", _("Anmäl dig senast"), _until(start)),
        ("info", _("Barnpassning"), _stated(start.child_care, _("Ja, det finns barnpassning."), _("Nej."))),
        ("info", _("Bor du någon annanstans?"), _others(start)),
        ("info", _("Startar om"), _smallest(start)),
        ("info", _("Mer om gruppen"), start.text("about", language)),
    ]
    return [Fact(icon, label, text) for icon, label, text in rows if text]


def ages_of(start: GroupStart) -> tuple[int | None, int | None]:
    """Ages that the group is for: its own, else the offering's, else the insats'."""
    for owner in (start, start.offering, start.offering.insats):
        if owner.age_min is not None or owner.age_max is not None:
            return owner.age_min, owner.age_max
    return None, None


def places_in_words(start: GroupStart, now: datetime, shelf: ShelfLife) -> str:
    """How many places are left. An old count says that it may have changed; no count says nothing."""
    left = start.places_left
    if left is None:
        return ""
    if left == 0:
        full = _("Fullt.")
        yes, no = _("Det finns en reservlista."), _("Det finns ingen reservlista.")
        said = f"{full} {_stated(start.reserve_list, yes, no)}".strip()
    else:
        said = ngettext("%(n)s plats kvar.", "%(n)s platser kvar.", left) % {"n": left}
    may_have_changed = _("Det kan ha ändrats.")
    return said if holds_count(start, now, shelf) else f"{said} {may_have_changed}"


def holds_count(start: GroupStart, now: datetime, shelf: ShelfLife) -> bool:
    """Whether the places were counted lately enough to be told without a warning."""
    if start.counted_on is None:
        return False
    return (timezone.localtime(now).date() - start.counted_on).days <= shelf.places_may_change


def sign_up_is_over(start: GroupStart, now: datetime) -> bool:
    """Whether the last day of signing up has passed."""
    return start.sign_up_until is not None and start.sign_up_until < timezone.localtime(now).date()


def can_be_joined(start: GroupStart, now: datetime) -> bool:
    """Whether nothing is known that keeps a reader out: it is not full, and one can still sign up."""
    return not start.is_full and not sign_up_is_over(start, now)


def _meetings(start: GroupStart) -> str:
    if start.meetings is None:
        return ""
    if start.meetings == 1:
        return _("En träff")
    weekday = date_format(start.first_date, "l")
    return _("%(n)s träffar, första gången en %(weekday)s") % {"n": start.meetings, "weekday": weekday}


def _ages(start: GroupStart) -> str:
    low, high = ages_of(start)
    if low is not None and high is not None:
        return _("%(low)s–%(high)s år") % {"low": low, "high": high}
    if low is not None:
        return _("Från %(low)s år") % {"low": low}
    return _("Till och med %(high)s år") % {"high": high} if high is not None else ""


def _where(start: GroupStart, language: str) -> Text | str:
    """The group's own words, else the place; a video group says so. A protected unit has no place to name."""
    held: dict[str, str] = {GroupHeld.VIDEO: _("På video"), GroupHeld.BOTH: _("På plats eller på video")}
    said = held.get(start.held, "")
    provider = start.offering.provider
    is_protected = provider is not None and provider.is_protected
    if not is_protected and (words := start.text("where", language)):
        return words
    if start.place is None or start.held == GroupHeld.VIDEO or is_protected:
        return said or (_("På plats") if start.held == GroupHeld.PLACE else "")
    town = f"{start.place.street}, {start.place.town}".strip(", ")
    return Text(", ".join(filter(None, (start.place.name, town))), "sv")


def _sign_up(start: GroupStart) -> str:
    ways: dict[str, str] = {
        SignUp.CALL: _("Ring och anmäl dig."),
        SignUp.FORM: _("Anmäl dig på webben."),
        SignUp.COME: _("Kom direkt. Du behöver inte anmäla dig."),
        SignUp.ASK: _("Fråga den som du har kontakt med i socialtjänsten."),
    }
    return ways.get(start.sign_up, "")


def _until(start: GroupStart) -> str:
    return (
        f"{date_format(start.sign_up_until, 'l')} {date_format(start.sign_up_until)}"
        if start.sign_up_until
        else ""
    )


def _others(start: GroupStart) -> str:
    yes = _("Du får komma även om du bor i ett annat område.")
    return _stated(
        start.open_to_others or start.offering.residents_elsewhere, yes, _("Bara för dig som bor i området.")
    )


def _smallest(start: GroupStart) -> str:
    return _("minst %(n)s anmäler sig") % {"n": start.smallest} if start.smallest else ""


def _stated(value: str, yes: str, no: str) -> str:
    answers: dict[str, str] = {Stated.YES: yes, Stated.NO: no}
    return answers.get(value, "")
