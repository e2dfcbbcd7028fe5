"""Words looked up: a word of the glossary in a question is explained quietly above the hits."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from catalogue.models.glossary_term import GlossaryTermWords
from catalogue.models.words import SOURCE_LANGUAGE, Text
from search.analysis import analyzer_for

#: A question of more words than this tells of something; it does not ask what a word means.
MOST_WORDS = 4


@dataclass(frozen=True)
class LookedUp:
    """A word with its explanation. ``slug`` is its place in the glossary."""

    slug: str
    word: Text
    explanation: Text


@dataclass
class Dictionary:
    """The glossary by the stems of its words, for readers of a language."""

    language: str
    _by_stems: dict[tuple[str, ...], LookedUp] = field(default_factory=dict)

    def add(self, entry: LookedUp, forms: Iterable[Text]) -> None:
        """Take in a word with the forms that people write. The first that has a form keeps it."""
        for form in forms:
            if stems := _stems(form.value, form.language):
                self._by_stems.setdefault(stems, entry)

    def find(self, text: str) -> LookedUp | None:
        """The word that a short question is about: the longest that fills at least half of it."""
        for language in dict.fromkeys((self.language, SOURCE_LANGUAGE)):
            stems = _stems(text, language)
            if not 1 <= len(stems) <= MOST_WORDS:
                continue
            for length in range(len(stems), (len(stems) + 1) // 2 - 1, -1):
                for start in range(len(stems) - length + 1):
                    if found := self._by_stems.get(stems[start : start + length]):
                        return found
        return None


def _stems(text: str, language: str) -> tuple[str, ...]:
    return tuple(term.stem for term in analyzer_for(language).terms(text))


def load_dictionary(language: str) -> Dictionary:
    """All published words that are explained, in one query, in the reader's language where it has words.

    Args:
        language: code of the reader's variant.
    """
    rows = GlossaryTermWords.objects.filter(
        owner__live=True, owner__retired_from=None, language__in={language, SOURCE_LANGUAGE}
    ).select_related("owner")
    by_owner: dict[int, dict[str, GlossaryTermWords]] = defaultdict(dict)
    for row in rows.order_by("owner__slug"):
        by_owner[row.owner_id][row.language] = row
    dictionary = Dictionary(language)
    for words in by_owner.values():
        shown = [words[code] for code in (language, SOURCE_LANGUAGE) if code in words]
        explained = next((row for row in shown if row.explanation), None)
        if explained is not None:
            source = words.get(SOURCE_LANGUAGE, explained)
            entry = LookedUp(
                source.owner.slug,
                Text(source.label or source.owner.slug, source.language),
                Text(explained.explanation, explained.language),
            )
            dictionary.add(entry, _forms(shown))
    return dictionary


def _forms(rows: Sequence[GlossaryTermWords]) -> list[Text]:
    return [
        Text(form, row.language)
        for row in rows
        for form in (row.label, row.owner.abbreviation, *row.everyday.splitlines())
        if form.strip()
    ]
