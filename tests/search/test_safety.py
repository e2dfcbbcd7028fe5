"""Danger in a reader's words is heard first, leaves no words behind, and is answered even without an index."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection

from catalogue.models import HelpLine, HelpTopic
from catalogue.models.help_line import HelpLineWords, HelpTopicWords
from search.safety import Alarm, Topic
from tests.records import InsatsFactory, OfferingFactory, site, words

PARTNER, CHILD = Topic(1, "partner"), Topic(2, "barn")


def heard(text, language="sv"):
    alarm = Alarm(language)
    alarm.add(PARTNER, 20, "sv", ["slår mig", "kvinnojour", "våga lämna honom"])
    alarm.add(CHILD, 10, "sv", ["pappa slår mig"])
    alarm.add(CHILD, 10, "en", ["my dad hits me"])
    return alarm.heard_in(text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("han slår mig", PARTNER),
        ("HAN SLÅR MIG!!!", PARTNER),
        ("min man slår ofta och hårt mig", None),
        ("han slår alltid mig", PARTNER),
        ("pappa slår mig med bälte", CHILD),
        ("mig slår ingen", None),
        ("kvinnojour", PARTNER),
        ("vilket stöd ger en kvinnojour till barn", None),
        ("vi bråkar om läxor", None),
        ("", None),
        ("\x00\ud800 ﷽", None),
    ],
)
def test_a_phrase_is_heard_in_its_order_with_few_words_between(text, topic):
    assert heard(text) == topic


def test_the_most_urgent_topic_wins():
    assert heard("kvinnojour pappa slår mig") == CHILD


def test_a_reader_of_another_language_is_heard_in_it_and_in_swedish():
    assert heard("my dad hits me", "en") == CHILD
    assert heard("han slår mig", "en") == PARTNER
    assert heard("my dad hits me", "sv") is None


@pytest.fixture
def topic(db):
    site()
    topic = HelpTopic(slug="partner-eller-ex", order=10, is_danger=True)
    topic.words = [
        HelpTopicWords(language="sv", label="Din partner skadar dig", explanation="Ring.", everyday="slår mig"),
        HelpTopicWords(language="en", label="Your partner hurts you", explanation="Call.", everyday="he hits me"),
    ]
    topic.save()
    line = HelpLine(slug="linjen", number="020-12 34 56")
    line.words = [HelpLineWords(language="sv", label="Linjen", explanation="För alla.")]
    line.topics = [topic]
    line.save()
    insats = InsatsFactory(slug="skydd", name="Skydd")
    OfferingFactory(insats=insats)
    words(insats, title="Samtal om när din partner skadar")
    return topic


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response, BeautifulSoup(response.content, "html.parser")


def test_a_posted_danger_leads_to_an_address_without_words(client, topic):
    response = client.post("/sok/", {"q": "min man slår mig", "omrade": "farsta", "alder": "40"})
    assert response.status_code == 303
    assert response["Location"] == f"/sok/?amne={topic.pk}&omrade=farsta&alder=40"


def test_the_answer_stands_first_with_its_number_and_hits_follow(client, topic):
    _response, html = page(client, f"/sok/?amne={topic.pk}")
    first = html.select_one("main h2")
    assert first.get_text(strip=True) == "Din partner skadar dig"
    assert html.select_one('#hjalp-forst a[href^="tel:"]').get_text(strip=True) == "020-12 34 56"
    assert html.select_one('main a[href^="/insatser/skydd/"]') is not None


def test_such_a_page_is_sensitive_and_repeats_no_words(client, topic):
    _response, html = page(client, f"/sok/?amne={topic.pk}")
    assert html.select_one("[data-leave]") is not None
    assert html.select_one("#q")["value"] == ""
    assert "partner" not in html.title.get_text().lower()


def test_words_in_an_address_are_answered_too(client, topic):
    _response, html = page(client, "/sok/?q=min+man+slår+mig")
    assert html.select_one("#hjalp-forst") is not None


def test_the_answer_is_in_the_readers_language(client, topic):
    assert client.post("/en/sok/", {"q": "he hits me"})["Location"] == f"/en/sok/?amne={topic.pk}"
    _response, html = page(client, f"/en/sok/?amne={topic.pk}")
    assert html.select_one("#fara").get_text(strip=True) == "Your partner hurts you"
    assert html.select_one("#hjalp-forst h3")["lang"] == "sv"


@pytest.mark.parametrize("value", ["0", "99999", "-1", "abc", "9" * 30, "1;2"])
def test_an_unknown_topic_is_named_and_ignored(client, topic, value):
    _response, html = page(client, f"/sok/?amne={value}")
    assert html.select_one("#hjalp-forst") is None
    assert "finns inte" in html.main.get_text()


def test_a_draft_topic_and_one_that_is_no_danger_are_not_heard(client, topic):
    topic.is_danger = False
    topic.save()
    assert client.post("/sok/", {"q": "han slår mig"})["Location"].startswith("/sok/?q=")
    topic.is_danger, topic.live = True, False
    topic.save()
    assert client.post("/sok/", {"q": "han slår mig"})["Location"].startswith("/sok/?q=")


def test_an_editors_phrase_is_heard_at_once(client, topic):
    assert client.post("/sok/", {"q": "låser in mig"})["Location"].startswith("/sok/?q=")
    row = topic.words.get(language="sv")
    row.everyday += "\nlåser in mig"
    row.save()
    assert client.post("/sok/", {"q": "låser in mig"})["Location"] == f"/sok/?amne={topic.pk}"


def test_danger_and_a_person_are_answered_while_the_index_is_down(client, topic):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_indexstate RENAME TO search_indexstate_away")
    assert client.post("/sok/", {"q": "han slår mig"})["Location"] == f"/sok/?amne={topic.pk}"
    _response, html = page(client, "/sok/?q=han+slår+mig")
    assert html.select_one("#fara").get_text(strip=True) == "Din partner skadar dig"
    assert "Sökningen svarar inte just nu" in html.main.get_text()
    assert html.select_one("#valja") is not None
    assert client.post("/sok/forslag/", {"q": "sömn"}).json() == {"suggestions": []}


def test_a_filter_keeps_the_topic(client, topic):
    _response, html = page(client, f"/sok/?amne={topic.pk}")
    assert html.select_one('.facets input[name="amne"]')["value"] == str(topic.pk)


def test_another_language_keeps_the_topic_and_the_choices(client, topic):
    _response, html = page(client, f"/sok/?amne={topic.pk}&alder=14")
    assert html.select_one('footer a[hreflang="en"]')["href"] == f"/en/sok/?amne={topic.pk}&alder=14"
