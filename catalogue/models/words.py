"""Words off the page: one row per language under an owner, for all public text that is not on a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db import models
from django.utils import translation

from catalogue.choices import Origin
from catalogue.models.identity import Row


def direction(language: str) -> str:
    """``rtl`` for a language that is written from the right, else ``ltr``."""
    try:
        return "rtl" if translation.get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "ltr"


@dataclass(frozen=True)
class Text:
    """A value with its language: what may fall back to another language than the page's.

    ``by_machine`` says that a machine wrote it and nobody has approved it yet.
    """

    value: str
    language: str
    by_machine: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value)


def language_choices() -> list[tuple[str, str]]:
    """The variants that words can be written in."""
    return list(settings.LANGUAGES)


#: Where a reader looks next when words are missing: easy-read readers are served by plain Swedish.
SOURCE_LANGUAGE = "sv"
#: Easy-read: a variant whose pages have a shape of their own.
EASY_READ = "sv-simple"


def in_reader_language(sentence: str) -> Text:
    """A sentence of the interface, which is translated already, as a value with the reader's language."""
    return Text(sentence, translation.get_language() or SOURCE_LANGUAGE)


class Words(Row):
    """Words of one language under one owner. Swedish is the source row; a fact never stands here."""

    language = models.CharField("språk", max_length=12, choices=language_choices, default=SOURCE_LANGUAGE)
    origin = models.CharField("skriven av", max_length=10, choices=Origin, default=Origin.HUMAN)
    #: For each field the Swedish text that it was made from; on the Swedish row the answer to whether a change of
    #: the field matters to the reader.
    made_from = models.JSONField("svenska som texten gjordes från", default=dict, blank=True, editable=False)
    reviewed_on = models.DateField("granskad den", null=True, blank=True)

    #: Whether a fault in the words can put somebody in danger or cost them a right: danger, ways in, consent, law.
    #: Such words are read by a person before a reader meets them.
    approved_first = False
    #: Text fields that nobody reads: what the row is about, and words to be found by.
    UNREAD = ("language", "origin", "everyday")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_language_display()}"

    @classmethod
    def passages(cls) -> tuple[str, ...]:
        """Names of the fields that readers read."""
        texts = [field for field in cls._meta.fields if isinstance(field, models.CharField | models.TextField)]
        return tuple(field.name for field in texts if field.name not in cls.UNREAD)

    @property
    def is_unread(self) -> bool:
        """Whether a machine wrote the words and no person has approved them."""
        return self.origin == Origin.MACHINE and self.reviewed_on is None

    @property
    def may_be_shown(self) -> bool:
        """Whether readers may meet the words. A demonstration shows what nobody has read, and says so."""
        return settings.DEMO or self.language == SOURCE_LANGUAGE or not (self.approved_first and self.is_unread)


class HasWords:
    """An owner of words. ``words`` is its rows, one per language."""

    #: The rows by language, once somebody has read them for a page (``at_hand``); else they are asked for.
    words_at_hand: Mapping[str, Words] | None = None

    def text(self, field: str, language: str | None = None) -> Text:
        """The text of a field in a language, else in Swedish, with the language it really is in.

        Words that a person must approve first and that nobody has approved are as if they were not there.

        Args:
            field: name of a text field of the owner's words.
            language: code of a variant; the active one if left out.
        """
        language = language or translation.get_language() or SOURCE_LANGUAGE
        rows = self.words_at_hand
        if rows is None:
            rows = {row.language: row for row in self.words.all()}
        for code in (language, SOURCE_LANGUAGE):
            row = rows.get(code)
            value = getattr(row, field, "")
            if row is not None and value and row.may_be_shown:
                return Text(value, code, row.is_unread)
        return Text("", language)
