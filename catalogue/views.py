"""Public pages of the catalogue: an insats, all insatser, a provider, an area, the glossary."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from catalogue.area_view import area_context
from catalogue.beside_view import beside_context, language_beside
from catalogue.glossary_view import glossary_context
from catalogue.group_list import group_list_context
from catalogue.index_view import index_context
from catalogue.insats_view import insats_context, insats_template
from catalogue.models import Area, Insats, Provider
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.provider_view import provider_context
from catalogue.querysets import without_hidden_examples
from catalogue.retired_view import retired_context

RETIRED = "catalogue/retired.html"


def _shown(model: type[Area | Insats | Provider]) -> QuerySet:
    """Live records of a kind; invented ones only while the demonstration shows them."""
    return model.objects.filter(without_hidden_examples(), live=True)


@require_safe
def insats(request: HttpRequest, slug: str) -> HttpResponse:
    """An insats, in every variant: with words in that language, else with the Swedish ones."""
    record = get_object_or_404(_shown(Insats), slug=slug)
    if record.is_retired:
        return render(request, RETIRED, retired_context(request, record))
    context = insats_context(request, record, None)
    language = translation.get_language() or SOURCE_LANGUAGE
    other = language_beside(request, language)
    if other:
        return render(request, "catalogue/insats_beside.html", beside_context(request, record, context, other))
    return render(request, insats_template(language), context)


@require_safe
def insats_index(request: HttpRequest) -> HttpResponse:
    """All insatser from A to Ö."""
    return render(request, "catalogue/insats_index_page.html", index_context(request))


@require_safe
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    """A unit: what it gives, when it is open, how one reaches it."""
    record = get_object_or_404(_shown(Provider).select_related("parent"), slug=slug)
    if record.is_retired:
        return render(request, RETIRED, retired_context(request, record))
    return render(request, "catalogue/provider.html", provider_context(request, record))


@require_safe
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """An area: where one asks, what there is, what it was and became."""
    record = get_object_or_404(_shown(Area), slug=slug)
    return render(request, "catalogue/area.html", area_context(request, record))


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Groups and courses that start soon, by date."""
    return render(request, "catalogue/groups.html", group_list_context(request))


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """The words that readers meet, from A to Ö."""
    return render(request, "catalogue/glossary.html", glossary_context(request))
