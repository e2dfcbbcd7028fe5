"""Pages whose words have passages: each keeps the Swedish it was made from, and how hard the words are."""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from wagtail.models import Revision

from catalogue.choices import Origin

#: Keys that the editor's rich text field adds by itself when a text is opened.
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


@dataclass(frozen=True)
class SlotText:
    """One text of a passage, as a translator gets it.

    Attributes:
        text: as it is kept; markup when it is rich.
        is_rich: whether it is markup.
        longest: how many characters it may have; None without a limit.
    """

    text: str
    is_rich: bool
    longest: int | None


class HasPassages(models.Model):
    """A page of words in one variant. A passage is a field of words, never a block or a paragraph of it."""

    #: For each slot of a variant the Swedish it was made from, by whom it was written and approved, and when; on
    #: the Swedish page the answer to whether a change matters to the reader. Part of the revision.
    slots = models.JSONField("om texterna", default=dict, blank=True, editable=False)
    #: How hard the words are, see ``page_measures``. Part of the revision.
    measures = models.JSONField("mått på texten", default=dict, blank=True, editable=False)

    #: The named passages in the order in which they are read. A translation is behind passage by passage.
    SLOTS: ClassVar[tuple[str, ...]] = ("title",)
    #: The same in the order of what a reader risks when they are wrong: what to do first, how it looks last.
    BY_RISK: ClassVar[tuple[str, ...]] = ("title",)
    #: Passages that no page may lack, in whichever variant: other rules of the door ask for them.
    REQUIRED: ClassVar[tuple[str, ...]] = ("title",)
    #: Passages that a variant may lack though the Swedish page has them: readers get something else instead.
    FILLED_OTHERWISE: ClassVar[tuple[str, ...]] = ()
    #: Passages that are markup.
    RICH: ClassVar[tuple[str, ...]] = ()
    #: What the kind of page is called in ids of its texts, see ``exchange``.
    EXCHANGE_KIND: ClassVar[str]
    #: What editors call a passage, where its field is called something else.
    SLOT_LABELS: ClassVar[dict[str, str]] = {"title": "rubrik"}

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Changed Swedish words go live here by whichever door, and the variants are told."""
        from catalogue.actions.tell_variants import live_swedish_texts, tell_variants

        before = live_swedish_texts(self) if kwargs.get("update_fields") is None else {}
        super().save(*args, **kwargs)
        if before:
            tell_variants(self, before)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Count how hard the words are, so that every revision holds its measures."""
        from catalogue.page_measures import page_measures

        self.measures = page_measures(self)
        return super().save_revision(*args, **kwargs)

    @classmethod
    def slot_label(cls, name: str) -> str:
        """What an editor calls a passage."""
        return cls.SLOT_LABELS.get(name) or str(cls._meta.get_field(name).verbose_name)

    @classmethod
    def with_passages(cls) -> "models.QuerySet[Self]":
        """The pages with all that their passages are read from, in a fixed number of queries."""
        return cls._default_manager.select_related("locale")

    @classmethod
    def live_with_passages(cls) -> "models.QuerySet[Self]":
        """Those that readers can open."""
        return cls.with_passages().filter(live=True)

    @property
    def key_in_all_variants(self) -> Hashable:
        """What the same page has in common in every variant."""
        return self.translation_key

    def in_all_variants(self) -> "models.QuerySet[Self]":
        """The same page in every variant, this one too."""
        return type(self)._default_manager.filter(translation_key=self.translation_key)

    def slot_text(self, name: str) -> str:
        """The words of a passage as they are kept, without what the editor's field adds to them."""
        return BLOCK_KEY.sub("", getattr(self, name) or "").strip()

    def slot_words(self, name: str) -> str:
        """The words of a passage as a reader reads them, a paragraph a line."""
        from catalogue.prose import plain

        return plain(self.slot_text(name))

    def texts_of_slot(self, name: str) -> dict[str, SlotText]:
        """What a translator gets of a passage, by the name that stands in an id."""
        text = self.slot_text(name)
        longest = getattr(self._meta.get_field(name), "max_length", None)
        return {name: SlotText(text, name in self.RICH, longest)} if text else {}

    def set_slot(self, name: str, texts: Mapping[str, str], source: Self) -> None:
        """Let a passage say what a translator wrote.

        Args:
            name: the passage.
            texts: all its texts, see ``texts_of_slot``.
            source: the Swedish page.
        """
        setattr(self, name, texts[name])

    @property
    def own_terms(self) -> list[str]:
        """Difficult words that the page itself explains by being about them."""
        return []

    @property
    def approved_first(self) -> bool:
        """Whether a fault in the words can put somebody in danger or cost them a right, as of ``Words``."""
        return False

    @property
    def is_unread(self) -> bool:
        """Whether a machine wrote some of the words and no person has approved them."""
        return any(
            kept.get("origin") == Origin.MACHINE and not kept.get("reviewed_on") for kept in self.slots.values()
        )

    @property
    def may_be_shown(self) -> bool:
        """Whether readers may meet the words, as of ``Words``."""
        return settings.DEMO or not (self.approved_first and self.is_unread)

    @property
    def sort_of_page(self) -> str:
        """What the page counts as where the coverage of the variants is shown."""
        return str(self._meta.verbose_name_plural)
