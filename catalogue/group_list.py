"""The list of group starts: by date, with area, age, language and time of day as choices in the address."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from catalogue.area_choice import AreaChoice, choose_area
from catalogue.area_tree import AreaTree
from catalogue.choices import Weekday
from catalogue.group_facts import ages_of
from catalogue.group_starts import coming_starts, group_cards, takes_others
from catalogue.home_area import home_area
from catalogue.models import Area, GroupStart, Provider
from catalogue.models.words import EASY_READ, SOURCE_LANGUAGE
from catalogue.pager import Pager
from catalogue.reach import person_to_reach

#: Starts on a page; fewer in easy-read.
PAGE, EASY_PAGE = 20, 5
OLDEST = 120
#: A group that begins then or later is one for the evening.
EVENING = time(17)
EVENINGS, DAYS, WEEKENDS = "kvall", "dag", "helg"


@dataclass
class Asked:
    """What the reader asks for, and what was not understood."""

    area: AreaChoice
    age: int | None = None
    age_text: str = ""
    language: str = ""
    times: str = ""
    page: int = 1
    messages: list[str] = field(default_factory=list)

    @property
    def address(self) -> dict[str, str]:
        """The choices as they stand in an address."""
        area = self.area.area.slug if self.area.area else "alla" if self.area.everywhere else ""
        values = {"omrade": area, "alder": self.age, "sprak": self.language, "tid": self.times}
        return {name: str(value) for name, value in values.items() if value not in ("", None)}


def group_list_context(request: HttpRequest) -> dict[str, Any]:
    """Everything that the template needs."""
    language, now = translation.get_language() or SOURCE_LANGUAGE, timezone.now()
    every = coming_starts(timezone.localtime(now).date())
    languages = {start.language.slug: start.language.text("label", language) for start in every if start.language}
    asked = _asked(request, set(languages))
    home = None if asked.area.everywhere else home_area(request)
    ask = _questions(asked, home)
    answers = [
        (start, [answer for answer in (question(start) for question in ask) if answer is not True])
        for start in every
    ]
    fits = [start for start, open_ in answers if not open_]
    maybes = [start for start, open_ in answers if open_ and False not in open_]
    missing = {start.pk: [str(text) for text in open_] for start, open_ in answers}
    ordered = [*fits, *maybes]
    at_once = EASY_PAGE if language == EASY_READ else PAGE
    pages = max(1, -(-len(ordered) // at_once))
    page = min(asked.page, pages)
    shown = ordered[(page - 1) * at_once : page * at_once]
    cards = group_cards(shown, language=language, now=now, among=every, missing=lambda start: missing[start.pk])
    return {
        "frame": "easy_base.html" if language == EASY_READ else "base.html",
        "easy": language == EASY_READ,
        "fits": [card for card in cards if not card.missing],
        "maybes": [card for card in cards if card.missing],
        "fits_count": len(fits),
        "maybe_count": len(maybes),
        "asked": asked,
        "is_asked": bool(asked.address),
        "languages": sorted(languages.items(), key=lambda item: str(item[1])),
        "times": time_choices(),
        "area": asked.area.area,
        "area_text": asked.area.area.name if asked.area.area else "",
        "area_matches": asked.area.matches,
        "area_unknown": asked.area.unknown,
        "pager": _pager(asked, page, pages),
        "person": person_to_reach(asked.area.area or home, None, now),
    }


def time_choices() -> list[tuple[str, str]]:
    """Times to choose among, each with its label."""
    return [(EVENINGS, _("Kvällar")), (DAYS, _("Dagtid")), (WEEKENDS, _("Lördag eller söndag"))]


def times_of(start: GroupStart) -> list[str]:
    """Labels of the times that are known to hold for a group."""
    return [label for value, label in time_choices() if _fits_times(start, value) is True]


def _asked(request: HttpRequest, languages: set[str]) -> Asked:
    """Read the address; what makes no sense is named and ignored."""
    asked = Asked(choose_area(request.GET.get("omrade", "")))
    asked.age_text = _short(request, "alder")
    text = asked.age_text.removesuffix("år").strip()
    if text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= OLDEST:
        asked.age = int(text)
    elif text:
        said = _("Vi förstod inte åldern ”%(age)s”. Skriv ett tal från 0 till 120.")
        asked.messages.append(said % {"age": asked.age_text})
    for name, known in (("sprak", languages), ("tid", {EVENINGS, DAYS, WEEKENDS})):
        value = _short(request, name)
        if value and value not in known:
            asked.messages.append(_("”%(value)s” går inte att välja. Vi visar utan det.") % {"value": value})
        elif name == "sprak":
            asked.language = value
        else:
            asked.times = value
    page = _short(request, "sida")
    asked.page = int(page) if page.isascii() and page.isdigit() and 0 < int(page) <= 1000 else 1
    return asked


def _short(request: HttpRequest, name: str) -> str:
    """A value of the address in one line, not too long."""
    plain = "".join(sign if sign.isprintable() else " " for sign in request.GET.get(name, "")[:80])
    return " ".join(plain.split())[:20].strip()


#: True: it fits. False: it does not. Words: it is not stated, and what is missing.
Question = Callable[[GroupStart], bool | str]


def _questions(asked: Asked, home: Area | None) -> list[Question]:
    """What each start is asked: nothing that the reader has not chosen."""
    questions: list[Question] = []
    reader = asked.area.area or home
    if reader is not None:
        questions.append(_area_question(reader, is_chosen=asked.area.area is not None))
    if asked.age is not None:
        questions.append(lambda start: _fits_age(start, asked.age or 0))
    if asked.language:
        questions.append(lambda start: _fits_language(start, asked.language))
    if asked.times:
        questions.append(lambda start: _fits_times(start, asked.times))
    return questions


def _area_question(reader: Area, *, is_chosen: bool) -> Question:
    """For the reader's area, or open to others. The home area shuts out only what is known to be elsewhere."""
    serving = AreaTree.load().ids_serving(reader.pk)
    catchment = dict[int, set[int]]()
    for provider, area in Provider.catchment.through.objects.values_list("provider_id", "area_id"):
        catchment.setdefault(provider, set()).add(area)

    def ask(start: GroupStart) -> bool | str:
        offering = start.offering
        stated = {offering.area_id} - {None} or catchment.get(offering.provider_id or 0, set())
        if takes_others(start) or serving & stated:
            return True
        if stated:
            return False
        return _("Det står inte i vilket område stödet finns.") if is_chosen else True

    return ask


def _fits_age(start: GroupStart, age: int) -> bool | str:
    low, high = ages_of(start)
    if low is None and high is None:
        return _("Det står inte vilken ålder gruppen är för.")
    return (low is None or age >= low) and (high is None or age <= high)


def _fits_language(start: GroupStart, slug: str) -> bool | str:
    return start.language.slug == slug if start.language else _("Det står inte vilket språk gruppen är på.")


def _fits_times(start: GroupStart, times: str) -> bool | str:
    if times == WEEKENDS:
        return start.first_date.weekday() >= Weekday.SATURDAY
    if start.starts_at is None:
        return _("Det står inte vilken tid gruppen är.")
    return (start.starts_at >= EVENING) == (times == EVENINGS)


def _pager(asked: Asked, page: int, pages: int) -> Pager | None:
    if pages == 1:
        return None

    def url(number: int) -> str:
        query = urlencode({**asked.address, **({"sida": number} if number > 1 else {})})
        return reverse("groups") + (f"?{query}" if query else "")

    return Pager(page, pages, url(page - 1) if page > 1 else "", url(page + 1) if page < pages else "")
