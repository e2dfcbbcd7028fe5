"""The page of hits."""

import logging
from functools import partial

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from catalogue.home_area import home_area
from catalogue.models.words import EASY_READ, Text, direction
from search import index, remembered
from search.asking import undone_if_it_fails
from search.counting import after_sending, count_search
from search.labels import load_labels
from search.query import MOST_TEXT, MOST_VALUES, PARAMS, Query, address_of, cleaned, parse
from search.results import results_of, results_without_index
from search.safety import Alarm, load_alarm

logger = logging.getLogger(__name__)

#: Servers refuse addresses of more than about 8,000 signs. No honest choice comes near this.
LONGEST_ADDRESS = 6_000


# The form changes nothing, and public pages set no cookie that a token could be compared with.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """A posted form is sent on to the address of its search, so that Back asks nothing; GET shows hits."""
    response = _sent_on(request.POST) if request.method == "POST" else _shown(request)
    response["X-Robots-Tag"] = "noindex, nofollow"
    # What was asked stands in the address, which no browser keeps and no link from here tells.
    response["Cache-Control"], response["Referrer-Policy"] = "no-store", "no-referrer"
    return response


@csrf_exempt
@require_http_methods(["POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """Names that begin as the reader writes. Posted, so that the words stand in no address and no log.

    Words that tell of danger get no suggestions: the answer to them is not a search.
    """
    language, typed = translation.get_language(), cleaned(request.POST.get("q", ""))
    try:
        with undone_if_it_fails():
            found = _suggested(typed, language)
    except DatabaseError:
        found = []
    rows = [{"text": text.value, "lang": text.language, "dir": direction(text.language)} for text in found]
    return JsonResponse({"suggestions": rows}, headers={"Cache-Control": "no-store", "X-Robots-Tag": "noindex"})


def _suggested(typed: str, language: str) -> list[Text]:
    state = index.state()
    if remembered.alarm(state, language).heard_in(typed) is not None:
        return []
    return remembered.suggestions(state, language).beginning_with(typed)


def _sent_on(data: QueryDict) -> HttpResponse:
    """To an address with the words, or, when they tell of danger, to one with a topic and no words."""
    data = data.copy()
    topic = _alarm(translation.get_language()).heard_in(cleaned(data.get("q", "")))
    if topic is not None:
        data["q"], data["amne"] = "", str(topic.id)
    most = MOST_VALUES
    address = _address(data, most)
    while len(address) > LONGEST_ADDRESS and most > 1:
        most //= 2
        address = _address(data, most)
    response = HttpResponseRedirect(reverse("search") + (f"?{address}" if address else ""))
    response.status_code = 303
    return response


def _alarm(language: str) -> Alarm:
    """What to listen for, also while the index does not answer."""
    try:
        with undone_if_it_fails():
            return remembered.alarm(index.state(), language)
    except DatabaseError:
        return load_alarm(language)


def _address(data: QueryDict, most: int) -> str:
    longest = {"q": MOST_TEXT}
    return address_of(
        {name: [cleaned(value, longest.get(name, 80)) for value in data.getlist(name)[:most]] for name in PARAMS}
    )


def _easy(query: Query) -> dict[str, object]:
    """What the form in easy-read asks: no facets but one box, and what was chosen elsewhere stays chosen."""
    values = query.choices.values
    kept = [(name, value) for name, found in values.items() if name != "beslut" for value in found]
    if query.choices.age is not None:
        kept.append(("alder", str(query.choices.age)))
    return {"easy": True, "without_decision": values.get("beslut") == ("nej",), "kept": kept}


def _shown(request: HttpRequest) -> HttpResponse:
    home, language, now = home_area(request), translation.get_language(), timezone.now()
    try:
        with undone_if_it_fails():
            state = index.state()
            alarm = remembered.alarm(state, language)
            query = parse(request.GET, remembered.labels(state, language), home, alarm, now)
            results = results_of(query, home=home, language=language, now=now, state=state)
    except DatabaseError:
        # The index lies in tables of its own. Without it the catalogue, its topics and its numbers still answer.
        logger.exception("The search index does not answer.")
        query = parse(request.GET, load_labels(language), home, load_alarm(language))
        results = results_without_index(query, home=home, language=language, now=now)
    if language == EASY_READ:
        response = render(request, "search/results_easy.html", {**vars(results), **_easy(query)})
    else:
        response = render(request, "search/results.html", vars(results))
    if request.method == "GET" and query.page == 1 and not results.is_down:
        after_sending(response, partial(count_search, query, results, language))
    return response
