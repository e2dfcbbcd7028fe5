"""What is stated about one offering beside its way in and its wait, as short rows. Nothing stated, no row."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalogue.choices import Cost, Stated
from catalogue.given_together import Together
from catalogue.models import Offering
from catalogue.models.words import SOURCE_LANGUAGE, Text


@dataclass(frozen=True)
class Fact:
    """One stated fact with its sign and its heading."""

    icon: str
    label: str
    text: Text | str


def facts_of(offering: Offering, language: str, together: Together) -> list[Fact]:
    """Rows of what is stated about an offering, in the order that a reader asks."""
    partners = ", ".join(together.names.get(offering.pk, ()))
    # Few of them are stated, so a heading is translated when it is needed.
    rows = [
        ("people", gettext_noop("Ålder"), _ages(offering)),
        ("info", gettext_noop("Kostnad"), cost_of(offering)),
        ("chat", gettext_noop("Så träffas ni"), _meeting(offering, language)),
        ("calendar", gettext_noop("Hur länge"), _sessions(offering, language)),
        ("clock", gettext_noop("Tider"), offering.text("hours", language)),
        ("pin", gettext_noop("Var"), offering.text("place", language)),
        ("globe", gettext_noop("Språk"), _labels(offering.support_languages.all(), language)),
        ("people", gettext_noop("Gemensamt med"), Text(partners, SOURCE_LANGUAGE)),
        ("paper", gettext_noop("Vem beslutar"), offering.text("who_decides", language)),
        ("info", gettext_noop("Vem betalar"), offering.text("who_pays", language)),
        ("info", gettext_noop("Krav"), _diagnosis(offering)),
        ("info", gettext_noop("Bor du någon annanstans?"), _elsewhere(offering)),
    ]
    return [Fact(icon, _(label), text) for icon, label, text in rows if text]


def cost_of(offering: Offering) -> str:
    """What the reader pays, or an empty text when it is not stated."""
    if offering.cost == Cost.FREE:
        return _("Gratis")
    if offering.cost == Cost.FEE_BY_INCOME:
        return _("Avgift efter inkomst")
    if offering.cost != Cost.FEE:
        return ""
    if offering.cost_amount is None:
        return _("Avgift")
    places = 0 if offering.cost_amount == int(offering.cost_amount) else 2
    text = _("%(amount)s kronor") % {"amount": number_format(offering.cost_amount, places)}
    if offering.cost_unit:
        text += f" {offering.get_cost_unit_display()}"
    return f"{text} ({offering.cost_year})" if offering.cost_year else text


def _ages(offering: Offering) -> str:
    low, high = offering.age_min, offering.age_max
    if low is not None and high is not None:
        return _("%(low)s–%(high)s år") % {"low": low, "high": high}
    if low is not None:
        return _("Från %(low)s år") % {"low": low}
    return _("Till och med %(high)s år") % {"high": high} if high is not None else ""


def _labels(terms: object, language: str) -> str:
    return ", ".join(str(term.text("label", language)) for term in terms)  # type: ignore[attr-defined]


def _meeting(offering: Offering, language: str) -> str:
    return capfirst(_labels(offering.meeting_ways.all(), language).lower())


def _sessions(offering: Offering, language: str) -> Text | str:
    said = offering.text("sessions", language)
    if said:
        return said
    if not offering.max_sessions:
        return ""
    text = _("Högst %(n)s samtal.") % {"n": offering.max_sessions}
    if offering.after_sessions:
        text += " " + _("Sedan: %(what)s.") % {"what": offering.get_after_sessions_display()}
    return text


def _diagnosis(offering: Offering) -> str:
    if offering.diagnosis_required == Stated.YES:
        return _("Du behöver ha en diagnos.")
    return _("Du behöver ingen diagnos.") if offering.diagnosis_required == Stated.NO else ""


def _elsewhere(offering: Offering) -> str:
    if offering.residents_elsewhere == Stated.YES:
        return _("Du får komma även om du bor i ett annat område.")
    return _("Bara för dig som bor i området.") if offering.residents_elsewhere == Stated.NO else ""
