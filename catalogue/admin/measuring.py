"""Measures while one writes: the words so far come in, and the same sentences as after saving go out."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from catalogue.admin.language_report import may_see
from catalogue.page_measures import text_measures
from catalogue.reading_limits import limits_of, over_the_limit, stops_hard_words

URL_NAME = "catalogue_measure"
#: A page is a tenth of this. A longer text is counted when it is saved.
LONGEST_TEXT = 50_000


def measured(language: str, measures: dict[str, Any]) -> dict[str, Any]:
    """What the template says of some measures.

    Args:
        language: code of the variant.
        measures: what was counted, see ``page_measures``.
    """
    return {
        "measures": measures,
        "limits": limits_of(language),
        "over": over_the_limit(language, measures),
        "stops": stops_hard_words(),
    }


@require_POST
def measure(request: HttpRequest) -> HttpResponse:
    """How hard the words are that somebody is writing; nothing is kept."""
    if not may_see(request):
        raise PermissionDenied
    language, text = request.POST.get("language", ""), request.POST.get("text", "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponse("Språket är okänt.", status=400, content_type="text/plain; charset=utf-8")
    if len(text) > LONGEST_TEXT:
        said = "Texten är för lång för att räknas medan du skriver. Den räknas när du sparar."
        return HttpResponse(said, status=413, content_type="text/plain; charset=utf-8")
    own = [line.strip() for line in request.POST.get("own", "")[:LONGEST_TEXT].splitlines()]
    measures = text_measures(text.replace("\r\n", "\n"), language, own)
    return render(request, "catalogue/admin/measured.html", {**measured(language, measures), "writing": True})


def admin_urls() -> list[URLPattern]:
    """The address that the form asks."""
    return [path("sprak/mat/", measure, name=URL_NAME)]
