"""The page of a confirmation link: opening shows, only the button confirms. No signing in, no cookies."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from catalogue.anonymous_forms import FOREIGN, STAMP, TRAP, refusal, stamp
from catalogue.confirmation_links import find_link
from catalogue.models import ConfirmationLink, Responsibility
from catalogue.own_units import units_of_duty
from workspace.history import name_of
from workspace.link_form import AnswersRefusedError, SpentError, read_answers, save_answers
from workspace.link_limit import is_too_often
from workspace.team import Scope, UnitCard, cards, with_hours
from workspace.team_forms import PRESETS

PURPOSE = "confirm"
UNKNOWN_LINK = "Länken finns inte. Kontrollera att hela adressen kom med."
NOTHING_TO_ANSWER = "Ansvaret som länken gällde har upphört."
TOO_MANY = "Det blev för många försök. Vänta några minuter och öppna länken igen."
#: A holder of very many units answers after signing in.
MOST_OFFERINGS = 100


# Without a cookie there is no token to compare with: the origin and the signed stamp stand in for it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link is about; posted, save the answers and use the link up."""
    response = _answer(request, token)
    response["Referrer-Policy"] = "no-referrer"
    # Django writes the address of every refusal into its log, and here the address is the key.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    if is_too_often(request):
        return _closed(request, TOO_MANY, 429)
    link, now = find_link(token), timezone.now()
    if link is None:
        return _closed(request, UNKNOWN_LINK, 404)
    if reason := link.why_closed(now):
        return _closed(request, reason, 410)
    found = _cards_of(link.duty, now)
    if not found:
        return _closed(request, NOTHING_TO_ANSWER, 410)
    if request.method != "POST":
        return _form(request, link, found)
    if reason := refusal(request, PURPOSE):
        return _form(request, link, found, reason, 403 if reason == FOREIGN else 400)
    return _save(request, link, found, now)


def _save(request: HttpRequest, link: ConfirmationLink, found: list[UnitCard], now: datetime) -> HttpResponse:
    try:
        answers = read_answers(request.POST, found)
    except AnswersRefusedError as refused:
        return _form(request, link, found, str(refused), 400)
    try:
        save_answers(link, answers, now=now, via=_via(link.duty))
    except AnswersRefusedError as refused:
        return _form(request, link, _cards_of(link.duty, now), str(refused), 409)
    except SpentError:
        link.refresh_from_db()
        return _closed(request, link.why_closed(now), 410)
    return render(request, "workspace/link_done.html", {"answers": answers})


def _cards_of(duty: Responsibility, now: datetime) -> list[UnitCard]:
    """What the holder answers for today; nothing when the responsibility is over."""
    scope = Scope.of(units_of_duty(duty, today=timezone.localtime(now).date()))
    offerings = scope.offerings.select_related("insats", "provider", "area").order_by("pk")[:MOST_OFFERINGS]
    return cards(list(offerings), with_hours(scope.providers), now)


def _via(duty: Responsibility) -> str:
    return f"länk till {name_of(duty.user)}" if duty.user else "länk till enhetens brevlåda"


def _form(
    request: HttpRequest, link: ConfirmationLink, found: list[UnitCard], problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "cards": found,
        "presets": PRESETS,
        "expires": link.expires_at,
        "stamp": stamp(PURPOSE),
        "stamp_name": STAMP,
        "trap_name": TRAP,
        "problem": problem,
    }
    return render(request, "workspace/link.html", context, status=status)


def _closed(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    return render(request, "workspace/link_closed.html", {"reason": reason}, status=status)
