"""*Språk*: coverage and what is left to do in the variants, the most dangerous first."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Locale

from catalogue.bulk import bulk_change
from catalogue.models import Category, InsatsIndexPage, SafetyText
from catalogue.variants import anchor, anchors
from pages.models import HomePage
from tests import records
from tests.catalogue.admin_user import sign_in, words_of
from tests.queries import queries_of
from tests.records import InsatsFactory, term, with_words, words

pytestmark = pytest.mark.django_db
URL = "/admin/sprak/"


def site():
    """The page tree, and what a sort of support is called, all of it approved by a person."""
    records.site()
    category = records.term(Category, "samtal")
    rows = type(category)._meta.get_field("words").related_model
    codes = Locale.objects.exclude(language_code="sv").values_list("language_code", flat=True)
    read = [rows(language=code, label="Samtal", reviewed_on=date(2026, 3, 1)) for code in codes]
    category.words = [*category.words.all(), *read]
    category.save()
    for kind in (HomePage, InsatsIndexPage):
        for page in kind.objects.exclude(locale__language_code="sv"):
            kept = {name: {**own, "reviewed_on": "2026-03-01"} for name, own in page.slots.items()}
            kind.objects.filter(pk=page.pk).update(slots=kept)


def pair(name, **values):
    """A Swedish page and an English one that a machine made from it."""
    source = words(InsatsFactory(name=name), title=name)
    made = anchors(source, source, origin="machine", today=date(2026, 3, 1))
    return source, words(source.insats, "en", slots={**made, **values}, title=f"{name} in English")


def rows(client, query=""):
    page = BeautifulSoup(client.get(URL + query).content, "html.parser")
    tables = page.select("table.listing")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("td")] for row in tables[1].select("tbody tr")
    ]


def test_coverage_and_tasks_are_counted_for_each_variant():
    site()
    pair("Komet")
    words(InsatsFactory(name="Mst"), title="Mst")
    said = words_of(sign_in("kommunikator").get(URL))
    assert "Samtal 2 0 av 2 1 av 2" in said
    assert "Skriven av en maskin och inte granskad 0 1 0" in said
    assert "sidor för alla insatser 1 1 av 1 1 av 1" in said


def test_danger_comes_first_then_what_is_behind_then_what_nobody_has_read():
    site()
    pair("Oläst")
    pair("Bakom", summary=anchor("Något annat.", origin="machine", today=date(2026, 3, 1)))
    text = term(SafetyText, "fara-nu", "Vid fara")
    with_words(text, "In danger", "Call 112.", "en")
    found = rows(sign_in("kommunikator"), "?sprak=en")
    assert [row[0] for row in found] == ["Vid fara säkerhetstext", "Bakom insatssida", "Oläst insatssida"]
    assert found[1][1:] == ["English", "svenskan har ändrats", "sammanfattning"]


def test_the_list_is_narrowed_by_variant_and_state():
    site()
    pair("Komet")
    client = sign_in("kommunikator")
    assert [row[2] for row in rows(client, "?sprak=en&lage=machine")] == ["skriven av en maskin och inte granskad"]
    assert len(rows(client, "?sprak=fi")) == 1
    assert rows(client, "?sprak=xx&lage=nonsens") == rows(client)


def test_a_missing_page_leads_to_where_it_is_made():
    site()
    source = words(InsatsFactory(name="Mst"), title="Mst")
    page = BeautifulSoup(sign_in("kommunikator").get(f"{URL}?sprak=fi").content, "html.parser")
    url = reverse("simple_translation:submit_page_translation", args=[source.pk])
    assert [link["href"] for link in page.select("td a") if link.get_text() == "Mst"] == [url]
    assert sign_in("kommunikator").get(url).status_code == 200


def test_the_start_page_says_how_many_texts_nobody_has_read():
    site()
    pair("Komet")
    assert "1 texter på andra språk är skrivna av en maskin och inte granskade" in words_of(
        sign_in("kommunikator").get("/admin/")
    )


def test_easy_read_that_is_too_hard_is_named():
    site()
    source = words(InsatsFactory(name="Mst"), title="Mst")
    easy = words(source.insats, "sv-simple", title="Svår", body="<p>" + "ord " * 20 + "</p>")
    easy.save_revision()
    easy.save()
    assert "Svår (sv-simple)" in words_of(sign_in("kommunikator").get(URL))


def test_more_pages_ask_no_more_questions():
    site()
    client = sign_in("kommunikator")
    pair("Komet")
    first = queries_of(client, URL)
    with bulk_change():
        for number in range(24):
            pair(f"Insats {number}")
    assert queries_of(client, URL) == first


def test_only_those_who_write_words_see_it():
    site()
    assert sign_in("socialsekreterare").get(URL).status_code in (302, 403)
