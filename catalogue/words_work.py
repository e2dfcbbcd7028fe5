"""What is left to do with the words off the pages in other languages: terms, ways in, safety texts, units."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from catalogue.models import Area, Offering, Place, Provider
from catalogue.models.words import SOURCE_LANGUAGE, Words
from catalogue.unreviewed import kinds_of_words
from catalogue.variant_tasks import Task, urgency
from catalogue.variants import State
from catalogue.words_state import word_slots

#: Kinds of words that a person reads first, in the order of what a fault in them does.
DANGER_FIRST = {name: risk for risk, name in enumerate(("safetytextwords", "helplinewords", "routeguidewords"))}
#: Records of units. Few of their presentations will ever be translated: what is there must be true, and that some
#: are missing is no task. Readers get the Swedish words.
UNITS = (Provider, Place, Offering, Area)
#: Records that another one is named by.
NAMED_BY = ("insats", "provider", "area")


@dataclass(frozen=True)
class OwnedWords:
    """The words of one record that readers can meet.

    Attributes:
        owner: the record.
        rows: its words by language; Swedish is always among them.
    """

    owner: Any
    rows: dict[str, Words]

    @property
    def source(self) -> Words:
        """The Swedish words."""
        return self.rows[SOURCE_LANGUAGE]

    @property
    def title(self) -> str:
        """What the record is called in Swedish."""
        return getattr(self.source, "label", "") or str(self.owner)

    @property
    def sort(self) -> str:
        """What it counts as where the coverage of the variants is shown."""
        return str(self.owner._meta.verbose_name_plural)


def live_words() -> list[OwnedWords]:
    """The words of all public records that have Swedish words, one query a kind, most dangerous kinds first."""
    found: list[OwnedWords] = []
    for model in sorted(kinds_of_words(), key=_rank):
        owner = model._meta.get_field("owner").related_model
        named = [f"owner__{name}" for name in NAMED_BY if _has_field(owner, name)]
        rows = model._default_manager.filter(owner__live=True, owner__retired_from=None)
        by_owner: dict[int, dict[str, Words]] = {}
        for row in rows.select_related("owner", *named).order_by("pk"):
            by_owner.setdefault(row.owner_id, {})[row.language] = row
        found += [
            OwnedWords(own[SOURCE_LANGUAGE].owner, own) for own in by_owner.values() if SOURCE_LANGUAGE in own
        ]
    return found


def _has_field(model: type, name: str) -> bool:
    try:
        return bool(model._meta.get_field(name))
    except FieldDoesNotExist:
        return False


def _rank(model: type[Words]) -> tuple[int, int]:
    """What a person must read first, then contact, then what things are called."""
    owner = model._meta.get_field("owner").related_model
    if model.approved_first:
        return 0, DANGER_FIRST.get(model._meta.model_name, len(DANGER_FIRST))
    return (0, len(DANGER_FIRST) + 2) if owner in UNITS else (1, 0)


def words_tasks(words: Iterable[OwnedWords], languages: Iterable[str]) -> list[Task]:
    """What is left to do with some records' words in some variants.

    Args:
        words: the records, see ``live_words``.
        languages: codes of the variants, without Swedish.
    """
    return [task for own in words for code in languages if (task := _task(own, code))]


def _task(own: OwnedWords, language: str) -> Task | None:
    rank = _rank(type(own.source))
    row = own.rows.get(language)
    if row is None:
        if isinstance(own.owner, UNITS):
            return None
        return Task(language, State.MISSING, own.title, (), _risk(rank, State.MISSING), own.owner)
    open_slots = [slot for slot in word_slots(row, own.source) if slot.state != State.OK]
    if isinstance(own.owner, UNITS):
        open_slots = [slot for slot in open_slots if slot.text]
    if not open_slots:
        return None
    worst = min((slot.state for slot in open_slots), key=urgency)
    names = tuple(slot.name for slot in open_slots if slot.state == worst)
    return Task(language, worst, own.title, names, _risk(rank, worst), own.owner)


def _risk(rank: tuple[int, int], state: State) -> tuple[int, ...]:
    """Names of things follow the passages of pages that stand in the same state."""
    return (*rank, urgency(state)) if rank[0] == 0 else (1, urgency(state), 99)
