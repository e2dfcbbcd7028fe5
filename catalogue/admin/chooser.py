"""Choosers of the catalogue: records are found by what editors call them."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
    SnippetCreateView,
)

from catalogue.admin.ids import is_id


def matching(records: QuerySet, fields: list[str], words: str) -> QuerySet:
    """The records in which every word stands in one of the fields.

    Args:
        records: where to look.
        fields: lookup paths of text fields.
        words: what somebody typed.
    """
    for word in words.replace("\x00", " ").split():
        condition = Q()
        for field in fields:
            condition |= Q(**{f"{field}__icontains": word})
        records = records.filter(condition)
    return records.distinct()


class WordsFilterForm(BaseFilterForm):
    """One field to type in. Wagtail has one for models in its own index only; ours have another."""

    search_fields: ClassVar[list[str]] = []
    q = forms.CharField(label="Sök", required=False, widget=forms.TextInput(attrs={"placeholder": "Sök"}))

    def filter(self, objects: QuerySet) -> QuerySet:
        """The records that fit what was typed."""
        words = self.cleaned_data.get("q")
        if words:
            self.is_searching, self.search_query = True, words
            objects = matching(objects, self.search_fields, words)
        return objects


class OnlyNumbers:
    """An address with something else than a number for the record is a page that does not exist."""

    def get_object(self, pk: Any) -> Any:
        """The record, or a 404."""
        if not is_id(pk):
            raise Http404
        return super().get_object(pk)

    def get_objects(self, pks: list[str]) -> QuerySet:
        """Those of the records that can exist."""
        return super().get_objects([pk for pk in pks if is_id(pk)])


class RecordChosenView(OnlyNumbers, SnippetChosenView):
    """One record was chosen."""


class RecordChosenMultipleView(OnlyNumbers, SnippetChosenMultipleView):
    """Several records were chosen."""


class NothingIsMadeHere(SnippetCreateView):
    """Records are made with their own form. Wagtail has the address all the same, and breaks when it is used."""

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """There is no such page."""
        raise Http404


class RecordChooserViewSet(SnippetChooserViewSet):
    """A chooser with a field to type in."""

    search_fields: ClassVar[list[str]] = ["slug"]
    related: ClassVar[list[str]] = []
    chosen_view_class = RecordChosenView
    chosen_multiple_view_class = RecordChosenMultipleView
    create_view_class = NothingIsMadeHere

    @property
    def choose_view_class(self) -> type[ChooseView]:
        """The whole chooser."""
        return self._searchable(ChooseView)

    @property
    def choose_results_view_class(self) -> type[ChooseResultsView]:
        """Its results alone."""
        return self._searchable(ChooseResultsView)

    def _searchable(self, view: type) -> type:
        form = type("FilterForm", (WordsFilterForm,), {"search_fields": self.search_fields})
        related, records = self.related, self.get_records

        def get_object_list(self: Any) -> QuerySet:
            return records().prefetch_related(*related)

        def columns(self: Any) -> list[Column]:
            return [self.title_column]

        members = {"filter_form_class": form, "get_object_list": get_object_list, "columns": property(columns)}
        return type(f"Record{view.__name__}", (view,), members)

    def get_records(self) -> QuerySet:
        """What can be chosen: all that is not retired."""
        records = self.model._default_manager.all()
        return records.filter(retired_from__isnull=True) if hasattr(self.model, "retired_from") else records


def chooser_for(fields: list[str], *, related: list[str] | None = None) -> type[RecordChooserViewSet]:
    """A chooser whose field looks in these fields of the record.

    Args:
        fields: lookup paths of text fields.
        related: what the records' names are made of, so that a list costs a fixed number of queries.
    """
    return type("ChooserViewSet", (RecordChooserViewSet,), {"search_fields": fields, "related": related or []})
