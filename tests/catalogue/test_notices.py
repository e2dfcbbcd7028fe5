"""Notices of a unit: on every page that it stands on, in every variant, between their days."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from freezegun import freeze_time

from catalogue.models import Notice
from catalogue.models.notice import NoticeWords
from search.facets import sort_out
from search.filters import Choices
from search.reading_facts import load_facts
from tests.queries import queries_of
from tests.records import (
    AreaFactory,
    InsatsFactory,
    OfferingFactory,
    OpeningHoursFactory,
    ProviderFactory,
    site,
    words,
)

pytestmark = pytest.mark.django_db


def notice(provider, kind="closed", text="Vi bygger om.", date_from="2026-11-30", date_to="2026-12-04", **texts):
    row = Notice(provider=provider, kind=kind, date_from=date_from, date_to=date_to)
    row.words = [NoticeWords(language="sv", text=text)]
    row.words.add(*(NoticeWords(language=code.replace("_", "-"), text=words) for code, words in texts.items()))
    row.save()
    return row


@pytest.fixture
def offering():
    site()
    provider = ProviderFactory(name="Huset", phone="031-390 06 20")
    found = OfferingFactory(
        insats=InsatsFactory(name="Komet"), provider=provider, area=AreaFactory(slug="norr", name="Norr")
    )
    words(found.insats)
    return found


def notices_on(client, address):
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return [" ".join(found.get_text(" ").split()) for found in soup.select(".notice--ageing")]


@freeze_time("2026-12-01 09:00")
def test_a_notice_stands_on_every_page_that_the_unit_stands_on(client, offering):
    notice(offering.provider)
    ending = "Vi bygger om. Gäller till och med 4 december 2026."
    assert notices_on(client, offering.provider.get_absolute_url()) == [f"Tillfälligt stängt {ending}"]
    named = [f"Tillfälligt stängt: Huset {ending}"]
    assert notices_on(client, offering.insats.get_absolute_url()) == named
    assert notices_on(client, offering.area.get_absolute_url()) == named
    easy = "Stängt just nu: Huset Vi bygger om. Det gäller till och med 4 december 2026."
    assert notices_on(client, f"/lattlast{offering.insats.get_absolute_url()}") == [easy]


@pytest.mark.parametrize(
    ("moment", "is_told"),
    [
        ("2026-11-29 22:59", False),
        ("2026-11-29 23:00", True),
        ("2026-12-04 22:59", True),
        ("2026-12-04 23:00", False),
    ],
)
def test_it_comes_and_goes_at_midnight_in_sweden(client, offering, moment, is_told):
    notice(offering.provider)
    with freeze_time(moment):
        assert bool(notices_on(client, offering.provider.get_absolute_url())) is is_told


@freeze_time("2027-06-01 09:00")
def test_without_a_last_day_it_holds_until_it_is_taken_away(client, offering):
    row = notice(offering.provider, date_to=None)
    assert notices_on(client, offering.provider.get_absolute_url()) == ["Tillfälligt stängt Vi bygger om."]
    row.delete()
    assert notices_on(client, offering.provider.get_absolute_url()) == []


@freeze_time("2026-12-01 09:00")
def test_every_variant_says_it_in_its_own_words_or_in_marked_swedish(client, offering):
    notice(offering.provider, en="We are rebuilding.")
    assert "We are rebuilding." in notices_on(client, f"/en{offering.provider.get_absolute_url()}")[0]
    for prefix in ("/ar", "/so", "/fi", "/lattlast"):
        soup = BeautifulSoup(client.get(prefix + offering.provider.get_absolute_url()).content, "html.parser")
        assert soup.select_one(".notice--ageing p").text == "Vi bygger om."
        assert soup.select_one(".notice--ageing p").get("lang", "sv" if prefix == "/lattlast" else "") == "sv"


@freeze_time("2026-12-01 09:00")
def test_a_fault_on_the_telephone_stands_beside_the_number(client, offering):
    notice(offering.provider, "phone", "Skicka ett sms.")
    soup = BeautifulSoup(client.get(offering.provider.get_absolute_url()).content, "html.parser")
    panel = " ".join(soup.select_one(".person").get_text(" ").split())
    assert "Fel på telefonen" in panel
    assert "Skicka ett sms." in panel


@freeze_time("2026-12-01 09:00")
def test_a_unit_that_says_it_is_closed_is_not_open_now(client, offering):
    OpeningHoursFactory(provider=offering.provider, weekday=1)
    facts = load_facts()
    choices = Choices({"oppet": ("nu",)})
    assert sort_out(facts.insatser, choices, facts).fits == {offering.insats_id}
    notice(offering.provider)
    assert sort_out(facts.insatser, choices, facts).fits == set()
    assert "Telefonen är öppen" not in client.get(offering.provider.get_absolute_url()).content.decode()


@freeze_time("2026-12-01 09:00")
def test_a_card_of_one_place_says_it(client, offering):
    notice(offering.provider)
    soup = BeautifulSoup(client.get(offering.provider.get_absolute_url()).content, "html.parser")
    assert "Tillfälligt stängt" in soup.select_one(".card").get_text()


@freeze_time("2026-12-01 09:00")
def test_notices_cost_the_same_queries_however_many(client, offering):
    def add(number):
        other = OfferingFactory(insats=offering.insats, provider=ProviderFactory(), area=AreaFactory())
        notice(other.provider, text=f"Nummer {number}")

    add(0)
    address = offering.insats.get_absolute_url()
    few = queries_of(client, address)
    for number in range(1, 6):
        add(number)
    assert queries_of(client, address) == few


def test_dates_the_wrong_way_round_and_a_protected_units_move_are_refused():
    with pytest.raises(ValidationError, match="tvärtom"):
        Notice(
            provider=ProviderFactory(), kind="other", date_from=date(2026, 12, 2), date_to=date(2026, 12, 1)
        ).clean()
    with pytest.raises(ValidationError, match="skyddad"):
        Notice(provider=ProviderFactory(is_protected=True), kind="moved", date_from=date(2026, 12, 2)).clean()
