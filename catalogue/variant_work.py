"""What is left to do in the other languages: what is behind, unread or missing, the most dangerous first."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from catalogue.choices import Origin
from catalogue.models.passages import HasPassages
from catalogue.models.words import SOURCE_LANGUAGE, Words
from catalogue.unreviewed import kinds_of_pages, read_by_a_person
from catalogue.variants import Slot, State, slots

#: States in the order in which they are mended.
BY_STATE = tuple(State)
#: Kinds of words that a person reads first, in the order of what a fault in them does.
DANGER_FIRST = {name: risk for risk, name in enumerate(("safetytextwords", "helplinewords", "routeguidewords"))}


@dataclass(frozen=True)
class Task:
    """One text of a variant that needs somebody.

    Attributes:
        language: code of the variant.
        state: the most urgent state in it.
        title: what it is called in Swedish.
        names: the passages in question.
        risk: order among all tasks, the smallest first: danger and ways in, then what to do, then the rest.
        record: the page or record where it is mended; the Swedish page when there is no page in the variant.
    """

    language: str
    state: State
    title: str
    names: tuple[str, ...]
    risk: tuple[int, ...]
    record: Any


@dataclass
class Coverage:
    """How many pages a variant has of those that exist in Swedish, in all and by sort.

    Attributes:
        pages: live pages by sort, see ``HasPassages.sort_of_page``.
        counted: tasks by state.
    """

    language: str
    pages: Counter[str] = field(default_factory=Counter)
    counted: Counter[State] = field(default_factory=Counter)


def live_pages() -> list[HasPassages]:
    """Every live page with all that the states are read from, in a fixed number of queries."""
    return [page for kind in kinds_of_pages() for page in kind.live_with_passages().order_by("title")]


def tasks_of(pages: Iterable[HasPassages], languages: Iterable[str]) -> list[Task]:
    """What is left to do in some variants, most dangerous first.

    Args:
        pages: every live page, see ``live_pages``.
        languages: codes of the variants; Swedish has no tasks here.
    """
    wanted = [language for language in languages if language != SOURCE_LANGUAGE]
    found: list[Task] = []
    for own in in_variants(pages):
        if source := own.get(SOURCE_LANGUAGE):
            found += [task for code in wanted if (task := _page_task(code, source, own.get(code)))]
    found += _words_tasks(wanted)
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
        return Task(language, State.MISSING, source.title, source.SLOTS, (*rank, _mended(State.MISSING)), source)
    open_slots = [slot for slot in slots(page, source) if slot.state != State.OK]
    if not open_slots:
        return None
    urgent = sorted(open_slots, key=lambda slot: _urgency(page, slot))
    worst = urgent[0]
    names = tuple(slot.name for slot in urgent if slot.state == worst.state)
    return Task(language, worst.state, source.title, names, (*rank, *_urgency(page, worst)), page)


def _urgency(page: HasPassages, slot: Slot) -> tuple[int, int]:
    return _mended(slot.state), page.BY_RISK.index(slot.name)


def _mended(state: State) -> int:
    return BY_STATE.index(state)


def _words_tasks(languages: list[str]) -> list[Task]:
    """Texts about danger, ways in, law and contact: each kind before all pages."""
    found: list[Task] = []
    kinds = sorted(
        read_by_a_person(), key=lambda model: DANGER_FIRST.get(model._meta.model_name, len(DANGER_FIRST))
    )
    for risk, model in enumerate(kinds):
        rows = model._default_manager.filter(owner__live=True, owner__retired_from=None)
        rows = rows.filter(Q(language__in=languages) | Q(language=SOURCE_LANGUAGE)).select_related("owner")
        by_owner: dict[int, dict[str, Words]] = {}
        for row in rows:
            by_owner.setdefault(row.owner_id, {})[row.language] = row
        for own in by_owner.values():
            if source := own.get(SOURCE_LANGUAGE):
                found += [task for code in languages if (task := _words_task(risk, code, source, own.get(code)))]
    return found


def _words_task(risk: int, language: str, source: Any, row: Any) -> Task | None:
    state = words_state(row, source)
    if state == State.OK:
        return None
    names = tuple(sorted(behind_fields(row, source))) if row else ()
    return Task(language, state, source.label, names, (0, risk, _mended(state)), source.owner)


def words_state(row: Words | None, source: Words) -> State:
    """How a row of words stands against the Swedish row of the same owner.

    Args:
        row: the words of a variant; None when there are none.
        source: the Swedish words.
    """
    if row is None:
        return State.MISSING
    if behind_fields(row, source):
        return State.BEHIND
    if row.reviewed_on:
        return State.OK
    return State.MACHINE if row.origin == Origin.MACHINE else State.UNREVIEWED


def behind_fields(row: Words, source: Words) -> list[str]:
    """Fields of a row whose Swedish has changed since the row was made. What is not known is not said."""
    return [name for name, text in row.made_from.items() if text != getattr(source, name, text)]


def coverage(pages: Iterable[HasPassages], tasks: Iterable[Task], languages: Iterable[str]) -> list[Coverage]:
    """Pages and tasks of each variant, Swedish first as what there is to translate.

    Args:
        pages: every live page.
        tasks: what is left to do in the same variants.
        languages: codes of the variants.
    """
    found = {code: Coverage(code) for code in (SOURCE_LANGUAGE, *languages)}
    for page in pages:
        if page.locale.language_code in found:
            found[page.locale.language_code].pages[page.sort_of_page] += 1
    for task in tasks:
        found[task.language].counted[task.state] += 1
    return list(found.values())
