"""Nothing found is never a dead end: choices are taken back one by one, it is said which, and a way leads on."""

import pytest
from bs4 import BeautifulSoup

from catalogue.models import Insats, Need
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, ProviderFactory, site, term, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogue():
    site()
    term(Need, "skola", "Skolan är svår")
    norr = AreaFactory(slug="norr", name="Norrstaden", intake=ProviderFactory(phone="08-123 45 67"))
    AreaFactory(slug="soder", name="Söderstaden")
    ProviderFactory(slug="annan", name="En annan")
    insats = InsatsFactory(slug="sova", name="Sova", age_min=3, age_max=12, needs=["somn"], target_groups=["barn"])
    term(Need, "somn", "Sömn")
    unit = ProviderFactory(slug="enhet")
    OfferingFactory(insats=insats, area=norr, provider=unit, route="kom", decision_needed="no", cost="free")
    words(insats, title="Hjälp vid mardrömmar")


def asked(client, address):
    response = client.get(f"/sok/?{address}")
    assert response.status_code == 200
    return response


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("q=mardrömmar&kostnad=avgift", "Vad kostar det?"),
        ("q=mardrömmar&utforare=annan", "Vem ger stödet?"),
        ("q=mardrömmar&vag=beslut", "Hur får man kontakt?"),
        ("q=mardrömmar&beslut=ja", "Behövs ett beslut?"),
        ("q=mardrömmar&behov=skola", "Vad gäller det?"),
        ("q=mardrömmar&alder=17", "ålder"),
        ("q=mardrömmar&omrade=soder", "område"),
        ("q=mardrömmar&kostnad=avgift&alder=17", "Vad kostar det?, ålder"),
    ],
)
def test_each_choice_can_be_taken_back_and_it_is_said_which(client, address, told):
    response = asked(client, address)
    assert response.context["relaxed"] == f"Inget passade med alla val. Vi visar därför utan: {told}."
    assert [card.slug for card in response.context["fits"]] == ["sova"]
    assert response.context["relaxed"] in BeautifulSoup(response.content, "html.parser").find("main").get_text()


def test_what_costs_the_reader_least_goes_first(client):
    response = asked(client, "q=mardrömmar&kostnad=avgift&omrade=norr&alder=9")
    assert response.context["relaxed"] == "Inget passade med alla val. Vi visar därför utan: Vad kostar det?."


def test_not_stated_is_not_no(client):
    response = asked(client, "q=mardrömmar&anonymt=ja")
    assert response.context["relaxed"] == ""
    assert [maybe.card.slug for maybe in response.context["maybes"]] == ["sova"]
    assert response.context["maybes"][0].missing == ["Det står inte om man kan vara anonym."]


def test_words_that_nothing_answers_lead_to_what_many_begin_with(client):
    response = asked(client, "q=xyzzyplugh&omrade=norr")
    assert response.context["relaxed"] == "Vi hittade inget för de orden. Här är stöd som många börjar med."
    assert [card.slug for card in response.context["fits"]] == ["sova"]


def test_needs_are_offered_as_ways_on_and_keep_the_area(client):
    response = asked(client, "q=xyzzyplugh&omrade=norr")
    doors = [(str(door.label), door.url) for door in response.context["doors"]]
    assert doors == [("Sömn", "/sok/?omrade=norr&behov=somn")]
    html = BeautifulSoup(response.content, "html.parser")
    assert html.select_one('main nav a[href="/sok/?omrade=norr&behov=somn"]').get_text(strip=True) == "Sömn"
    assert html.select_one('main a[href$="#behov"]') is not None
    assert asked(client, "q=mardrömmar").context["doors"] == []


def test_an_empty_catalogue_still_offers_needs_and_somebody_to_reach(client):
    insats = Insats.objects.get(slug="sova")
    insats.live = False
    insats.save()
    response = asked(client, "q=mardrömmar&omrade=norr")
    assert (response.context["fits_count"], response.context["maybe_count"]) == (0, 0)
    assert [str(door.label) for door in response.context["doors"]] == ["Skolan är svår", "Sömn"]
    assert "08-123 45 67" in response.content.decode()
    assert "Det betyder inte att det inte finns hjälp." in response.content.decode()
