"""What the listings and forms of all kinds of records have in common."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.snippets.views.snippets import SnippetViewSet

from catalogue.admin import views
from catalogue.admin.chooser import RecordChooserViewSet, chooser_for
from catalogue.admin.columns import computed_column, publication
from catalogue.admin.forms import RecordForm
from catalogue.admin.inspect import RecordInspectView
from catalogue.admin.retire import retire_button, retire_view

#: A column that says whether a record is published.
STATUS = computed_column("publication", "Publicerad", publication)


def source_tab() -> ObjectList:
    """Where the facts come from."""
    return ObjectList(
        [
            MultiFieldPanel([FieldPanel("source_title"), FieldPanel("as_of")], heading="Källa"),
            FieldPanel("is_example"),
        ],
        heading="Källa",
    )


def tabs(*children: ObjectList, form: type[RecordForm] = RecordForm) -> TabbedInterface:
    """A form in tabs, the last of which says where the facts come from."""
    return TabbedInterface([*children, source_tab()], base_form_class=form)


def tab(heading: str, *panels: Panel) -> ObjectList:
    """One tab of a form."""
    return ObjectList(list(panels), heading=heading)


class RecordViewSet(SnippetViewSet):
    """A kind of record. Subclasses say what its form, its listing and its search are."""

    #: Lookup paths in which the listing and the chooser search.
    search_fields: ClassVar[list[str]] = ["slug"]
    search_backend_name = None
    #: Relations that the listing shows.
    joined: ClassVar[list[str]] = []
    prefetched: ClassVar[list[str]] = []
    #: What a record's name is made of in the chooser.
    named_by: ClassVar[list[str]] = []

    list_per_page = 50
    copy_view_enabled = False
    inspect_view_enabled = True

    index_view_class = views.RecordIndexView
    add_view_class = views.RecordCreateView
    edit_view_class = views.RecordEditView
    delete_view_class = views.RecordDeleteView
    history_view_class = views.RecordHistoryView
    usage_view_class = views.RecordUsageView
    inspect_view_class = RecordInspectView
    revisions_view_class = views.RecordPreviewRevisionView
    revisions_compare_view_class = views.RecordCompareView
    revisions_unschedule_view_class = views.RecordUnscheduleView
    unpublish_view_class = views.RecordUnpublishView
    lock_view_class = views.RecordLockView
    unlock_view_class = views.RecordUnlockView
    workflow_action_view_class = views.RecordWorkflowActionView
    workflow_history_view_class = views.RecordWorkflowHistoryView
    workflow_history_detail_view_class = views.RecordWorkflowHistoryDetailView

    #: Buttons on the form beside *Avsluta*.
    extra_buttons: ClassVar[list] = []

    @property
    def chooser_viewset_class(self) -> type[RecordChooserViewSet]:
        """A chooser that searches where the listing does."""
        return chooser_for(self.search_fields, related=self.named_by)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """The records with all that a row shows, in a fixed number of queries."""
        joined = ["latest_revision", *self.joined] if self.revision_enabled else self.joined
        return self.model._default_manager.select_related(*joined).prefetch_related(*self.prefetched)

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """The buttons of the form."""
        return super().get_edit_view_kwargs(extra_buttons=[*self.extra_buttons, retire_button], **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        """The addresses of a snippet, and that of *Avsluta*."""
        return [
            *super().get_urlpatterns(),
            path("avsluta/<int:pk>/", retire_view(self.model, self.get_url_name("edit")), name="retire"),
        ]
