"""A word that stands only in an internal note is found by staff and by nothing public."""

import pytest
from django.test import Client

from catalogue.models import InternalContact, InternalNote
from search import index, remembered
from search.models import FieldTotal, IndexedRecord, VocabularyWord
from tests import records
from tests.workspace.staff import staff
from workspace.internal_documents import INTERNAL, INTERNAL_LANGUAGE

pytestmark = pytest.mark.django_db

#: Words that no public text holds: one in a note, one in a direct contact.
CANARIES = ("zebrafink", "sidensvans")
NUMBER = "031-999 88 77"


@pytest.fixture
def offering():
    records.site()
    area = records.AreaFactory(slug="farsta", name="Farsta")
    provider = records.ProviderFactory(slug="enhet", name="Enheten", phone="08-123 45 67")
    insats = records.InsatsFactory(slug="komet", name="Komet", needs=["foraldraskap"])
    records.words(insats, title="Kurs för föräldrar")
    return records.OfferingFactory(insats=insats, area=area, provider=provider, route="ring")


@pytest.fixture
def noted(offering):
    InternalNote.objects.create(offering=offering, text="Ledig plats hos Zebrafink i höst")
    InternalContact.objects.create(provider=offering.provider, value=NUMBER, about="Sidensvans, för skolan")
    return offering


@pytest.mark.parametrize("word", [*CANARIES, "Zebrafinken", "zebrafnik"])
def test_staff_find_it_also_inflected_and_misspelt(noted, word):
    response = staff().get("/personal/sok/", {"q": word})
    assert [hit.row.slug for hit in response.context["fits"]] == ["komet"]
    assert response.context["relaxed"] == ""


def test_staff_see_the_note_marked_as_internal(noted):
    text = staff().get("/personal/sok/", {"q": "zebrafink"}).text
    assert '<span class="badge">Internt</span> Ledig plats hos Zebrafink i höst' in text
    assert NUMBER in text


@pytest.mark.parametrize("word", [*CANARIES, "zebrafnik", "zebrafinkar", "zebra", "031-999 88 77"])
def test_the_public_search_knows_nothing_of_it(noted, client, word):
    response = client.get("/sok/", {"q": word})
    assert response.context["relaxed"] == "Vi hittade inget för de orden. Här är stöd som många börjar med."
    assert response.context["hits"].meaning.corrected == {}
    assert "Ledig plats" not in response.text
    suggested = client.post("/sok/forslag/", {"q": word[:5]}, headers={"Sec-Fetch-Site": "same-origin"})
    assert suggested.json() == {"suggestions": []}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/insatser/",
        "/insatser/komet/",
        "/insatser/komet/?omrade=farsta",
        "/verksamheter/enhet/",
        "/omraden/farsta/",
        "/for-yrkesverksamma/?omrade=farsta",
        "/sok/?q=komet",
        "/lattlast/insatser/komet/",
        "/ar/insatser/komet/",
    ],
)
def test_no_public_page_shows_it_whoever_asks(noted, path):
    for client in (Client(), staff()):
        text = client.get(path).text.lower()
        assert not [word for word in (*CANARIES, NUMBER, "ledig plats") if word.lower() in text]


def test_the_public_index_and_its_statistics_are_the_same_with_and_without_it(offering):
    def public():
        words = VocabularyWord.objects.exclude(language=INTERNAL_LANGUAGE)
        totals = FieldTotal.objects.exclude(group=INTERNAL)
        rows = IndexedRecord.objects.exclude(group=INTERNAL)
        return [
            sorted(words.values_list("language", "word", "documents")),
            sorted(totals.values_list("group", "language", "field", "total")),
            sorted(rows.values_list("group", "language", "content_hash")),
        ]

    index.rebuild()
    before = public()
    InternalNote.objects.create(offering=offering, text="Ledig plats hos Zebrafink i höst")
    assert public() == before
    index.rebuild()
    assert public() == before
    generation = index.state().live_generation
    found = VocabularyWord.objects.filter(word="zebrafink", generation=generation)
    assert [row.language for row in found] == [INTERNAL_LANGUAGE]
    assert "zebrafink" not in remembered.vocabulary(index.state(), "sv").frequency


def test_a_note_that_is_taken_away_is_forgotten(noted):
    noted.internal_notes.all().delete()
    response = staff().get("/personal/sok/", {"q": "zebrafink"})
    assert response.context["relaxed"] != ""
    assert not VocabularyWord.objects.filter(word="zebrafink", generation=index.state().live_generation).exists()


def test_a_retired_offering_takes_its_notes_along(noted):
    noted.retired_from = "2020-01-01"
    noted.save()
    assert staff().get("/personal/sok/", {"q": "zebrafink"}).context["relaxed"] != ""
