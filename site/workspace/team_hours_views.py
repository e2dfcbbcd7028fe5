"""Opening hours on a telephone: the week of one unit, saved whole or not at all."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from catalogue.actions.change_hours import ChangedMeanwhileError, add_hours, change_hours, remove_hours
from catalogue.actions.confirm_hours import confirm_hours, hours_of, hours_version
from catalogue.choices import HoursKind, Weekday
from catalogue.models import OpeningHours, Provider
from workspace.team import hours_key
from workspace.team_scope import own_provider
from workspace.team_views import staff_page

#: Enough for the longest honest week; a longer form is no form of ours.
MOST_ROWS = 100
CLOCK = forms.TimeInput(attrs={"type": "time", "class": "input input--clock"}, format="%H:%M")
WRONG_TIME = {"required": "Fyll i en tid.", "invalid": "Skriv tiden som 09:00."}


class RowForm(forms.Form):
    """One weekly row as it stands, with the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    opens = forms.TimeField(label="öppnar", widget=CLOCK, error_messages=WRONG_TIME)
    closes = forms.TimeField(label="stänger", widget=CLOCK, error_messages=WRONG_TIME)
    gone = forms.BooleanField(label="Ta bort tiden", required=False)

    def __init__(self, row: OpeningHours, data: Any = None) -> None:
        self.row = row
        initial = {"version": row.version, "opens": row.opens, "closes": row.closes}
        super().__init__(data, prefix=f"rad-{row.pk}", initial=initial)

    @property
    def is_stale(self) -> bool:
        """Whether somebody changed the row after it was read."""
        return str(self.data.get(self.add_prefix("version"))) != str(self.row.version)

    @property
    def is_changed(self) -> bool:
        """Whether the row shall be another one."""
        return self.cleaned_data["gone"] or (self.row.opens, self.row.closes) != (
            self.cleaned_data["opens"],
            self.cleaned_data["closes"],
        )


def form_of(row: OpeningHours, data: Any) -> RowForm:
    """The form of a row. One that was added after the page was read is shown as it stands."""
    was_sent = data is not None and f"rad-{row.pk}-version" in data
    return RowForm(row, data if was_sent else None)


class NewRowsForm(forms.Form):
    """The same new hours on several days. Left alone it asks for nothing."""

    channel = forms.ChoiceField(label="Vad", choices=HoursKind.choices)
    weekdays = forms.TypedMultipleChoiceField(
        label="Dagar", choices=Weekday.choices, coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    opens = forms.TimeField(label="öppnar", widget=CLOCK, required=False, error_messages=WRONG_TIME)
    closes = forms.TimeField(label="stänger", widget=CLOCK, required=False, error_messages=WRONG_TIME)

    def clean(self) -> dict[str, Any]:
        """Days and times belong together."""
        cleaned = super().clean() or {}
        parts = [bool(cleaned.get("weekdays")), *(cleaned.get(n) is not None for n in ("opens", "closes"))]
        if not self.errors and any(parts) and not all(parts):
            raise ValidationError("Välj dagar och fyll i båda tiderna, eller lämna allt tomt.")
        return cleaned

    def rows(self, provider: Provider) -> list[OpeningHours]:
        """A row for each chosen day."""
        facts = {name: self.cleaned_data[name] for name in ("channel", "opens", "closes")}
        return [OpeningHours(provider=provider, weekday=day, **facts) for day in self.cleaned_data["weekdays"]]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def change_week(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the week, or save it: all of it, or nothing when a row is wrong or not as it was read."""
    provider = own_provider(request.user, slug=slug)
    data = request.POST if request.method == "POST" else None
    rows = provider.opening_hours.select_related("offering__insats").order_by("channel", "weekday", "opens")
    forms_of_rows, new = [form_of(row, data) for row in rows[:MOST_ROWS]], NewRowsForm(data, prefix="ny")
    if data is None:
        return _page(request, provider, forms_of_rows, new)
    read = [form for form in forms_of_rows if form.is_bound]
    if stale := [form for form in read if form.is_stale] or _lost(data, rows):
        return _changed_meanwhile(request, provider, forms_of_rows, new, stale)
    if not all(form.is_valid() for form in [*read, new]):
        return _page(request, provider, forms_of_rows, new, status=400)
    try:
        _save(request, provider, read, new)
    except ChangedMeanwhileError:
        return _changed_meanwhile(request, provider, forms_of_rows, new, [])
    except ValidationError as error:
        new.add_error(None, error.messages)
        return _page(request, provider, forms_of_rows, new, status=400)
    key, chosen = hours_key(provider.pk), f"verksamhet/{provider.slug}"
    return redirect(f"{reverse('team')}?{urlencode({'enhet': chosen, 'svarat': key})}#{key}")


@transaction.atomic
def _save(request: HttpRequest, provider: Provider, read: list[RowForm], new: NewRowsForm) -> None:
    user = request.user
    # Two who add hours at once must each see the other's, or both would fit.
    Provider.objects.select_for_update().get(pk=provider.pk)
    for form in read:
        if form.is_changed and form.cleaned_data["gone"]:
            remove_hours(form.row, user=user, read_version=form.cleaned_data["version"])
    changed = [form for form in read if form.is_changed and not form.cleaned_data["gone"]]
    for form in changed:
        form.row.opens, form.row.closes = form.cleaned_data["opens"], form.cleaned_data["closes"]
        change_hours(form.row, read_version=form.cleaned_data["version"], user=user)
    added = new.rows(provider)
    for row in added:
        add_hours(row, user=user)
    # Asked when all stand there: two rows may change places in one save.
    for row in [*(form.row for form in changed), *added]:
        try:
            row.full_clean()
        except ValidationError as error:
            raise ValidationError(f"{str(row).capitalize()}: {' '.join(error.messages)}") from error
    if "stammer" in request.POST:
        version = hours_version(hours_of(Provider.objects.get(pk=provider.pk)))
        confirm_hours(provider, user=user, now=timezone.now(), read_version=version)


def _lost(data: Any, rows: Any) -> list[str]:
    """Rows that were on the page and that somebody else took away."""
    known = {str(row.pk) for row in rows}
    sent = {name.split("-")[1] for name in data if name.startswith("rad-") and name.endswith("-version")}
    return sorted(sent - known)


def _changed_meanwhile(
    request: HttpRequest, provider: Provider, rows: list[RowForm], new: NewRowsForm, stale: list[Any]
) -> HttpResponse:
    """Say what stands there now, and keep what was typed: who sends it again knows what is overwritten."""
    now = "; ".join(str(form.row) for form in stale if isinstance(form, RowForm))
    text = "Någon annan har ändrat öppettiderna medan du skrev. Inget av ditt är sparat."
    text += f" Nu står det: {now}." if now else ""
    data = request.POST.copy()
    for form in rows:
        if form.is_bound:
            data[form.add_prefix("version")] = str(form.row.version)
    kept = [form_of(form.row, data) for form in rows]
    return _page(request, provider, kept, new, problem=f"{text} Spara igen om dina tider ska gälla.", status=409)


def _page(
    request: HttpRequest,
    provider: Provider,
    rows: list[RowForm],
    new: NewRowsForm,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"section": "team", "provider": provider, "rows": rows, "new": new, "problem": problem}
    return render(request, "workspace/team_hours.html", context, status=status)
