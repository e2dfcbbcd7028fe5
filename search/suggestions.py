"""Suggestions while typing: needs, insatser and units whose public names begin as the reader writes."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from catalogue.models import Need, Provider
from catalogue.models.words import SOURCE_LANGUAGE, Text
from catalogue.pages_in_language import pages_of
from catalogue.querysets import without_hidden_examples
from search.analysis.folding import fold
from search.analysis.tokens import tokenise
from search.facts import Facts

#: Letters before anything is suggested, and most suggestions at a time.
FEWEST_LETTERS = 2
MOST = 8
#: Names looked at for one beginning before the best of them are chosen.
LOOKED_AT = 400


@dataclass(frozen=True)
class Suggestion:
    """Words to search for: the name of a need (first), of an insats or of a unit."""

    text: Text
    rank: int


@dataclass
class Suggestions:
    """All names of one language by the beginnings of their words, in alphabetical order."""

    _beginnings: list[tuple[str, int, int]] = field(default_factory=list)
    _names: list[Suggestion] = field(default_factory=list)

    def add(self, suggestion: Suggestion) -> None:
        """Take in a name; it is found by every word in it. Call ``sort`` when all are in."""
        words = [fold(word) for word in tokenise(suggestion.text.value)]
        number = len(self._names)
        self._names.append(suggestion)
        self._beginnings += [(" ".join(words[place:]), place, number) for place in range(len(words))]

    def sort(self) -> None:
        """Bring the beginnings in order, so that they can be looked up."""
        self._beginnings.sort()

    def has(self, name: str) -> bool:
        """Whether the catalogue itself publishes such a name."""
        words = _folded(name)
        first = bisect_left(self._beginnings, (words, -1, -1))
        return any(entry[:2] == (words, 0) for entry in self._beginnings[first : first + 1])

    def beginning_with(self, typed: str) -> list[Text]:
        """Names that have a word beginning with what was typed, needs first, then those that begin with it.

        Args:
            typed: what the reader has written so far; å, ä and ö may lack their marks.
        """
        start = _folded(typed[:80])
        if len(start) < FEWEST_LETTERS:
            return []
        found: dict[int, tuple[bool, int, str]] = {}
        first = bisect_left(self._beginnings, (start, -1, -1))
        for words, place, number in self._beginnings[first : first + LOOKED_AT]:
            if not words.startswith(start):
                break
            name = self._names[number]
            key = (place > 0, name.rank, name.text.value)
            found[number] = min(key, found.get(number, key))
        best = sorted(found, key=lambda number: (self._names[number].rank > 0, *found[number]))
        return list(
            {self._names[number].text.value.casefold(): self._names[number].text for number in best}.values()
        )[:MOST]


def _folded(text: str) -> str:
    return " ".join(fold(word) for word in tokenise(text))


def load_suggestions(language: str, facts: Facts) -> Suggestions:
    """The public names in a language; where a name has no words in it, the Swedish ones."""
    suggestions = Suggestions()
    for suggestion in _names(language, facts):
        suggestions.add(suggestion)
    suggestions.sort()
    return suggestions


def _names(language: str, facts: Facts) -> Iterator[Suggestion]:
    for need in Need.objects.filter(live=True, retired_from=None).prefetch_related("words"):
        yield Suggestion(need.text("label", language), 0)
    given = [pk for pk, insats in facts.insatser.items() if insats.offerings]
    for page in pages_of(given, language).values():
        code = page.locale.language_code
        yield Suggestion(Text(page.title, code), 1)
        for name in page.alias_list:
            yield Suggestion(Text(name, code), 2)
    public = Provider.objects.filter(without_hidden_examples(), live=True, retired_from=None)
    for unit in public.prefetch_related("aliases"):
        for name in (unit.name, *(alias.name for alias in unit.aliases.all())):
            yield Suggestion(Text(name, SOURCE_LANGUAGE), 3)
