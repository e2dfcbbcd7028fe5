"""Danger in a reader's words: which topic of *Hjälp nu* they are about, before anything is searched.

The phrases are content: the words of each topic, in the reader's language and in Swedish, a phrase a line. A
phrase is heard when its words stand in the text in their order with at most a few words between.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from catalogue.models import HelpTopic
from catalogue.models.words import SOURCE_LANGUAGE
from search.analysis import analyzer_for
from search.analysis.folding import fold
from search.analysis.tokens import tokenise

#: Words that may stand between two words of a phrase ("slår *alltid* mig").
BETWEEN = 2
#: A word alone that is written without å, ä and ö is only believed when it is so long: "vald" is no "våld".
LONG_ENOUGH = 6
#: One word alone is danger only in a text so short: in a longer one it may be a professional's subject.
SHORT_TEXT = 3
#: Phrases of a topic that are searched for when the reader's own words are left behind.
PHRASES_SEARCHED = 6
#: Words of a text that are listened to.
MOST_WORDS = 80


@dataclass(frozen=True)
class Topic:
    """A topic of danger.

    Attributes:
        id: its key, which stands in the address instead of words.
        slug: its name on *Hjälp nu*.
        words: what is searched for below its answer when the reader's own words are left behind.
    """

    id: int
    slug: str
    words: str = field(default="", compare=False)


@dataclass(frozen=True)
class _Phrase:
    topic: Topic
    order: int
    stems: tuple[str, ...]


@dataclass
class Alarm:
    """What to listen for, for readers of one language."""

    language: str
    topics: dict[int, Topic] = field(default_factory=dict)
    _phrases: dict[tuple[str, str], list[_Phrase]] = field(default_factory=lambda: defaultdict(list))

    def add(self, topic: Topic, order: int, language: str, phrases: Iterable[str]) -> None:
        """Listen for phrases of a topic.

        Args:
            topic: what they are about.
            order: where the topic stands on *Hjälp nu*; the first one heard is shown.
            language: code of the variant that they are written in.
            phrases: as people write them.
        """
        self.topics[topic.id] = topic
        for phrase in phrases:
            stems = _stems(phrase, language)
            if stems:
                self._phrases[language, stems[0]].append(_Phrase(topic, order, tuple(stems)))

    def heard_in(self, text: str) -> Topic | None:
        """The topic that a text is about, the most urgent one when it is about several."""
        heard = [
            phrase
            for language in dict.fromkeys((self.language, SOURCE_LANGUAGE))
            for phrase in self._heard(_stems(text, language)[:MOST_WORDS], language)
        ]
        return min(heard, key=lambda phrase: phrase.order).topic if heard else None

    def _heard(self, stems: Sequence[str], language: str) -> Iterable[_Phrase]:
        for start, stem in enumerate(stems):
            for phrase in self._phrases.get((language, stem), ()):
                if len(phrase.stems) == 1 and len(stems) > SHORT_TEXT:
                    continue
                if _follows(phrase.stems[1:], stems[start + 1 :]):
                    yield phrase


def load_alarm(language: str) -> Alarm:
    """The published topics with their phrases, in the reader's language and in Swedish, in two queries."""
    alarm = Alarm(language)
    topics = HelpTopic.objects.filter(is_danger=True, live=True, retired_from=None).prefetch_related("words")
    for row in topics:
        phrases = str(row.text("everyday", language)).splitlines()
        topic = Topic(row.pk, row.slug, " ".join([str(row.text("label", language)), *phrases[:PHRASES_SEARCHED]]))
        alarm.topics[topic.id] = topic
        for words in row.words.all():
            base = words.language.partition("-")[0]
            if base in {language.partition("-")[0], SOURCE_LANGUAGE}:
                alarm.add(topic, row.order, _same(base, language), words.everyday.splitlines())
    return alarm


def _same(base: str, language: str) -> str:
    """Easy-read is listened to as Swedish."""
    return SOURCE_LANGUAGE if base == SOURCE_LANGUAGE else language


def _stems(text: str, language: str) -> list[str]:
    """Stems of every word, without marks: here the small words tell who does what to whom."""
    stem = analyzer_for(language).stem
    return [_bare(word, stem(word)) for word in tokenise(text)]


def _bare(word: str, stem: str) -> str:
    return fold(stem) if len(word) >= LONG_ENOUGH else stem


def _follows(rest: Sequence[str], text: Sequence[str]) -> bool:
    place = 0
    for stem in rest:
        window = text[place : place + BETWEEN + 1]
        if stem not in window:
            return False
        place += window.index(stem) + 1
    return True
