"""A list of boxes to tick, with a field that narrows it, for choosing several records without training."""

from typing import Any

from django import forms
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.admin.panels import FieldPanel


class CheckList(forms.CheckboxSelectMultiple):
    """Boxes in a frame that scrolls. JavaScript adds a field to narrow a long list; without it all is there."""

    template_name = "catalogue/admin/check_list.html"
    #: From how many boxes the field that narrows the list is worth its place.
    LONG = 12

    class Media:
        js = ["js/admin/check-list.js"]

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        # Django's own renderer knows its own templates only; ours lie with the project's.
        return render_to_string(template_name, context)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Ticked boxes first, so that what is chosen is seen at once."""
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        groups.sort(key=lambda group: not group[1][0]["selected"])
        context["widget"]["is_long"] = len(groups) > self.LONG
        return context


class CheckListPanel(FieldPanel):
    """A panel for a relation to many records, shown as boxes to tick."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        kwargs.setdefault("widget", CheckList)
        super().__init__(field_name, **kwargs)


def labels_at_once(form: forms.ModelForm, words_owner: type) -> None:
    """Read the labels of all boxes of a form at once instead of one query for each box.

    Args:
        form: a form with relations to many records.
        words_owner: models of this kind keep their label in rows of words.
    """
    for field in form.fields.values():
        if not isinstance(field, forms.ModelMultipleChoiceField):
            continue
        model: type[Model] = field.queryset.model
        if issubclass(model, words_owner):
            field.queryset = field.queryset.prefetch_related("words")
