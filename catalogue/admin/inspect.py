"""Looking at a record without a form: for those who may see all and change nothing."""

from collections.abc import Iterator
from typing import Any, ClassVar, NamedTuple

from django.db.models import Field, Model
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.snippets.views import snippets

from catalogue.admin.columns import NOT_STATED
from catalogue.admin.views import OwnRecord

#: What the machinery keeps for itself.
TECHNICAL = frozenset(
    {
        "id", "uuid", "latest_revision", "live_revision", "live", "has_unpublished_changes", "first_published_at",
        "last_published_at", "go_live_at", "expire_at", "expired", "locked", "locked_at", "locked_by",
        "provider_is_protected", "made_from", "owner", "order", "version", "sort_order",
    }
)  # fmt: skip

#: Facts about the record itself, after those about what it describes.
LAST = frozenset({"slug", "modified_at", "source_title", "as_of", "retired_from", "is_example", "successors"})


class Row(NamedTuple):
    """A fact and its name."""

    label: str
    value: str


class Section(NamedTuple):
    """Rows that belong together, such as the words of one language."""

    heading: str
    rows: list[Row]


class RecordInspectView(OwnRecord, snippets.InspectView):
    """All facts of a record and what hangs on it, in words."""

    template_name = "catalogue/admin/inspect.html"
    #: Relations that live beside the record, such as queue reports.
    beside: ClassVar[list[str]] = []

    def get_fields(self) -> list[str]:
        """Facts, without what the machinery keeps for itself."""
        names = [name for name in super().get_fields() if name not in TECHNICAL]
        return sorted(names, key=lambda name: name in LAST)

    def get_field_label(self, field_name: str, field: Field | None) -> str:
        """The name that editors know."""
        return capfirst(str(field.verbose_name)) if field is not None else field_name

    def get_field_display_value(self, field_name: str, field: Field | None) -> Any:
        """The value in words; a missing one says so."""
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, bool):
            return "ja" if value else "nej"
        return NOT_STATED if value in (None, "", "-") else value

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The facts and the sections below them."""
        context = super().get_context_data(**kwargs)
        return {**context, "sections": list(self._sections())}

    def _sections(self) -> Iterator[Section]:
        for relation in self.model._meta.related_objects:
            name = relation.get_accessor_name()
            if relation.one_to_many and (_is_child(relation.field) or name in self.beside):
                for child in getattr(self.object, name).all():
                    yield Section(f"{capfirst(child._meta.verbose_name)}: {child}", list(_rows(child)))

    def get_edit_url(self) -> str | None:
        """The form, for those who may change just this record."""
        if not self.edit_url_name or not self.user_has_permission("change"):
            return None
        return reverse(self.edit_url_name, args=[self.object.pk])


def _is_child(field: Field) -> bool:
    return type(field).__name__ == "ParentalKey"


def _rows(child: Model) -> Iterator[Row]:
    for field in child._meta.concrete_fields:
        if field.name in TECHNICAL or field.is_relation:
            continue
        shown = getattr(child, f"get_{field.name}_display", lambda name=field.name: getattr(child, name))()
        if shown not in (None, ""):
            yield Row(capfirst(str(field.verbose_name)), str(shown))
