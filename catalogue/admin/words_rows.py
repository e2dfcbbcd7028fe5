"""Rows of words in the form of a record: the Swedish beside each field, what it was made from, who approved it."""

from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.log_actions import log

from catalogue.admin.passage_form import ALL, APPROVE, NOT_YOURS
from catalogue.admin.slot_panel import SlotPanel
from catalogue.models.words import SOURCE_LANGUAGE, Words
from catalogue.variants import State
from catalogue.words_state import (
    approve,
    changed_fields,
    live_rows,
    note_answer,
    note_changed,
    source_row,
    word_slots,
)


class NotesWords:
    """A form of a record that notes with its rows of words what they were made from, and who approved them."""

    @cached_property
    def live_words(self) -> list[Words]:
        """The words that readers have now."""
        return live_rows(self.instance) if "words" in self.formsets else []

    @cached_property
    def asks_what_changed(self) -> bool:
        """Whether a change of the Swedish words is asked about: they are live and have variants."""
        return any(row.language != SOURCE_LANGUAGE for row in self.live_words)

    @cached_property
    def approved_languages(self) -> set[str]:
        """The rows that the pressed button approves."""
        given = self.data.getlist(APPROVE) if hasattr(self.data, "getlist") else self.data.get(APPROVE) or []
        return {given} if isinstance(given, str) else set(given)

    def has_changed(self) -> bool:
        """An approval is a change too."""
        return super().has_changed() or bool(self.approved_languages)

    def refuse_approval_by_others(self) -> None:
        """Only whoever may publish may approve."""
        if self.approved_languages and not may_publish(self.for_user, self.instance):
            self.add_error(None, NOT_YOURS)

    def note_words(self) -> None:
        """Keep with the rows who wrote them from what, or whether the change of the Swedish ones matters."""
        formset = self.formsets.get("words")
        if formset is None or hasattr(self, "_approved"):
            # Views ask more than once whether the form is valid.
            return
        formset.save(commit=False)
        forms = [form for form in formset.forms if form.instance.pk or form.has_changed()]
        forms = [form for form in forms if form not in formset.deleted_forms]
        rows = [form.instance for form in forms]
        source, live = source_row(rows), source_row(self.live_words)
        for form in forms:
            changed = set(form.changed_data) & set(form.instance.passages())
            if form.instance is not source and changed:
                note_changed(form.instance, source, changed)
        if live is not None and (answered := self.cleaned_data.get("matters")):
            drafted = next(form.initial for form in forms if form.instance is source) if source else {}
            before = {name: drafted.get(name) or "" for name in live.passages()}
            self._same = {name: getattr(live, name) for name in changed_fields(source, live)}
            note_answer(rows, live, before, matters=answered == "yes")
        self._approve(rows, source)
        self.instance.words = rows

    def _approve(self, rows: list[Words], source: Words | None) -> None:
        wanted = [row for row in rows if {row.language, ALL} & self.approved_languages and row is not source]
        self._approved = {row.language: row.reviewed_on for row in wanted}
        for row in wanted:
            if source is not None:
                approve(row, source, timezone.localdate())

    def log_words(self) -> None:
        """The history says who approved which words, and who said that a change does not matter."""
        today = timezone.localdate().isoformat()
        if approved := getattr(self, "_approved", {}):
            before = {language: day and day.isoformat() for language, day in approved.items()}
            data = {"before": before, "after": dict.fromkeys(approved, today)}
            log(instance=self.instance, action="catalogue.words_approved", user=self.for_user, data=data)
        same = getattr(self, "_same", {})
        if same and self.cleaned_data.get("matters") == "no":
            source = source_row(self.instance.words.all())
            data = {"before": same, "after": {name: getattr(source, name) for name in same}}
            log(instance=self.instance, action="catalogue.words_same_meaning", user=self.for_user, data=data)


def may_publish(user: Any, record: Model) -> bool:
    """Whether somebody may make the record public."""
    policy = record.snippet_viewset.permission_policy
    if not record.pk:
        return policy.user_has_permission(user, "publish")
    return policy.user_has_permission_for_instance(user, "publish", record)


class WordsPanel(InlinePanel):
    """Rows of words with the Swedish one first: it is the source, and what most editors come for."""

    class BoundPanel(InlinePanel.BoundPanel):
        """The rows of one record."""

        template_name = "catalogue/admin/words_panel.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is None:
                return
            self.children.sort(key=lambda child: child.form["language"].value() != SOURCE_LANGUAGE)
            source = source_row(child.form.instance for child in self.children)
            for child in (*self.children, self.empty_child):
                row = child.form.instance
                child.form.can_approve = isinstance(self.form, NotesWords)
                if source is not None and row is not source:
                    child.form.slots = {slot.name: slot for slot in word_slots(row, source)}

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The question about a change, and whether there is something to approve."""
            context = super().get_context_data(parent_context)
            states = [worst_state(child.form) for child in self.children]
            context["matters"] = self.form["matters"] if "matters" in self.form.fields else None
            context["to_approve"] = isinstance(self.form, NotesWords) and any(
                state not in (None, State.OK) for state in states
            )
            return context


def worst_state(form: Any) -> State | None:
    """The most urgent state of a row; None of the Swedish one and of one that is new."""
    slots = getattr(form, "slots", {}).values()
    if not form.instance.pk or not slots:
        return None
    return min((slot.state for slot in slots), key=list(State).index)


class WordPanel(SlotPanel):
    """A field of a row. Words are approved row by row."""

    class BoundPanel(SlotPanel.BoundPanel):
        """The field of one row."""

        can_approve = False


class RowPanel(Panel):
    """How a row stands, and the button that approves it."""

    class BoundPanel(Panel.BoundPanel):
        """One row."""

        template_name = "catalogue/admin/words_row.html"

        def is_shown(self) -> bool:
            """Words of what lasts some weeks are not approved."""
            return self.form.can_approve

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Its state and its language."""
            context = super().get_context_data(parent_context)
            context.update(state=worst_state(self.form), row=self.instance)
            return context


def words_panel(
    fields: list[str], *, heading: str = "Ord", help_text: str = "", label: str = "Språk"
) -> WordsPanel:
    """Rows of words, one for each language.

    Args:
        fields: text fields of the words, in the order in which they are read.
        heading: heading above the rows.
        help_text: what the rows are for.
        label: what a row is called.
    """
    texts = [FieldPanel(name) if name in Words.UNREAD else WordPanel(name) for name in fields]
    return WordsPanel(
        "words",
        panels=[FieldPanel("language"), *texts, RowPanel(heading="Om texten")],
        heading=heading,
        label=label,
        help_text=help_text or "En rad för varje språk. Börja med svenska.",
    )
