"""Synonyms when asking: what else a query's words mean, by the entries that editors keep."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from search.analysis import Term, analyzer_for
from search.models import Synonym, SynonymKind

Stems = tuple[str, ...]

#: How much a hit on what a synonym leads to counts beside one on the word itself.
WEIGHT = {
    SynonymKind.EQUIVALENT: 0.9,
    SynonymKind.ACRONYM: 0.9,
    SynonymKind.OLD: 0.9,
    SynonymKind.EVERYDAY: 0.7,
}
BOTH_WAYS = (SynonymKind.ACRONYM,)


@dataclass(frozen=True)
class Match:
    """Words of a query that an entry knows: where they begin, how many they are, what they lead to."""

    start: int
    length: int
    targets: tuple[tuple[Stems, float], ...]
    #: For each target, the key of the entry that leads there.
    entries: tuple[int | None, ...] = ()


@dataclass
class Synonyms:
    """The entries of one language, by the stems that they begin with."""

    language: str
    entries: dict[str, dict[Stems, dict[Stems, float]]] = field(default_factory=lambda: defaultdict(dict))
    #: The entry that leads from words to words.
    origins: dict[tuple[Stems, Stems], int | None] = field(default_factory=dict)

    def add(self, kind: str, words: Iterable[str], leads_to: Iterable[str], entry: int | None = None) -> None:
        """Take in an entry.

        Args:
            kind: one of ``SynonymKind``.
            words: words or phrases as people write them.
            leads_to: what they lead to; empty when the words mean the same.
            entry: its key, so that a hit can tell what led to it.
        """
        sources, targets = self._stems(words), self._stems(leads_to)
        weight = WEIGHT[SynonymKind(kind)]
        if kind == SynonymKind.EQUIVALENT:
            targets = sources
        self._lead(sources, targets, weight, entry)
        if kind in BOTH_WAYS:
            self._lead(targets, sources, weight, entry)

    def matches(self, terms: Sequence[Term]) -> list[Match]:
        """What the entries know of a query, the longest phrase first at each place, no word twice."""
        found, start = list[Match](), 0
        while start < len(terms):
            match = self._longest_at(terms, start)
            if match is not None:
                found.append(match)
            start += match.length if match else 1
        return found

    def _stems(self, words: Iterable[str]) -> list[Stems]:
        analyzer = analyzer_for(self.language)
        stems = [tuple(term.stem for term in analyzer.terms(word)) for word in words]
        return [one for one in stems if one]

    def _lead(self, sources: Iterable[Stems], targets: Iterable[Stems], weight: float, entry: int | None) -> None:
        for source in sources:
            known = self.entries[source[0]].setdefault(source, {})
            for target in targets:
                if target != source and weight > known.get(target, 0.0):
                    known[target] = weight
                    self.origins[source, target] = entry

    def _longest_at(self, terms: Sequence[Term], start: int) -> Match | None:
        best: Match | None = None
        for source, targets in self.entries.get(terms[start].stem, {}).items():
            length = len(source)
            if best is not None and length <= best.length:
                continue
            if tuple(term.stem for term in terms[start : start + length]) == source:
                led = tuple(self.origins.get((source, target)) for target in targets)
                best = Match(start, length, tuple(targets.items()), led)
        return best


def load_synonyms(language: str) -> Synonyms:
    """All entries of a language. Easy-read asks with the Swedish ones too."""
    languages = {language, language.partition("-")[0]}
    synonyms = Synonyms(language)
    for entry in Synonym.objects.filter(language__in=languages).order_by("pk"):
        synonyms.add(entry.kind, entry.word_list, entry.leads_to_list, entry.pk)
    return synonyms
