"""What somebody aged 12–25 can use, by what is hard: the easiest way in first; and where nobody knows them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from catalogue.at_hand import give_terms
from catalogue.cards import Card, cards
from catalogue.choices import Speaker, Stated
from catalogue.models import Area, Insats, Need, Offering
from catalogue.models.insats_page import Situation
from catalogue.models.words import SOURCE_LANGUAGE, Text
from catalogue.nearby import running_for
from catalogue.pages_in_language import pages_of, title_of
from catalogue.querysets import without_hidden_examples
from catalogue.way_in import EASIEST_FIRST, guide_of
from catalogue.young_answers import usable_by_young

#: Where a page about an insats speaks to the young.
ANCHOR = "#ung"
#: A need is one that young people have when so large a part of what helps against it is for them too.
LEAST_SHARE = 0.4
MOST_CHOICES = 10
MOST_CARDS = 4
MOST_PLACES = 6
#: A page about more needs than this says too little of each.
MOST_NEEDS_SAID = 2
YOUNG_SPEAKERS = (Speaker.YOUNG, Speaker.CHILD)


@dataclass(frozen=True)
class YoungReader:
    """Who asks.

    Attributes:
        area: where they live, or the area that the site is for.
        age: as they said, if they did.
        language: code of the variant.
        now: the moment of the request.
    """

    area: Area | None
    age: int | None
    language: str
    now: datetime


@dataclass(frozen=True)
class Choice:
    """Something that may be hard, said as the young say it, and what they can use against it."""

    slug: str
    drawing: str
    label: Text
    said: Text
    cards: list[Card]
    has_more: bool


@dataclass(frozen=True)
class PlaceElsewhere:
    """A unit that takes those who live elsewhere, and what one can get there."""

    name: str
    url: str
    title: Text
    insats_url: str
    is_example: bool


@dataclass(frozen=True)
class YoungOffer:
    """Everything that the young reader chooses among."""

    choices: list[Choice]
    more_needs: list[Need]
    elsewhere: list[PlaceElsewhere]


def young_offer(reader: YoungReader, headings: Sequence[tuple[str, Text]] = ()) -> YoungOffer:
    """What a young reader can use, in a fixed number of queries.

    Args:
        reader: who asks.
        headings: needs that an editor has chosen, each with words to the young; the catalogue's own if none.
    """
    stated = ("slug", "insats", "age_min", "age_max", "route", "decision_needed")
    offerings = _by_insats(running_for(reader.area).only(*stated))
    insatser = _insatser(offerings)
    usable = [row for row in insatser if _can_use(row, offerings[row.pk], reader.age)]
    needs = _needs(usable, insatser)
    first = dict(headings) or {need.slug: need.text("label", reader.language) for need in needs[:MOST_CHOICES]}
    by_slug = {need.slug: need for row in usable for need in row.needs.all()}
    lists = {
        slug: sorted(
            (row for row in usable if any(need.slug == slug for need in row.needs.all())),
            key=lambda row: _ease(row, offerings[row.pk]),
        )
        for slug in first
        if slug in by_slug
    }
    shown = _cards([row for rows in lists.values() for row in rows[:MOST_CARDS]], reader)
    said = _sayings(lists, reader.language)
    choices = [
        Choice(
            slug=slug,
            drawing=by_slug[slug].drawing,
            label=first[slug],
            said=said.get(slug, Text("", reader.language)),
            cards=[shown[row.slug] for row in rows[:MOST_CARDS] if row.slug in shown],
            has_more=len(rows) > MOST_CARDS,
        )
        for slug, rows in lists.items()
    ]
    more = [need for need in needs if need.slug not in lists]
    return YoungOffer(choices, more, _elsewhere(reader))


def _by_insats(offerings: Iterable[Offering]) -> dict[int, list[Offering]]:
    found: dict[int, list[Offering]] = defaultdict(list)
    for offering in offerings:
        found[offering.insats_id].append(offering)
    return found


def _insatser(offerings: dict[int, list[Offering]]) -> list[Insats]:
    rows = Insats.objects.filter(without_hidden_examples(), pk__in=list(offerings))
    insatser = list(rows.only("slug", "name", "age_min", "age_max"))
    give_terms(insatser, "target_groups", "needs")
    return insatser


def _can_use(insats: Insats, offerings: list[Offering], age: int | None) -> bool:
    """Whether the reader is not shut out: where no age is stated, nobody is."""
    if not usable_by_young(insats, offerings):
        return False
    return age is None or any(_takes(age, insats, offering) for offering in offerings)


def _takes(age: int, insats: Insats, offering: Offering) -> bool:
    own = offering.age_min is not None or offering.age_max is not None
    low, high = (offering.age_min, offering.age_max) if own else (insats.age_min, insats.age_max)
    return (low is None or low <= age) and (high is None or age <= high)


def _needs(usable: list[Insats], insatser: list[Insats]) -> list[Need]:
    """Needs that young people have, in the editors' order. A parent's own needs are not theirs."""
    theirs: dict[Need, int] = defaultdict(int)
    of_all: dict[str, int] = defaultdict(int)
    for row in insatser:
        for need in row.needs.all():
            of_all[need.slug] += 1
    for row in usable:
        for need in row.needs.all():
            theirs[need] += 1
    found = [need for need, count in theirs.items() if need.live and count >= LEAST_SHARE * of_all[need.slug]]
    return sorted(found, key=lambda need: (need.order, need.slug))


def _ease(insats: Insats, offerings: list[Offering]) -> tuple[int, int, str]:
    """What one can do at once first; then what is about fewer things and so most about this."""
    ways = [EASIEST_FIRST.index(guide_of(row.route, row.decision_needed)) for row in offerings]
    return min(ways), len(insats.needs.all()), insats.name.casefold()


def _cards(rows: list[Insats], reader: YoungReader) -> dict[str, Card]:
    """Lines of a list, each leading to the words to the young on the page about it."""
    keys = list(dict.fromkeys(row.pk for row in rows))
    found = cards(keys, area=reader.area, language=reader.language, now=reader.now)
    return {card.slug: replace(card, url=card.url + ANCHOR) for card in found}


def _sayings(lists: dict[str, list[Insats]], language: str) -> dict[str, Text]:
    """What a young person says of each need: from the page that is most about it, no sentence twice."""
    keys = {row.pk for rows in lists.values() for row in rows}
    rows = Situation.objects.filter(
        page__insats__in=keys,
        page__live=True,
        page__locale__language_code__in={language, SOURCE_LANGUAGE},
        speaker__in=YOUNG_SPEAKERS,
    ).values_list("page__insats", "text", "page__locale__language_code")
    by_insats: dict[int, list[Text]] = defaultdict(list)
    for key, text, code in sorted(rows, key=lambda row: row[2] != language):
        by_insats[key].append(Text(text, code))
    said: dict[str, Text] = {}
    for slug, insatser in lists.items():
        closest = sorted(insatser, key=lambda row: len(row.needs.all()))
        closest = [row for row in closest if len(row.needs.all()) <= MOST_NEEDS_SAID]
        sentences = [text for row in closest for text in by_insats[row.pk]]
        new = [text for text in sentences if text not in said.values()]
        if new:
            said[slug] = new[0]
    return said


def _elsewhere(reader: YoungReader) -> list[PlaceElsewhere]:
    """Units that take those who live in another area: real ones for who lives in a real area."""
    rows = Offering.objects.running().filter(residents_elsewhere=Stated.YES, provider__isnull=False)
    if reader.area is not None:
        rows = rows.filter(is_example=reader.area.is_example)
    rows = rows.select_related("insats", "provider", "area")
    give_terms([row.insats for row in rows], "target_groups")
    taking = [row for row in rows if _can_use(row.insats, [row], reader.age)][:MOST_PLACES]
    pages = pages_of([row.insats_id for row in taking], reader.language)
    return [
        PlaceElsewhere(
            name=row.given_by,
            url=row.provider.get_absolute_url() if row.provider else "",
            title=title_of(row.insats, pages.get(row.insats_id)),
            insats_url=row.insats.get_absolute_url() + ANCHOR,
            is_example=row.is_example,
        )
        for row in taking
    ]
