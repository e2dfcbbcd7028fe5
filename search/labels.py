"""Labels: what the values of the filters are called in a reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from catalogue.choices import Route
from catalogue.models import Form, MeetingWay, Need, Provider, Referrer, RouteGuide, SupportLanguage, TargetGroup
from catalogue.models.term import Term
from catalogue.models.words import SOURCE_LANGUAGE, Text

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
        labels["utforare"] = {
            slug: Text(name, SOURCE_LANGUAGE) for slug, name in Provider.objects.values_list("slug", "name")
        }
    return labels
