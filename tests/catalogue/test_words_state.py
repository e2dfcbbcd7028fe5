"""What a reader is told of words that lag behind the Swedish, or that a machine wrote."""

from datetime import date

import pytest

from catalogue.models import InsatsPage
from catalogue.variants import anchor, approved, slot_texts
from tests import records
from tests.pages.html import page, text

pytestmark = pytest.mark.django_db

MACHINE = "A computer translated this text. No person has checked it yet."
SWEDISH = {"summary": "Du lär dig.", "body": "<p>Elva träffar.</p>", "next_step": "Ni bestämmer en tid."}


@pytest.fixture
def insats():
    records.site()
    insats = records.InsatsFactory(slug="komet", name="Komet")
    records.OfferingFactory(insats=insats, route="ring")
    records.words(insats, title="Kurs för föräldrar", **SWEDISH)
    return insats


def variant(insats, language="en", origin="machine", reviewed=False):
    own = records.words(insats, language, title="A course", summary="You learn.", next_step="You decide.")
    swedish = slot_texts(InsatsPage.objects.get(insats=insats, locale__language_code="sv"))
    made = {name: anchor(words, origin=origin, today=date(2026, 11, 3)) for name, words in swedish.items()}
    if reviewed:
        made = {n: approved(kept, swedish[n], user_id=None, today=date(2026, 11, 3)) for n, kept in made.items()}
    own.slots = made
    own.save()


def swedish_says(insats, **words):
    InsatsPage.objects.filter(insats=insats, locale__language_code="sv").update(**words)


def test_one_dated_note_stands_at_the_passage_that_it_matters_most_to_get_right(client, insats):
    variant(insats, reviewed=True)
    assert not page(client, "/en/insatser/komet/").select(".wait--ageing")
    swedish_says(insats, summary="Du får råd.", next_step="De ringer dig.")
    notes = page(client, "/en/insatser/komet/").select(".wait--ageing")
    assert [text(note) for note in notes] == [
        "This text is from 3 November 2026. The Swedish text has changed since then. Call and ask."
    ]
    assert notes[0].find_parent("section")["id"] == "steg"
    swedish_says(insats, next_step=SWEDISH["next_step"])
    (note,) = page(client, "/en/insatser/komet/").select(".wait--ageing")
    assert note.find_parent("section") is None


def test_the_note_stands_in_easy_read_and_beside_the_swedish_too(client, insats):
    variant(insats, "sv-simple", reviewed=True)
    swedish_says(insats, next_step="De ringer dig.")
    (note,) = page(client, "/lattlast/insatser/komet/").select(".wait--ageing")
    assert text(note).endswith("Ring och fråga.")
    assert note.find_parent("section").find(id="hur")
    (note,) = page(client, "/lattlast/insatser/komet/?jamfor=sv").select(".wait--ageing")
    assert not note.find_parent(lang="sv")


@pytest.mark.parametrize(
    ("origin", "reviewed", "said"), [("machine", False, 1), ("machine", True, 0), ("human", False, 0)]
)
def test_words_by_a_machine_say_so_until_a_person_has_approved_them(client, insats, origin, reviewed, said):
    variant(insats, origin=origin, reviewed=reviewed)
    assert text(page(client, "/en/insatser/komet/").main).count(MACHINE) == said


def test_a_page_with_swedish_words_says_only_that_they_are_swedish(client, insats):
    soup = page(client, "/en/insatser/komet/")
    assert MACHINE not in text(soup.main)
    assert not soup.select(".wait--ageing")


def test_a_units_presentation_by_a_machine_says_so(client):
    records.site()
    unit = records.ProviderFactory(slug="enhet")
    rows = type(unit)._meta.get_field("words").related_model
    unit.words = [rows(language="en", presentation="We help.", origin="machine")]
    unit.save()
    assert text(page(client, "/en/verksamheter/enhet/").main).count(MACHINE) == 1
    assert "dator" not in text(page(client, "/verksamheter/enhet/").main)
