"""Forms of group starts and notices: running facts with words of their own."""

from typing import Any

from catalogue.admin.forms import say_not_stated
from catalogue.admin.hours_forms import VersionedForm
from catalogue.models import GroupStart, Notice
from catalogue.models.provider import PROTECTED_REASON
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.own_units import answers_for

NO_SWEDISH = "Skriv texten på svenska. Andra språk visar den tills de har en egen."
TWICE = "Samma språk står två gånger."


def _languages(form: Any) -> list[str]:
    """Languages of the rows of words that are kept."""
    rows = form.formsets["words"].cleaned_data if form.formsets["words"].is_valid() else []
    return [row["language"] for row in rows if row and not row.get("DELETE")]


class OfWordsForm(VersionedForm):
    """A running fact with rows of words: each language once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_not_stated(self)

    def is_valid(self) -> bool:
        """The row's rules first, then those of its words."""
        valid = super().is_valid()
        if valid:
            languages = _languages(self)
            if len(languages) != len(set(languages)):
                self.add_error(None, TWICE)
            self.check_words(languages)
        return valid and not self.errors

    def check_words(self, languages: list[str]) -> None:
        """What the words must hold."""


class GroupStartForm(OfWordsForm):
    """One group start."""

    def clean(self) -> dict[str, Any]:
        """The offering must be one that the user answers for."""
        cleaned = super().clean()
        offering = cleaned.get("offering")
        if offering and self.for_user and not answers_for(self.for_user, offering):
            self.add_error("offering", "Välj ett erbjudande som du själv ansvarar för.")
        return cleaned

    def check_words(self, languages: list[str]) -> None:
        """Words of a protected unit do not tell where it is; other languages have Swedish to be made from."""
        rows = [row for row in self.formsets["words"].cleaned_data if row and not row.get("DELETE")]
        provider = self.instance.offering.provider
        if provider and provider.is_protected and any(row.get("where") for row in rows):
            self.add_error(None, PROTECTED_REASON)
        if languages and SOURCE_LANGUAGE not in languages:
            self.add_error(None, NO_SWEDISH)


class NoticeForm(OfWordsForm):
    """One notice."""

    def check_words(self, languages: list[str]) -> None:
        """A notice says something, in Swedish at least."""
        if SOURCE_LANGUAGE not in languages:
            self.add_error(None, NO_SWEDISH)


class _New:
    """A new row: nobody has read it before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("read_version", None)

    def clean_read_version(self) -> int:
        """Nothing to compare with."""
        return self.instance.version


class NewGroupStartForm(_New, GroupStartForm):
    """A new group start."""

    def rows(self) -> list[GroupStart]:
        """The one row."""
        return [self.instance]


class NewNoticeForm(_New, NoticeForm):
    """A new notice."""

    def rows(self) -> list[Notice]:
        """The one row."""
        return [self.instance]
