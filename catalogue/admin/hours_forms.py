"""Forms of opening hours."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms.models import WagtailAdminModelForm

from catalogue.admin.check_list import CheckList
from catalogue.choices import Weekday
from catalogue.models import OpeningException, OpeningHours
from catalogue.own_units import answers_for

CHANGED = "Någon annan ändrade raden medan du skrev. Titta på listan och gör om ändringen där."
GONE = "Någon annan har tagit bort raden. Inget av ditt är sparat."


class UnitForm(WagtailAdminModelForm):
    """A row of a unit: a unit manager writes for the own units only."""

    def clean(self) -> dict[str, Any]:
        """The unit must be the manager's own, and the offering the unit's."""
        cleaned = super().clean()
        provider, offering = cleaned.get("provider"), cleaned.get("offering")
        user = self.for_user
        if provider and user and not answers_for(user, provider):
            self.add_error("provider", "Välj en verksamhet som du själv ansvarar för.")
        if provider and offering and offering.provider_id != provider.pk:
            self.add_error("offering", "Erbjudandet ges av en annan verksamhet.")
        return cleaned


class VersionedForm(UnitForm):
    """A row that somebody else may be changing at the same time."""

    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    #: Somebody else changed the row after it was read.
    is_behind = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["read_version"] = self.instance.version

    def clean_read_version(self) -> int:
        """The version that was read; a form without it is from somewhere else."""
        version = self.cleaned_data.get("read_version")
        if version is None:
            raise ValidationError(CHANGED)
        return version

    def clean(self) -> dict[str, Any]:
        """A form that was read before somebody else saved is not saved over it."""
        cleaned = super().clean()
        row = type(self.instance).objects.filter(pk=self.instance.pk).first()
        if row and cleaned.get("read_version") not in (None, row.version):
            self.tell_what_stands()
        return cleaned

    def tell_what_stands(self) -> None:
        """Say what somebody else wrote, and let the editor decide."""
        self.is_behind = True
        row = type(self.instance).objects.filter(pk=self.instance.pk).first()
        if row is None:
            self.add_error(None, GONE)
            return
        self.add_error(
            None, f"Någon annan har ändrat raden. Nu står det: {row}. Spara igen om dina tider ska gälla."
        )
        self.data = self.data.copy()
        self.data[self.add_prefix("read_version")] = row.version


class HoursForm(VersionedForm):
    """One weekly row."""


class NewHoursForm(UnitForm):
    """New weekly rows: the same hours on several days."""

    weekdays = forms.TypedMultipleChoiceField(
        label="Veckodagar",
        choices=Weekday.choices,
        coerce=int,
        widget=CheckList,
        help_text="En rad för varje dag.",
    )

    def rows(self) -> list[OpeningHours]:
        """One row for each chosen day."""
        facts = {field.name: getattr(self.instance, field.name) for field in self._facts()}
        return [OpeningHours(**facts, weekday=day) for day in self.cleaned_data["weekdays"]]

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        for row in self.rows():
            try:
                row.full_clean()
            except ValidationError as error:
                day = row.get_weekday_display()
                self.add_error(None, [f"{day.capitalize()}: {message}" for message in error.messages])

    def _facts(self) -> list[Any]:
        skipped = {"id", "uuid", "version", "weekday"}
        return [field for field in OpeningHours._meta.concrete_fields if field.name not in skipped]


class ExceptionForm(VersionedForm):
    """Other hours between two dates."""


class NewExceptionForm(UnitForm):
    """New other hours."""

    def rows(self) -> list[OpeningException]:
        """The one row."""
        return [self.instance]
