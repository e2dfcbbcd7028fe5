"""A–Ö, a unit's page and an area's page."""

import pytest
from django.test import override_settings
from freezegun import freeze_time

from catalogue.bulk import bulk_change
from catalogue.index_view import Entry, letters
from catalogue.models import Contact, OpeningException, Place, PlaceWords, ProviderWords
from catalogue.models.words import Text
from pages.models import CatalogueSettings
from tests import records
from tests.pages.html import page, text
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return records.site()


def offered(slug, in_area, **values):
    insats = records.InsatsFactory(slug=slug, name=slug.title())
    records.words(insats, title=f"Stöd {slug}")
    return records.OfferingFactory(insats=insats, area=in_area, **values)


def test_letters_stand_in_swedish_order():
    entries = [
        Entry(name, Text("", "sv"), "/", is_example=False, is_running=True)
        for name in ("Örat", "Zebra", "Åsa", "Ängel", "7-tian", "abc")
    ]
    assert [letter for letter, _entries in letters(entries)] == ["#", "A", "Z", "Å", "Ä", "Ö"]


def test_the_list_is_that_of_the_sites_own_area_until_another_is_chosen(client, site):
    stockholm = records.AreaFactory(slug="stockholm", name="Stockholm", level="municipality")
    farsta = records.AreaFactory(slug="farsta", name="Farsta", parent=stockholm)
    vaxjo = records.AreaFactory(slug="vaxjo", name="Växjö", level="municipality")
    own = CatalogueSettings.for_site(site)
    own.home_area = stockholm
    own.save()
    offered("komet", farsta)
    offered("boendestod", vaxjo)

    def names(path):
        return [text(a) for a in page(client, path).select(".letter li > a")]

    assert names("/insatser/") == ["Komet"]
    assert names("/insatser/?omrade=Växjö") == ["Boendestod"]
    assert names("/insatser/?omrade=alla") == ["Boendestod", "Komet"]


def test_what_cannot_be_had_now_is_listed_and_said_so(client):
    area = records.AreaFactory()
    offered("komet", area)
    offered("planerad", area, status="planned")
    rows = [text(li) for li in page(client, "/insatser/").select(".letter li")]
    assert rows == ["Komet Stöd komet", "Planerad Finns inte nu Stöd planerad"]


def test_the_list_asks_no_more_with_more_insatser(client):
    area = records.AreaFactory()
    offered("a-0", area)
    few = queries_of(client, "/insatser/")
    with bulk_change():
        for number in range(1, 25):
            offered(f"a-{number}", area)
    assert queries_of(client, "/insatser/") <= few <= 6


@freeze_time("2026-11-24 10:00")
def test_a_unit_shows_how_one_reaches_it_when_it_is_open_and_how_one_gets_in(client):
    unit = records.ProviderFactory(slug="huset", name="Familjens hus", phone="08-123 45 67", drop_in="yes")
    unit.contacts.add(Contact(channel="email", value="hej@example.se"))
    unit.words = [ProviderWords(language="sv", presentation="Här finns kurser.")]
    unit.save()
    records.OpeningHoursFactory(provider=unit, weekday=0)
    records.OpeningHoursFactory(provider=unit, weekday=0, opens="17:00", closes="19:00")
    OpeningException.objects.create(provider=unit, date_from="2099-12-24", date_to="2099-12-26")
    place = Place(
        slug="stora", name="Stora huset", provider=unit, street="Storgatan 1", lift="no", step_free="yes"
    )
    place.words = [PlaceWords(language="sv", way_in="Gå runt hörnet.")]
    place.save()
    records.OfferingFactory(provider=unit, insats=records.InsatsFactory(slug="kurs", name="Kursen"))
    soup = page(client, "/verksamheter/huset/")
    words = text(soup.main)
    assert text(soup.h1) == "Familjens hus"
    assert soup.select_one("a[href='mailto:hej@example.se']")
    assert "Du kan komma utan tid." in words
    row = soup.select_one(".table tbody tr")
    assert (text(row.th), text(row.td)) == ("Måndag", "9–16.30, 17–19")
    assert "24 december – 26 december Stängt" in words
    assert "Storgatan 1" in words
    assert "Gå runt hörnet." in words
    assert "Du kommer in utan trappsteg." in words
    assert "Det finns ingen hiss." in words
    assert "hörslinga" not in words
    assert text(soup.select_one(".card h3")) == "Kursen"


@override_settings(DEMO=True)
def test_a_protected_unit_gives_away_no_place(client):
    unit = records.ProviderFactory(slug="skyddat", name="Skyddat boende", is_protected=True, phone="020-1")
    municipality = records.AreaFactory(slug="stan", name="Stan", level="municipality")
    records.OfferingFactory(provider=unit, area=municipality)
    soup = page(client, "/verksamheter/skyddat/")
    assert "Adressen är skyddad" in text(soup.main)
    assert soup.body["class"] == ["sensitive"]
    assert soup.title.string == "Stöd – Insatskatalogen"
    assert "Skyddat boende" not in text(page(client, "/omraden/stan/").main)


def test_a_units_page_asks_no_more_with_more_insatser(client):
    unit = records.ProviderFactory(slug="huset", phone="08-1")
    area = records.AreaFactory()
    for number in range(2):
        offered(f"b-{number}", area, provider=unit)
    few = queries_of(client, "/verksamheter/huset/")
    with bulk_change():
        for number in range(2, 25):
            offered(f"b-{number}", area, provider=unit)
    assert queries_of(client, "/verksamheter/huset/") <= few <= 15


def test_an_area_says_what_it_became_and_leads_to_its_support(client):
    new = records.AreaFactory(slug="jarva", name="Järva")
    old = records.AreaFactory(slug="kista", name="Kista")
    old.successors.add(new)
    offered("komet", old, route="ring")
    soup = page(client, "/omraden/kista/")
    assert soup.select_one(".notice a[href='/omraden/jarva/']")
    assert soup.select_one("a.button")["href"] == "/sok/?omrade=kista"
    assert text(soup.select_one(".card--line h3")) == "Stöd komet"
    assert soup.select_one(".card--line a")["href"] == "/insatser/komet/?omrade=kista"
    assert page(client, "/omraden/jarva/").select_one(".page-head .soft a")["href"] == "/omraden/kista/"


def test_an_area_keeps_the_area_that_the_reader_came_with(client):
    records.AreaFactory(slug="farsta", name="Farsta")
    parent = records.AreaFactory(slug="stockholm", name="Stockholm", level="municipality")
    records.AreaFactory(slug="bromma", name="Bromma", parent=parent)
    soup = page(client, "/omraden/stockholm/?omrade=farsta")
    assert soup.select_one("#delar + ul a")["href"] == "/omraden/bromma/?omrade=farsta"
    assert page(client, "/omraden/stockholm/").select_one("#delar + ul a")["href"] == "/omraden/bromma/"


def test_an_areas_page_asks_no_more_with_more_insatser(client):
    area = records.AreaFactory(slug="farsta")
    for number in range(2):
        offered(f"c-{number}", area, route="ring")
    few = queries_of(client, "/omraden/farsta/")
    with bulk_change():
        for number in range(2, 25):
            offered(f"c-{number}", area, route="ring", provider=records.ProviderFactory())
    assert queries_of(client, "/omraden/farsta/") <= few <= 12
