"""Results: what the page of hits shows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from catalogue.cards import cards
from catalogue.models import Area
from catalogue.models.words import EASY_READ, Text
from catalogue.pager import Pager
from catalogue.reach import person_to_reach
from search import index, remembered
from search.age_links import AgeLink, age_links
from search.beside import Beside, find_beside
from search.danger import Danger, danger_of
from search.documents import Shelf
from search.facts import Facts
from search.filters import MISSING, NAME, SLUG_FILTERS, Choices
from search.hits import Hits
from search.labels import Labels, wait_label
from search.looked_up import LookedUp
from search.models import IndexState
from search.query import Query
from search.relaxing import find_something
from search.safety import Topic, load_alarm

#: Hits of each sort on a page.
PAGE = 15
#: All hits of a page in easy-read, whatever sort they are.
EASY_PAGE = 5
#: Values of a filter that a page lists; a chosen one is always among them.
MOST_OPTIONS = 40
MOST_PROVIDERS = 12
#: Needs that are offered when nothing was found.
MOST_DOORS = 8
#: Options that stand open; the others are folded away.
OPEN_OPTIONS = 8
#: Filters whose values stand in an order of their own and not by how many hits they have.
OWN_ORDER = ("vag", "beslut", "vantetid", "oppet", "kostnad", "anonymt")


#: Gives what a list shows of each insats, in order: its keys, the reader's area, the language and the moment.
Show = Callable[..., list[Any]]


@dataclass(frozen=True)
class Option:
    """A value of a filter and how many insatser would fit with it."""

    value: str
    label: Text | str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter with its values."""

    param: str
    label: str
    hint: str
    options: list[Option]

    @property
    def has_hidden_choice(self) -> bool:
        """Whether a chosen value stands among those folded away."""
        return any(option.is_chosen for option in self.options[OPEN_OPTIONS:])


@dataclass(frozen=True)
class Chosen:
    """A choice and the address without it."""

    label: Text | str
    url: str


@dataclass(frozen=True)
class Door:
    """A need as another way on, with the address that shows what is given for it."""

    label: Text | str
    url: str


@dataclass(frozen=True)
class Maybe:
    """A hit that may fit, and which facts are missing to say so."""

    card: Any
    missing: list[str]


@dataclass
class Results:
    """The context of the page of hits, by the names that the templates use."""

    text: str
    area: Area | None
    area_text: str
    area_matches: list[Area]
    age: str
    messages: list[str]
    fits: list[Any] = field(default_factory=list)
    fits_count: int = 0
    maybes: list[Maybe] = field(default_factory=list)
    maybe_count: int = 0
    #: What is told of in the area but cannot be had now: after everything else, on the last page, never counted.
    not_running: list[Any] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    chosen: list[Chosen] = field(default_factory=list)
    pager: Pager | None = None
    person: object = None
    relaxed: str = ""
    #: Needs to choose among when what was asked for was not found.
    doors: list[Door] = field(default_factory=list)
    clear_url: str = ""
    #: The same search for an age that its words say.
    age_links: list[AgeLink] = field(default_factory=list)
    #: Units and pages beside the insatser, on the first page; and the word that a short question is about.
    beside: Beside = field(default_factory=Beside)
    looked_up: LookedUp | None = None
    #: What stands first when the words tell of danger. Such a page counts as sensitive.
    danger: Danger | None = None
    sensitive: bool = False
    #: The danger that was heard, and the one that the address names.
    heard: Topic | None = None
    topic: Topic | None = None
    #: The index did not answer; the page says so and still shows danger and a person.
    is_down: bool = False
    #: What was found and understood, for those who want to know why.
    hits: Hits = field(default_factory=Hits)


def results_of(
    query: Query,
    *,
    home: Area | None,
    language: str,
    now: datetime,
    state: IndexState | None = None,
    shelf: Shelf | None = None,
    show: Show = cards,
) -> Results:
    """Search and gather what the page shows.

    Args:
        query: the search as understood.
        home: the site's home area.
        language: code of the reader's variant.
        now: the moment of the request.
        state: what readers see of the index; read if left out.
        shelf: the documents that are asked instead of the public ones.
        show: what the page shows of each hit.
    """
    state = state or index.state()
    topic = topic_of(query, language, state)
    text = query.topic.words if query.topic else query.text
    answer = find_something(text, query.choices, language, state, shelf=shelf)
    hits, labels = answer.hits, remembered.labels(state, language)
    area = query.areas[0] if len(query.areas) == 1 else None
    messages = [*query.messages, *_read_as(hits)]
    results = Results(query.text, area, query.area_text, query.area_matches, query.age_text, messages)
    results.fits_count, results.maybe_count = len(hits.fits), len(hits.maybes)
    results.relaxed = answer.told
    results.age_links = age_links(hits.meaning.ages, query)
    results.facets = _facets(hits, answer.choices, labels)
    results.chosen = _chosen(query, labels)
    if answer.told or not hits.fits:
        results.doors = _doors(query, hits, labels)
    results.clear_url = query.url(**dict.fromkeys(("omrade", "alder", "sida", *SLUG_FILTERS), ""))
    if language == EASY_READ:
        pages = -(-(len(hits.fits) + len(hits.maybes)) // EASY_PAGE)
    else:
        pages = -(-max(len(hits.fits), len(hits.maybes)) // PAGE)
    results.pager = _pager(query, max(1, pages), messages)
    order = _in_order(hits, query, remembered.facts(state))
    results.hits = hits
    _fill(results, order, language, partial(show, area=area or home, language=language, now=now))
    results.person = person_to_reach(area or home, None, now)
    if topic is None and query.page == 1 and shelf is None:
        # Words that tell of danger are answered by its topic and by insatser, with nothing else between.
        results.beside = find_beside(query.text, query.choices, language, state, now)
        results.looked_up = remembered.dictionary(state, language).find(query.text)
    results.danger = danger_of(topic, language, now)
    results.sensitive, results.heard, results.topic = topic is not None, topic, query.topic
    return results


def topic_of(query: Query, language: str, state: IndexState) -> Topic | None:
    """The danger that a search is about: named by its address, or heard in its words."""
    return query.topic or remembered.alarm(state, language).heard_in(query.text)


def results_without_index(query: Query, *, home: Area | None, language: str, now: datetime) -> Results:
    """What a reader gets while the index does not answer: danger first, and a person to reach.

    Args:
        query: the search as understood.
        home: the site's home area.
        language: code of the reader's variant.
        now: the moment of the request.
    """
    topic = query.topic or load_alarm(language).heard_in(query.text)
    area = query.areas[0] if len(query.areas) == 1 else None
    return Results(
        query.text,
        area,
        query.area_text,
        query.area_matches,
        query.age_text,
        [],
        person=person_to_reach(area or home, None, now),
        danger=danger_of(topic, language, now),
        sensitive=topic is not None,
        heard=topic,
        topic=query.topic,
        is_down=True,
    )


def _fill(
    results: Results,
    order: tuple[list[int], list[int]],
    language: str,
    show: Callable[[list[int]], list[Any]],
) -> None:
    """What one page shows, read together."""
    hits = results.hits
    page = results.pager.page if results.pager else 1
    fits, maybes = _few(order, page) if language == EASY_READ else _many(order, page)
    is_last = results.pager is None or page == results.pager.pages
    others = hits.not_running[:PAGE] if is_last and language != EASY_READ else []
    shown = [*fits, *maybes, *others]
    by_id = dict(zip(shown, show(shown), strict=True))
    results.fits = [by_id[pk] for pk in fits]
    results.maybes = [Maybe(by_id[pk], [str(MISSING[name]) for name in hits.answers.maybes[pk]]) for pk in maybes]
    results.not_running = [by_id[pk] for pk in others]


def _many(order: tuple[list[int], list[int]], page: int) -> tuple[list[int], list[int]]:
    """A page of fits, and beside it one of maybes."""
    part = slice((page - 1) * PAGE, page * PAGE)
    return order[0][part], order[1][part]


def _few(order: tuple[list[int], list[int]], page: int) -> tuple[list[int], list[int]]:
    """A page in easy-read: the fits one after the other, and when they are all told, the maybes."""
    first, last = (page - 1) * EASY_PAGE, page * EASY_PAGE
    told = len(order[0])
    return order[0][first:last], order[1][max(0, first - told) : max(0, last - told)]


def _in_order(hits: Hits, query: Query, facts: Facts) -> tuple[list[int], list[int]]:
    """Fits and maybes in the order that the reader asked for."""
    if query.sort == "namn":
        names = {pk: insats.name.casefold() for pk, insats in facts.insatser.items()}
        return sorted(hits.fits, key=names.__getitem__), sorted(hits.maybes, key=names.__getitem__)
    if query.sort == "vantetid":
        waits = _shortest_waits(hits)
        far = float("inf")
        return sorted(hits.fits, key=lambda pk: waits.get(pk, far)), hits.maybes
    return hits.fits, hits.maybes


def _shortest_waits(hits: Hits) -> dict[int, int]:
    """Days to wait at the offering that fits and has the shortest wait; unknown waits are left out."""
    found = {
        pk: [hits.answers.running.wait(offering).days for offering in hits.answers.fitting_offerings[pk]]
        for pk in hits.fits
    }
    return {pk: min(known) for pk, days in found.items() if (known := [day for day in days if day is not None])}


def _facets(hits: Hits, choices: Choices, labels: Labels) -> list[Facet]:
    facets = []
    for name in SLUG_FILTERS:
        counts, chosen = hits.answers.counts[name], choices.values.get(name, ())
        # A country has tens of thousands of units; the hits are given by some of them.
        values = labels[name] if name in OWN_ORDER else {**counts, **dict.fromkeys(chosen)}
        options = [
            Option(value, labels[name][value], counts[value], value in chosen)
            for value in values
            if value in labels[name] and (counts[value] or value in chosen)
        ]
        if name not in OWN_ORDER:
            options.sort(key=lambda option: (-option.count, str(option.label)))
        most = MOST_PROVIDERS if name == "utforare" else MOST_OPTIONS
        options = [option for i, option in enumerate(options) if i < most or option.is_chosen]
        if len(options) > 1 or chosen:
            facets.append(Facet(name, str(NAME[name]), "", options))
    return facets


def _chosen(query: Query, labels: Labels) -> list[Chosen]:
    chosen = [
        Chosen(Text(area.name, "sv"), query.url(omrade=[a.slug for a in query.areas if a != area], sida=""))
        for area in query.areas
    ]
    if query.choices.age is not None:
        chosen.append(Chosen(_("%(age)s år") % {"age": query.choices.age}, query.url(alder="", sida="")))
    for name, values in query.choices.values.items():
        for value in values:
            rest = [other for other in values if other != value]
            label = wait_label(int(value)) if name == "vantetid" else labels[name].get(value, value)
            chosen.append(Chosen(label, query.url(**{name: rest, "sida": ""})))
    return chosen


def _doors(query: Query, hits: Hits, labels: Labels) -> list[Door]:
    """The needs that most is given for where the reader is; those of the catalogue while nothing was found."""
    counts = hits.answers.counts.get("behov") or dict.fromkeys(labels["behov"], 0)
    slugs = sorted(counts, key=lambda slug: (-counts[slug], str(labels["behov"].get(slug, slug))))
    bare = dict.fromkeys(("q", "amne", "alder", "sida", *SLUG_FILTERS), "")
    return [
        Door(labels["behov"][slug], query.url(**{**bare, "behov": slug}))
        for slug in slugs[:MOST_DOORS]
        if slug in labels["behov"] and slug not in query.choices.values.get("behov", ())
    ]


def _pager(query: Query, pages: int, messages: list[str]) -> Pager | None:
    page = min(query.page, pages)
    if query.page > pages:
        messages.append(_("Sidan %(page)s finns inte. Du ser den sista.") % {"page": query.page})
    if pages == 1:
        return None
    previous = query.url(sida=page - 1 if page > 2 else "") if page > 1 else ""
    following = query.url(sida=page + 1) if page < pages else ""
    return Pager(page, pages, previous, following)


def _read_as(hits: Hits) -> list[str]:
    return [
        _("Vi har läst ”%(typed)s” som ”%(word)s”.") % {"typed": typed, "word": word}
        for typed, word in list(hits.meaning.corrected.items())[:2]
    ]
