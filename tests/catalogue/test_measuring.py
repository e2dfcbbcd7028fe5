"""The form asks the server how hard the words are while somebody writes."""

import time

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from catalogue.models import GlossaryTerm
from tests import records
from tests.catalogue.admin_user import sign_in
from tests.pages.html import text

pytestmark = pytest.mark.django_db
URL = "/admin/sprak/mat/"
LONG = "Du får hjälp av en person som lyssnar på dig och som kan mycket om hur det är att vara ung."


def ask(client=None, **values):
    return (client or sign_in("kommunikator")).post(URL, {"language": "sv-simple", "text": LONG, **values})


def said(response):
    return text(BeautifulSoup(response.content, "html.parser"))


def test_the_words_so_far_are_counted_and_what_is_too_hard_is_named():
    response = ask()
    assert response.status_code == 200
    assert said(response) == (
        "21 ord. Den längsta meningen har 21 ord (högst 15). LIX 26 (högst 30). Långa ord: 5 %. "
        "Meningar i passiv form: 0 %. Räknat medan du skriver. "
        "Den längsta meningen har 21 ord. Den får ha högst 15. Dela den."
    )


def test_lines_end_sentences_and_other_languages_have_no_lix():
    assert "Den längsta meningen har 3 ord" in said(ask(text="Du får hjälp\nVi lyssnar"))
    finnish = said(ask(language="fi", text="Saat apua."))
    assert finnish == "2 ord. Den längsta meningen har 2 ord. Räknat medan du skriver."


def test_difficult_words_are_named_unless_the_page_is_about_them():
    records.term(GlossaryTerm, "bistand", "bistånd")
    named = "Ord som inte förklaras: bistånd."
    assert named in said(ask(text="Du får bistånd."))
    assert named not in said(ask(text="Du får bistånd.", own="Bistånd\nAnnat"))


def test_only_those_who_write_words_may_ask(client):
    assert ask(client).status_code == 302
    assert ask(sign_in("socialsekreterare")).status_code in (302, 403)
    assert sign_in("kommunikator").get(URL).status_code == 405


@pytest.mark.parametrize("language", ["", "xx", "sv'--", "<script>"])
def test_an_unknown_language_is_refused_in_words(language):
    response = ask(language=language)
    assert (response.status_code, response.content.decode()) == (400, "Språket är okänt.")


def test_a_text_that_is_too_long_is_refused_in_words():
    response = ask(text="ord " * 12_501)
    assert response.status_code == 413
    assert response.content.decode().startswith("Texten är för lång för att räknas medan du skriver.")


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "\x00",
        "." * 50_000,
        "a." * 25_000,
        "t.ex. " * 8_000,
        "å" * 50_000,
        "1.1." * 12_000,
        "\n" * 50_000,
        "bl. a" * 9_000,
    ],
)
def test_hostile_words_are_counted_fast_and_never_break(hostile):
    client = sign_in("kommunikator")
    start = time.process_time()
    assert ask(client, text=hostile).status_code == 200
    assert time.process_time() - start < 3


def test_markup_in_a_word_is_shown_as_words():
    records.term(GlossaryTerm, "x", "<b>x</b>")
    assert b"<b>x</b>" not in ask(text="Se <b>x</b> här.").content


def test_the_form_says_where_to_ask_and_what_is_counted():
    records.site()
    page = records.words(records.InsatsFactory(slug="komet"))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    soup = BeautifulSoup(sign_in("kommunikator").get(url).content, "html.parser")
    place = soup.select_one("[data-measure]")
    assert (place["data-measure"], place["data-language"], place["role"]) == (URL, "sv", "status")
    counted = {
        field["name"]
        for field in soup.select("[data-measured] :is(textarea, input[type=text])")
        if field.get("name")
    }
    assert {"title", "summary", "who", "extent", "next_step", "young"} <= counted
    assert not {"slug", "seo_title", "search_words"} & counted
    assert soup.select_one("script[src*='js/admin/measures']")
