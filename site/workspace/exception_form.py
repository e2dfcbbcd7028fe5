"""What a unit manager writes about dates with other hours: from, to, what it is about, and the hours or none."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from catalogue.choices import HoursKind
from catalogue.models import OpeningException, Provider

#: A day further ahead is more likely a slip of the finger.
FURTHEST = timedelta(days=730)
DAY = forms.DateInput(attrs={"type": "date", "class": "input input--day"}, format="%Y-%m-%d")
CLOCK = forms.TimeInput(attrs={"type": "time", "class": "input input--clock"}, format="%H:%M")
WRONG_DAY = {"required": "Fyll i en dag.", "invalid": "Skriv dagen som 2026-12-24."}
WRONG_TIME = {"invalid": "Skriv tiden som 09:00."}


class ExceptionForm(forms.Form):
    """Dates of one unit. Without hours it is closed then."""

    date_from = forms.DateField(label="Från", widget=DAY, error_messages=WRONG_DAY)
    date_to = forms.DateField(label="Till och med", widget=DAY, required=False, error_messages=WRONG_DAY)
    channel = forms.ChoiceField(label="Gäller", choices=[("", "Allt"), *HoursKind.choices], required=False)
    opens = forms.TimeField(label="Öppnar", widget=CLOCK, required=False, error_messages=WRONG_TIME)
    closes = forms.TimeField(label="Stänger", widget=CLOCK, required=False, error_messages=WRONG_TIME)

    def __init__(self, today: date, row: OpeningException | None = None, data: Any = None) -> None:
        self.today, self.row = today, row
        names = ("date_from", "date_to", "channel", "opens", "closes")
        initial = {name: getattr(row, name) for name in names} if row else {}
        super().__init__(data, initial=initial, prefix=f"rad-{row.pk}" if row else "ny")

    def clean(self) -> dict[str, Any]:
        """One day needs no last day; days that have passed change nothing for anybody."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("date_from"), cleaned.get("date_to") or cleaned.get("date_from")
        if first and last:
            cleaned["date_to"] = last
            if last < self.today:
                self.add_error("date_from", ValidationError("De dagarna har varit."))
            elif max(first, last) > self.today + FURTHEST:
                self.add_error("date_from", ValidationError("Välj dagar inom två år."))
        return cleaned

    def result(self, provider: Provider) -> OpeningException:
        """The dates as they shall be, not saved yet."""
        row = self.row or OpeningException(provider=provider)
        for name, value in self.cleaned_data.items():
            setattr(row, name, value)
        return row

    def refuse(self, error: ValidationError) -> None:
        """Show in the form what the catalogue says against it."""
        for name, messages in error.message_dict.items():
            self.add_error(name if name in self.fields else None, messages)
