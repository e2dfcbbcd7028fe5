"""Beside a number: the interpreter, and words about danger that nobody has approved."""

import pytest
from django.test import override_settings

from catalogue.models import HelpLine, HelpTopic, RouteGuide, SafetyText, SupportLanguage
from catalogue.models.help_line import HelpLineWords
from tests import records
from tests.pages.html import page, text
from tests.records import with_words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    records.site()


def interpreter(reviewed="2026-11-01"):
    records.term(SupportLanguage, "so", "Somaliska")
    rules = with_words(SafetyText(slug="tolk"), "Behöver du tolk?", "Tolken kostar inget.\nBarn ska aldrig tolka.")
    say = with_words(SafetyText(slug="tolk-mening"), "Säg så här", "Hej, jag talar {språk}. Kan ni ringa upp mig?")
    with_words(rules, "Turjubaan?", "Waa bilaash.\nCarruurtu yaanay turjumin.", "so")
    with_words(say, "Ku dheh", "Hey, yaa taalar somaaliska.\nHaye, af-Soomaali.", "so")
    for term in (rules, say):
        term.words.filter(language="so").update(origin="machine", reviewed_on=reviewed)


def area():
    intake = records.ProviderFactory(name="Mottagningen", phone="08-123 45 67")
    return records.AreaFactory(slug="farsta", name="Farsta", intake=intake)


def test_a_page_in_another_language_tells_what_to_say_on_the_phone_in_swedish(client):
    interpreter()
    area()
    panel = page(client, "/so/omraden/farsta/").select_one(".person details")
    assert text(panel.summary) == "Turjubaan?"
    assert [text(li) for li in panel.select("li")] == ["Waa bilaash.", "Carruurtu yaanay turjumin."]
    said = panel.select_one(".person__say")
    assert text(said) == "”Hej, jag talar somaliska. Kan ni ringa upp mig?”"
    assert (said["lang"], said["dir"]) == ("sv", "ltr")
    assert "Hey, yaa taalar somaaliska." in text(panel)
    assert "Haye, af-Soomaali." in text(panel)
    assert not panel.select("[lang=so]")


def test_a_swedish_page_says_nothing_of_it_and_easy_read_has_no_sentence(client):
    interpreter()
    area()
    assert not page(client, "/omraden/farsta/").select(".person details")
    panel = page(client, "/lattlast/omraden/farsta/").select_one(".person details")
    assert [text(li) for li in panel.select("li")] == ["Tolken kostar inget.", "Barn ska aldrig tolka."]
    assert panel.select_one("li")["lang"] == "sv"
    assert not panel.select(".person__say")


@pytest.mark.parametrize(
    "path", ["insatser/komet/", "verksamheter/enhet/", "omraden/farsta/", "hjalp-nu/", "sok/", ""]
)
def test_it_stands_wherever_a_number_is(client, path):
    interpreter()
    insats = records.InsatsFactory(slug="komet")
    unit = records.ProviderFactory(slug="enhet", phone="08-1")
    records.OfferingFactory(insats=insats, provider=unit, area=area())
    assert "Turjubaan?" in [text(fold) for fold in page(client, f"/so/{path}").select("main details.more summary")]


@override_settings(DEMO=False)
def test_words_about_danger_that_nobody_has_approved_are_the_swedish_ones(client):
    interpreter(reviewed=None)
    area()
    panel = page(client, "/so/omraden/farsta/").select_one(".person details")
    assert (text(panel.summary), panel.summary["lang"]) == ("Behöver du tolk?", "sv")
    assert text(panel.select_one(".person__say")) == "”Hej, jag talar somaliska. Kan ni ringa upp mig?”"
    assert "yaa taalar" not in text(panel)


@override_settings(DEMO=True)
def test_a_demonstration_shows_them_and_says_who_wrote_them(client):
    topic = records.term(HelpTopic, "heder", "Heder")
    with_words(topic, "Sharaf", "Wac.", "so")
    topic.words.filter(language="so").update(origin="machine")
    soup = page(client, "/so/hjalp-nu/")
    assert text(soup.select_one("#heder h2")) == "Sharaf"
    assert "Qoraalkan waxaa turjumay kombiyuutar." in text(soup.main)


@override_settings(DEMO=False)
def test_numbers_and_facts_stay_live_beside_the_swedish_words(client):
    topic = records.term(HelpTopic, "heder", "Heder")
    line = with_words(
        HelpLine(slug="linje", number="020-11 11 11", may_be_anonymous="no"), "Linjen", "Ring om heder."
    )
    line.topics = [topic]
    line.words = [
        *line.words.all(),
        HelpLineWords(language="so", label="Khadka", explanation="Wac.", origin="machine"),
    ]
    line.save()
    soup = page(client, "/so/hjalp-nu/").select_one("#heder .line")
    assert (text(soup.h3), soup.h3["lang"]) == ("Linjen", "sv")
    assert text(soup.select_one(".person__number")) == "020-11 11 11"
    line.words.filter(language="so").update(reviewed_on="2026-11-01")
    soup = page(client, "/so/hjalp-nu/").select_one("#heder .line")
    assert text(soup.h3) == "Khadka"
    assert "Qoraalkan waxaa turjumay" not in text(page(client, "/so/hjalp-nu/").main)


@pytest.mark.parametrize(("demo", "expected"), [(False, ("Ring själv.", "sv")), (True, ("Adigu wac.", None))])
def test_the_way_in_is_swedish_until_a_person_has_approved_its_words(client, demo, expected):
    guide = records.term(RouteGuide, "ring", "Ring själv.")
    rows = type(guide.words.get())
    guide.words = [*guide.words.all(), rows(language="so", label="Adigu wac.", short="Wac", origin="machine")]
    guide.save()
    records.OfferingFactory(insats=records.InsatsFactory(slug="komet"), route="ring")
    with override_settings(DEMO=demo):
        way = page(client, "/so/insatser/komet/").select_one(".facts__route dd")
    marked = way.select_one("bdi")
    assert (text(way), marked and marked["lang"]) == expected
