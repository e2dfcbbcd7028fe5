"""The way in and the person to reach: in the editors' words, with no number that is not there."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from catalogue import version
from catalogue.bulk import bulk_change
from catalogue.cards import cards
from catalogue.for_whom import for_whom
from catalogue.models import OfferingWords, RouteGuide
from catalogue.questions import open_questions
from catalogue.reach import areas_without_a_number, person_to_reach
from catalogue.way_in import RouteGuides, way_in, way_in_of_all
from tests.records import (
    AreaFactory,
    InsatsFactory,
    OfferingFactory,
    OpeningHoursFactory,
    ProviderFactory,
    report,
    site,
    term,
    words,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Stockholm"))
SENTENCES = {
    "kom": "Kom direkt.",
    "ring": "Ring själv.",
    "hanvisning": "Skolan hänvisar.",
    "beslut": "Ansök.",
    "domstol": "Dom.",
    "mottagning": "Ring mottagningen.",
    "utan-beslut": "Inget beslut behövs. Ring och fråga.",
    "anges-inte": "Det står inte.",
}


@pytest.fixture
def guides():
    for slug, sentence in SENTENCES.items():
        guide = term(RouteGuide, slug, sentence)
        row = guide.words.all()[0]
        row.short = "Inget beslut behövs." if slug == "utan-beslut" else slug
        guide.words = [row]
        guide.save()
    return RouteGuides.load("sv")


@pytest.mark.parametrize(
    ("route", "decision", "kind", "sentence"),
    [
        ("kom", "no", "direct", "Kom direkt."),
        ("ring", "no", "direct", "Ring själv."),
        ("mottagning", "no", "referred", "Ring mottagningen."),
        ("hanvisning", "no", "referred", "Skolan hänvisar. Inget beslut behövs."),
        ("hanvisning", "", "referred", "Skolan hänvisar."),
        ("beslut", "yes", "decision", "Ansök."),
        ("domstol", "", "court", "Dom."),
        ("", "no", "referred", "Inget beslut behövs. Ring och fråga."),
        ("", "", "unstated", "Det står inte."),
    ],
)
def test_the_sentence_follows_route_and_decision(guides, route, decision, kind, sentence):
    way = way_in(OfferingFactory(route=route, decision_needed=decision), guides)
    assert (way.kind, str(way.sentence)) == (kind, sentence)


def test_own_words_on_how_replace_the_advice_to_ask(guides):
    offering = OfferingFactory(decision_needed="no")
    offering.words = [OfferingWords(language="sv", way_in="Prata med rektorn.", conditions="För elever.")]
    offering.save()
    way = way_in(offering, guides)
    assert str(way.sentence) == "Inget beslut behövs."
    assert [str(detail) for detail in way.details] == ["Prata med rektorn.", "För elever."]


def test_a_card_shows_the_easiest_way_and_says_that_it_differs(guides):
    insats = InsatsFactory()
    offerings = [
        OfferingFactory(insats=insats, route="beslut", decision_needed="yes"),
        OfferingFactory(insats=insats, route="ring", decision_needed="no"),
    ]
    way, differs = way_in_of_all(offerings, guides)
    assert (way.guide, differs) == ("ring", True)
    assert way_in_of_all(offerings[:1], guides)[1] is False
    assert way_in_of_all([], guides)[0].kind == "unstated"


def test_a_text_that_falls_back_keeps_its_language(guides):
    way = way_in(OfferingFactory(route="ring"), RouteGuides.load("ar"))
    assert (way.sentence.value, way.sentence.language) == ("Ring själv.", "sv")


def test_the_offerings_own_unit_answers_first():
    area = AreaFactory(intake=ProviderFactory(phone="031-390 06 10"))
    offering = OfferingFactory(area=area, provider=ProviderFactory(name="Teamet", phone="031-390 06 20"))
    assert person_to_reach(area, offering, NOW).number == "031-390 06 20"
    assert person_to_reach(area, None, NOW).number == "031-390 06 10"


def test_the_area_above_answers_when_the_district_has_no_number():
    city = AreaFactory(level="municipality", switchboard=ProviderFactory(phone="031-390 06 01"))
    person = person_to_reach(AreaFactory(parent=city), None, NOW)
    assert (person.number, person.tel) == ("031-390 06 01", "+46313900601")


def test_a_missing_number_is_said_and_never_invented():
    person = person_to_reach(AreaFactory(name="Farsta"), None, NOW)
    assert person.number is None
    assert "Farsta" in str(person.name)
    assert "Numret står inte här" in person.open_sentence
    assert person_to_reach(None, None, NOW).number is None


def test_the_person_says_until_when_and_who_answers_after():
    intake = ProviderFactory(phone="031-390 06 10")
    OpeningHoursFactory(provider=intake)
    area = AreaFactory(intake=intake, out_of_hours=ProviderFactory(name="Jouren", phone="031-390 06 90"))
    person = person_to_reach(area, None, NOW)
    assert person.open_sentence == "Telefonen är öppen till 16.30."
    assert (str(person.after_hours.name), person.after_hours.number) == ("Jouren", "031-390 06 90")


def test_areas_without_a_number_are_a_gap_for_editors():
    lacking = OfferingFactory().area
    OfferingFactory(area=AreaFactory(intake=ProviderFactory(phone="031-390 06 10")))
    assert areas_without_a_number() == [lacking]


def test_who_it_is_for_speaks_of_the_childs_age():
    insats = InsatsFactory(target_groups=["foraldrar"], age_min=3, age_max=11, age_refers_to="barnet")
    assert for_whom(insats) == "Föräldrar till barn 3–11 år"
    both = InsatsFactory(target_groups=["barn", "foraldrar"], age_min=13)
    assert for_whom(both) == "Barn och foraldrar, från 13 år"


def test_questions_ask_only_what_no_offering_answers():
    insats = InsatsFactory(target_groups=["barn"])
    silent = OfferingFactory(insats=insats)
    assert "Kostar det något?" in open_questions(insats, [silent])
    free = OfferingFactory(insats=insats, cost="free", tells_other_parent="asks")
    asked = open_questions(insats, [silent, free])
    assert "Kostar det något?" not in asked
    assert "Kontaktar ni den andra föräldern?" not in asked


def test_cards_cost_the_same_at_one_and_twenty_five(guides, django_assert_max_num_queries):
    site()
    with bulk_change():
        offerings = [OfferingFactory(insats__target_groups=["barn"]) for _ in range(25)]
        for offering in offerings:
            words(offering.insats)
            report(offering, "2026-11-20", "none")
    for number in (1, 25):
        keys = [offering.insats_id for offering in offerings[:number]]
        cards(keys, area=offerings[0].area, language="sv", now=NOW)
        with version.held(), django_assert_max_num_queries(6):
            shown = cards(keys, area=offerings[0].area, language="sv", now=NOW)
        assert [card.url for card in shown] == [f"/insatser/{o.insats.slug}/" for o in offerings[:number]]
        assert all(card.wait.sentence == "Ingen kö" for card in shown)


def test_a_card_of_what_cannot_be_had_says_so(guides):
    site()
    offering = OfferingFactory(status="not_offered")
    card = cards([offering.insats_id], area=None, language="sv", now=NOW)[0]
    assert card.status_note == "Erbjuds inte."


def test_a_route_that_editors_have_not_written_of_is_still_named():
    assert str(way_in(OfferingFactory(route="ring"), RouteGuides.load("sv")).sentence) == "Ring eller boka själv."
    assert str(way_in(OfferingFactory(), RouteGuides.load("sv")).sentence) == "Det står inte hur du får stödet."


def test_a_decision_is_said_also_when_the_route_is_not_stated(guides):
    way = way_in(OfferingFactory(decision_needed="yes"), guides)
    assert [str(detail) for detail in way.details] == ["Det behövs ett beslut."]
