"""What is left to do in the other languages: what is behind, unread or missing, the most dangerous first."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from catalogue.models.passages import HasPassages
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.unreviewed import kinds_of_pages
from catalogue.variant_tasks import Task, urgency
from catalogue.variants import Slot, State, slots
from catalogue.words_work import DANGER_FIRST, OwnedWords, words_tasks


@dataclass
class Coverage:
    """How many pages a variant has of those that exist in Swedish, in all and by sort.

    Attributes:
        pages: live pages by sort, see ``HasPassages.sort_of_page``.
        words: records with words in the variant, by what they are.
        counted: tasks by state.
    """

    language: str
    pages: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    counted: Counter[State] = field(default_factory=Counter)


def live_pages() -> list[HasPassages]:
    """Every live page with all that the states are read from, in a fixed number of queries."""
    return [page for kind in kinds_of_pages() for page in kind.live_with_passages().order_by("title")]


def tasks_of(pages: Iterable[HasPassages], words: Iterable[OwnedWords], languages: Iterable[str]) -> list[Task]:
    """What is left to do in some variants, most dangerous first.

    Args:
        pages: every live page, see ``live_pages``.
        words: the words of every public record, see ``live_words``.
        languages: codes of the variants; Swedish has no tasks here.
    """
    wanted = [language for language in languages if language != SOURCE_LANGUAGE]
    found: list[Task] = []
    for own in in_variants(pages):
        if source := own.get(SOURCE_LANGUAGE):
            found += [task for code in wanted if (task := _page_task(code, source, own.get(code)))]
    found += words_tasks(words, wanted)
    return sorted(found, key=lambda task: (task.risk, task.title))


def in_variants(pages: Iterable[HasPassages]) -> list[dict[str, HasPassages]]:
    """Pages gathered so that each is once, by the language of its variants."""
    found: dict[tuple[type, Hashable], dict[str, HasPassages]] = {}
    for page in pages:
        found.setdefault((type(page), page.key_in_all_variants), {})[page.locale.language_code] = page
    return list(found.values())


def _page_task(language: str, source: HasPassages, page: HasPassages | None) -> Task | None:
    rank = (0, len(DANGER_FIRST)) if source.approved_first else (1,)
    if page is None:
        rank = rank if source.approved_first else (2,)
        return Task(language, State.MISSING, source.title, source.SLOTS, (*rank, urgency(State.MISSING)), source)
    open_slots = [slot for slot in slots(page, source) if slot.state != State.OK]
    if not open_slots:
        return None
    urgent = sorted(open_slots, key=lambda slot: _urgency(page, slot))
    worst = urgent[0]
    names = tuple(slot.name for slot in urgent if slot.state == worst.state)
    return Task(language, worst.state, source.title, names, (*rank, *_urgency(page, worst)), page)


def _urgency(page: HasPassages, slot: Slot) -> tuple[int, int]:
    return urgency(slot.state), page.BY_RISK.index(slot.name)


def coverage(
    pages: Iterable[HasPassages], words: Iterable[OwnedWords], tasks: Iterable[Task], languages: Iterable[str]
) -> list[Coverage]:
    """Pages, words and tasks of each variant, Swedish first as what there is to translate.

    Args:
        pages: every live page.
        words: the words of every public record.
        tasks: what is left to do in the same variants.
        languages: codes of the variants.
    """
    found = {code: Coverage(code) for code in (SOURCE_LANGUAGE, *languages)}
    for page in pages:
        if page.locale.language_code in found:
            found[page.locale.language_code].pages[page.sort_of_page] += 1
    for own in words:
        for language in own.rows:
            if language in found:
                found[language].words[own.sort] += 1
    for task in tasks:
        found[task.language].counted[task.state] += 1
    return list(found.values())
