"""Forms of the editors: a slug that is made once, no silent overwriting, and the door to the public."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify
from wagtail.admin.forms.models import WagtailAdminModelForm

from catalogue.actions.tell_variants import QUESTION
from catalogue.admin.check_list import labels_at_once
from catalogue.admin.passage_form import MATTERS
from catalogue.admin.saving import STALE, is_approving, is_publishing, is_stale
from catalogue.admin.words_rows import NotesWords
from catalogue.gate import (
    FOUR_EYES,
    NO_SAFETY_TEXT,
    NO_SWEDISH_LABEL,
    NOT_REACHABLE,
    SAME_EYES,
    is_reachable,
    unanswered_reasons,
)
from catalogue.models import HelpLine, Offering, Place, Provider, QueueReport, SafetyText
from catalogue.models.group_start import tells_where
from catalogue.models.provider import PROTECTED_REASON
from catalogue.models.words import SOURCE_LANGUAGE, HasWords
from catalogue.own_units import answers_for, is_bound_to_own_units
from catalogue.partial_dates import last_day

SLUG_LENGTH = 160
NOT_STATED = "anges inte"


def free_slug(model: type[Model], words: str) -> str:
    """A slug made of words that no record of the kind has, or an empty text when the words give none."""
    base = slugify(words)[: SLUG_LENGTH - 4].strip("-")
    slug, number = base, 2
    while slug and model._default_manager.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug


def say_not_stated(form: forms.ModelForm) -> None:
    """An empty choice means *not stated*, never *no*, and says so."""
    for field in form.fields.values():
        if isinstance(field, forms.TypedChoiceField) and not field.required and field.choices:
            field.choices = [("", NOT_STATED), *[choice for choice in field.choices if choice[0] != ""]]


class RecordForm(NotesWords, WagtailAdminModelForm):
    """A record with a slug: the slug may be left empty on the first save and never changes after it."""

    matters = forms.ChoiceField(label=QUESTION, choices=MATTERS, widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.asks_what_changed:
            del self.fields["matters"]
        labels_at_once(self, HasWords)
        say_not_stated(self)
        slug = self.fields.get("slug")
        if slug and self.instance.pk:
            slug.disabled = True
            slug.help_text = "Går inte att ändra. Andra webbplatser länkar till det."
        elif slug:
            slug.required = False
            slug.help_text = "Står i webbadressen. Lämna tomt så görs det av namnet. Går inte att ändra sedan."

    def clean(self) -> dict[str, Any]:
        """Make the slug, and refuse to overwrite what somebody else saved meanwhile."""
        cleaned = super().clean()
        if "slug" in self.fields and not self.instance.pk and not cleaned.get("slug"):
            self._make_slug(cleaned)
        if is_stale(self.data, self.instance):
            self.add_error(None, STALE)
        self.refuse_approval_by_others()
        return cleaned

    def is_valid(self) -> bool:
        """The model's rules first, then those of the door when the form is sent to be published."""
        valid = super().is_valid()
        if valid:
            self.note_words()
        if valid and is_publishing(self.data):
            reasons = [
                *self.missing_for_the_public(),
                *self._seen_by_one_only(),
                *unanswered_reasons(self.instance),
            ]
            for reason in reasons:
                self.add_error(None, reason)
        return valid and not self.errors

    def save(self, commit: bool = True) -> Any:
        """Save, and say in the history who approved which words."""
        record = super().save(commit)
        if record.pk:
            self.log_words()
        return record

    def _seen_by_one_only(self) -> list[str]:
        """Approving what one has just changed would publish words that nobody else has seen."""
        if not isinstance(self.instance, FOUR_EYES) or not is_approving(self.data):
            return []
        latest = self.instance.latest_revision
        wrote_it = latest is not None and latest.user_id == getattr(self.for_user, "pk", None)
        return [SAME_EYES] if wrote_it or self.has_changed() else []

    def missing_for_the_public(self) -> list[str]:
        """What the door-keeper would miss in the rows below the form, which the record does not hold yet."""
        return []

    def slug_words(self, cleaned: dict[str, Any]) -> str:
        """The words that the slug is made of."""
        return cleaned.get("name") or ""

    def _make_slug(self, cleaned: dict[str, Any]) -> None:
        if self.errors.get("slug"):
            return
        cleaned["slug"] = free_slug(self._meta.model, self.slug_words(cleaned))
        if not cleaned["slug"]:
            self.add_error("slug", "Fyll i ett namn, så görs adressnamnet av det. Eller skriv ett eget.")


class TermForm(RecordForm):
    """A word of a list; its slug is made of its Swedish name, which is a row of words."""

    def slug_words(self, cleaned: dict[str, Any]) -> str:
        """The Swedish label as typed, before the rows below are checked."""
        formset = self.formsets["words"]
        rows = [(form["language"].value(), form["label"].value()) for form in formset.forms]
        return next((label for language, label in rows if language == SOURCE_LANGUAGE and label), "")

    def missing_for_the_public(self) -> list[str]:
        """A term needs a Swedish label, a line a way to reach it, a safety text its text."""
        reasons = [] if self._says("label") else [NO_SWEDISH_LABEL]
        if isinstance(self.instance, HelpLine) and not is_reachable(self.instance):
            reasons.append(NOT_REACHABLE)
        if isinstance(self.instance, SafetyText) and not self._says("explanation"):
            reasons.append(NO_SAFETY_TEXT)
        return reasons

    def _says(self, field: str) -> bool:
        """Whether the Swedish row of words has something in a field."""
        rows = [row for row in self.formsets["words"].cleaned_data if not row.get("DELETE")]
        return any(row.get("language") == SOURCE_LANGUAGE and row.get(field, "").strip() for row in rows)


class ProviderForm(RecordForm):
    """A unit. A protected one is refused with the reason, never with an error page."""

    def is_valid(self) -> bool:
        """Neither a place nor words on how to find it may exist for a protected unit, not even in a draft."""
        valid = super().is_valid()
        if valid and self.cleaned_data.get("is_protected") and self._gives_itself_away():
            self.add_error("is_protected", PROTECTED_REASON)
        return valid and not self.errors

    def _gives_itself_away(self) -> bool:
        rows = self.formsets["words"].cleaned_data if "words" in self.formsets else []
        told = any(row.get("find") and not row.get("DELETE") for row in rows)
        pk = self.instance.pk
        return told or bool(pk and (Place.objects.filter(provider=pk).exists() or tells_where(pk)))


class OfferingForm(RecordForm):
    """An offering. Its slug is opaque: it says what was given by whom when it was made, and never changes."""

    def slug_words(self, cleaned: dict[str, Any]) -> str:
        """The insats and who gives it."""
        insats = cleaned.get("insats")
        giver = cleaned.get("provider") or cleaned.get("area")
        return f"{insats.slug} {giver.slug if giver else cleaned.get('anonymous_label', '')}" if insats else ""


class QueueReportForm(WagtailAdminModelForm):
    """One observation of waiting, signed by the one who makes it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_own_only = self.for_user is not None and is_bound_to_own_units(self.for_user)

    def clean_observed(self) -> str:
        """A day, a month or a year that has been."""
        text = self.cleaned_data["observed"].strip()
        if last_day(text) is None:
            raise ValidationError("Skriv ett datum som 2026-11-20, en månad som 2026-11 eller ett år.")
        if text > timezone.localdate().isoformat():
            raise ValidationError("Dagen har inte varit än.")
        return text

    def clean(self) -> dict[str, Any]:
        """A unit manager reports for the own unit's offerings only."""
        cleaned = super().clean()
        offering: Offering | None = cleaned.get("offering")
        if self.is_own_only and not (offering and answers_for(self.for_user, offering)):
            raise ValidationError({"offering": "Välj ett erbjudande som din egen verksamhet ger."})
        return cleaned

    def save(self, commit: bool = True) -> QueueReport:
        """Sign the observation."""
        self.instance.reported_by = self.for_user
        return super().save(commit)


class ResponsibilityForm(WagtailAdminModelForm):
    """Who answers for what."""

    def clean(self) -> dict[str, Any]:
        """From a day to a later day."""
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and starts > ends:
            self.add_error("ends", forms.ValidationError("Ansvaret kan inte sluta innan det börjar."))
        return cleaned


#: The form of each kind of record that has rules of its own.
FORMS: dict[type[Model], type[RecordForm]] = {Provider: ProviderForm, Offering: OfferingForm}
