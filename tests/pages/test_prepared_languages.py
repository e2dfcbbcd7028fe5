"""Prepared variants: editors work in them, the public gets the nearest shipped one and never learns of them."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from catalogue.models import InsatsIndexPage, InsatsPage, Need
from catalogue.models.words import direction
from config.variants import prepared_variants
from pages.actions.make_site import make_site
from tests.catalogue.admin_user import fields, press, sign_in
from tests.records import InsatsFactory, term, with_words, words

PREPARED = ["fa", "uk", "pl", "es", "ti"]


@pytest.fixture
def swedish(db):
    """A Swedish page on a site with the prepared variants made."""
    make_site(hostname="testserver", port=80, prepared=True)
    return words(InsatsFactory(slug="komet"), title="Kurs")


def test_the_shipped_variants_are_public_and_the_prepared_ones_are_known(settings):
    assert [code for code, _name in settings.SHIPPED_LANGUAGES] == ["sv", "sv-simple", "en", "ar", "so", "fi"]
    assert [code for code, _name in settings.LANGUAGES][6:] == PREPARED


@pytest.mark.parametrize("code", ["fit", "se", "rom", "prs", "ku", "ckb", *PREPARED])
def test_adding_one_is_a_setting(code):
    ((found, name),) = prepared_variants([code, "en"])
    assert found == code
    assert name
    with translation.override(code):
        assert translation.gettext("Ring och fråga")


def test_an_unknown_code_stops_at_once_by_name():
    with pytest.raises(ImproperlyConfigured, match="språkkoden ”xx” är okänd"):
        prepared_variants(["fa", "xx"])


def test_languages_are_read_in_their_own_direction():
    assert [direction(code) for code in ("fa", "prs", "ckb", "ar")] == ["rtl"] * 4
    assert [direction(code) for code in ("ku", "ti", "uk", "fit")] == ["ltr"] * 4


@pytest.mark.parametrize(("code", "nearest"), [("fa", "/en"), ("ti", "/en")])
@pytest.mark.parametrize("path", ["/", "/insatser/komet/?omrade=farsta", "/sok/?q=kurs"])
def test_the_public_is_sent_to_the_nearest_shipped_variant(swedish, client, code, nearest, path):
    response = client.get(f"/{code}{path}")
    assert (response.status_code, response["Location"]) == (302, f"{nearest}{path}")


def test_a_published_text_in_a_prepared_variant_is_nowhere_public(swedish, client):
    locale = Locale.objects.get(language_code="fa")
    page = swedish.copy_for_translation(locale)
    page.title = "آموزش"
    page.save_revision().publish()
    assert InsatsPage.objects.get(pk=page.pk).live
    for path in ("/insatser/komet/", "/en/insatser/komet/", "/insatser/", "/sok/?q=kurs"):
        html = client.get(path).content.decode()
        assert "آموزش" not in html
        assert 'hreflang="fa"' not in html
    assert client.get("/hem-fa/insatser/komet/").status_code == 404


def test_the_tree_of_a_prepared_variant_is_a_draft(swedish):
    prepared = InsatsIndexPage.objects.filter(locale__language_code__in=PREPARED)
    assert prepared.count() == 5
    assert not prepared.filter(live=True).exists()


def test_editors_write_and_preview_in_a_prepared_variant(swedish):
    client = sign_in("kommunikator")
    copy = swedish.copy_for_translation(Locale.objects.get(language_code="fa"))
    url = reverse("wagtailadmin_pages:edit", args=[copy.pk])
    press(client, url, {**fields(client.get(url)), "title": "آموزش"}, "")
    assert InsatsPage.objects.get(pk=copy.pk).get_latest_revision_as_object().title == "آموزش"
    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[copy.pk]))
    assert preview.status_code == 200
    assert "آموزش" in BeautifulSoup(preview.content, "html.parser").h1.get_text()


def test_words_off_the_page_can_be_written_in_a_prepared_variant(swedish):
    need = with_words(term(Need, "oro", "Oro"), "نگرانی", "", "fa")
    client = sign_in("kommunikator")
    url = reverse(need.snippet_viewset.get_url_name("edit"), args=[need.pk])
    options = BeautifulSoup(client.get(url).content, "html.parser").select("select[name=words-0-language] option")
    assert "fa" in [option["value"] for option in options]
