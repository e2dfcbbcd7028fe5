"""What a process remembers between requests: words, facts, labels and what leads where, until one has changed."""

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from django.conf import settings

from search.bridging import Bridge, load_bridge
from search.documents import INSATSER
from search.facts import Facts
from search.held import Held
from search.index_rows import load_vocabulary
from search.labels import Labels, load_labels
from search.looked_up import Dictionary, load_dictionary
from search.models import IndexState
from search.reading_facts import changed_since, facts_after, load_facts
from search.safety import Alarm, load_alarm
from search.suggestions import Suggestions, load_suggestions
from search.synonyms import Synonyms, load_synonyms
from search.vocabulary import Vocabulary

#: The key of what there is only one of.
ONLY = "all"

Key = TypeVar("Key")
Kept = TypeVar("Kept")


@dataclass
class _Memory:
    words_token: UUID | None = None
    facts_key: tuple[UUID, bool] | None = None
    vocabularies: dict[tuple[int, str, str | None], Vocabulary] = field(default_factory=dict)
    facts: dict[str, Facts] = field(default_factory=dict)
    #: The facts that were read last, with examples or without, and the token that held.
    last_facts: tuple[Facts | None, bool, UUID | None] = (None, False, None)
    labels: dict[str, Labels] = field(default_factory=dict)
    synonyms: dict[str, Synonyms] = field(default_factory=dict)
    alarms: dict[str, Alarm] = field(default_factory=dict)
    suggestions: dict[str, Suggestions] = field(default_factory=dict)
    dictionaries: dict[str, Dictionary] = field(default_factory=dict)
    bridges: dict[str, Bridge] = field(default_factory=dict)
    held: Held = field(default_factory=Held)


_memory = _Memory()


def vocabulary(state: IndexState, language: str, group: str | None = None) -> Vocabulary:
    """The vocabulary of a language, of one group or of all, read again when any word has changed."""
    _forget_old_words(state)
    key = (state.live_generation, language, group)
    return _kept(_memory.vocabularies, key, lambda: load_vocabulary(state.live_generation, language, group))


def held(state: IndexState) -> Held:
    """Documents and counts that have been asked for since any word has changed."""
    _forget_old_words(state)
    return _memory.held


def suggestions(state: IndexState, language: str) -> Suggestions:
    """Names to suggest in a language, read again when any word or fact has changed."""
    _forget_old_words(state)
    _forget_old_facts(state)
    return _kept(_memory.suggestions, language, lambda: load_suggestions(language, facts(state)))


def facts(state: IndexState) -> Facts:
    """The facts of the catalogue, read again when any has changed."""
    _forget_old_facts(state)
    return _kept(_memory.facts, ONLY, lambda: _facts_now(state))


def _facts_now(state: IndexState) -> Facts:
    """What was read before with what has changed since; all of it where that is not known."""
    known, examples, told = _memory.last_facts
    changed = changed_since(told, state.facts_token) if told and examples == _shows_examples() else None
    found = load_facts() if known is None or changed is None else facts_after(known, changed)
    _memory.last_facts = (found, _shows_examples(), state.facts_token)
    return found


def labels(state: IndexState, language: str) -> Labels:
    """What the values of the filters are called in a language."""
    _forget_old_facts(state)
    return _kept(_memory.labels, language, lambda: load_labels(language))


def synonyms(state: IndexState, language: str) -> Synonyms:
    """What words lead to in a language, read again when an editor has saved one."""
    _forget_old_facts(state)
    return _kept(_memory.synonyms, language, lambda: load_synonyms(language))


def bridge(state: IndexState, language: str) -> Bridge:
    """What the subjects are called in a language and in Swedish, read again when any word or fact has changed."""
    _forget_old_words(state)
    _forget_old_facts(state)
    return _kept(_memory.bridges, language, lambda: load_bridge(language, vocabulary(state, language, INSATSER)))


def alarm(state: IndexState, language: str) -> Alarm:
    """What to listen for in the words of readers of a language."""
    _forget_old_facts(state)
    return _kept(_memory.alarms, language, lambda: load_alarm(language))


def dictionary(state: IndexState, language: str) -> Dictionary:
    """The words of the glossary for readers of a language."""
    _forget_old_facts(state)
    return _kept(_memory.dictionaries, language, lambda: load_dictionary(language))


def _kept(table: dict[Key, Kept], key: Key, load: Callable[[], Kept]) -> Kept:
    """What is remembered under a key, read first if need be."""
    found = table.get(key)
    if found is None:
        found = table[key] = load()
        # It holds no cycles and stays for long. The search for cycles, which takes a second where a whole country
        # is remembered, leaves it out from now on.
        gc.freeze()
    return found


def _shows_examples() -> bool:
    return bool(settings.DEMO and settings.DEMO_EXAMPLE)


def _forget_old_words(state: IndexState) -> None:
    if _memory.words_token != state.words_token:
        _memory.vocabularies, _memory.suggestions, _memory.bridges = {}, {}, {}
        _memory.held = Held()
        _memory.words_token = state.words_token


def _forget_old_facts(state: IndexState) -> None:
    key = (state.facts_token, _shows_examples())
    if _memory.facts_key != key:
        _memory.facts, _memory.labels, _memory.synonyms = {}, {}, {}
        _memory.alarms, _memory.suggestions = {}, {}
        _memory.dictionaries, _memory.bridges = {}, {}
        _memory.facts_key = key
