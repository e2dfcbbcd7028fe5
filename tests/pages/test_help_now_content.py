"""The demonstration's own lines and topics on the page for those in danger, in every variant."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import override_settings

from catalogue.models import Contact, HelpLine
from tests import records
from tests.demonstration import demo_records, demo_words
from tests.pages.html import page, text

pytestmark = pytest.mark.django_db

TOPICS = (
    *("fara-nu", "barn-och-unga", "partner-eller-ex", "heder", "valdtakt", "sjalvmord", "jag-slar", "lamna-gang"),
    *("vard", "orolig-foralder", "beroende", "socialjour"),
)
NOT_ON_BILL = "syns inte på telefonräkningen"
IN_THE_PHONE = ", men kan synas i telefonens samtalslista"


def content(name):
    return demo_records(name)


def digits(number):
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def test_topics_stand_in_order_and_the_list_of_them_leads_there(client, real_pages):
    soup = page(client, "/hjalp-nu/")
    assert [section["id"] for section in soup.select("section.topic")] == list(TOPICS)
    links = [a["href"] for a in soup.select("nav[aria-labelledby=amnen] a")]
    assert links == [f"#{slug}" for slug in TOPICS] + ["#orolig"]
    assert all(soup.find(id=link[1:]) for link in links)


def test_every_number_of_the_content_can_be_dialled_and_read(client, real_pages):
    soup = page(client, "/hjalp-nu/")
    for line in content("help_lines"):
        links = soup.select(f"a.person__number[href='tel:{digits(line['number'])}']")
        assert len(links) == len(line["topics"]), line["slug"]
        assert {text(link.bdi) for link in links} == {line["number"]}
        assert {link.bdi["dir"] for link in links} == {"ltr"}


def test_danger_stands_first_and_says_112(client, real_pages):
    soup = page(client, "/hjalp-nu/")
    assert soup.select_one("main a")["href"] == "tel:112"
    assert text(soup.select_one(".alarm h2")) == "Fara just nu?"
    assert "Lägg inte på" in text(soup.select_one(".alarm p"))


@override_settings(DEMO=True)
def test_another_language_also_shows_the_swedish_line_of_danger(client, real_pages):
    soup = page(client, "/en/hjalp-nu/")
    assert text(soup.select_one(".alarm h2")) == "In danger right now?"
    assert "Fara just nu? Ring 112." in text(soup.select_one(".alarm [lang=sv]"))
    assert "In danger right now?" in text(soup.select_one(".help-line"))
    assert text(soup.select_one(".help-line [lang=sv]")) == "Fara just nu? Ring 112"
    assert "In danger right now?" in text(page(client, "/en/").select_one(".help-line"))


@override_settings(DEMO=True)
def test_the_bill_never_stands_alone(client, real_pages):
    unit = records.ProviderFactory(slug="med-sms", name="Enheten")
    unit.contacts = [Contact(channel="sms", value="076-123 45 67", hidden_on_bill="yes")]
    unit.save()
    for path in ("/hjalp-nu/", "/verksamheter/med-sms/"):
        words = text(page(client, path).body)
        assert NOT_ON_BILL in words, path
        assert words.count(NOT_ON_BILL) == words.count(NOT_ON_BILL + IN_THE_PHONE), path
    arabic = text(page(client, "/ar/hjalp-nu/").body)
    not_on_bill, in_the_phone = "لا تظهر المكالمة في فاتورة الهاتف", "، لكنها قد تظهر في قائمة المكالمات في الهاتف"
    assert not_on_bill in arabic
    assert arabic.count(not_on_bill) == arabic.count(not_on_bill + in_the_phone)


def test_being_anonymous_is_followed_by_its_limit(client, real_pages):
    words = text(page(client, "/hjalp-nu/").main)
    said = "Du behöver inte säga vad du heter."
    assert words.count(said) == sum(
        len(line["topics"]) for line in content("help_lines") if line.get("may_be_anonymous") == "yes"
    )
    assert words.count(said) == words.count(
        f"{said} Om vi blir oroliga för att ett barn far illa måste vi göra något."
    )


def test_a_changed_number_shows_at_once_in_every_variant(client, real_pages):
    line = HelpLine.objects.get(slug="bris")
    line.number = "116 112"
    line.save()
    for path in ("/hjalp-nu/", "/ar/hjalp-nu/", "/lattlast/hjalp-nu/"):
        soup = page(client, path)
        assert soup.select("#barn-och-unga a[href='tel:116112']")
        assert not soup.select("a[href='tel:116111']")


@override_settings(DEMO=True)
def test_words_that_a_variant_lacks_are_marked_as_swedish(client, real_pages):
    finnish = demo_words("fi", "help_lines")
    HelpLine.objects.get(slug="bris-for-vuxna").words.filter(language="fi").delete()
    soup = page(client, "/fi/hjalp-nu/")
    own = soup.select_one("#barn-och-unga .line:has([href='tel:116111'])")
    other = soup.select_one("#orolig-foralder .line:has([href='tel:0771505050'])")
    assert (text(own.h3), own.h3.get("lang")) == (finnish["bris"]["label"], None)
    assert text(own.select_one("p[lang=sv]")) == "Bris"
    assert (text(other.h3), other.h3["lang"], other.h3["dir"]) == ("Bris för vuxna", "sv", "ltr")


def test_an_area_without_a_socialjour_is_told_where_to_turn_and_gets_no_invented_number(client, real_pages):
    soup = page(client, "/hjalp-nu/?omrade=farsta")
    section = soup.select_one("#socialjour")
    assert "Numret till socialjouren i Farsta står inte här än." in text(section)
    assert [a["href"] for a in section.select("a[href^=tel]")] == ["tel:11414"]
    assert "fråga efter socialjouren" in text(section)


@override_settings(DEMO=True)
def test_the_demonstration_says_that_the_numbers_must_be_checked(client, real_pages):
    assert "Ingen har ringt numren" in text(page(client, "/hjalp-nu/").select_one(".editorial"))
    assert not HelpLine.objects.exclude(checked_on=None).exists()


def test_the_tab_does_not_say_what_the_page_is_about(client, real_pages):
    assert "Hjälp" not in page(client, "/hjalp-nu/").title.string


def test_the_static_error_page_has_only_numbers_of_the_content():
    html = render_to_string("500.html")
    known = {digits(line["number"]) for line in content("help_lines")}
    numbers = re.findall(r'href="tel:([^"]+)"', html)
    assert "112" in numbers
    assert set(numbers) <= known


def test_topics_carry_the_words_that_people_in_danger_type():
    labels = demo_words("sv", "help_topics")
    assert set(labels) == set(TOPICS)
    for slug, words in labels.items():
        assert 10 <= len(words["everyday"]) <= 30, slug
        assert len(set(words["everyday"])) == len(words["everyday"]), slug
        assert 1 <= len(re.findall(r"[.?!](?:\s|$)", words["explanation"])) <= 3, slug
