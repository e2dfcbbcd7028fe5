"""Panels of a page's words: the Swedish passage beside each field, what changed, how it stands."""

from typing import Any

from django.forms import Media
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel, TitleFieldPanel


class BesideSwedish:
    """A panel of one passage that shows the Swedish passage first, when the page is a variant."""

    template_name = "catalogue/admin/slot_panel.html"
    #: Template of the field itself.
    inner_template = ""
    slot_name = ""
    #: Whether just this passage is approved by a button of its own.
    can_approve = True

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The field, and the Swedish passage beside it."""
        from catalogue.prose import plain
        from catalogue.variants import State, text_hash
        from catalogue.word_diff import word_diff

        context = super().get_context_data(parent_context)  # type: ignore[misc]
        slot = getattr(self.form, "slots", {}).get(self.slot_name)  # type: ignore[attr-defined]
        context["inner_template"] = self.inner_template
        context["slot"] = slot
        context["can_approve"] = self.can_approve
        if slot is not None:
            context["swedish"] = plain(slot.swedish)
            context["sign"] = text_hash(slot.swedish)
            if slot.state == State.BEHIND:
                context["changes"] = word_diff(plain(slot.made_from or ""), context["swedish"])
        return context


class SlotPanel(FieldPanel):
    """A text field of the page."""

    class BoundPanel(BesideSwedish, FieldPanel.BoundPanel):
        """The field of one page."""

        inner_template = FieldPanel.BoundPanel.template_name

        @property
        def slot_name(self) -> str:
            """The field is the passage."""
            return self.field_name


class TitleSlotPanel(TitleFieldPanel):
    """The page's title, of which a new page's address is made."""

    class BoundPanel(BesideSwedish, TitleFieldPanel.BoundPanel):
        """The title of one page."""

        inner_template = TitleFieldPanel.BoundPanel.template_name
        slot_name = "title"


class SituationsPanel(InlinePanel):
    """The sentences that a reader may recognise; together they are one passage."""

    class BoundPanel(BesideSwedish, InlinePanel.BoundPanel):
        """The rows of one page."""

        inner_template = InlinePanel.BoundPanel.template_name
        slot_name = "situations"


class MattersPanel(Panel):
    """How hard the words are, and on a Swedish page whether a change matters to the reader."""

    class BoundPanel(Panel.BoundPanel):
        """The words of one page."""

        template_name = "catalogue/admin/words_measures.html"

        @property
        def media(self) -> Media:
            """What counts while somebody writes."""
            return Media(js=["js/admin/measures.js"])

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """What was counted when the words were last saved."""
            from catalogue.admin.measuring import measured

            context = super().get_context_data(parent_context)
            page = self.instance
            language = page.locale.language_code if page.locale_id else ""
            context.update(
                **measured(language, page.measures),
                language=language,
                matters=self.form["matters"] if "matters" in self.form.fields else None,
                slots=list(getattr(self.form, "slots", {}).values()),
            )
            return context
