"""Cards: what a list says of an insats, for the reader's place, at the same price however long the list is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from catalogue.bulk import bulk_change
from catalogue.cards import cards
from tests.records import AreaFactory, GroupStartFactory, InsatsFactory, OfferingFactory, report, site, words

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Europe/Stockholm"))


def card_of(insats, area=None, language="sv"):
    return cards([insats.pk], area=area, language=language, now=NOW)[0]


def test_cards_keep_the_order_that_they_are_asked_in():
    keys = [InsatsFactory().pk for _ in range(3)][::-1]
    slugs = [card.slug for card in cards(keys, area=None, language="sv", now=NOW)]
    assert slugs == [card_of(InsatsFactory._meta.model.objects.get(pk=key)).slug for key in keys]


def test_one_and_twenty_five_cards_cost_the_same_queries():
    site()
    area = AreaFactory()
    with bulk_change():
        offerings = [OfferingFactory(area=area, insats__target_groups=["barn"]) for _ in range(25)]
        for offering in offerings:
            words(offering.insats)
            OfferingFactory(insats=offering.insats)
            report(offering, "2026-11-20", "none")
            GroupStartFactory(offering=offering, first_date="2026-12-08", seats=8, signed_up=2)
    counts = []
    cards([offerings[0].insats_id], area=area, language="sv", now=NOW)
    for number in (1, 25):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown = cards([o.insats_id for o in offerings[:number]], area=area, language="sv", now=NOW)
        assert len(shown) == number
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_the_public_may_not_see_has_no_card(settings):
    hidden = [InsatsFactory(live=False), InsatsFactory(retired_from="2026-01-01"), InsatsFactory(is_example=True)]
    keys = [insats.pk for insats in hidden]
    assert cards(keys, area=None, language="sv", now=NOW) == []
    settings.DEMO, settings.DEMO_EXAMPLE = True, True
    assert [card.is_example for card in cards(keys, area=None, language="sv", now=NOW)] == [True]


def test_that_nobody_is_known_to_offer_it_is_not_a_no():
    assert card_of(InsatsFactory()).status_note == "Det står inte var stödet finns. Ring och fråga."


def test_planned_somewhere_is_said_before_not_offered_somewhere_else():
    insats = InsatsFactory()
    OfferingFactory(insats=insats, status="not_offered")
    OfferingFactory(insats=insats, status="planned")
    assert card_of(insats).status_note == "Planeras. Går inte att få än."


def test_an_offering_in_the_readers_area_stands_before_an_easier_one_elsewhere():
    insats = InsatsFactory()
    own = OfferingFactory(insats=insats, route="beslut", decision_needed="yes")
    OfferingFactory(insats=insats, route="kom", decision_needed="no")
    assert card_of(insats, own.area).way.guide == "beslut"
    assert card_of(insats, own.area).way_note == ""
    assert card_of(insats).way.guide == "kom"
    assert card_of(insats).way_note != ""


def test_a_title_without_a_page_in_the_language_keeps_its_own():
    site()
    insats = InsatsFactory(name="MST")
    assert (card_of(insats).title.value, card_of(insats).title.language) == ("MST", "sv")
    words(insats, title="Hjälp hemma")
    assert (card_of(insats, language="ar").title.value, card_of(insats, language="ar").title.language) == (
        "Hjälp hemma",
        "sv",
    )
    words(insats, "ar", title="مساعدة في البيت")
    assert card_of(insats, language="ar").title.language == "ar"


def test_a_wait_at_one_of_several_places_names_the_place():
    insats = InsatsFactory()
    farsta = OfferingFactory(insats=insats, area__name="Farsta")
    OfferingFactory(insats=insats)
    report(farsta, "2026-11-21", wait_to=2, unit="week")
    wait = card_of(insats).wait
    assert (wait.sentence, wait.days) == ("Ungefär 2 veckor", 14)
    assert wait.note == "Bekräftat för 4 dagar sedan. Gäller Farsta."


def test_the_line_of_names_is_swedish_in_every_variant():
    insats = InsatsFactory(name="Komet")
    for _number in range(4):
        OfferingFactory(insats=insats)
    with translation.override("en"):
        card = card_of(insats, language="en")
        assert (card.method, card.spread) == ("Komet", "Available in 4 places")


def test_a_card_says_when_the_next_group_begins_and_whether_there_are_places():
    insats = InsatsFactory()
    offering = OfferingFactory(insats=insats)
    assert card_of(insats).next_group == ""
    GroupStartFactory(offering=offering, first_date="2026-11-24", seats=9, signed_up=1)
    GroupStartFactory(offering=offering, first_date="2026-12-01", is_cancelled=True)
    assert card_of(insats).next_group == ""
    later = GroupStartFactory(
        offering=offering, first_date="2027-01-14", seats=9, signed_up=5, counted_on="2026-11-20"
    )
    assert card_of(insats).next_group == "14 januari. 4 platser kvar."
    full = GroupStartFactory(
        offering=offering,
        first_date="2026-12-08",
        seats=9,
        signed_up=9,
        counted_on="2026-11-10",
        reserve_list="yes",
    )
    assert card_of(insats).next_group == "14 januari. 4 platser kvar."
    later.sign_up_until = date(2026, 11, 24)
    later.save()
    assert card_of(insats).next_group == "8 december. Fullt. Det finns en reservlista. Det kan ha ändrats."
    full.delete()
    later.first_date = date(2027, 11, 25)
    later.save()
    assert card_of(insats).next_group.startswith("25 november 2027.")


def test_the_next_group_is_one_near_the_reader_and_names_its_place_among_several():
    insats = InsatsFactory()
    farsta = OfferingFactory(insats=insats, area__name="Farsta")
    own = OfferingFactory(insats=insats, area__name="Kista")
    GroupStartFactory(offering=farsta, first_date="2026-12-08")
    assert card_of(insats).next_group == "8 december. Gäller Farsta."
    assert card_of(insats, own.area).next_group == ""
    GroupStartFactory(offering=own, first_date="2026-12-09")
    assert card_of(insats, own.area).next_group == "9 december."
