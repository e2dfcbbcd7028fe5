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
        if is_publishing(self.data) and not self.errors:
            from catalogue.gate import may_go_live  # the gate knows the page, the page knows its form

            for reason in may_go_live(self.instance, self.for_user):
                self.add_error(None, reason)


class InsatsPageForm(GuardedPageForm):
    """The words about an insats. Which insats they are about is chosen once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "insats" in self.fields:
            self.fields["insats"].disabled = True
