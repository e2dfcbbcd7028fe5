"""What every page has around its own words."""

import pytest
from django.conf import settings
from django.test import override_settings
from wagtail.models import Site

from pages import context
from pages.models import CatalogueSettings
from tests import records
from tests.pages.html import page, text

pytestmark = pytest.mark.django_db

PATHS = [
    "/",
    "/insatser/",
    "/insatser/komet/",
    "/verksamheter/enhet/",
    "/omraden/farsta/",
    "/hjalp-nu/",
    "/sok/?q=komet",
]


@pytest.fixture(autouse=True)
def catalogue():
    records.site()
    area = records.AreaFactory(slug="farsta", name="Farsta")
    provider = records.ProviderFactory(slug="enhet", name="Enheten", phone="08-123 45 67")
    insats = records.InsatsFactory(slug="komet", name="Komet", needs=["foraldraskap"])
    records.words(insats, title="Kurs för föräldrar")
    records.OfferingFactory(insats=insats, area=area, provider=provider, route="ring")


@pytest.mark.parametrize("path", PATHS)
def test_every_page_begins_with_danger_now_and_ends_with_somebody_to_reach(client, path):
    soup = page(client, path)
    first = soup.body.find_all("section")[0]
    assert "help-line" in first["class"]
    assert first.find("a", href="tel:112")
    assert soup.select(".person h2")
    assert len(soup.select("h1")) == 1
    assert soup.find("meta", attrs={"name": "description"})["content"]


@pytest.mark.parametrize("path", PATHS)
def test_no_page_sets_a_cookie_or_loads_from_elsewhere_or_runs_what_is_written_in_it(client, path):
    soup = page(client, path)
    assert not soup.response.cookies
    assert "Vary" not in soup.response or "Cookie" not in soup.response["Vary"]
    policy = soup.response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert not soup.select("[style], style, [onclick], input[name=csrfmiddlewaretoken]")
    assert all(script.get("src") or script["type"] == "application/ld+json" for script in soup.select("script"))
    loaded = [tag.get("src") or tag.get("href") for tag in soup.select("script[src], link[rel=stylesheet], img")]
    assert all(address.startswith("/static/") for address in loaded)


@pytest.mark.parametrize("path", PATHS)
def test_every_link_in_the_site_keeps_the_readers_area(client, path):
    soup = page(client, path + ("&" if "?" in path else "?") + "omrade=farsta")
    lost = [
        a["href"]
        for a in soup.select("a[href^='/']")
        if "omrade=" not in a["href"] and not a["href"].startswith(("/lamna/", "/komponenter/"))
    ]
    # The two links that take the area away say so themselves.
    assert [href for href in lost if not href.startswith("/sok/") and "#platser" not in href] == []


@override_settings(DEMO=True)
def test_a_demonstration_says_so_and_is_never_indexed(client):
    soup = page(client, "/")
    assert "Demonstration" in text(soup.select_one("aside.demo"))
    assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"


@override_settings(DEMO=False)
def test_an_ordinary_page_may_be_indexed_and_names_its_own_address(client):
    soup = page(client, "/insatser/komet/?omrade=farsta")
    assert not soup.find("meta", attrs={"name": "robots"})
    assert soup.find("link", rel="canonical")["href"] == "http://testserver/insatser/komet/"
    assert not soup.select(".demo")


def test_a_result_page_is_never_indexed_and_has_no_words_in_its_title(client):
    soup = page(client, "/sok/?q=min+man+slar+mig")
    assert "noindex" in soup.response["X-Robots-Tag"]
    assert "slar" not in soup.title.string


def test_the_search_form_posts_and_keeps_nothing(client):
    form = page(client, "/").select_one("form[role=search]")
    assert form["method"] == "post"
    assert form["autocomplete"] == "off"
    assert form.find("input", attrs={"name": "q"})["autocomplete"] == "off"
    assert form.find("input", attrs={"name": "omrade"})["list"] == "omrade-list"


def test_the_field_for_an_area_shows_how_a_part_of_the_sites_own_is_written(client):
    records.AreaFactory(slug="alingsas", name="Alingsås", level="municipality")
    home = records.AreaFactory(slug="stockholm", name="Stockholm", level="municipality")
    records.AreaFactory(slug="bromma", name="Bromma", level="district", parent=home)
    CatalogueSettings.objects.create(site=Site.objects.get(), home_area=home)
    assert text(page(client, "/").select_one("#omrade-hint")) == "Till exempel Bromma. Lämna tomt om du inte vet."


def test_a_variant_without_its_interface_is_not_offered(client, monkeypatch):
    monkeypatch.setattr(context, "has_interface", lambda code: code in ("sv", "en"))
    soup = page(client, "/insatser/komet/?omrade=farsta")
    offered = {a["hreflang"] for a in soup.select("footer a[hreflang]")}
    assert offered == {"sv", "en"}
    assert soup.select_one("footer a[hreflang=en]")["href"] == "/en/insatser/komet/?omrade=farsta"


def test_an_interface_is_complete_only_when_every_string_is_translated(tmp_path, monkeypatch):
    import polib

    folder = tmp_path / "fi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Hitta stöd", msgstr="Löydä tukea"))
    catalogue.append(polib.POEntry(msgid="Hjälp nu", msgstr=""))
    catalogue.save(str(folder / "django.po"))
    catalogue.save_as_mofile(str(folder / "django.mo"))
    monkeypatch.setattr(settings, "LOCALE_PATHS", [tmp_path])
    has_interface = context.has_interface.__wrapped__
    assert not has_interface("fi")
    catalogue[1].msgstr = "Apua nyt"
    catalogue.save(str(folder / "django.po"))
    assert has_interface("fi")
    assert has_interface("sv")
    assert not has_interface("ar")
