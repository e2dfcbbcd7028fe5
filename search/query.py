"""The query: what a reader's address or form says, with anything that makes no sense named and ignored."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.area_choice import choose_area
from catalogue.models import Area
from search.filters import NAME, SLUG_FILTERS, Choices
from search.running import LONGEST_WAIT
from search.safety import Alarm, Topic

#: Longest text that is looked at. Nobody's situation needs more to be understood.
MOST_TEXT = 300
#: Most values of one filter that are looked at.
MOST_VALUES = 20
MOST_PAGES = 10_000
SORTS = ("relevans", "namn", "vantetid")
OLDEST = 120
#: Parameters that belong to a search, in the order in which they stand in an address.
PARAMS = ("q", "amne", "omrade", "alder", *SLUG_FILTERS, "sortera", "sida")


@dataclass
class Query:
    """A search as understood."""

    text: str = ""
    #: What danger the reader is in, when an address names it instead of words.
    topic: Topic | None = None
    choices: Choices = field(default_factory=Choices)
    sort: str = "relevans"
    page: int = 1
    age_text: str = ""
    area_text: str = ""
    areas: list[Area] = field(default_factory=list)
    area_matches: list[Area] = field(default_factory=list)
    everywhere: bool = False
    messages: list[str] = field(default_factory=list)
    #: Name of the page that is asked, and what that page carries along besides.
    view: str = "search"
    kept: dict[str, str] = field(default_factory=dict)

    def url(self, **changed: object) -> str:
        """The address of this search on its page, with parts changed."""
        query = "&".join(part for part in (self.address(**changed), urlencode(self.kept)) if part)
        return reverse(self.view) + (f"?{query}" if query else "")

    def address(self, **changed: object) -> str:
        """The query string of this search, with parts changed. A part that is changed to nothing is left out."""
        parts: dict[str, list[str]] = {
            "q": [self.text] if self.text else [],
            "amne": [str(self.topic.id)] if self.topic else [],
            "omrade": [area.slug for area in self.areas] or (["alla"] if self.everywhere else []),
            "alder": [str(self.choices.age)] if self.choices.age is not None else [],
            **{name: list(self.choices.values.get(name, ())) for name in SLUG_FILTERS},
            "sortera": [self.sort] if self.sort != SORTS[0] else [],
            "sida": [str(self.page)] if self.page > 1 else [],
        }
        for name, value in changed.items():
            values = value if isinstance(value, list | tuple) else [value]
            parts[name] = [str(part) for part in values if part or part == 0]
        return address_of(parts)


def address_of(parts: Mapping[str, Iterable[str]]) -> str:
    """A query string of known parameters in their order; empty values are left out."""
    query = QueryDict(mutable=True)
    for name in PARAMS:
        values = [value for value in parts.get(name, ()) if value]
        if values:
            query.setlist(name, values)
    return query.urlencode()


def cleaned(text: str, longest: int = MOST_TEXT) -> str:
    """Text without control signs and half letters, in one line, not too long."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text[: 4 * longest])
    return " ".join(plain.replace("\ufffd", " ").split())[:longest].strip()


def parse(
    data: QueryDict,
    known: Mapping[str, Collection[str]],
    home: Area | None,
    alarm: Alarm,
    now: datetime | None = None,
) -> Query:
    """Read the parameters of a search.

    Args:
        data: the parameters as they came.
        known: the values that each filter has.
        home: the area that bounds a search without a chosen area.
        alarm: the topics of danger that an address may name.
        now: the moment of the request, for a page that counts what each choice of a running fact leaves.
    """
    typed = data.get("q", "")
    query = Query(text=cleaned(typed))
    if len(typed) > MOST_TEXT:
        query.messages.append(_("Texten var lång. Vi har läst de första %(n)s tecknen.") % {"n": MOST_TEXT})
    query.topic = _topic(data, alarm, query)
    values = {name: _known_values(name, data, known.get(name, ()), query) for name in SLUG_FILTERS}
    _read_areas(data, query)
    query.choices = Choices(
        values={name: found for name, found in values.items() if found},
        age=_age(data, query),
        area_ids=tuple(area.pk for area in query.areas),
        home_id=None if query.everywhere or home is None else home.pk,
        now=now,
    )
    query.sort = _sort(data, query)
    query.page = _page(data, query)
    return query


def _known_values(name: str, data: QueryDict, known: Collection[str], query: Query) -> tuple[str, ...]:
    given = dict.fromkeys(cleaned(value, 60) for value in data.getlist(name)[:MOST_VALUES])
    given.pop("", None)
    understood = [value for value in given if value in known or (name == "vantetid" and _is_wait(value))]
    for value in given:
        if value not in understood:
            query.messages.append(
                _("”%(value)s” går inte att välja under ”%(filter)s”. Vi visar utan det.")
                % {"value": value, "filter": NAME[name]}
            )
    return tuple(understood)


def _is_wait(value: str) -> bool:
    """Whole days at most, also such that no list offers."""
    return value.isascii() and value.isdigit() and len(value) <= 3 and int(value) <= LONGEST_WAIT


def _topic(data: QueryDict, alarm: Alarm, query: Query) -> Topic | None:
    text = cleaned(data.get("amne", ""), 20)
    if not text:
        return None
    if text.isascii() and text.isdigit() and int(text) in alarm.topics:
        return alarm.topics[int(text)]
    query.messages.append(_("Ämnet ”%(topic)s” finns inte. Vi visar utan det.") % {"topic": text})
    return None


def _age(data: QueryDict, query: Query) -> int | None:
    query.age_text = cleaned(data.get("alder", ""), 20)
    text = query.age_text.removesuffix("år").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= OLDEST:
        return int(text)
    query.messages.append(
        _("Vi förstod inte åldern ”%(age)s”. Skriv ett tal från 0 till 120.") % {"age": query.age_text}
    )
    return None


def _read_areas(data: QueryDict, query: Query) -> None:
    typed = [cleaned(value, 80) for value in data.getlist("omrade")[:MOST_VALUES]]
    typed = list(dict.fromkeys(value for value in typed if value))
    query.area_text = typed[0] if typed else ""
    for value in typed:
        choice = choose_area(value)
        if choice.area is not None:
            query.areas.append(choice.area)
        query.area_matches.extend(choice.matches)
        query.everywhere = query.everywhere or choice.everywhere
        if choice.unknown:
            query.messages.append(
                _("Vi känner inte till området ”%(area)s”. Pröva namnet på din kommun eller stadsdel.")
                % {"area": value}
            )
    if len(query.areas) == 1:
        query.area_text = query.areas[0].name


def _sort(data: QueryDict, query: Query) -> str:
    sort = cleaned(data.get("sortera", ""), 20)
    if sort and sort not in SORTS:
        query.messages.append(_("Det går inte att sortera efter ”%(sort)s”.") % {"sort": sort})
    return sort if sort in SORTS else SORTS[0]


def _page(data: QueryDict, query: Query) -> int:
    text = cleaned(data.get("sida", ""), 20)
    if not text:
        return 1
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_PAGES:
        return int(text)
    query.messages.append(_("Sidan ”%(page)s” finns inte. Du ser den första.") % {"page": text})
    return 1
