"""The page of hits."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from catalogue.home_area import home_area
from search import index, remembered
from search.query import MOST_TEXT, MOST_VALUES, PARAMS, address_of, cleaned, parse
from search.results import results_of

#: Servers refuse addresses of more than about 8,000 signs. No honest choice comes near this.
LONGEST_ADDRESS = 6_000


# The form changes nothing, and public pages set no cookie that a token could be compared with.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """A posted form is sent on to the address of its search, so that Back asks nothing; GET shows hits."""
    response = _sent_on(request.POST) if request.method == "POST" else _shown(request)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _sent_on(data: QueryDict) -> HttpResponse:
    most = MOST_VALUES
    address = _address(data, most)
    while len(address) > LONGEST_ADDRESS and most > 1:
        most //= 2
        address = _address(data, most)
    response = HttpResponseRedirect(reverse("search") + (f"?{address}" if address else ""))
    response.status_code = 303
    return response


def _address(data: QueryDict, most: int) -> str:
    longest = {"q": MOST_TEXT}
    return address_of(
        {name: [cleaned(value, longest.get(name, 80)) for value in data.getlist(name)[:most]] for name in PARAMS}
    )


def _shown(request: HttpRequest) -> HttpResponse:
    home = home_area(request)
    language = translation.get_language()
    query = parse(request.GET, remembered.labels(index.state(), language), home)
    results = results_of(query, home=home, language=language, now=timezone.now())
    return render(request, "search/results.html", vars(results))
