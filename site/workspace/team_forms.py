"""What a unit manager sends from *Läget*: an answer about a wait or about opening hours."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from catalogue.choices import QueueMeasure, QueueState, WaitUnit

TRUE, UNSURE, OWN = "stammer", "vet-inte", "egen"


@dataclass(frozen=True)
class Preset:
    """A wait that is given with one press."""

    key: str
    label: str
    values: dict[str, Any]


def _weeks(state: QueueState, low: int, high: int) -> dict[str, Any]:
    return {"state": state, "wait_from": low, "wait_to": high, "unit": WaitUnit.WEEK}


#: Few enough to be read on a telephone; a figure in between is written by hand.
PRESETS = (
    Preset("ingen", "Ingen kö", {"state": QueueState.NONE}),
    Preset("platser", "Lediga platser", {"state": QueueState.PLACES}),
    Preset("1", "Högst 1 vecka", _weeks(QueueState.SHORT, 0, 1)),
    Preset("2", "1–2 veckor", _weeks(QueueState.SHORT, 1, 2)),
    Preset("4", "3–4 veckor", _weeks(QueueState.QUEUE, 3, 4)),
    Preset("8", "5–8 veckor", _weeks(QueueState.QUEUE, 5, 8)),
    Preset("12", "9–12 veckor", _weeks(QueueState.LONG, 9, 12)),
    Preset("26", "13–26 veckor", _weeks(QueueState.LONG, 13, 26)),
    Preset("fullt", "Fullt just nu", {"state": QueueState.FULL}),
    Preset("paus", "Tar inte emot nya", {"state": QueueState.PAUSED}),
)
PRESET_VALUES = {preset.key: preset.values for preset in PRESETS}
UNKNOWN = {"state": QueueState.UNKNOWN}


class QueueAnswer(forms.Form):
    """One answer about one wait, with the newest report that the one who answers has seen."""

    matt = forms.ChoiceField(choices=[("", ""), *QueueMeasure.choices], required=False)
    grupp = forms.IntegerField(min_value=1, max_value=10**18, required=False)
    version = forms.IntegerField(min_value=0, max_value=10**18)
    svar = forms.ChoiceField(choices=[(key, key) for key in (TRUE, UNSURE, OWN, *PRESET_VALUES)])
    fran = forms.IntegerField(
        min_value=0,
        max_value=999,
        required=False,
        error_messages={"invalid": "Skriv antalet med siffror.", "max_value": "Skriv ett tal som är högst 999."},
    )
    till = forms.IntegerField(
        min_value=0,
        max_value=999,
        required=False,
        error_messages={"invalid": "Skriv antalet med siffror.", "max_value": "Skriv ett tal som är högst 999."},
    )
    enhet = forms.ChoiceField(choices=WaitUnit.choices, required=False)

    def clean(self) -> dict[str, Any]:
        """A wait written by hand needs a number."""
        cleaned = super().clean() or {}
        if cleaned.get("svar") != OWN or self.errors.keys() & {"fran", "till"}:
            return cleaned
        low, high = cleaned.get("fran"), cleaned.get("till")
        if low is None and high is None:
            self.add_error("fran", ValidationError("Skriv hur lång väntan är."))
        elif low is not None and high is not None and low > high:
            self.add_error("till", ValidationError(f"Väntetiden står tvärtom: från {low} till {high}."))
        return cleaned

    def values(self) -> dict[str, Any] | None:
        """What is reported, or None when the figure that stands is confirmed."""
        answer = self.cleaned_data["svar"]
        clock = {"measure": self.cleaned_data["matt"], "target_group_id": self.cleaned_data["grupp"]}
        if answer == TRUE:
            return None
        if answer == OWN:
            return {**clock, **self._own_values()}
        return {**clock, **(UNKNOWN if answer == UNSURE else PRESET_VALUES[answer])}

    def _own_values(self) -> dict[str, Any]:
        low, high = self.cleaned_data["fran"], self.cleaned_data["till"]
        if not (low or high):
            return {"state": QueueState.NONE}
        unit = self.cleaned_data["enhet"] or WaitUnit.WEEK
        return {"state": QueueState.QUEUE, "wait_from": low, "wait_to": high, "unit": unit}


class HoursAnswer(forms.Form):
    """One answer about the hours of a unit."""

    version = forms.CharField(max_length=16)
    svar = forms.ChoiceField(choices=[(TRUE, TRUE), (UNSURE, UNSURE)])
