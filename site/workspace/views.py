"""The professionals' pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workspace.access import ADMIN_PERMISSION, staff_only


@require_safe
@staff_only
def overview(request: HttpRequest) -> HttpResponse:
    """What a member of staff can do here."""
    return render(request, "workspace/overview.html", {"edits": request.user.has_perm(ADMIN_PERMISSION)})
