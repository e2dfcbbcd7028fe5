"""The page for those in danger, with records of its own: what is live now, by area, and with nothing at all."""

import pytest

from catalogue.models import Contact, HelpLine, HelpTopic, SafetyText
from pages.models import CatalogueSettings, EditorialPage, HomePage
from tests import records
from tests.pages.html import page, text
from tests.queries import queries_of
from tests.records import with_words

pytestmark = pytest.mark.django_db


def a_line(slug, topic, **values):
    line = with_words(HelpLine(slug=slug, **values), slug.title(), "För dig.")
    line.topics = [topic]
    line.save()
    return line


@pytest.fixture(autouse=True)
def site():
    return records.site()


def test_a_chat_says_nothing_of_a_bill(client):
    unit = records.ProviderFactory(slug="chatten", name="Chatten")
    unit.contacts = [Contact(channel="chat", value="https://example.org/", hidden_on_bill="yes")]
    unit.save()
    assert "telefonräkningen" not in text(page(client, "/verksamheter/chatten/").main)


def test_a_draft_line_is_not_shown(client):
    topic = records.term(HelpTopic, "heder", "Heder")
    a_line("synlig", topic, number="020-11 11 11")
    a_line("utkast", topic, number="020-22 22 22", live=False)
    numbers = [text(a) for a in page(client, "/hjalp-nu/").select("#heder .person__number")]
    assert numbers == ["020-11 11 11"]


def test_the_page_costs_the_same_for_1_and_25_lines(client):
    topic = records.term(HelpTopic, "heder", "Heder")
    a_line("linje", topic, number="1")
    with_one = queries_of(client, "/hjalp-nu/")
    for number in range(24):
        a_line(f"linje-{number}", topic, number=str(number))
    assert queries_of(client, "/hjalp-nu/") == with_one <= 8


def test_without_any_line_or_page_112_still_stands_there(client):
    soup = page(client, "/hjalp-nu/")
    assert soup.select_one("main a")["href"] == "tel:112"
    assert text(soup.h1) == "Hjälp nu"
    assert not soup.select(".topic, nav[aria-labelledby=amnen]")
    assert soup.select_one("#spar li, #spar p")


def test_the_socialjour_of_the_readers_area_stands_first(client):
    records.term(HelpTopic, "socialjour", "Kväll och helg")
    jour = records.ProviderFactory(name="Socialjouren i Farsta", phone="08-508 00 001")
    intake = records.ProviderFactory(name="Mottagningen", phone="08-508 00 000")
    records.AreaFactory(slug="farsta", name="Farsta", out_of_hours=jour, intake=intake)
    soup = page(client, "/hjalp-nu/?omrade=farsta")
    first = soup.select_one("#socialjour .line")
    assert (text(first.h3), first.a["href"]) == ("Socialjouren i Farsta", "tel:+46850800001")
    link = page(client, "/hjalp-nu/").select_one("#socialjour .on-page a")
    assert (text(link), link["href"]) == ("Farsta", "/hjalp-nu/?omrade=farsta#socialjour")


def test_the_sites_own_area_counts_when_the_reader_has_chosen_none(client, site):
    records.term(HelpTopic, "socialjour", "Kväll och helg")
    jour = records.ProviderFactory(name="Jouren", phone="08-508 00 001")
    intake = records.ProviderFactory(name="Mottagningen", phone="08-508 00 000")
    own = CatalogueSettings.for_site(site)
    own.home_area = records.AreaFactory(level="municipality", out_of_hours=jour, intake=intake)
    own.save()
    assert text(page(client, "/hjalp-nu/").select_one("#socialjour .line h3")) == "Jouren"


def test_an_area_that_nobody_knows_is_said_calmly(client):
    records.term(HelpTopic, "socialjour", "Kväll och helg")
    soup = page(client, "/hjalp-nu/?omrade=ingenstans")
    assert "Vi känner inte igen det området." in text(soup.select_one("#socialjour"))


def test_worry_for_a_child_leads_to_its_own_page_when_there_is_one(client):
    assert not page(client, "/hjalp-nu/").select("#orolig h2 a")
    home = HomePage.objects.get(locale__language_code="sv")
    home.add_child(instance=EditorialPage(title="Orolig?", slug="orolig-for-ett-barn", locale=home.locale))
    link = page(client, "/hjalp-nu/").select_one("#orolig h2 a")
    assert (text(link), link["href"]) == ("Orolig för ett barn?", "/orolig-for-ett-barn/")


def test_what_the_exit_does_not_hide_is_content_one_line_each(client):
    with_words(SafetyText(slug="spar"), "Det här syns", "Historiken finns kvar.\nTelefonen minns.")
    section = page(client, "/hjalp-nu/").select_one("#spar")
    assert text(section.h2) == "Det här syns"
    assert [text(row) for row in section.select("li")] == ["Historiken finns kvar.", "Telefonen minns."]
