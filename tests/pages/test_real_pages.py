"""The demonstration's editorial pages as readers meet them: in their language, labelled, leading on in it."""

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import translation
from django.utils.translation import gettext

from catalogue.models.words import direction
from pages.models import EditorialPage
from tests.pages.html import page, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_pages")]

PREFIXES = {"sv-simple": "/lattlast", "en": "/en", "ar": "/ar", "so": "/so", "fi": "/fi"}
MACHINE = "Texten är översatt av en dator. Ingen människa har granskat den än."


def slugs(code):
    rows = EditorialPage.objects.live().filter(locale__language_code=code)
    return sorted(rows.values_list("slug", flat=True))


@override_settings(DEMO=True)
@pytest.mark.parametrize(("code", "prefix"), PREFIXES.items())
def test_every_page_is_read_in_its_language_is_labelled_once_and_leads_on_in_it(client, code, prefix):
    with translation.override(code):
        label = gettext(MACHINE)
    assert len(slugs(code)) >= 11
    for slug in slugs(code):
        soup = page(client, f"{prefix}/{slug}/")
        assert (soup.html["lang"], soup.html["dir"]) == (code, direction(code)), slug
        assert not soup.h1.get("lang"), slug
        assert text(soup.main).count(label) == 1, slug
        assert not soup.select(".notice--ageing"), slug
        links = [a["href"] for a in soup.select("main a[href^='/']") if not a["href"].startswith("/lamna/")]
        assert [link for link in links if not link.startswith(f"{prefix}/")] == [], slug


@override_settings(DEMO=True)
@pytest.mark.parametrize(("code", "prefix"), PREFIXES.items())
def test_the_law_is_told_in_the_readers_language(client, code, prefix):
    soup = page(client, f"{prefix}/dina-rattigheter/")
    # The glossary explains Swedish words in Swedish, also to those who read the easy pages.
    for explained in soup.select(".explain__text"):
        explained.decompose()
    prose = soup.select("main .editorial .prose")
    assert [found for part in prose for found in (part, *part.select("[lang]")) if found.get("lang")] == []
    assert "2025:400" in text(soup.main)


@override_settings(DEMO=True)
def test_a_page_that_a_variant_lacks_is_led_to_in_the_variant_and_answers_in_swedish(client):
    link = page(client, "/so/orolig-for-ett-barn/").select_one(".editorial a[href*='for-yrkesverksamma']")
    assert link["href"] == "/so/for-yrkesverksamma/"
    assert page(client, link["href"]).h1["lang"] == "sv"


@override_settings(DEMO=False)
@pytest.mark.parametrize("slug", ["dina-rattigheter", "vagar-jag-kontakta"])
def test_outside_a_demonstration_nobody_meets_words_of_danger_and_law_that_no_person_has_read(client, slug):
    swedish = text(page(client, f"/{slug}/").h1)
    soup = page(client, f"/ar/{slug}/")
    assert (text(soup.h1), soup.h1["lang"], soup.h1["dir"]) == (swedish, "sv", "ltr")
    assert len(settings.SHIPPED_LANGUAGES) == len(PREFIXES) + 1
