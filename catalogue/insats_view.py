"""What the page about an insats shows: words in the reader's language, live facts, places, a person."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone, translation

from catalogue.area_choice import AreaChoice, choose_area
from catalogue.area_tree import AreaTree
from catalogue.evening_contact import evening_contact
from catalogue.group_jsonld import group_events
from catalogue.group_starts import nearest_cards, with_details
from catalogue.home_area import home_area
from catalogue.insats_reading import read_insats
from catalogue.insats_wait import wait_context
from catalogue.jsonld import insats_data
from catalogue.legal_texts import law_about
from catalogue.models import Area, Insats, InsatsPage, Offering
from catalogue.models.words import EASY_READ, SOURCE_LANGUAGE, Text
from catalogue.notices import notices_of
from catalogue.pages_in_language import title_of
from catalogue.place_groups import Reader, names_in_a_row, not_to_be_had, place_groups
from catalogue.privacy import cost_in_words, limit_of_silence, other_parent_notice, privacy_of, said_once
from catalogue.questions import open_questions
from catalogue.queue_context import waits_told
from catalogue.reach import Person, person_to_reach
from catalogue.route_steps import Guide, guide_with_steps
from catalogue.safety_texts import SafetyWords, safety_texts
from catalogue.variants import told_to_readers
from catalogue.way_in import EASIEST_FIRST, RouteGuides, guide_of, places_with
from catalogue.young_answers import open_young_questions, usable_by_young, young_answers

#: Places shown at once; the rest lies in a fold.
PLACES_AT_ONCE = 4
#: Where a way in holds is said by name for so many places, else by the list of places alone.
PLACES_NAMED = 5


def insats_template(language: str) -> str:
    """The shape of the page in a variant: easy-read has one of its own, with the same facts."""
    return "catalogue/insats_easy.html" if language == EASY_READ else "catalogue/insats_page.html"


def insats_context(request: HttpRequest, insats: Insats, page: InsatsPage | None) -> dict[str, Any]:
    """Everything that the template needs.

    Args:
        request: the request; its address carries the reader's area.
        insats: the insats.
        page: the words to show, as in a preview; the live ones if left out.
    """
    language = translation.get_language() or SOURCE_LANGUAGE
    choice = choose_area(request.GET.get("omrade", ""))
    reader = Reader(choice.area, AreaTree.load(), language, timezone.now())
    reading = read_insats(insats, reader)
    offerings, running, own, pages = reading.offerings, reading.running, reading.own, reading.pages
    page = page or pages.get(language) or pages.get(SOURCE_LANGUAGE)
    texts = safety_texts(language)
    person = _person(running, own, reader, home_area(request))
    starts = with_details([start for start in reading.stock.starts if start.offering in offerings], language)
    title = title_of(insats, page)
    return {
        "insats": insats,
        "page": page,
        "title": title,
        "easy": language == EASY_READ,
        "picture": next((need.drawing for need in insats.needs.all() if need.drawing), ""),
        **_words_context(insats, page, language, list(pages)),
        **told_to_readers(page, pages.get(SOURCE_LANGUAGE)),
        **_area_context(choice, bool(own)),
        **wait_context(insats, reading, reader, texts),
        **_places_context(running, own, reader),
        "waits": waits_told(reading.stock.told, insats, reader.now),
        "groups": nearest_cards(starts, language, reader.now, reading.stock.pages),
        "notices": notices_of([row.provider_id for row in own or running], reader.now, language),
        "not_to_be_had": not_to_be_had([offering for offering in offerings if not offering.is_running]),
        **_safety_context(insats, running, own, texts),
        "law": law_about(insats, own or running, language),
        "questions": open_questions(insats, own or running),
        "person": person,
        "evening": evening_contact(insats, person, language, reader.now),
        "sources": _sources(insats, offerings),
        "structured_data": insats_data(insats, page, running, group_events(starts, title, reader.now)),
    }


def _person(running: list[Offering], own: list[Offering], reader: Reader, home: Area | None) -> Person:
    """Whom to call: in the reader's area, else where it is given, else in the area that the site is for."""
    if reader.area is not None:
        return person_to_reach(reader.area, own[0] if own else None, reader.now)
    if len({(offering.provider_id, offering.area_id) for offering in running}) == 1:
        return person_to_reach(None, running[0], reader.now)
    return person_to_reach(home, None, reader.now)


def _words_context(insats: Insats, page: InsatsPage | None, language: str, words_in: list[str]) -> dict[str, Any]:
    """The page's passages with their language, and what a missing variant must say of itself."""
    words_language = page.locale.language_code if page else SOURCE_LANGUAGE
    with translation.override(words_language):
        canonical = settings.BASE_URL + insats.get_absolute_url()
    return {
        "words_language": words_language,
        "words_in": words_in or [SOURCE_LANGUAGE],
        "is_fallback": words_language != language,
        "noindex": words_language != language,
        "canonical": canonical,
        "situations": list(page.situations.all()) if page else [],
        "lead": Text(page.summary, words_language) if page else Text("", language),
        "who_note": Text(page.who, words_language) if page else Text("", language),
    }


def _area_context(choice: AreaChoice, is_served: bool) -> dict[str, Any]:
    return {
        "area": choice.area,
        "area_text": choice.area.name if choice.area else "",
        "area_matches": choice.matches,
        "area_unknown": choice.unknown,
        "is_missing_here": choice.area is not None and not is_served,
    }


def _places_context(running: list[Offering], own: list[Offering], reader: Reader) -> dict[str, Any]:
    """Places by themselves, and the steps of the ways that lead there, the reader's own way first."""
    sentences = RouteGuides.load(reader.language)
    groups = place_groups(running, reader, sentences)
    own_places = sum(group.is_own for group in groups)
    at_once = max(PLACES_AT_ONCE, own_places) if len(groups) > PLACES_AT_ONCE + 1 else len(groups)
    ways = _ways(own or running, running, sentences)
    return {
        "places": groups[:at_once],
        "more_places": groups[at_once:],
        "guide": ways[0] if ways else None,
        "more_guides": ways[1:],
    }


def _ways(first: list[Offering], running: list[Offering], sentences: RouteGuides) -> list[Guide]:
    """The distinct ways in that have steps: the reader's own first, then the easiest, with where each holds."""
    own = {guide_of(offering.route, offering.decision_needed) for offering in first}
    every = {guide_of(offering.route, offering.decision_needed) for offering in running}
    slugs = sorted(every, key=lambda slug: (slug not in own, EASIEST_FIRST.index(slug)))
    found = []
    for slug in slugs:
        places = names_in_a_row(places_with(slug, running)[: PLACES_NAMED + 1]) if len(slugs) > 1 else ""
        if len(places_with(slug, running)) > PLACES_NAMED:
            places = ""
        found.append(guide_with_steps(sentences, slug, places))
    return [guide for guide in found if guide.steps]


def _safety_context(
    insats: Insats, running: list[Offering], own: list[Offering], texts: Mapping[str, SafetyWords]
) -> dict[str, Any]:
    """Who gets to know and what it costs. On a page about violence also what one should say first."""
    limit = limit_of_silence(texts)
    sensitive = any(need.is_sensitive for need in insats.needs.all())
    answers = []
    if usable_by_young(insats, running):
        prefetch_related_objects([row for row in own or running if row.provider_id], "provider__contacts")
        answers = young_answers(insats, own or running, texts)
    return {
        "sensitive": sensitive,
        "privacy": said_once(running, lambda row: privacy_of(row, limit)),
        "cost": said_once(running, cost_in_words),
        "parent_notice": other_parent_notice(own or running, texts) if sensitive else None,
        "young_answers": answers,
        "open_young_questions": open_young_questions(answers),
    }


def _sources(insats: Insats, offerings: list[Offering]) -> list[str]:
    """Titles of the sources, each once."""
    titles = [record.source_title for record in (insats, *offerings)]
    return list(dict.fromkeys(title for title in titles if title))
