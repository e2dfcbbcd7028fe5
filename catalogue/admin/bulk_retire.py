"""*Avsluta* for several records: it stands where Wagtail would offer to delete them."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone
from wagtail.admin.widgets import AdminDateInput
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from catalogue.actions.retire import retire
from catalogue.admin.ids import records_of
from catalogue.admin.retire import PERMISSION
from catalogue.models import TERMS, Area, Insats, Offering, Place, Provider, QueueReport, Responsibility


class BulkRetireForm(forms.Form):
    """From when and why."""

    from_day = forms.DateField(label="Avslutade från", widget=AdminDateInput)
    reason = forms.CharField(label="Orsak", required=False, max_length=255)


class RetireBulkAction(SnippetBulkAction):
    """Retire several records. Its type is ``delete`` so that it takes the place of Wagtail's own action."""

    display_name = "Avsluta"
    action_type = "delete"
    aria_label = "Avsluta de valda posterna"
    template_name = "catalogue/admin/bulk_retire.html"
    action_priority = 30
    classes = {"serious"}
    form_class = BulkRetireForm
    models = [Insats, Offering, Provider, Place, Area, *TERMS]

    def get_initial(self) -> dict[str, Any]:
        """From today unless the editor says otherwise."""
        return {"from_day": timezone.localdate()}

    @classmethod
    def get_queryset(cls, model: type[Model], object_ids: list[Any]) -> list[Model]:
        """Those of the chosen that exist."""
        return records_of(model, object_ids)

    def check_perm(self, obj: Model) -> bool:
        """Whether the user may retire just this one."""
        return policy_registry.get(obj).user_has_permission_for_instance(self.request.user, PERMISSION, obj)

    @classmethod
    def execute_action(cls, objects: list[Model], **kwargs: Any) -> tuple[int, int]:
        """Retire them; what already replaces them stays."""
        action = kwargs["self"]
        for record in objects:
            retire(
                record,
                from_day=action.cleaned_form.cleaned_data["from_day"],
                reason=action.cleaned_form.cleaned_data["reason"],
                successors=list(record.successors.all()),
                user=action.request.user,
            )
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """What was done."""
        return f"{num_parent_objects} avslutade."


class DeleteRowsBulkAction(DeleteBulkAction):
    """Take away rows without a slug, as far as their policy lets the user. An observation stays for everybody."""

    models = [Responsibility, QueueReport]

    @classmethod
    def get_queryset(cls, model: type[Model], object_ids: list[Any]) -> list[Model]:
        """Those of the chosen that exist; Wagtail's own would break on an address that makes no sense."""
        return records_of(model, object_ids)
