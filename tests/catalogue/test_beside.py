"""Two languages side by side: the same passages under the same anchors, live facts in both."""

import pytest

from catalogue.models import RouteGuide, Situation
from tests import records
from tests.pages.html import page, text
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def offering():
    records.site()
    guide = records.term(RouteGuide, "ring", "Ring själv.")
    row = guide.words.get()
    row.steps = "Ring: Säg vad det gäller."
    row.save()
    guide.words = [
        *guide.words.all(),
        type(row)(language="so", label="Adigu wac.", short="Wac", steps="Wac: Sheeg.", origin="human"),
    ]
    guide.save()
    insats = records.InsatsFactory(slug="komet", name="Komet", needs=["foraldraskap"])
    swedish = records.words(insats, title="Kurs för föräldrar", summary="Du lär dig.", body="<p>Elva träffar.</p>")
    swedish.situations = [Situation(speaker="foralder", text="Vi bråkar om allt.")]
    swedish.save()
    return records.OfferingFactory(
        insats=insats, area=records.AreaFactory(slug="farsta", name="Farsta"), route="ring"
    )


def somali(offering):
    return records.words(
        offering.insats, "so", title="Koorso", summary="Waxbaro.", body="<p>Kow iyo toban kulan.</p>"
    )


def test_each_passage_stands_beside_its_swedish_under_the_plain_pages_anchor(client, offering):
    somali(offering)
    plain = page(client, "/so/insatser/komet/")
    soup = page(client, "/so/insatser/komet/?jamfor=sv")
    rows = {row["id"]: row.find_all("div", recursive=False) for row in soup.select("section.beside")}
    assert list(rows) == ["fakta", "vad", "igen", "steg", "fraga"]
    assert all(plain.find(id=anchor) for anchor in rows if anchor not in ("fakta", "igen"))
    own, other = rows["vad"]
    assert text(own.select_one(".prose")) == "Kow iyo toban kulan."
    assert (other["lang"], other["dir"]) == ("sv", "ltr")
    assert (text(other.h2), text(other.select_one(".prose"))) == ("Vad är det?", "Elva träffar.")
    assert not other.select("[lang]")
    assert text(rows["steg"][0].select_one(".steps p")) == "Sheeg."
    assert text(rows["steg"][1].select_one(".steps p")) == "Säg vad det gäller."
    assert "Adigu wac." in text(rows["fakta"][0])
    assert "Ring själv." in text(rows["fakta"][1])


def test_right_to_left_and_left_to_right_keep_their_own_direction(client, offering):
    soup = page(client, "/ar/insatser/komet/?jamfor=sv")
    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    own, other = soup.select_one("#vad").find_all("div", recursive=False)
    assert (own.select_one(".prose")["lang"], own.select_one(".prose")["dir"]) == ("sv", "ltr")
    assert (other["lang"], other["dir"]) == ("sv", "ltr")


def test_no_id_stands_twice(client, offering):
    somali(offering)
    ids = [tag["id"] for tag in page(client, "/so/insatser/komet/?jamfor=sv").select("[id]")]
    assert sorted(set(ids)) == sorted(ids)


def test_search_engines_are_sent_to_the_plain_page(client, offering):
    somali(offering)
    soup = page(client, "/so/insatser/komet/?jamfor=sv&omrade=farsta")
    assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert soup.find("link", rel="canonical")["href"] == "http://testserver/so/insatser/komet/"
    assert soup.select_one("main .no-print a")["href"] == "/so/insatser/komet/?omrade=farsta"


@pytest.mark.parametrize("value", ["", "so", "xx", "%00", "sv-SIMPLE", "' OR 1=1"])
def test_what_is_no_other_language_gives_the_plain_page(client, offering, value):
    somali(offering)
    assert not page(client, f"/so/insatser/komet/?jamfor={value}").select(".beside")


def test_every_page_in_another_language_leads_there_and_the_swedish_one_does_not(client, offering):
    for path in ("/so/insatser/komet/", "/lattlast/insatser/komet/"):
        assert (
            page(client, f"{path}?omrade=farsta").select_one("main a[href^='?jamfor=sv']")["href"]
            == "?jamfor=sv&omrade=farsta"
        )
    assert not page(client, "/insatser/komet/").select("a[href*='jamfor']")


def test_the_number_of_queries_does_not_grow_with_the_offerings(client, offering):
    somali(offering)
    path = "/so/insatser/komet/?jamfor=sv"
    records.OfferingFactory(insats=offering.insats, area=records.AreaFactory(), route="ring")
    few = queries_of(client, path)
    for _ in range(23):
        records.OfferingFactory(insats=offering.insats, area=records.AreaFactory(), route="ring")
    assert queries_of(client, path) <= few <= 24
