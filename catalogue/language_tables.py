"""Tables about the variants for a note: what each covers and how its texts stand, and how hard easy-read is."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from catalogue.models.passages import HasPassages
from catalogue.models.words import EASY_READ, SOURCE_LANGUAGE
from catalogue.page_measures import page_measures, running_text
from catalogue.readability import word_count
from catalogue.reading_limits import over_the_limit
from catalogue.variant_work import in_variants, live_pages
from catalogue.variants import Slot, State, slots
from catalogue.words_state import word_slots
from catalogue.words_work import live_words

#: Columns of passages, in the order in which they are mended.
STATES = (State.BEHIND, State.UNTRANSLATED, State.MISSING, State.MACHINE, State.UNREVIEWED, State.OK)
COVERAGE = (
    *("Variant", "Sort", "Finns", "Av", "Ord", "Inaktuella", "Inte översatta", "Saknas"),
    *("Skrivna av maskin, inte granskade", "Inte granskade", "Godkända"),
)
READING = ("Sida", "Ord", "LIX", "Längsta meningen", "Långa ord %", "Passiv %", "Oförklarade ord")


@dataclass
class Sum:
    """What a variant has of one sort of texts.

    Attributes:
        have: pages or records.
        of: how many of them there are in Swedish.
        words: words in them.
        passages: passages by how they stand.
    """

    have: int = 0
    of: int = 0
    words: int = 0
    passages: Counter[State] = field(default_factory=Counter)

    def add(self, words: int, found: Iterable[Slot]) -> None:
        """One more page or record. A passage that neither variant has is none."""
        self.have += 1
        self.words += words
        self.passages.update(slot.state for slot in found if slot.text or slot.swedish)

    def cells(self) -> list[str]:
        """As they stand in a row."""
        return [str(number) for number in (self.have, self.of, self.words, *(self.passages[s] for s in STATES))]


def coverage_rows(languages: Iterable[str]) -> Iterator[list[str]]:
    """A row for each variant and sort of page or words, and one for all of the variant.

    Args:
        languages: codes of the variants; Swedish is what they are made from.
    """
    wanted = [code for code in languages if code != SOURCE_LANGUAGE]
    sums: dict[str, dict[str, Sum]] = {code: {} for code in wanted}
    for own in in_variants(live_pages()):
        if source := own.get(SOURCE_LANGUAGE):
            for code in wanted:
                _add_page(sums[code].setdefault(source.sort_of_page, Sum()), source, own.get(code))
    for words in live_words():
        for code in wanted:
            line = sums[code].setdefault(words.sort, Sum())
            line.of += 1
            if row := words.rows.get(code):
                text = "\n".join(getattr(row, name) for name in row.passages())
                line.add(word_count(text), word_slots(row, words.source))
    for code, lines in sums.items():
        yield from ([code, sort, *line.cells()] for sort, line in sorted(lines.items()))
        yield [code, "alla", *_total(lines.values()).cells()]


def _add_page(line: Sum, source: HasPassages, page: HasPassages | None) -> None:
    line.of += 1
    if page is not None:
        line.add(word_count(running_text(page)), slots(page, source))


def _total(lines: Iterable[Sum]) -> Sum:
    whole = Sum()
    for line in lines:
        whole.have, whole.of, whole.words = whole.have + line.have, whole.of + line.of, whole.words + line.words
        whole.passages.update(line.passages)
    return whole


def reading_rows(language: str = EASY_READ) -> Iterator[list[str]]:
    """A row for each live page of a variant with how hard its words are, the hardest first.

    Args:
        language: code of a variant in Swedish.
    """
    pages = [page for page in live_pages() if page.locale.language_code == language]
    measured = [(page, page_measures(page)) for page in pages]
    for page, found in sorted(measured, key=lambda pair: (-pair[1]["lix"], pair[0].title)):
        counted = [found[name] for name in ("words", "lix", "longest", "long_share", "passive_share")]
        yield [page.title, *map(str, counted), ", ".join(found["terms"])]


def over_limit_count(language: str = EASY_READ) -> tuple[int, int]:
    """How many live pages of a variant are over its limits, and of how many.

    Args:
        language: code of a variant with limits, see ``reading_limits``.
    """
    pages = [page for page in live_pages() if page.locale.language_code == language]
    return sum(bool(over_the_limit(language, page_measures(page))) for page in pages), len(pages)


def as_markdown(heading: Iterable[str], rows: Iterable[list[str]]) -> Iterator[str]:
    """Lines of a table."""
    names = list(heading)
    yield f"| {' | '.join(names)} |"
    yield f"|{' --- |' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
