"""*Stämmer*: somebody confirms that the facts are true. Saving is not confirming."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from catalogue.actions.verify import verify
from catalogue.admin.ids import records_of
from catalogue.models import Offering, Provider

#: What can be confirmed.
KINDS: dict[str, type[Model]] = {"offering": Offering, "provider": Provider}


def may_verify(record: Model, user: Any) -> bool:
    """Who may change the facts may also say that they are true."""
    return policy_registry.get(record).user_has_permission_for_instance(user, "change", record)


def verify_url(record: Offering | Provider) -> str:
    """Address of the confirmation."""
    return reverse("catalogue_verify", args=[record.kind, record.pk])


def verify_button(record: Offering | Provider, user: Any) -> Button | None:
    """The button on the form of an offering or a unit."""
    if not (record.live and may_verify(record, user)):
        return None
    return Button("Stämmer", url=verify_url(record), icon_name="check", priority=30)


@require_http_methods(["GET", "HEAD", "POST"])
def verify_view(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show the live facts once more, and confirm them."""
    if kind not in KINDS:
        raise Http404
    record = get_object_or_404(KINDS[kind], pk=pk)
    if not may_verify(record, request.user):
        raise PermissionDenied
    edit_url = reverse(record.snippet_viewset.get_url_name("edit"), args=[pk])
    if request.method == "POST":
        verify(record, user=request.user, now=timezone.now())
        messages.success(request, f"{record}: uppgifterna är bekräftade.")
        return redirect(edit_url)
    return render(request, "catalogue/admin/verify.html", {"record": record, "edit_url": edit_url})


def verify_urls() -> list[URLPattern]:
    """Addresses of the confirmation."""
    return [path("katalogen/stammer/<slug:kind>/<int:pk>/", verify_view, name="catalogue_verify")]


class VerifyBulkAction(SnippetBulkAction):
    """Confirm several at once from the listing."""

    display_name = "Stämmer"
    action_type = "verify"
    aria_label = "Bekräfta att uppgifterna stämmer för de valda"
    template_name = "catalogue/admin/bulk_verify.html"
    action_priority = 10
    models = list(KINDS.values())

    @classmethod
    def get_queryset(cls, model: type[Model], object_ids: list[Any]) -> list[Model]:
        """Those of the chosen that exist; an address that makes no sense is a 404."""
        return records_of(model, object_ids)

    def check_perm(self, obj: Model) -> bool:
        """Whether the user may confirm just this one."""
        return may_verify(obj, self.request.user)

    @classmethod
    def execute_action(cls, objects: list[Model], **kwargs: Any) -> tuple[int, int]:
        """Confirm them."""
        for record in objects:
            verify(record, user=kwargs["self"].request.user, now=timezone.now())
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """What was done."""
        return f"{num_parent_objects} bekräftade."
