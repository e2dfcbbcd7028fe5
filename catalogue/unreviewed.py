"""Texts and numbers that a person must approve before launch, and that nobody has approved yet."""

from collections import Counter

from django.apps import apps
from django.conf import settings

from catalogue.choices import Origin
from catalogue.models import HelpLine, LegalText, RouteGuide, SafetyText
from catalogue.models.identity import DescribedFact
from catalogue.models.passages import HasPassages
from catalogue.models.term import Term
from catalogue.models.words import Words


def read_by_a_person() -> list[type[Words]]:
    """The kinds of words that a person must read when a machine wrote them, see ``Words.approved_first``."""
    return [model for model in kinds_of_words() if model.approved_first]


def kinds_of_words() -> list[type[Words]]:
    """All kinds of words off the pages that last: those of notices and groups live as long as these."""
    rows = [model for model in apps.get_app_config("catalogue").get_models() if issubclass(model, Words)]
    return [model for model in rows if issubclass(model._meta.get_field("owner").related_model, DescribedFact)]


def kinds_of_pages() -> list[type[HasPassages]]:
    """The kinds of pages that have passages."""
    return [model for model in apps.get_models() if issubclass(model, HasPassages)]


def without_a_lawyer() -> list[Term]:
    """Published legal texts and ways in that no lawyer has approved."""
    found: list[Term] = []
    for model in (LegalText, RouteGuide):
        rows = model.objects.filter(live=True, retired_from=None, reviewed_by_lawyer_on=None)
        found += rows.prefetch_related("words")
    return found


def unchecked_help_lines() -> list[HelpLine]:
    """Published lines that nobody has called to check number and hours."""
    rows = HelpLine.objects.filter(live=True, retired_from=None, checked_on=None)
    return list(rows.prefetch_related("words"))


def safety_texts_nobody_approved() -> list[SafetyText]:
    """Published safety texts that came with the catalogue and that nobody has published themselves.

    Who publishes one is another person than who wrote it, see ``gate.FOUR_EYES``.
    """
    rows = SafetyText.objects.filter(live=True, retired_from=None, live_revision__user=None)
    return list(rows.prefetch_related("words"))


def invented_records() -> dict[str, int]:
    """How many published records are invented examples, by the name of their kind."""
    counted: dict[str, int] = {}
    for model in apps.get_app_config("catalogue").get_models():
        if issubclass(model, DescribedFact):
            number = model._default_manager.filter(live=True, retired_from=None, is_example=True).count()
            if number:
                counted[str(model._meta.verbose_name_plural)] = number
    return counted


def machine_texts_nobody_read() -> dict[str, int]:
    """How many texts a machine wrote and nobody has read, by the name of their language."""
    names = dict(settings.LANGUAGES)
    counted: Counter[str] = Counter()
    for words in read_by_a_person():
        rows = words._default_manager.filter(
            origin=Origin.MACHINE, reviewed_on=None, owner__live=True, owner__retired_from=None
        )
        counted.update(rows.values_list("language", flat=True))
    for kind in kinds_of_pages():
        pages = kind.live_with_passages()
        counted.update(page.locale.language_code for page in pages if page.approved_first and page.is_unread)
    return {str(names.get(code, code)): number for code, number in sorted(counted.items())}
