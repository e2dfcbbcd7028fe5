"""Home, help now, leaving, health, robots and what is shown when something is wrong."""

import pytest
from django.db import DatabaseError
from django.test import Client, override_settings

from catalogue import version
from catalogue.models import Need, TargetGroup
from config.release import release
from pages.models import CatalogueSettings, EditorialPage, HomePage
from search.models import IndexState
from tests import records
from tests.pages.html import page, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return records.site()


def test_home_asks_and_shows_the_needs_that_have_a_drawing(client):
    records.term(Need, "skolfranvaro", "Skolfrånvaro", drawing="need-school")
    records.term(Need, "stress", "Stress")
    soup = page(client, "/")
    assert text(soup.h1) == "Vad är svårt just nu?"
    tiles = soup.select("[aria-labelledby=behov] a.tile")
    assert [(text(tile), tile["href"]) for tile in tiles] == [("Skolfrånvaro", "/sok/?behov=skolfranvaro")]
    assert tiles[0].find("use")["href"].endswith("icons.svg#need-school")
    assert not soup.find("a", href="/sok/?malgrupp=foraldrar")


def test_home_has_a_door_for_each_reader_that_keeps_the_area(client):
    records.term(TargetGroup, "foraldrar", "Föräldrar")
    records.AreaFactory(slug="farsta", name="Farsta")
    doors = [a["href"] for a in page(client, "/?omrade=farsta").select("[aria-labelledby=vem] a.tile")]
    keep = "omrade=farsta"
    assert doors == [
        f"/ung/?{keep}",
        f"/sok/?malgrupp=foraldrar&{keep}",
        f"/hjalp-nu/?{keep}#orolig",
        f"/for-yrkesverksamma/?{keep}",
    ]
    home = HomePage.objects.get(locale__language_code="sv")
    home.add_child(instance=EditorialPage(title="Orolig?", slug="orolig-for-ett-barn", locale=home.locale))
    assert page(client, "/").select("[aria-labelledby=vem] a[href='/orolig-for-ett-barn/']")


def test_home_leads_to_the_guided_questions_and_keeps_the_area(client):
    records.AreaFactory(slug="farsta", name="Farsta")
    doors = page(client, "/?omrade=farsta").select("[aria-labelledby=behov] p a")
    assert [(text(a), a["href"]) for a in doors] == [("Svara på fem frågor", "/hitta-ratt/?omrade=farsta")]


def test_home_names_the_person_of_the_sites_own_area(client, site):
    intake = records.ProviderFactory(name="Mottagningen", phone="08-508 00 000")
    own = CatalogueSettings.for_site(site)
    own.home_area = records.AreaFactory(slug="stockholm", level="municipality", intake=intake)
    own.save()
    person = page(client, "/").select_one(".person")
    assert person.select_one(".person__number")["href"] == "tel:+46850800000"
    assert "Mottagningen" in text(person)


def test_home_without_any_number_invents_none(client):
    person = page(client, "/").select_one(".person")
    assert not person.select("a[href^=tel]")
    assert "växel" in text(person)


def test_the_number_of_queries_on_home_does_not_grow_with_the_needs(client, django_assert_max_num_queries):
    for number in range(25):
        records.term(Need, f"behov-{number}", drawing="need-school")
        records.AreaFactory()
    client.get("/")
    with django_assert_max_num_queries(8):
        client.get("/")


def test_leaving_shows_a_page_without_a_trace_of_the_catalogue(client):
    soup = page(client, "/lamna/")
    words = text(soup).lower()
    assert "insats" not in words
    assert "stöd" not in words
    assert soup.title.string == "Dagens datum"
    assert "no-store" in soup.response["Cache-Control"]
    assert not soup.select("a, script")


def test_help_now_shows_the_editors_words_with_112_first(client):
    home = HomePage.objects.get(locale__language_code="sv")
    blocks = [
        ("notice", {"heading": "Ring 112 nu", "text": "Lägg inte på.", "danger": True}),
        ("heading", "Du är barn"),
        ("text", '<p>Bris: <a href="tel:116111">116 111</a></p>'),
    ]
    home.add_child(instance=EditorialPage(title="Hjälp nu", slug="hjalp-nu", locale=home.locale, content=blocks))
    soup = page(client, "/hjalp-nu/")
    assert soup.select_one("main a")["href"] == "tel:112"
    assert text(soup.select_one(".alarm h2")) == "Ring 112 nu"
    assert text(soup).count("Ring 112 nu") == 1
    assert soup.select_one(".numbers a[href='tel:116111']")
    assert soup.select_one("#spar")
    assert soup.body["class"] == ["sensitive"]


def test_help_now_answers_before_an_editor_has_written_anything(client):
    assert page(client, "/hjalp-nu/").select_one(".alarm a[href='tel:112']")


def test_an_editorial_page_shows_its_blocks_and_stands_in_the_menu(client):
    home = HomePage.objects.get(locale__language_code="sv")
    blocks = [
        ("heading", "Får jag komma själv?"),
        ("steps", [{"heading": "Ring", "text": "Säg vad det gäller."}]),
        ("notice", {"heading": "Är du rädd?", "text": "Säg det.", "danger": True}),
        ("question", {"question": "Får de veta?", "answer": "<p>Fråga.</p>"}),
    ]
    home.add_child(
        instance=EditorialPage(title="Ung", slug="ung", locale=home.locale, content=blocks, show_in_menus=True)
    )
    soup = page(client, "/ung/")
    assert text(soup.select_one(".editorial h2")) == "Får jag komma själv?"
    assert text(soup.select_one(".steps h3")) == "Ring"
    assert soup.select_one(".notice--danger")
    assert text(soup.select_one(".site-nav [aria-current=page]")) == "Ung"


def test_an_unknown_address_is_a_404_that_helps(client):
    soup = page(client, "/finns-inte/", status=404)
    assert soup.select_one("form[role=search]")
    assert soup.select_one(".person")
    assert not soup.find("link", rel="canonical")


def test_an_error_page_asks_neither_database_nor_context(monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("gone")

    monkeypatch.setattr("pages.views.help_context", broken)
    monkeypatch.setattr("pages.context.menu", broken)
    response = Client(raise_request_exception=False).get("/hjalp-nu/")
    assert response.status_code == 500
    assert "Något gick fel hos oss" in response.content.decode()
    assert "Ring 112" in response.content.decode()


def test_health_is_503_until_there_is_an_index(client):
    IndexState.objects.all().delete()
    response = client.get("/healthz")
    assert (response.status_code, response.json()["search"]) == (503, "empty")
    IndexState.objects.create(live_generation=1)
    response = client.get("/healthz")
    state = response.json()
    assert (response.status_code, state["status"], state["database"], state["search"]) == (200, "ok", "ok", "ok")
    assert (state["release"], state["catalogue"]) == (release(), version.current())


def test_robots_keeps_search_and_admin_out(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /sok/" in lines
    assert "Disallow: /admin/" in lines


@override_settings(DEMO=False, DEBUG=False)
def test_the_component_page_is_not_public(client):
    assert client.get("/komponenter/").status_code == 404


@override_settings(DEMO=True)
def test_the_component_page_shows_seven_ways_in_and_needs_no_catalogue(client):
    soup = page(client, "/komponenter/")
    assert len(soup.select("[aria-labelledby=vagar] .facts__route")) == 7
    assert len(soup.select("[aria-labelledby=ritningar] use")) == 12


@pytest.mark.parametrize("value", ["%00", "'\"<script>", "x" * 5000, "%FF%FE", "-1"])
def test_an_odd_area_in_the_address_is_an_ordinary_page(client, value):
    for path in ("/", "/insatser/", "/hjalp-nu/", "/finns-inte/"):
        response = client.get(f"{path}?omrade={value}")
        assert response.status_code in (200, 404)
        assert b"<script>" not in response.content
