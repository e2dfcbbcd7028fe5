"""Insight without surveillance: what people ask, counted, so that editors see what the catalogue lacks.

Nothing is kept of who asked, from where, when on the day or in which order. The words of a question are kept only
once it has been asked ``ENOUGH`` times in a week, and never when they look like a name, a number or an address.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
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
#: Stands where the hash was in a row that gathers questions whose words nobody will know.
UNREAD = "olästa"
#: First names that are also words of the language.
ALSO_WORDS = frozenset(["bo", "per", "jan", "pia", "stig", "sten", "ann", "siv"])
_NAMES = frozenset(name.lower() for name in FIRST_NAMES) - ALSO_WORDS
_ADDRESS = re.compile(r"\w+(?:gatan|vägen|gränd|torget|stigen|backen|allén)\b|@|https?:|www\.", re.IGNORECASE)
_NUMBER = re.compile(r"\d{3,}|\d[\d\s-]{4,}\d")


def count_question(
    text: str,
    *,
    area: str,
    language: str,
    hits: int,
    today: date,
    is_published: Callable[[str], bool] = lambda _name: False,
) -> None:
    """Count one question.

    Args:
        text: the reader's words.
        area: slug of the chosen area, or empty.
        language: code of the reader's variant.
        hits: how many insatser answered.
        today: the day that it is counted on.
        is_published: whether the catalogue itself publishes a name; such a name is no private person's.
    """
    words = " ".join(tokenise(text))
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
        if asked >= ENOUGH and (is_published(text) or may_be_kept(text)):
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


def may_be_kept(text: str) -> bool:
    """Whether the words of a question say nothing of a person: no name, no number, no address, no long story."""
    if len(text) > LONGEST or _ADDRESS.search(text) or _NUMBER.search(text):
        return False
    return not _NAMES.intersection(tokenise(text))


def _week(day: date) -> str:
    year, week, _weekday = day.isocalendar()
    return f"{year}-v{week:02}"


def _secret(week: str) -> bytes:
    """The week's key. With a new week the old key goes, and with it the hashes that nobody can read any more."""
    key = WeekKey.objects.filter(week=week).first()
    if key is None:
        WeekKey.objects.all().delete()
        _gather_unread(week)
        key, _made = WeekKey.objects.get_or_create(week=week, defaults={"secret": secrets.token_bytes(32)})
    return bytes(key.secret)


def _gather_unread(week: str) -> None:
    """Of questions that too few asked, only how many there were is kept: one row for each day and area."""
    unread = AskedWords.objects.exclude(week=week).filter(words="").exclude(mark=UNREAD)
    days = unread.values("day", "week", "area", "language").annotate(
        all_times=Sum("times"), nothing=Sum("found_nothing"), little=Sum("found_little")
    )
    gathered = [
        AskedWords(
            **{name: row[name] for name in ("day", "week", "area", "language")},
            mark=UNREAD,
            times=row["all_times"],
            found_nothing=row["nothing"],
            found_little=row["little"],
        )
        for row in days
    ]
    unread.delete()
    AskedWords.objects.bulk_create(gathered)


def _mark(secret: bytes, text: str, language: str) -> str:
    """The same for the same question, whatever the order and the forms of its words."""
    stems = sorted({term.stem for term in analyzer_for(language).terms(text)})
    return hmac.new(secret, " ".join(stems).encode("utf-8", "replace"), hashlib.sha256).hexdigest()
