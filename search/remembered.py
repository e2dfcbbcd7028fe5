"""What a process remembers between requests: words, facts, labels and what leads where, until one has changed."""

from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings

from search.bridging import Bridge, load_bridge
from search.documents import INSATSER
from search.facts import Facts, load_facts
from search.held import HeldDocuments
from search.index_rows import load_vocabulary
from search.labels import Labels, load_labels
from search.looked_up import Dictionary, load_dictionary
from search.models import IndexState
from search.safety import Alarm, load_alarm
from search.suggestions import Suggestions, load_suggestions
from search.synonyms import Synonyms, load_synonyms
from search.vocabulary import Vocabulary


@dataclass
class _Memory:
    words_token: UUID | None = None
    facts_key: tuple[UUID, bool] | None = None
    vocabularies: dict[tuple[int, str, str | None], Vocabulary] = field(default_factory=dict)
    facts: Facts | None = None
    labels: dict[str, Labels] = field(default_factory=dict)
    synonyms: dict[str, Synonyms] = field(default_factory=dict)
    alarms: dict[str, Alarm] = field(default_factory=dict)
    suggestions: dict[str, Suggestions] = field(default_factory=dict)
    dictionaries: dict[str, Dictionary] = field(default_factory=dict)
    bridges: dict[str, Bridge] = field(default_factory=dict)
    documents: HeldDocuments = field(default_factory=HeldDocuments)


_memory = _Memory()


def vocabulary(state: IndexState, language: str, group: str | None = None) -> Vocabulary:
    """The vocabulary of a language, of one group or of all, read again when any word has changed."""
    _forget_old_words(state)
    key = (state.live_generation, language, group)
    found = _memory.vocabularies.get(key)
    if found is None:
        found = _memory.vocabularies[key] = load_vocabulary(state.live_generation, language, group)
    return found


def documents(state: IndexState) -> HeldDocuments:
    """Documents that have been asked for since any word has changed."""
    _forget_old_words(state)
    return _memory.documents


def suggestions(state: IndexState, language: str) -> Suggestions:
    """Names to suggest in a language, read again when any word or fact has changed."""
    _forget_old_words(state)
    _forget_old_facts(state)
    if language not in _memory.suggestions:
        _memory.suggestions[language] = load_suggestions(language, facts(state))
    return _memory.suggestions[language]


def facts(state: IndexState) -> Facts:
    """The facts of the catalogue, read again when any has changed."""
    _forget_old_facts(state)
    if _memory.facts is None:
        _memory.facts = load_facts()
    return _memory.facts


def labels(state: IndexState, language: str) -> Labels:
    """What the values of the filters are called in a language."""
    _forget_old_facts(state)
    if language not in _memory.labels:
        _memory.labels[language] = load_labels(language)
    return _memory.labels[language]


def synonyms(state: IndexState, language: str) -> Synonyms:
    """What words lead to in a language, read again when an editor has saved one."""
    _forget_old_facts(state)
    if language not in _memory.synonyms:
        _memory.synonyms[language] = load_synonyms(language)
    return _memory.synonyms[language]


def bridge(state: IndexState, language: str) -> Bridge:
    """What the subjects are called in a language and in Swedish, read again when any word or fact has changed."""
    _forget_old_words(state)
    _forget_old_facts(state)
    if language not in _memory.bridges:
        _memory.bridges[language] = load_bridge(language, vocabulary(state, language, INSATSER))
    return _memory.bridges[language]


def alarm(state: IndexState, language: str) -> Alarm:
    """What to listen for in the words of readers of a language."""
    _forget_old_facts(state)
    if language not in _memory.alarms:
        _memory.alarms[language] = load_alarm(language)
    return _memory.alarms[language]


def dictionary(state: IndexState, language: str) -> Dictionary:
    """The words of the glossary for readers of a language."""
    _forget_old_facts(state)
    if language not in _memory.dictionaries:
        _memory.dictionaries[language] = load_dictionary(language)
    return _memory.dictionaries[language]


def _forget_old_words(state: IndexState) -> None:
    if _memory.words_token != state.words_token:
        _memory.vocabularies, _memory.suggestions, _memory.bridges = {}, {}, {}
        _memory.documents = HeldDocuments()
        _memory.words_token = state.words_token


def _forget_old_facts(state: IndexState) -> None:
    key = (state.facts_token, settings.DEMO and settings.DEMO_EXAMPLE)
    if _memory.facts_key != key:
        _memory.facts, _memory.labels, _memory.synonyms = None, {}, {}
        _memory.alarms, _memory.suggestions = {}, {}
        _memory.dictionaries, _memory.bridges = {}, {}
        _memory.facts_key = key
