"""Closed over Christmas, or other hours for some days: added, changed and taken away on a telephone."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from catalogue.actions.change_exceptions import exceptions_version, remove_exception, save_exception
from catalogue.actions.change_running import ChangedMeanwhileError
from catalogue.coming_holidays import coming_holidays
from catalogue.hours_table import exception_row
from catalogue.models import OpeningException, Provider
from workspace.exception_form import ExceptionForm
from workspace.team_scope import own_provider
from workspace.team_views import STALE_FORM, staff_page

#: More coming rows than any unit has.
MOST_ROWS = 50
GONE = "Någon annan har tagit bort raden. Inget av ditt är sparat."
CHANGED = (
    "Någon annan har ändrat undantagen medan du skrev. Inget av ditt är sparat. Läs vad som står nu. "
    "Tryck igen om ditt ska gälla."
)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def exceptions(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the dates to come, or save one row: new, changed or taken away."""
    provider = own_provider(request.user, slug=slug)
    if request.method != "POST":
        return _page(request, provider)
    today, key = timezone.localdate(), request.POST.get("rad", "")
    row = next((row for row in _coming(provider) if str(row.pk) == key), None)
    if key and row is None:
        return _page(request, provider, problem=GONE, status=409)
    version = request.POST.get("version", "")
    if request.POST.get("gor") == "bort" and row is not None:
        return _removed(request, row, version)
    form = ExceptionForm(today, row, request.POST)
    if request.POST.get("gor") != "spara":
        return _page(request, provider, problem=STALE_FORM, status=400)
    if not form.is_valid():
        return _page(request, provider, form, status=400)
    try:
        save_exception(form.result(provider), read_version=version, user=request.user)
    except ChangedMeanwhileError:
        return _page(request, provider, form, problem=CHANGED, status=409)
    except ValidationError as error:
        form.refuse(error)
        return _page(request, provider, form, status=400)
    return _saved(provider)


def _removed(request: HttpRequest, row: OpeningException, version: str) -> HttpResponse:
    try:
        remove_exception(row, read_version=version, user=request.user)
    except ChangedMeanwhileError:
        return _page(request, row.provider, problem=CHANGED, status=409)
    return _saved(row.provider)


def _saved(provider: Provider) -> HttpResponse:
    return redirect(f"{reverse('team_exceptions', args=[provider.slug])}?sparat=1")


def _coming(provider: Provider) -> list[OpeningException]:
    """Dates that are not over."""
    return list(provider.opening_exceptions.filter(date_to__gte=timezone.localdate())[:MOST_ROWS])


def _page(
    request: HttpRequest,
    provider: Provider,
    sent: ExceptionForm | None = None,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; what was sent and refused stands in its form as it was typed."""
    today, coming = timezone.localdate(), _coming(provider)
    rows = [sent if sent and sent.row and sent.row.pk == row.pk else ExceptionForm(today, row) for row in coming]
    context = {
        "section": "team",
        "provider": provider,
        "rows": [(row.pk, exception_row(row), form) for row, form in zip(coming, rows, strict=True)],
        "new": sent if sent and sent.row is None else ExceptionForm(today),
        "sent": sent,
        "holidays": coming_holidays(today, coming),
        "version": exceptions_version(provider),
        "problem": problem,
        "is_saved": request.method == "GET" and "sparat" in request.GET,
    }
    return render(request, "workspace/team_exceptions.html", context, status=status)
