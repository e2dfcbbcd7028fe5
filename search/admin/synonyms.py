"""Synonyms in the admin: what people write, and what it leads to."""

from typing import Any

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from search.models import Synonym
from search.models.synonym import LONGEST


class SynonymCreateView(CreateView):
    """A new synonym, begun with the words that somebody searched for in vain."""

    def get_form(self, form_class: Any = None) -> Any:
        """Words from the report of questions stand in the form already."""
        form = super().get_form(form_class)
        form.initial["words"] = self.request.GET.get("words", "")[:LONGEST]
        return form


class SynonymViewSet(SnippetViewSet):
    """Words that lead to other words, in force when saved."""

    model = Synonym
    icon = "resubmit"
    menu_label = "Synonymer"
    menu_order = 125
    add_to_admin_menu = True
    add_view_class = SynonymCreateView
    list_display = ["__str__", "kind", "language"]
    list_filter = ["kind", "language"]
    search_fields = ["words", "leads_to"]
    search_backend_name = None
    list_per_page = 50
    inspect_view_enabled = True
    ordering = ["language", "words"]
    panels = [
        MultiFieldPanel([FieldPanel("language"), FieldPanel("kind")], heading="Slag"),
        FieldPanel("words"),
        FieldPanel("leads_to"),
    ]
