"""The page of hits, asked over HTTP as readers and others ask."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from catalogue.bulk import bulk_change
from catalogue.models import InsatsPage
from pages.actions.make_site import make_site
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, site, words

pytestmark = pytest.mark.django_db
URL = "/sok/"


@pytest.fixture
def area():
    site()
    return AreaFactory(slug="norr", name="Norrstaden")


def make(area, number, **offering):
    insats = InsatsFactory(slug=f"hjalp-{number}", name=f"Metod {number}", needs=["somn"])
    OfferingFactory(insats=insats, area=area, **offering)
    words(insats, title=f"Hjälp vid mardrömmar {number}")
    return insats


def page(client, address="", status=200):
    response = client.get(f"{URL}{address}")
    assert response.status_code == status
    return response, BeautifulSoup(response.content, "html.parser")


def test_a_search_shows_cards_with_links_to_insatser(client, area):
    make(area, 1, route="kom")
    response, html = page(client, "?q=mardrömmar")
    assert response.context["fits_count"] == 1
    assert html.select_one('main a[href^="/insatser/hjalp-1/"]').get_text(strip=True) == "Hjälp vid mardrömmar 1"


def test_the_title_never_repeats_the_words(client, area):
    make(area, 1)
    _response, html = page(client, "?q=mardrömmar")
    assert "mardröm" not in html.title.get_text().lower()


def test_a_posted_form_is_sent_on_to_an_address(client, area):
    response = client.post(URL, {"q": " mar\x00drömmar ", "omrade": "Norrstaden", "alder": "14", "annat": "x"})
    assert response.status_code == 303
    assert response["Location"] == f"{URL}?q=mar+dr%C3%B6mmar&omrade=Norrstaden&alder=14"
    assert response.cookies == {}


def test_an_empty_form_leads_to_the_bare_page(client, area):
    response = client.post(URL, {"q": "  "})
    assert (response.status_code, response["Location"]) == (303, URL)


def test_a_posted_form_stays_in_its_variant(client, area):
    assert client.post("/lattlast/sok/", {"q": "skola"})["Location"] == "/lattlast/sok/?q=skola"


def test_a_posted_novel_becomes_an_address_that_servers_accept(client, area):
    location = client.post(URL, {"q": "ö" * 10_000, "behov": ["ä" * 5000] * 50, "form": "x"})["Location"]
    assert len(location) < 8000


def test_a_page_of_hits_is_never_indexed_and_sets_no_cookie(client, area):
    for response in (client.get(URL), client.post(URL, {"q": "a"}), client.head(URL)):
        assert "noindex" in response["X-Robots-Tag"]
        assert response.cookies == {}
        assert "Vary" not in response or "Cookie" not in response["Vary"]


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, area, method):
    assert getattr(client, method)(URL).status_code == 405


HOSTILE = [
    "?q=%22",
    "?q=%27",
    "?q=%00",
    "?q=%22%22%00%27--;%20DROP%20TABLE",
    "?q=%ff%fe%c3%28",
    "?q=" + "a" * 10_000,
    "?q=" + "%F0%9F%98%80" * 500,
    "?q=NEAR(a%20b)*%20OR%20title:x",
    "?q=%E2%80%AE%E2%80%8B%EF%BB%BF",
    "?q=" + "ab%20" * 2000,
    "?alder=-3",
    "?alder=abc",
    "?alder=99999999999999999999",
    "?alder=%00",
    "?sida=9999",
    "?sida=-1",
    "?sida=1e9",
    "?sida=" + "9" * 400,
    "?behov=finnsinte&vag=%27&beslut=kanske&omrade=%00&omrade=Atlantis",
    "?omrade=" + "x" * 5000,
    "?sortera=%22",
    "?sortera=vantetid&vag=kom&vag=kom",
    "?" + "&".join(f"behov=b{n}" for n in range(400)),
    "?%00=%00&[]=x&q[]=1",
    "?q",
    "?&&&===",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_nonsense_is_a_normal_page(client, area, address):
    make(area, 1)
    response, html = page(client, address)
    assert html.find("h1") is not None
    assert b"\x00" not in response.content


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("?alder=-3", "-3"),
        ("?alder=abc", "abc"),
        ("?vag=flyga", "flyga"),
        ("?omrade=Atlantis", "Atlantis"),
        ("?sida=9999", "9999"),
        ("?sortera=farg", "farg"),
        ("?behov=%3Cscript%3Ealert(1)%3C/script%3E", "<script>alert(1)</script>"),
    ],
)
def test_what_makes_no_sense_is_named_in_plain_words(client, area, address, named):
    make(area, 1)
    response, html = page(client, address)
    assert any(named in message for message in response.context["messages"])
    assert named in html.find("main").get_text()
    assert html.find("main").find("script") is None


def test_chosen_filters_can_each_be_taken_back(client, area):
    make(area, 1, route="kom")
    response, _html = page(client, "?q=mardrömmar&omrade=norr&alder=9&behov=somn&vag=kom&sida=1")
    chosen = {str(choice.label): choice.url for choice in response.context["chosen"]}
    assert chosen["Norrstaden"] == f"{URL}?q=mardr%C3%B6mmar&alder=9&behov=somn&vag=kom"
    assert chosen["9 år"] == f"{URL}?q=mardr%C3%B6mmar&omrade=norr&behov=somn&vag=kom"
    assert len(chosen) == 4
    assert response.context["clear_url"] == f"{URL}?q=mardr%C3%B6mmar"


def test_facets_count_insatser_and_mark_the_chosen(client, area):
    make(area, 1, route="kom")
    make(area, 2, route="beslut", decision_needed="yes")
    response, _html = page(client, "?vag=kom")
    facets = {
        facet.param: {o.value: (o.count, o.is_chosen) for o in facet.options}
        for facet in response.context["facets"]
    }
    assert facets["vag"] == {"kom": (1, True), "beslut": (1, False)}
    assert response.context["fits_count"] == 1


def test_what_may_fit_is_counted_apart_and_says_what_is_missing(client, area):
    make(area, 1, route="kom")
    make(area, 2)
    response, html = page(client, "?vag=kom")
    assert (response.context["fits_count"], response.context["maybe_count"]) == (1, 1)
    assert response.context["maybes"][0].missing == ["Det står inte hur man får kontakt."]
    assert "Det står inte hur man får kontakt." in html.get_text()


def test_what_does_not_run_is_told_last_and_never_counted(client, area):
    make(area, 1, route="kom")
    make(area, 2, status="planned")
    response, _html = page(client, "?q=mardrömmar")
    assert (response.context["fits_count"], response.context["maybe_count"]) == (1, 0)
    assert [card.slug for card in response.context["not_running"]] == ["hjalp-2"]
    assert response.context["not_running"][0].status_note
    assert page(client, "?q=mardrömmar&vag=kom")[0].context["not_running"] == []


def test_a_place_that_fits_several_areas_is_asked_about(client, area):
    AreaFactory(slug="nasby-a", name="Näsby")
    AreaFactory(slug="nasby-b", name="Näsby")
    response, _html = page(client, "?omrade=Näsby")
    assert {match.slug for match in response.context["area_matches"]} == {"nasby-a", "nasby-b"}


def test_pages_hold_all_hits_once(client, area):
    with bulk_change():
        for number in range(33):
            make(area, number)
    seen = []
    address = "?q=mardrömmar"
    while address:
        response, _html = page(client, address)
        seen += [card.slug for card in response.context["fits"]]
        pager = response.context["pager"]
        address = pager.next_url.removeprefix(URL) if pager.next_url else ""
    assert len(seen) == len(set(seen)) == 33


@pytest.mark.parametrize(
    "address", ["", "?q=mardrömmar", "?q=mardrömmar&omrade=norr&vag=kom", "?sortera=vantetid"]
)
def test_queries_do_not_grow_with_hits(client, area, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        client.get(f"{URL}{address}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{URL}{address}")
        return len(queries)

    make(area, 0, route="kom")
    with_one = asked()
    with bulk_change():
        for number in range(1, 25):
            make(area, number, route="kom" if number % 2 else "")
    assert asked() <= with_one + 2
    assert with_one <= 45


def test_an_edit_is_on_the_page_at_once(client, area):
    insats = make(area, 1)
    words_page = InsatsPage.objects.get(insats=insats)
    words_page.title = "Sova gott igen"
    words_page.save()
    assert page(client, "?q=sova+gott")[0].context["fits"][0].title.value == "Sova gott igen"
    assert page(client, "?q=mardrömmar")[0].context["relaxed"]


@pytest.mark.parametrize("prefix", ["", "/lattlast", "/en", "/ar", "/so", "/fi"])
def test_every_variant_has_the_page(client, area, prefix):
    make(area, 1)
    response = client.get(f"{prefix}{URL}?q=mardrömmar")
    assert response.status_code == 200
    assert response.context["fits_count"] == 1


def test_a_search_that_finds_nothing_leads_to_the_guided_questions(client, area):
    for relaxed in (False, True):
        if relaxed:
            make(area, 1)
        response, html = page(client, "?q=xyzzyqqq&omrade=norr")
        assert bool(response.context["relaxed"] and response.context["fits"]) is relaxed
        assert html.select_one("main [role=status] a[href='/hitta-ratt/?omrade=norr']")


def test_the_page_has_a_name(client, area):
    assert reverse("search") == URL


# --- Ages in words, and what only others have ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("mardrömmar 14-åring", ["14"]),
        ("mardrömmar fjortonåring", ["14"]),
        ("sexåringen har mardrömmar", ["6"]),
        ("mardrömmar hos en på 9 år och en 12-åring", ["9", "12"]),
        ("bebis 3 månader mardrömmar", ["0"]),
        ("mardrömmar 14", []),
        ("mardrömmar 400 år", []),
    ],
)
def test_an_age_in_the_words_is_offered_as_a_choice(client, area, text, offered):
    make(area, 1)
    _response, html = page(client, f"?{urlencode({'q': text})}")
    links = [link for link in html.select(".page-head a") if "alder=" in link.get("href", "")]
    assert [parse_qs(urlsplit(link["href"]).query)["alder"] for link in links] == [[age] for age in offered]
    for link in links:
        assert client.get(link["href"]).context["age"] in offered


def test_a_chosen_age_is_not_offered_again(client, area):
    make(area, 1)
    response, _html = page(client, "?q=mardr%C3%B6mmar+14-%C3%A5ring&alder=9")
    assert response.context["age_links"] == []


def test_what_only_another_municipality_has_is_shown_and_said_so(client):
    home = AreaFactory(slug="hemma", name="Hemma", level="municipality")
    other = AreaFactory(slug="borta", name="Borta", level="municipality")
    make_site(hostname="testserver", port=80, home_area="hemma", municipality="Hemma")
    make(home, 1)
    insats = InsatsFactory(slug="pengar", name="Budgetsamtal")
    OfferingFactory(insats=insats, area=other)
    words(insats, title="Råd om skulder")
    response, html = page(client, "?q=skulder")
    assert [card.url for card in response.context["fits"]] == ["/insatser/pengar/"]
    assert "andra kommuner" in html.get_text()
    assert response.context["person"] is not None
