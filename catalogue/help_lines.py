"""Help lines as a reader meets them: for whom, whether somebody answers now, and what a call leaves behind.

The same entries stand on the page *Hjälp nu*, in the editors' block of lines and above a search about danger.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.db.models import prefetch_related_objects
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalogue.at_hand import give_terms, terms_of
from catalogue.choices import ContactKind, HoursKind, Stated
from catalogue.models import HelpLine, HelpTopic
from catalogue.models.term import Term
from catalogue.models.words import SOURCE_LANGUAGE, Text, in_reader_language
from catalogue.opening_hours import opening_sentence
from catalogue.privacy import Said, limit_of_silence, plain
from catalogue.querysets import is_shown
from catalogue.remembered import remembered
from catalogue.safety_texts import SafetyWords, safety_texts
from catalogue.week_in_words import week_in_words

#: The topic of evenings and weekends: beside its lines stands the socialjour of the reader's area.
AFTER_HOURS = "socialjour"
#: The safety text about what the telephone keeps. It names the bill and the list of calls in one sentence.
CALL_LIST = "samtalslista"


@dataclass(frozen=True)
class OtherWay:
    """A way to reach the line without calling: what it is, where it leads, and what one reads."""

    label: str
    url: str
    text: str


@dataclass(frozen=True)
class HelpEntry:
    """One line that somebody answers. What is not stated is left out.

    Attributes:
        slug: the line's own.
        name: what it is called, in the reader's language if there are words.
        swedish_name: its name as everybody who helps knows it; empty when ``name`` says the same.
        about: for whom it is and what they do.
        number: as it is read.
        ways: text messages, chat and website.
        ages: for which ages.
        hours: whether somebody answers now, then the hours of a week.
        said: what a call costs and leaves behind, in sentences that belong together.
        languages: names of languages that they speak.
        checked_on: when a person last called to check number and hours.
        is_example: whether it is invented.
        answers_always: whether it is stated that somebody answers around the clock.
    """

    slug: str
    name: Text
    swedish_name: Text
    about: Text
    number: str
    ways: list[OtherWay]
    ages: str
    hours: list[str]
    said: list[Said]
    languages: list[Text]
    checked_on: date | None
    is_example: bool
    answers_always: bool = False


@dataclass(frozen=True)
class ShownTopic:
    """What has happened, what to do first, and the lines for it."""

    slug: str
    heading: Text
    text: Text
    entries: list[HelpEntry]

    @property
    def is_after_hours(self) -> bool:
        """Whether it is about evenings and weekends, which the reader's area decides."""
        return self.slug == AFTER_HOURS


def shown_topics(language: str, now: datetime) -> list[ShownTopic]:
    """Every published topic in the editors' order, each with its lines.

    Args:
        language: code of the variant; words that are missing in it are Swedish.
        now: the moment of the request.
    """
    by_topic: dict[str, list[HelpEntry]] = {}
    texts = safety_texts(language)
    for line in published_lines():
        entry = _entry(line, language, now, texts)
        for topic in line.topics.all():
            by_topic.setdefault(topic.slug, []).append(entry)
    return [
        ShownTopic(
            topic.slug,
            topic.text("label", language),
            topic.text("explanation", language),
            by_topic.get(topic.slug, []),
        )
        for topic in _published(HelpTopic)
    ]


def lines_for(topics: Iterable[str], language: str, now: datetime) -> list[HelpEntry]:
    """The published lines of some topics, each once, in the editors' order.

    Args:
        topics: slugs of topics; a topic that is a draft or retired has no lines.
        language: code of the variant.
        now: the moment of the request.
    """
    asked = set(topics)
    wanted = {topic.pk for topic in _published(HelpTopic) if topic.slug in asked}
    texts = safety_texts(language)
    return [
        _entry(line, language, now, texts)
        for line in published_lines()
        if any(topic.pk in wanted for topic in line.topics.all())
    ]


def _published(taxonomy: type[Term]) -> list[Any]:
    """What readers may see of a taxonomy, in the editors' order."""
    return [term for term in terms_of(taxonomy).values() if term.live and not term.is_retired and is_shown(term)]


@remembered
def published_lines() -> list[HelpLine]:
    """Every line that readers may see, with its topics, languages and hours, in the editors' order."""
    lines = _published(HelpLine)
    give_terms(lines, "topics", "languages")
    prefetch_related_objects(lines, "opening_hours")
    return lines


def _entry(line: Any, language: str, now: datetime, texts: Mapping[str, SafetyWords]) -> HelpEntry:
    name, swedish = line.text("label", language), line.text("label", SOURCE_LANGUAGE)
    return HelpEntry(
        slug=line.slug,
        name=name or Text(line.slug, SOURCE_LANGUAGE),
        swedish_name=swedish if swedish.value != name.value else Text("", SOURCE_LANGUAGE),
        about=line.text("explanation", language),
        number=line.number,
        ways=_ways(line),
        ages=_ages(line.age_min, line.age_max),
        hours=_hours(line, now),
        said=_said(line, texts),
        languages=[row.text("label", language) for row in line.languages.all()],
        checked_on=line.checked_on,
        is_example=line.is_example,
        answers_always=line.around_the_clock == Stated.YES,
    )


def _ways(line: Any) -> list[OtherWay]:
    digits = "".join(sign for sign in line.sms if sign.isdigit() or sign == "+")
    stated = (
        (ContactKind.SMS, f"sms:{digits}" if digits else "", line.sms),
        (ContactKind.CHAT, line.chat_url, _address(line.chat_url)),
        (ContactKind.WEB, line.website if line.website != line.chat_url else "", _address(line.website)),
    )
    return [OtherWay(capfirst(str(kind.label)), url, text) for kind, url, text in stated if url]


def _address(url: str) -> str:
    """An address as one says it: without the protocol."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".removeprefix("www.").rstrip("/")


def _ages(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return _("%(low)s–%(high)s år") % {"low": low, "high": high}
    if low is not None:
        return _("Från %(age)s år") % {"age": low}
    return _("Till och med %(age)s år") % {"age": high} if high is not None else ""


def _hours(line: Any, now: datetime) -> list[str]:
    """Whether somebody answers now, then the week. Around the clock needs no week."""
    if line.around_the_clock == Stated.YES:
        return [_("Svarar dygnet runt.")]
    rows: Sequence[Any] = list(line.opening_hours.all())
    current = opening_sentence(rows, [], now, kinds=(HoursKind.PHONE, HoursKind.CHAT))
    return [sentence for sentence in (current, *week_in_words(rows)) if sentence]


def _said(line: Any, texts: Mapping[str, SafetyWords]) -> list[Said]:
    """Cost, name and bill. A promise of silence never stands without its limit, nor the bill without the phone."""
    found: list[Said] = []
    if line.is_free:
        found.append(Said(plain(_("Det är gratis.") if line.is_free == Stated.YES else _("Samtalet kostar."))))
    if line.may_be_anonymous == Stated.YES:
        promise = in_reader_language(_("Du behöver inte säga vad du heter."))
        found.append(Said((promise, limit_of_silence(texts))))
    elif line.may_be_anonymous == Stated.NO:
        found.append(Said(plain(_("Du behöver säga vem du är."))))
    if line.hidden_on_bill == Stated.YES:
        found.append(Said((phone_bill(texts),)))
    elif line.hidden_on_bill == Stated.NO:
        found.append(Said(plain(_("Samtalet syns på telefonräkningen."))))
    return found


def phone_bill(texts: Mapping[str, SafetyWords]) -> Text:
    """That a call is not on the bill, and what the phone keeps: one text, so that no page can show half of it."""
    written = texts.get(CALL_LIST)
    return (written.text if written else None) or in_reader_language(
        _("Samtalet syns inte på telefonräkningen, men kan synas i telefonens samtalslista.")
    )
