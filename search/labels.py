"""Labels: what the values of the filters are called in a reader's language."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalogue.choices import OPEN_TO_STRANGERS, Route
from catalogue.models import Form, MeetingWay, Need, Provider, Referrer, RouteGuide, SupportLanguage, TargetGroup
from catalogue.models.term import Term
from catalogue.models.words import SOURCE_LANGUAGE, Text
from catalogue.when_open import EVENING, NOW, WEEKEND
from search.running import WAIT_STEPS

Labels = dict[str, dict[str, Text | str]]

TERMS_OF: dict[str, type[Term]] = {
    "behov": Need,
    "malgrupp": TargetGroup,
    "form": Form,
    "satt": MeetingWay,
    "sprak": SupportLanguage,
    "hanvisare": Referrer,
}


def load_labels(language: str) -> Labels:
    """The label of every value, by filter, in the order in which values are listed."""
    with override(language):
        labels: Labels = {
            name: {term.slug: term.text("label", language) for term in model.objects.prefetch_related("words")}
            for name, model in TERMS_OF.items()
        }
        short = {
            guide.slug: guide.text("short", language) for guide in RouteGuide.objects.prefetch_related("words")
        }
        labels["vag"] = {route.value: short.get(route.value) or str(route.label) for route in Route}
        labels["beslut"] = {"nej": _("Inget beslut behövs"), "ja": _("Ett beslut behövs")}
        labels["kostnad"] = {"gratis": _("Gratis"), "avgift": _("Avgift"), "inkomst": _("Avgift efter inkomst")}
        labels["anonymt"] = {"ja": _("Ja, du kan vara anonym"), "nej": _("Nej, du behöver säga vem du är")}
        labels["vantetid"] = {str(days): wait_label(days) for days in WAIT_STEPS}
        labels["oppet"] = _hours_labels()
        labels["utforare"] = {
            slug: Text(name, SOURCE_LANGUAGE) for slug, name in Provider.objects.values_list("slug", "name")
        }
    return labels


def wait_label(days: int) -> str:
    """What a longest wait is called."""
    known = {
        7: _("Kort väntetid, högst en vecka"),
        14: _("Högst två veckor"),
        28: _("Högst fyra veckor"),
    }
    return known.get(days) or _("Högst %(n)s dagar") % {"n": days}


def _hours_labels() -> dict[str, Text | str]:
    """When it is open for somebody who is not known there: by any kind, then by each."""
    plain = {NOW: _("Öppet nu"), EVENING: _("Öppet på kvällar"), WEEKEND: _("Öppet på helger")}
    of_kind = {NOW: _("%(kind)s nu"), EVENING: _("%(kind)s på kvällar"), WEEKEND: _("%(kind)s på helger")}
    labels: dict[str, Text | str] = dict(plain)
    for when, sentence in of_kind.items():
        for kind in OPEN_TO_STRANGERS:
            labels[f"{when}-{kind.value}"] = sentence % {"kind": capfirst(str(kind.label))}
    return labels
