"""The professionals' pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workspace.access import ADMIN_PERMISSION, staff_only
from workspace.search import search_context


@require_safe
@staff_only
def overview(request: HttpRequest) -> HttpResponse:
    """What a member of staff can do here."""
    return render(
        request,
        "workspace/overview.html",
        {"section": "overview", "edits": request.user.has_perm(ADMIN_PERMISSION)},
    )


@require_safe
@staff_only
def search(request: HttpRequest) -> HttpResponse:
    """Everything that the public search finds, internal words too, and with ``?forklara=1`` why."""
    return render(request, "workspace/search.html", search_context(request))
