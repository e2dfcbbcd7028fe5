"""The glossary: a page of words, and each word explained once where it stands, without JavaScript."""

import re

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import SafeString

from catalogue.glossary import ExplainedTerm, Explainer
from catalogue.models import GlossaryTerm
from catalogue.models.glossary_term import GlossaryTermWords
from catalogue.models.words import Text
from tests.pages.html import page, text
from tests.records import ProviderFactory, site


def word(slug, label, explanation, *, everyday="", translations=(), **values):
    """A published word of the glossary."""
    values.setdefault("is_explained", True)
    term = GlossaryTerm(slug=slug, **values)
    rows = [("sv", label, explanation), *translations]
    term.words = [
        GlossaryTermWords(language=code, label=name, explanation=about, everyday=everyday if code == "sv" else "")
        for code, name, about in rows
    ]
    term.save()
    return term


def rendered(*values, request=None, language="sv", text_language=""):
    """What ``{% explained %}`` makes of texts on one page."""
    template = Template(
        "{% load glossary_tags %}{% for value in values %}{% explained value text_language %}{% endfor %}"
    )
    context = {"values": values, "lang": language, "text_language": text_language}
    with translation.override(language):
        return template.render(Context({**context, "request": request or RequestFactory().get("/")}))


def buttons(html):
    return [button.get_text() for button in BeautifulSoup(html, "html.parser").select("button.explain")]


@pytest.fixture
def utredning(db):
    return word("utredning", "Utredning", "Socialtjänsten tar reda på mer.", everyday="utredningen\nutredningar")


def test_the_first_occurrence_opens_its_explanation(utredning):
    html = rendered(SafeString("<p>En Utredning görs. Utredningen tar tid. En utredning till.</p>"))
    assert html == (
        '<p>En <button class="explain" type="button" popovertarget="ord-utredning">Utredning</button>'
        '<span class="explain__text" id="ord-utredning" popover> <b>Utredning.</b> Socialtjänsten tar reda på mer.'
        ' <a href="/ordlista/#utredning">Ordlista</a></span> görs. Utredningen tar tid. En utredning till.</p>'
    )


def test_a_word_is_explained_once_on_a_page_of_several_texts(utredning):
    html = rendered(SafeString("<p>Utredningen börjar.</p>"), SafeString("<p>En utredning till.</p>"))
    assert buttons(html) == ["Utredningen"]


def test_another_page_explains_it_again(utredning):
    assert [buttons(rendered("En utredning.")) for _ in range(2)] == [["utredning"], ["utredning"]]


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/x'>En <em>utredning</em></a>",
        "<h2>Utredning</h2>",
        "<button>utredning</button>",
        "<details><summary>utredning</summary></details>",
        "<span popover>utredning</span>",
        "<p lang='en'>The word utredning</p>",
        "<script>utredning</script>",
        "<p title='en utredning'>x</p>",
        "<!-- utredning -->",
        "<p>förutredning utredningsenhet npf-utredning utrednings-</p>",
        "<p>utredning&shy;en &aring;utredning</p>",
    ],
)
def test_a_word_that_is_no_running_text_is_left_alone(utredning, html):
    assert rendered(SafeString(html)) == html


def test_text_after_a_link_is_running_text_again(utredning):
    html = rendered(SafeString("<p><a href='/'>utredning<br></a> och </b> utredning <img src='x'> utredning</p>"))
    assert re.sub(r"<button.*?</span>", "¤", html) == (
        "<p><a href='/'>utredning<br></a> och </b> ¤ <img src='x'> utredning</p>"
    )


def test_marks_stay_on_the_line_of_their_word(utredning):
    soup = BeautifulSoup(rendered(SafeString("<p>Det är hjälp (utredning).</p>")), "html.parser")
    assert text(soup.select_one(".explain-line")) == "( utredning )."
    assert soup.select_one(".explain-line .explain__text") is None


def test_what_somebody_typed_stays_escaped(utredning):
    html = rendered("<img src=x onerror=alert(1)> utredning & <b>utredning")
    assert html.startswith("&lt;img src=x onerror=alert(1)&gt; <button")
    assert html.endswith("</span> &amp; &lt;b&gt;utredning")


def test_an_explanation_cannot_carry_markup(db):
    word("insats", "Insats", "<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in rendered("En insats.")


@pytest.mark.parametrize(
    "html", ["<p>utredning", "<![x[ utredning", "<p utredning", "< utredning", "&utredning", ""]
)
def test_broken_markup_is_never_lost_and_never_an_error(utredning, html):
    plain = re.sub(r"<button[^>]*>(.*?)</button><span.*?</span>", r"\1", rendered(SafeString(html)))
    assert plain == html


def test_nothing_changes_without_words(db):
    assert rendered(SafeString("<p>En utredning &amp; mer.</p>")) == "<p>En utredning &amp; mer.</p>"


def test_an_abbreviation_is_found_only_as_it_is_written(db):
    word("sig", "Social insatsgrupp", "Flera hjälper.", abbreviation="SIG")
    assert buttons(rendered("De sätter sig. Sig själv. Mötet heter SIG:s möte.")) == ["SIG"]


def test_the_longest_form_wins_and_capitals_are_the_same_word(db):
    word("utredning", "Utredning", "Socialtjänsten.")
    word("npf", "Neuropsykiatrisk utredning", "Vården.")
    html = rendered(SafeString("<p>NEUROPSYKIATRISK\n UTREDNING, sedan utredning.</p>"))
    assert buttons(html) == ["NEUROPSYKIATRISK\n UTREDNING", "utredning"]
    assert re.findall(r'popovertarget="([^"]+)"', html) == ["ord-npf", "ord-utredning"]


def test_a_letter_that_only_resembles_is_no_word_and_no_error(db):
    word("insats", "Insats", "Stöd.")
    assert buttons(rendered("En \u0130nsats. En \u0131nsats.")) == []


@pytest.mark.parametrize("values", [{"is_explained": False}, {"live": False}, {"retired_from": "2026-01-01"}])
def test_a_word_that_is_not_to_be_explained_is_plain_text(db, values):
    word("utredning", "Utredning", "Socialtjänsten tar reda på mer.", **values)
    assert rendered("En utredning.") == "En utredning."


def test_a_reader_in_another_language_reads_the_explanation_in_it(db):
    word("utredning", "Utredning", "Mer.", translations=[("ar", "تحقيق", "شرح")])
    html = rendered("En utredning.", language="ar", text_language="sv")
    soup = BeautifulSoup(html, "html.parser").select_one(".explain__text")
    assert (soup["lang"], soup["dir"]) == ("ar", "rtl")
    assert text(soup.b) == "تحقيق."
    assert soup.a["href"] == "/ar/ordlista/#utredning"


def test_an_untranslated_explanation_stays_swedish(utredning):
    html = rendered(Text("En utredning.", "sv"), language="fi")
    soup = BeautifulSoup(html, "html.parser").select_one(".explain__text")
    assert "lang" not in soup.attrs
    assert soup.a["lang"] == "fi"


def test_only_swedish_is_searched_for_words(utredning):
    assert rendered("The word utredning.", language="en") == "The word utredning."


def test_easy_read_is_swedish_too(utredning):
    html = rendered("En utredning.", language="sv-simple")
    assert BeautifulSoup(html, "html.parser").select_one(".explain__text")["lang"] == "sv"


@pytest.mark.parametrize("count", [1, 25])
def test_a_page_asks_for_its_words_once(db, count, django_assert_num_queries):
    for number in range(count):
        word(f"ord-{number}", f"Ord{number}", "Förklaring.")
    # One for the version of the catalogue, one for the words.
    with django_assert_num_queries(2):
        html = rendered(*(f"Här står ord{number}." for number in range(count)))
    assert len(buttons(html)) == count


def test_a_unit_s_presentation_is_explained(utredning, client):
    site()
    provider = ProviderFactory()
    provider.words = [
        provider._meta.get_field("words").related_model(language="sv", presentation="Gör utredningar.")
    ]
    provider.save()
    assert page(client, provider.get_absolute_url()).select_one(".lead button").get_text() == "utredningar"


def test_the_page_lists_swedish_words_in_swedish_order(db, client):
    site()
    word("zon", "Zon", "Ett.")
    word("oppen", "Öppen", "Två.")
    word("anhorig", "Anhörig", "Tre.")
    word("arende", "Ärende", "Fyra.", abbreviation="Ä", is_old=True, is_explained=False)
    soup = page(client, "/ordlista/")
    assert [text(title) for title in soup.select("main section.letter h2")] == ["A", "Z", "Ä", "Ö"]
    assert [text(link) for link in soup.select(".page-head nav a")][-4:] == ["A", "Z", "Ä", "Ö"]
    assert [item["id"] for item in soup.select("dl > div")] == ["anhorig", "zon", "arende", "oppen"]
    assert text(soup.select_one("#arende dt")) == "Ärende Ä Äldre ord"
    assert text(soup.select_one("#arende dd")) == "Fyra."
    assert len(soup.select("h1")) == 1
    assert soup.select_one("meta[name=description]")["content"].startswith("Ord som du kan höra")


def test_the_page_keeps_the_swedish_word_beside_the_translation(db, client):
    site()
    word("utredning", "Utredning", "Mer.", translations=[("en", "Inquiry", "They find out more.")])
    word("insats", "Insats", "Stöd.")
    soup = page(client, "/en/ordlista/")
    assert text(soup.select_one("#utredning dt")) == "Utredning – Inquiry"
    assert soup.select_one("#utredning dt [lang=sv]").get_text() == "Utredning"
    assert "lang" not in soup.select_one("#utredning dd").attrs
    assert soup.select_one("#insats dd")["lang"] == "sv"


@pytest.mark.parametrize("count", [1, 25])
def test_the_page_asks_the_same_for_one_word_and_for_many(db, client, count, django_assert_max_num_queries):
    site()
    for number in range(count):
        word(f"ord-{number}", f"Ord{number}", "Förklaring.")
    client.get("/ordlista/")
    with django_assert_max_num_queries(16):
        assert len(page(client, "/ordlista/").select("dl > div")) == count


def test_retired_words_and_drafts_are_not_listed(db, client):
    site()
    word("avslutat", "Avslutat", "Ett.", retired_from="2026-01-01")
    word("utkast", "Utkast", "Två.", live=False)
    assert page(client, "/ordlista/").select("dl > div") == []


def test_the_same_glossary_is_compiled_once():
    from catalogue.glossary import _pattern

    term = ExplainedTerm("a", "", Text("Alfa", "sv"), Text("Ett.", "sv"), ("Alfa", "alfan"))
    _pattern.cache_clear()
    for _ in range(3):
        assert Explainer([term]).explain("alfan", lambda _, found: f"[{found['words']}]") == "[alfan]"
    assert _pattern.cache_info().misses == 1
