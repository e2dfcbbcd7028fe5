"""Insight without surveillance: what people ask, counted, so that editors see what the catalogue lacks.

Nothing is kept of who asked, from where, when on the day or in which order. The words of a question are kept only
once it has been asked ``ENOUGH`` times in a week, and never when they look like a name, a number or an address.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F, Sum

from catalogue.language_rules import FIRST_NAMES
from search.analysis import analyzer_for
from search.analysis.tokens import tokenise
from search.models import AskedTopic, AskedWords, WeekKey

#: So often must a question be asked in a week before its words are kept.
ENOUGH = 5
#: So few hits are little.
LITTLE = 2
#: Longest question whose words are kept: a long one is one person's own story.
LONGEST = 80
#: First names that are also words of the language.
ALSO_WORDS = frozenset(["bo", "per", "jan", "pia", "stig", "sten", "ann", "siv"])
_NAMES = frozenset(name.lower() for name in FIRST_NAMES) - ALSO_WORDS
_ADDRESS = re.compile(r"\w+(?:gatan|vägen|gränd|torget|stigen|backen|allén)\b|@|https?:|www\.", re.IGNORECASE)
_NUMBER = re.compile(r"\d{3,}|\d[\d\s-]{4,}\d")


def count_question(
    text: str, *, area: str, language: str, hits: int, today: date, public_names: Iterable[str] = ()
) -> None:
    """Count one question.

    Args:
        text: the reader's words.
        area: slug of the chosen area, or empty.
        language: code of the reader's variant.
        hits: how many insatser answered.
        today: the day that it is counted on.
        public_names: names that the catalogue itself publishes; one of them is no private person's.
    """
    words = " ".join(token.text for token in tokenise(text))
    if not words:
        return
    with transaction.atomic():
        week = _week(today)
        mark = _mark(_secret(week), text, language)
        row, _made = AskedWords.objects.get_or_create(
            day=today, area=area, language=language, mark=mark, defaults={"week": week}
        )
        AskedWords.objects.filter(pk=row.pk).update(
            times=F("times") + 1,
            found_nothing=F("found_nothing") + int(hits == 0),
            found_little=F("found_little") + int(0 < hits <= LITTLE),
        )
        same = AskedWords.objects.filter(week=week, language=language, mark=mark)
        asked = same.aggregate(total=Sum("times"))["total"] or 0
        if asked >= ENOUGH and may_be_kept(text, public_names):
            same.filter(words="").update(words=words)


def count_topic(topic: str, today: date) -> None:
    """Count that a topic of danger was heard.

    Args:
        topic: slug of the topic.
        today: the day that it is counted on.
    """
    with transaction.atomic():
        row, _made = AskedTopic.objects.get_or_create(day=today, topic=topic)
        AskedTopic.objects.filter(pk=row.pk).update(times=F("times") + 1)


def may_be_kept(text: str, public_names: Iterable[str] = ()) -> bool:
    """Whether the words of a question say nothing of a person: no name, no number, no address, no long story.

    Args:
        text: the reader's words.
        public_names: names that the catalogue itself publishes.
    """
    if len(text) > LONGEST or _ADDRESS.search(text) or _NUMBER.search(text):
        return False
    words = [token.text for token in tokenise(text)]
    if " ".join(words) in {" ".join(token.text for token in tokenise(name)) for name in public_names}:
        return True
    return not _NAMES.intersection(words)


def _week(day: date) -> str:
    year, week, _weekday = day.isocalendar()
    return f"{year}-v{week:02}"


def _secret(week: str) -> bytes:
    """The week's key. A new week throws the old key away, and with it the hashes that nobody can read any more."""
    key = WeekKey.objects.filter(week=week).first()
    if key is None:
        WeekKey.objects.all().delete()
        AskedWords.objects.exclude(week=week).filter(words="").delete()
        key, _made = WeekKey.objects.get_or_create(week=week, defaults={"secret": secrets.token_bytes(32)})
    return bytes(key.secret)


def _mark(secret: bytes, text: str, language: str) -> str:
    """The same for the same question, whatever the order and the forms of its words."""
    stems = sorted({term.stem for term in analyzer_for(language).terms(text)})
    return hmac.new(secret, " ".join(stems).encode("utf-8", "replace"), hashlib.sha256).hexdigest()
