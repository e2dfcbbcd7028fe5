"""Views of a record in the admin: they ask about just this record, and refuse addresses that make no sense."""

from typing import Any, ClassVar

from django.contrib.admin.utils import quote
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views import snippets

from catalogue.admin.chooser import matching
from catalogue.admin.ids import is_id
from catalogue.gate import may_go_live


class OwnRecord:
    """A view of one record: the permission is asked for just this record."""

    def user_has_permission(self, permission: str) -> bool:
        """Whether the user may do this with the record at hand."""
        record = getattr(self, "object", None)
        if not super().user_has_permission(permission):
            return False
        if not isinstance(record, Model) or not record.pk:
            return True
        return self.permission_policy.user_has_permission_for_instance(self.request.user, permission, record)

    def user_has_any_permission(self, permissions: list[str] | set[str]) -> bool:
        """Whether the user may do any of this with the record at hand."""
        return any(self.user_has_permission(permission) for permission in permissions)


class OwnListing:
    """A listing in which every row leads to what the user may do with just that row."""

    def _own_ids(self, permission: str) -> set[int]:
        cache = self.__dict__.setdefault("_own_id_cache", {})
        if permission not in cache:
            own = self.permission_policy.instances_user_has_any_permission_for(self.request.user, [permission])
            cache[permission] = set(own.values_list("pk", flat=True))
        return cache[permission]

    def get_edit_url(self, instance: Model) -> str | None:
        """The form, for those who may change just this record."""
        url = super().get_edit_url(instance)
        return url if url and instance.pk in self._own_ids("change") else None

    def get_delete_url(self, instance: Model) -> str | None:
        """Taking away, for those who may do so with just this record."""
        url = super().get_delete_url(instance)
        return url if url and instance.pk in self._own_ids("delete") else None

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Every word must stand somewhere in the record."""
        return matching(queryset, self.search_fields or [], self.search_query) if self.is_searching else queryset


class RecordIndexView(OwnListing, snippets.IndexView):
    """A listing that leads to the form when the user may change the record, else to the page to look at."""

    title_field: ClassVar[str] = "__str__"
    title_label: ClassVar[str] = ""
    title_sort: ClassVar[str | None] = None

    def _get_title_column(self, field_name: str, column_class: type = TitleColumn, **kwargs: Any) -> TitleColumn:
        if not self.title_label:
            return super()._get_title_column(field_name, column_class, **kwargs)
        return self._get_title_column_class(column_class)(
            "title",
            label=self.title_label,
            accessor=self.title_field,
            sort_key=self.title_sort,
            width="22%",
            get_url=lambda record: self.get_edit_url(record) or self.get_inspect_url(record),
            get_title_id=lambda record: f"snippet_{quote(record.pk)}_title",
        )


#: What the editor reads after pressing a button.
DONE = {
    "publish": "är publicerad",
    "submit": "är skickad för granskning",
    "cancel-workflow": "granskas inte längre",
    "restart-workflow": "är skickad för granskning igen",
    "workflow-action": "är granskad",
}


class SaysWhatWasDone:
    """A form that says in Swedish what its buttons did; Wagtail's own words are partly in English."""

    def get_success_message(self, instance: Model | None = None) -> str:
        """What was done with the record."""
        record = instance or self.object
        planned = getattr(record, "go_live_at", None)
        if self.action == "publish" and planned and planned > timezone.now():
            return f"{record} publiceras {date_format(timezone.localtime(planned), 'Y-m-d H:i')}."
        draft = "är sparad som utkast" if self.draftstate_enabled else "är sparad"
        return f"{record} {DONE.get(self.action, draft)}."


class RecordCreateView(SaysWhatWasDone, snippets.CreateView):
    """A new record. It is saved when the editor says so: an autosave would lock a slug of half a name."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """As any form, without the autosave."""
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False


class RecordEditView(SaysWhatWasDone, OwnRecord, snippets.EditView):
    """The form of a record, with what can be done beside the form."""

    #: Buttons for what lives outside the form, made by functions of (record, user).
    extra_buttons: ClassVar[list] = []

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """What can be done with the record beside changing its facts."""
        return [*super().header_more_buttons, *self._extra_buttons()]

    def _extra_buttons(self) -> list[Button]:
        made = [button(self.object, self.request.user) for button in self.extra_buttons]
        return [button for button in made if button is not None]


class RecordDeleteView(snippets.DeleteView):
    """Nothing with a slug is deleted: the policy refuses everybody, and the editor is told what to do instead."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the view that retires."""
        messages.error(request, "En post i katalogen tas inte bort. Avsluta den i stället.")
        return redirect(reverse(self.index_url_name))


class RecordHistoryView(OwnRecord, snippets.HistoryView):
    """The history of a record."""

    any_permission_required: ClassVar[list[str]] = ["change", "view"]

    @cached_property
    def header_buttons(self) -> list[Button]:
        """The way to the form, for those who may change the record."""
        return super().header_buttons if self.user_has_permission("change") else []


class RecordUsageView(OwnRecord, snippets.UsageView):
    """Where a record is used."""


class RecordPreviewRevisionView(OwnRecord, snippets.PreviewRevisionView):
    """How an older version looked."""


class RecordCompareView(OwnRecord, snippets.RevisionsCompareView):
    """Two versions beside each other."""

    def get_object(self, queryset: QuerySet | None = None) -> Model:
        """The record, or a 404 for an address that is no number."""
        if not is_id(self.pk):
            raise Http404
        return super().get_object(queryset)


class RecordUnpublishView(OwnRecord, snippets.UnpublishView):
    """Take a record off the site."""


class RecordUnscheduleView(OwnRecord, snippets.RevisionsUnscheduleView):
    """Take back a planned publishing."""


class RecordLockView(OwnRecord, snippets.LockView):
    """Keep a record to oneself for a while."""


class RecordUnlockView(OwnRecord, snippets.UnlockView):
    """Let others change the record again."""


class RecordWorkflowHistoryView(OwnRecord, snippets.WorkflowHistoryView):
    """Who approved what."""


class RecordWorkflowHistoryDetailView(OwnRecord, snippets.WorkflowHistoryDetailView):
    """One round of approval."""


class RecordWorkflowActionView(snippets.WorkflowActionView):
    """Approval publishes, so the door-keeper is asked here too."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve only what may go live."""
        if self.action_name == "approve":
            draft = self.object.get_latest_revision_as_object()
            if reasons := may_go_live(draft, request.user):
                messages.error(request, "Kan inte godkännas än. " + " ".join(reasons))
                return self._back(request)
        return super().post(request, *args, **kwargs)

    def _back(self, request: HttpRequest) -> HttpResponse:
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
        return redirect(self.redirect_url)
