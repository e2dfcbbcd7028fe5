"""Forms of pages with passages: beside the Swedish words, with who wrote and approved them."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils import timezone

from catalogue.admin.page_form import GuardedPageForm
from catalogue.choices import Origin

if TYPE_CHECKING:
    from catalogue.models.passages import HasPassages
    from catalogue.variants import Slot

#: Name of the buttons that approve a passage; their value is its name, or this for all.
APPROVE = "approve"
ALL = "all"
MATTERS = [("yes", "Ja. Då märks texten på andra språk som inaktuell."), ("no", "Nej, bara orden är ändrade.")]
MOVED = (
    "Den svenska texten ändrades medan du läste, så inget godkändes. "
    "Öppna sidan igen, läs vad som är nytt och godkänn sedan."
)
NOT_YOURS = "Du kan spara texten, men inte godkänna den. Skicka den för granskning."


class PassageForm(GuardedPageForm):
    """The words of a page in one variant."""

    #: Rows below the form that are a passage of the page.
    rows_of_words: ClassVar[tuple[str, ...]] = ()

    matters = forms.ChoiceField(
        label="Ändrar det vad läsaren kan få eller ska göra?",
        choices=MATTERS,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The instance is what was saved last; the form changes it while it is checked.
        self._before = self._texts_of_the_instance()
        if not self.asks_what_changed:
            del self.fields["matters"]

    # --- What the panels show ---------------------------------------------------------------------------------

    @cached_property
    def is_variant(self) -> bool:
        """Whether the page is made from a Swedish one."""
        from catalogue.variants import is_variant

        return bool(self.instance.locale_id) and is_variant(self.instance)

    @cached_property
    def source(self) -> "HasPassages | None":
        """The live Swedish page that a variant is made from."""
        from catalogue.variants import source_of

        return source_of(self.instance) if self.is_variant else None

    @cached_property
    def asks_what_changed(self) -> bool:
        """Whether a change of the Swedish words is asked about: they are live and have variants."""
        from catalogue.actions.tell_variants import has_variants

        page = self.instance
        return bool(page.pk and page.live and not self.is_variant) and has_variants(page)

    @cached_property
    def slots(self) -> "dict[str, Slot]":
        """Every passage beside the Swedish one, by name; nothing for a Swedish page."""
        from catalogue.variants import slots

        return {slot.name: slot for slot in slots(self.instance, self.source)} if self.source else {}

    # --- What is saved ----------------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        """Only whoever may publish may approve a text, and only a text that is there."""
        cleaned = super().clean()
        if self._approved and not self._may_approve():
            self.add_error(None, NOT_YOURS)
        if self._swedish_has_moved():
            self.add_error(None, MOVED)
        return cleaned

    def _swedish_has_moved(self) -> bool:
        """Whether somebody approves what they read beside a Swedish text that is no longer the live one."""
        from catalogue.variants import text_hash

        wanted = self.instance.SLOTS if ALL in self._approved else self._approved
        shown = {name: self.data.get(f"swedish-{name}") for name in wanted if self.source}
        return any(sign and sign != text_hash(self.source.slot_text(name)) for name, sign in shown.items())

    def has_changed(self) -> bool:
        """An approval is a change too."""
        return super().has_changed() or bool(self._approved)

    def ask_the_gate(self) -> None:
        """Not yet: the rows below the form are words too."""

    def is_valid(self) -> bool:
        """The rows below the form come to the page before the words are noted and the door-keeper is asked."""
        if not super().is_valid():
            return False
        for name in self.rows_of_words:
            if name in self.formsets:
                self.formsets[name].save(commit=False)
        self._note()
        super().ask_the_gate()
        return not self.errors

    @property
    def _approved(self) -> set[str]:
        given = self.data.getlist(APPROVE) if hasattr(self.data, "getlist") else self.data.get(APPROVE) or []
        names = {given} if isinstance(given, str) else set(given)
        return names & {*self.instance.SLOTS, ALL} if self.is_variant else set()

    def _may_approve(self) -> bool:
        page = self.instance
        if not page.pk:
            return bool(
                self.parent_page and self.parent_page.permissions_for_user(self.for_user).can_publish_subpage()
            )
        return page.permissions_for_user(self.for_user).can_publish()

    def _texts_of_the_instance(self) -> dict[str, str]:
        from catalogue.variants import slot_texts

        return slot_texts(self.instance) if self.is_bound else {}

    def _note(self) -> None:
        """Keep with the words who wrote them from what, or whether their change matters."""
        self.instance.slots = dict(self.instance.slots)
        for name in self.instance.SLOTS:
            if self.is_variant:
                self._note_variant(name)
            elif self.cleaned_data.get("matters"):
                self._note_change(name)

    def _note_change(self, name: str) -> None:
        from catalogue.actions.tell_variants import answer

        text = self.instance.slot_text(name)
        if text != self._live_texts.get(name):
            self.instance.slots[name] = answer(text, matters=self.cleaned_data["matters"] == "yes")

    @cached_property
    def _live_texts(self) -> dict[str, str]:
        from catalogue.actions.tell_variants import live_swedish_texts

        return live_swedish_texts(self.instance)

    def _note_variant(self, name: str) -> None:
        """A text that a person changed is theirs and not approved; until it is, it is as far behind as before."""
        from catalogue.variants import anchor, approved

        text, kept = self.instance.slot_text(name), dict(self.instance.slots.get(name) or {})
        swedish, today = self.source.slot_text(name) if self.source else "", timezone.localdate()
        if text and text != self._before.get(name):
            if not kept.get("origin"):
                kept = anchor(swedish, origin=Origin.HUMAN, today=today)
            kept = {**kept, "origin": Origin.HUMAN.value, "reviewed_on": None, "reviewed_by": None}
        if text and self._approved & {name, ALL}:
            kept = approved(kept, swedish, user_id=getattr(self.for_user, "pk", None), today=today)
        if kept:
            self.instance.slots[name] = kept


class InsatsPageForm(PassageForm):
    """The words about an insats. Which insats they are about is chosen once."""

    rows_of_words = ("situations",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "insats" in self.fields:
            self.fields["insats"].disabled = True
