"""Forms of pages: no silent overwriting, and the door to the public."""

from typing import Any

from wagtail.admin.forms.pages import WagtailAdminPageForm

from catalogue.admin.saving import STALE, is_publishing, is_stale


class GuardedPageForm(WagtailAdminPageForm):
    """A page that the door-keeper looks at before the public does."""

    def clean(self) -> dict[str, Any]:
        """Refuse to overwrite what somebody else saved meanwhile."""
        cleaned = super().clean()
        if is_stale(self.data, self.instance):
            self.add_error(None, STALE)
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            self.ask_the_gate()

    def ask_the_gate(self) -> None:
        """When the form was sent to publish, the reasons against it become errors of the form."""
        from catalogue.gate import may_go_live  # the gate knows the page, the page knows its form

        if is_publishing(self.data):
            for reason in may_go_live(self.instance, self.for_user):
                self.add_error(None, reason)
