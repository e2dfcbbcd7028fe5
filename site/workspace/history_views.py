"""The history of what a unit or an offering has answered, for those who answer for it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workspace.history import lines_of
from workspace.team_scope import own_offering, own_provider
from workspace.team_views import staff_page

#: What has a history here, by its name in the address.
OWN = {"verksamhet": own_provider, "erbjudande": own_offering}


@require_safe
@staff_page
def history(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Who answered what and when, and what stood there before."""
    find = OWN.get(kind)
    if find is None:
        raise Http404("Det finns inte.")
    record = find(request.user, slug=slug)
    context = {"section": "team", "record": record, "kind": kind, "lines": lines_of(record)}
    return render(request, "workspace/history.html", context)
