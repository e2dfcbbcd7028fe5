"""Approval of a page publishes it, so the door-keeper is asked there too, as for every record."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.workflow import WorkflowActionView

from catalogue.gate import may_go_live


class PageApprovalView(WorkflowActionView):
    """Approve only what may go live."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse with reasons; the page stays where it is in its workflow."""
        if self.action_name != "approve":
            return super().post(request, *args, **kwargs)
        draft = self.object.get_latest_revision_as_object()
        reasons = may_go_live(draft, request.user)
        if not reasons:
            return super().post(request, *args, **kwargs)
        messages.error(request, "Kan inte godkännas än. " + " ".join(reasons))
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
        return redirect(self.redirect_url)


def page_approval() -> URLPattern:
    """The address of Wagtail's own view, which asks nobody. It must stand before Wagtail's."""
    return path(
        "admin/pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        require_admin_access(PageApprovalView.as_view()),
    )
