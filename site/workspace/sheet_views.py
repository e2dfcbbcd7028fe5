"""Queue figures from a file: the template out, the file in, the preview, and only then the saving."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue.exchange.queue_sheet import MAX_BYTES, UnreadableSheetError, read_sheet, write_sheet
from catalogue.uploads import check_upload
from workspace.sheet import (
    ExpiredPreviewError,
    SheetRefusedError,
    check,
    lines_of,
    save,
    signed,
    unsigned,
)
from workspace.team_scope import chosen, scope_of
from workspace.team_views import staff_page

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_FILE = "Välj en fil först."
NOTHING_FILLED = "Ingen rad har ett svar. Fyll i kolumnen Svar på de rader som ska sparas."
EXPIRED = "Förhandsvisningen gäller inte längre. Inget är sparat. Skicka filen igen."
#: Problems that a page lists; who has more has sent the wrong file.
MOST_PROBLEMS = 100


@require_safe
@staff_page
def template(request: HttpRequest) -> HttpResponse:
    """The template with what stands there now, for the own units or the chosen one."""
    choice = chosen(request.user, request.GET.get("enhet", ""))
    scope = choice.scope if choice.value or not choice.is_office else scope_of(request.user)
    response = HttpResponse(write_sheet(lines_of(scope, timezone.now())), content_type=TYPE)
    response["Content-Disposition"] = 'attachment; filename="ko.xlsx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def upload(request: HttpRequest) -> HttpResponse:
    """Ask for the file; a sent one is checked and shown, and nothing is written."""
    if request.method != "POST":
        return _page(request)
    file, now = request.FILES.get("fil"), timezone.now()
    if file is None:
        return _page(request, [NO_FILE], 400)
    try:
        check_upload(file, ["xlsx"], MAX_BYTES)
        filled, problems = read_sheet(file, size=file.size or 0, today=timezone.localtime(now).date())
    except UnreadableSheetError as error:
        return _page(request, [str(error)], 400)
    except ValidationError as error:
        return _page(request, error.messages, 400)
    changes, refused = check(filled, scope_of(request.user), now)
    problems = sorted([*problems, *refused], key=lambda problem: problem.row)
    if problems:
        return _page(request, [str(problem) for problem in problems], 400)
    if not changes:
        return _page(request, [NOTHING_FILLED], 400)
    context = {"section": "team", "changes": changes, "payload": signed(filled, request.user)}
    return render(request, "workspace/sheet_preview.html", context)


@require_POST
@staff_page
def confirm(request: HttpRequest) -> HttpResponse:
    """Save what was shown, all of it or nothing."""
    try:
        filled = unsigned(request.POST.get("rader", ""), request.user)
        count = save(filled, scope_of(request.user), user=request.user, now=timezone.now())
    except ExpiredPreviewError:
        return _page(request, [EXPIRED], 400)
    except SheetRefusedError as refused:
        return _page(request, [str(refused)], 409)
    return render(request, "workspace/sheet_done.html", {"section": "team", "count": count})


def _page(request: HttpRequest, problems: list[str] | None = None, status: int = 200) -> HttpResponse:
    found = problems or []
    context = {"section": "team", "problems": found[:MOST_PROBLEMS], "more": max(0, len(found) - MOST_PROBLEMS)}
    return render(request, "workspace/sheet.html", context, status=status)
