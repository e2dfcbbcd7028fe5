"""*Läget*: a unit manager says each week what holds: *Stämmer*, another figure, or *Vet inte*."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from catalogue.actions.change_hours import ChangedMeanwhileError
from catalogue.actions.confirm_hours import confirm_hours, doubt_hours
from catalogue.actions.report_queue import (
    NothingToConfirmError,
    ReportedMeanwhileError,
    confirm_queue,
    in_words,
    new_report,
    report_queue,
)
from catalogue.models import QueueReport
from workspace.access import View, staff_only
from workspace.history import name_of
from workspace.team import UnitCard, cards, hours_key, queue_key, with_hours
from workspace.team_forms import PRESETS, TRUE, HoursAnswer, QueueAnswer
from workspace.team_groups import lacking_rows
from workspace.team_scope import Chosen, chosen, own_offering, own_provider

#: Offerings on one page; a unit has few, a whole area may have hundreds.
PAGE_SIZE = 50
STALE_FORM = "Formuläret gick inte att läsa. Ladda om sidan och svara igen."
NOTHING_KNOWN = "Det finns ingen uppgift att bekräfta. Välj en väntetid, eller svara ”Vet inte”."
HOURS_CHANGED = "Någon annan har ändrat öppettiderna medan du tittade. Ditt svar är inte sparat. Läs dem igen."


@dataclass(frozen=True)
class Problem:
    """What went wrong with the answer in one row, and what was written there."""

    key: str
    text: str
    form: QueueAnswer | None = None


def refusing(view: View) -> View:
    """Say in words to whom a unit belongs when it is not one's own (403)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as refusal:
            return render(request, "workspace/not_yours.html", {"reason": str(refusal)}, status=403)

    return guarded


def staff_page(view: Callable[..., HttpResponse]) -> View:
    """A page for those with a role, which says so when something is another unit's."""
    return staff_only(refusing(view))


@require_safe
@staff_page
def team(request: HttpRequest) -> HttpResponse:
    """The own units, or the chosen one."""
    return _shown(request, chosen(request.user, request.GET.get("enhet", "")))


@require_POST
@staff_page
def answer_queue(request: HttpRequest) -> HttpResponse:
    """One answer about one wait."""
    offering, form = own_offering(request.user, pk=request.POST.get("erbjudande", "")), QueueAnswer(request.POST)
    is_valid = form.is_valid()
    key = queue_key(offering.pk, form.cleaned_data.get("matt", ""), form.cleaned_data.get("grupp"))
    if not is_valid:
        own = {"fran", "till"} & form.errors.keys()
        text = " ".join(str(error) for name in own for error in form.errors[name]) or STALE_FORM
        return _refused(request, Problem(key, text, form), 400)
    now, values, version = timezone.now(), form.values(), form.cleaned_data["version"]
    answer = {"user": request.user, "now": now, "read_version": version}
    try:
        if values is None:
            confirm_queue(offering, form.cleaned_data["matt"], form.cleaned_data["grupp"], **answer)
        else:
            report_queue(new_report(offering, now=now, **values), **answer)
    except ReportedMeanwhileError as error:
        return _refused(request, Problem(key, _meanwhile(error.newer, values), form), 409)
    except NothingToConfirmError:
        return _refused(request, Problem(key, NOTHING_KNOWN), 409)
    except ValidationError as error:
        return _refused(request, Problem(key, " ".join(error.messages), form), 400)
    return _back(request, key)


@require_POST
@staff_page
def answer_hours(request: HttpRequest) -> HttpResponse:
    """One answer about the hours of a unit."""
    provider, form = own_provider(request.user, pk=request.POST.get("verksamhet", "")), HoursAnswer(request.POST)
    key = hours_key(provider.pk)
    if not form.is_valid():
        return _refused(request, Problem(key, STALE_FORM), 400)
    version = form.cleaned_data["version"]
    try:
        if form.cleaned_data["svar"] == TRUE:
            confirm_hours(provider, user=request.user, now=timezone.now(), read_version=version)
        else:
            doubt_hours(provider, user=request.user, now=timezone.now(), read_version=version)
    except ChangedMeanwhileError:
        return _refused(request, Problem(key, HOURS_CHANGED), 409)
    return _back(request, key)


def _meanwhile(newer: QueueReport, values: dict | None) -> str:
    who = name_of(newer.reported_by) or "Någon"
    sent = "" if values is None else f" Du skickade: {in_words(QueueReport(observed='nu', **values))}."
    return (
        f"{who} har svarat medan du tittade. Nu står det: {in_words(newer)}. Ditt svar är inte sparat."
        f"{sent} Svara igen om det ska gälla."
    )


def _refused(request: HttpRequest, problem: Problem, status: int) -> HttpResponse:
    return _shown(request, chosen(request.user, request.POST.get("valt", "")), problem, status)


def _back(request: HttpRequest, key: str) -> HttpResponse:
    """To the row that was answered, by an address that can be loaded again without answering again."""
    place = {"enhet": request.POST.get("valt", ""), "sida": request.POST.get("sida", "")}
    query = urlencode({name: value for name, value in place.items() if value} | {"svarat": key})
    return redirect(f"{reverse('team')}?{query}#{key}")


def _shown(
    request: HttpRequest, choice: Chosen, problem: Problem | None = None, status: int = 200
) -> HttpResponse:
    source = request.POST if request.method == "POST" else request.GET
    offerings = choice.scope.offerings.select_related("insats", "provider", "area")
    page = Paginator(offerings.order_by("provider__name", "area__name", "insats__name", "pk"), PAGE_SIZE)
    shown = page.get_page(source.get("sida"))
    units = with_hours(choice.scope.providers) if shown.number == 1 else choice.scope.providers.none()
    found = cards(list(shown), units, timezone.now())
    context = {
        "section": "team",
        "choice": choice,
        "cards": found,
        "page_obj": shown,
        "due": _due(found),
        "lacking": lacking_rows(choice.scope.offerings) if shown.number == 1 else [],
        "presets": PRESETS,
        "problem": problem,
        "answered": request.GET.get("svarat", ""),
    }
    return render(request, "workspace/team.html", context, status=status)


def _due(found: list[UnitCard]) -> int:
    queues = sum(row.is_due for card in found for row in card.queues)
    return queues + sum(card.hours.is_due for card in found if card.hours)
