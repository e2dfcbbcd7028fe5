"""The staff's search: dense rows, the same filters, and why a hit stands where it stands."""

import pytest
from freezegun import freeze_time

from catalogue.bulk import bulk_change
from search.models import Synonym
from tests import records
from tests.pages.html import page, text
from tests.queries import queries_of
from tests.workspace.staff import staff

pytestmark = pytest.mark.django_db
URL = "/personal/sok/"


@pytest.fixture
def farsta():
    records.site()
    return records.AreaFactory(slug="farsta", name="Farsta")


def make(area, number, **offering):
    insats = records.InsatsFactory(
        slug=f"metod-{number}", name=f"MST {number}", full_name=f"Multisystemisk terapi {number}", needs=["somn"]
    )
    records.words(insats, title=f"Hjälp vid mardrömmar {number}")
    return records.OfferingFactory(insats=insats, area=area, **offering)


def test_who_has_not_signed_in_is_led_to_the_sign_in_page(client, farsta):
    response = client.get(f"{URL}?q=mst")
    assert response.status_code == 302
    assert response["Location"] == "/personal/logga-in/?next=/personal/sok/%3Fq%3Dmst"


def test_a_post_is_refused(farsta):
    assert staff().post(URL, {"q": "mst"}).status_code == 405


@freeze_time("2026-03-10 10:00")
def test_a_row_says_what_a_professional_needs_on_few_lines(farsta):
    bromma = records.AreaFactory(slug="bromma", name="Bromma")
    first = make(farsta, 1, route="beslut", decision_needed="yes")
    records.OfferingFactory(insats=first.insats, area=bromma, route="beslut", decision_needed="yes")
    south = records.AreaFactory(name="Skärholmen")
    records.OfferingFactory(insats=first.insats, area=south, route="hanvisning", decision_needed="no")
    records.report(first, "2026-03-09", wait_from=3, wait_to=3, unit="week")
    row = page(staff(), URL, q="MST 1", omrade="farsta").select_one(".staff-row")
    assert text(row.h3) == "MST 1"
    assert row.h3.a["href"] == "/insatser/metod-1/"
    assert [text(p) for p in row.select("header p")] == ["Multisystemisk terapi 1", "Hjälp vid mardrömmar 1"]
    ways = row.select(".way")
    assert [text(way.select_one(".way__places")) for way in ways] == [
        "Skärholmen",
        "Farsta (gäller ert område) , Bromma",
    ]
    assert "inget beslut" in text(ways[0].select_one(".way__label"))
    assert text(ways[1].select_one(".badge")) == "Ungefär 3 veckor"


def test_the_filters_are_those_of_the_public_search_and_stay_among_staff(farsta):
    make(farsta, 1, route="kom")
    make(records.AreaFactory(slug="bromma"), 2, route="beslut")
    client = staff()
    soup = page(client, URL, q="mardrömmar", beslut="nej", omrade="farsta", alder="x")
    assert [text(h3) for h3 in soup.select(".staff-rows h3")] == ["MST 1"]
    assert soup.select_one(".facets form")["action"] == URL
    assert {box["name"] for box in soup.select(".facets input[type=checkbox]")} >= {"beslut"}
    assert all(chip["href"].startswith(URL) for chip in soup.select(".chip"))
    assert "Vi förstod inte åldern ”x”" in text(soup.main)
    assert not soup.select("a[href^='/sok/'], form[action='/sok/']")


def test_the_order_is_the_public_one(client, farsta):
    for number in range(1, 6):
        make(farsta, number, route="kom" if number % 2 else "beslut")
    public = [card.slug for card in client.get("/sok/", {"q": "mardrömmar"}).context["fits"]]
    own = [hit.row.slug for hit in staff().get(URL, {"q": "mardrömmar"}).context["fits"]]
    assert own == public
    assert len(own) == 5


def test_reasons_show_fields_points_and_the_synonym_that_led_there(farsta):
    make(farsta, 1, route="kom")
    Synonym.objects.create(kind="everyday", words="hemska nätter", leads_to="mardrömmar")
    soup = page(staff(), URL, q="hemska nätter", forklara="1")
    why = soup.select_one(".staff-row .why")
    assert "hemska nätter → mardrömmar" in text(why)
    assert "rubrik" in text(why)
    labels = [text(th) for th in why.select("tbody th")]
    assert labels[0] == "Orden"
    assert labels[-1] == "Lätt att få: på många platser, utan beslut"
    assert all(0 < float(meter["value"]) <= 1 for meter in why.select("meter"))
    question = soup.select_one("section.why")
    assert "synonym" in text(question)
    assert soup.select_one("form[role=search] input[name=forklara]")["value"] == "1"


def test_reasons_tell_what_was_corrected_and_taken_apart(farsta):
    make(farsta, 1, route="kom")
    soup = page(staff(), URL, q="mardrömar", forklara="1")
    assert "rättat till mardrömmar" in text(soup.select_one("section.why"))


def test_no_reasons_without_asking_and_none_at_a_public_address(client, farsta):
    make(farsta, 1, route="kom")
    mine = staff()
    assert not page(mine, URL, q="mardrömmar").select(".why")
    for browser in (client, mine):
        soup = page(browser, "/sok/", q="mardrömmar", forklara="1")
        assert soup.select(".card")
        assert not soup.select(".why, meter")
        assert "poäng" not in text(soup)


@pytest.mark.parametrize("address", ["?q=%00", "?q=xyzzyqqq&forklara=1", "?sida=99999", "?omrade=finns-inte"])
def test_odd_addresses_get_a_page(farsta, address):
    make(farsta, 1, route="kom")
    response = staff().get(URL + address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_words_that_are_markup_stay_words(farsta):
    text_ = staff().get(URL, {"q": "<script>alert(1)</script>", "forklara": "1"}).text
    assert "<script>alert" not in text_


@pytest.mark.parametrize("address", ["?q=mardrömmar", "?q=mardrömmar&forklara=1", ""])
def test_questions_to_the_database_do_not_grow_with_the_rows(farsta, address):
    client = staff()
    make(farsta, 1, route="kom")
    one = queries_of(client, URL + address)
    with bulk_change():
        for number in range(2, 26):
            make(farsta, number, route="kom")
    assert queries_of(client, URL + address) == one
