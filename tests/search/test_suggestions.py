"""Suggestions while typing come from public names, by posting, and say nothing when the words tell of danger."""

import pytest

from catalogue.models import HelpTopic, Need, Provider
from catalogue.models.help_line import HelpTopicWords
from tests.records import InsatsFactory, OfferingFactory, ProviderFactory, site, term, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogue():
    site()
    term(Need, "somn", "Sömn och trötthet")
    insats = InsatsFactory(slug="hjalp", name="Metod")
    OfferingFactory(insats=insats)
    words(insats, title="Bättre sömn för tonåringar", other_names="BST")
    ProviderFactory(slug="sova", name="Sömnmottagningen")
    InsatsFactory(slug="ingen", name="Sömnlös metod")


def suggested(client, text, prefix=""):
    response = client.post(f"{prefix}/sok/forslag/", {"q": text})
    assert response.status_code == 200
    assert response.cookies == {}
    assert response["Cache-Control"] == "no-store"
    return [row["text"] for row in response.json()["suggestions"]]


def test_needs_come_first_then_what_begins_so(client):
    assert suggested(client, "söm") == ["Sömn och trötthet", "Sömnmottagningen", "Bättre sömn för tonåringar"]


def test_marks_may_be_missing_and_acronyms_are_names(client):
    assert suggested(client, "somn o") == ["Sömn och trötthet"]
    assert suggested(client, "bst") == ["BST"]


@pytest.mark.parametrize("text", ["", "s", "xyzzy", "\x00", "%", "'", "a" * 5000])
def test_nothing_is_suggested_for_what_nothing_begins_with(client, text):
    assert suggested(client, text) == []


def test_words_stand_in_no_address(client):
    assert client.get("/sok/forslag/?q=hemligt").status_code == 405


def test_danger_gets_no_suggestions(client):
    topic = HelpTopic(slug="fara", is_danger=True)
    topic.words = [HelpTopicWords(language="sv", label="Fara", everyday="sömn nu")]
    topic.save()
    assert suggested(client, "sömn nu") == []


def test_a_changed_name_and_a_hidden_one_are_followed_at_once(client):
    unit = Provider.objects.get(slug="sova")
    unit.live = False
    unit.save()
    assert "Sömnmottagningen" not in suggested(client, "söm")


def test_a_swedish_name_says_so_to_other_readers(client):
    response = client.post("/ar/sok/forslag/", {"q": "bättre"})
    assert response.json()["suggestions"] == [{"text": "Bättre sömn för tonåringar", "lang": "sv", "dir": "ltr"}]
