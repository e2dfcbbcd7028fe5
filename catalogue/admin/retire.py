"""*Avsluta*: the view that retires a record, since nothing with a slug is deleted."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from catalogue.actions.retire import retire
from catalogue.admin.check_list import CheckList, labels_at_once
from catalogue.models.identity import DescribedFact
from catalogue.models.words import HasWords

#: Retiring takes a record off the lists, so it asks for the permission to publish.
PERMISSION = "publish"


class RetireForm(forms.Form):
    """From when, why, and what comes instead."""

    from_day = forms.DateField(
        label="Avslutad från",
        required=False,
        widget=AdminDateInput,
        help_text="Första dagen då posten inte längre gäller. Töm fältet för att ta tillbaka posten.",
    )
    reason = forms.CharField(
        label="Orsak", required=False, max_length=255, help_text="Syns i historiken, inte för besökare."
    )
    successors = forms.ModelMultipleChoiceField(
        queryset=None,
        label="Ersätts av",
        required=False,
        widget=CheckList,
        help_text="Sidan finns kvar som en kort upplysning som visar vidare hit.",
    )

    def __init__(self, *args: Any, record: DescribedFact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = type(record)._default_manager.filter(retired_from__isnull=True).exclude(pk=record.pk)
        self.fields["successors"].queryset = others.prefetch_related(*record.snippet_viewset.named_by)
        labels_at_once(self, HasWords)


def retire_button(record: Model, user: Any) -> Button | None:
    """The button on the form of a record."""
    if not policy_registry.get(record).user_has_permission_for_instance(user, PERMISSION, record):
        return None
    url = reverse(record.snippet_viewset.get_url_name("retire"), args=[record.pk])
    label = "Avslutad – ändra" if record.retired_from else "Avsluta"
    return Button(label, url=url, icon_name="archive", priority=60)


def retire_view(model: type[DescribedFact], edit_url_name: str) -> Callable[..., HttpResponse]:
    """A view that retires records of a model.

    Args:
        model: the kind of record.
        edit_url_name: where the editor goes afterwards.
    """

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        record = get_object_or_404(model, pk=pk)
        if not policy_registry.get_by_type(model).user_has_permission_for_instance(
            request.user, PERMISSION, record
        ):
            raise PermissionDenied
        form = RetireForm(request.POST or None, record=record, initial=_as_it_is(record))
        edit_url = reverse(edit_url_name, args=[pk])
        if request.method == "POST" and form.is_valid():
            retire(record, user=request.user, **form.cleaned_data)
            messages.success(request, _what_happened(record, form.cleaned_data["from_day"]))
            return redirect(edit_url)
        context = {"form": form, "record": record, "edit_url": edit_url, "media": form.media}
        return render(request, "catalogue/admin/retire.html", context)

    return view


def _as_it_is(record: DescribedFact) -> dict[str, Any]:
    successors = list(record.successors.values_list("pk", flat=True))
    return {"from_day": record.retired_from or timezone.localdate(), "successors": successors}


def _what_happened(record: DescribedFact, from_day: Any) -> str:
    return f"{record} är avslutad från {from_day}." if from_day else f"{record} finns i katalogen igen."
