"""The glossary from A to Ö: each Swedish word that readers meet, and what it means in their language."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import translation

from catalogue.models import GlossaryTerm
from catalogue.models.glossary_term import GlossaryTermWords
from catalogue.models.words import SOURCE_LANGUAGE, Text
from catalogue.place_groups import swedish_order


@dataclass(frozen=True)
class GlossaryEntry:
    """One word. A reader in another language heard it in Swedish, so it is Swedish words that are listed.

    Attributes:
        word: the Swedish word.
        meaning: what it is called in the reader's language, empty where nobody has said.
    """

    slug: str
    word: str
    meaning: Text
    abbreviation: str
    explanation: Text
    is_old: bool


def _entries(language: str) -> list[GlossaryEntry]:
    """All published words, in two queries."""
    words = GlossaryTermWords.objects.filter(language__in={language, SOURCE_LANGUAGE})
    rows = GlossaryTerm.objects.filter(live=True, retired_from=None)
    return [
        GlossaryEntry(
            slug=row.slug,
            word=str(row.text("label", SOURCE_LANGUAGE)) or row.slug,
            meaning=_translated(row.text("label", language)),
            abbreviation=row.abbreviation,
            explanation=row.text("explanation", language),
            is_old=row.is_old,
        )
        for row in rows.prefetch_related(Prefetch("words", queryset=words))
    ]


def _translated(label: Text) -> Text:
    """A label in another language than Swedish; easy-read is Swedish too."""
    return label if not label.language.startswith(SOURCE_LANGUAGE) else Text("", label.language)


def glossary_letters(entries: list[GlossaryEntry]) -> list[tuple[str, list[GlossaryEntry]]]:
    """Words by first letter, in Swedish order. What begins with a digit stands first, under #."""
    found: dict[str, list[GlossaryEntry]] = {}
    for entry in sorted(entries, key=lambda entry: swedish_order(entry.word)):
        first = entry.word[0].upper()
        found.setdefault(first if first.isalpha() else "#", []).append(entry)
    return list(found.items())


def glossary_context(request: HttpRequest) -> dict[str, Any]:
    """The letters and their words, in the reader's language where they are translated."""
    language = translation.get_language() or SOURCE_LANGUAGE
    return {"letters": glossary_letters(_entries(language))}
