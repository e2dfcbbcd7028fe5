"""Easy-read: a shape of its own for an insats, for hits and for the front door, with the same live facts."""

import pytest
from freezegun import freeze_time

from catalogue.models import Need, RouteGuide
from tests import records
from tests.pages.html import page, text

pytestmark = pytest.mark.django_db

HEADINGS = ["Vad är det?", "Vem kan få det?", "Hur gör jag?", "Hur länge väntar jag?", "Ring"]
INSATS = "/lattlast/insatser/komet/"


@pytest.fixture(autouse=True)
def guide():
    records.site()
    guide = records.term(RouteGuide, "ring", "Ring själv. Inget beslut behövs.")
    row = guide.words.get()
    row.steps, row.legal = (
        "Ring: Säg vad det gäller.\nFå en tid: Du får ta med någon.",
        "Socialtjänstlagen 11 kap. 1 §.",
    )
    row.save()


@pytest.fixture
def offering():
    insats = records.InsatsFactory(slug="komet", name="Komet", needs=["foraldraskap"], target_groups=["foraldrar"])
    records.words(insats, title="Kurs för föräldrar", summary="Du lär dig nya sätt.", body="<p>Elva träffar.</p>")
    unit = records.ProviderFactory(name="Mottagningen", phone="08-123 45 67")
    return records.OfferingFactory(
        insats=insats, provider=unit, area=records.AreaFactory(slug="farsta", name="Farsta"), route="ring"
    )


def test_the_page_has_always_the_same_five_headings_and_one_number(client, offering):
    soup = page(client, INSATS)
    assert [text(h) for h in soup.select("main h2")] == HEADINGS
    assert [text(a) for a in soup.select("main a[href^='tel:']")] == ["08-123 45 67"]
    assert "easy" in soup.body["class"]
    assert soup.select_one("figure svg[aria-hidden=true]")
    assert not soup.select("main table, main .facets")


def test_who_answers_at_night_is_a_part_of_calling_and_no_heading_of_its_own(client, offering):
    Need.objects.update(is_sensitive=True)
    soup = page(client, INSATS)
    assert [text(h) for h in soup.select("main h2")] == HEADINGS
    assert soup.select_one("[aria-labelledby=ring] #kvall h3")


def test_the_page_speaks_of_no_law_and_no_method(client, offering):
    said = text(page(client, INSATS).main)
    assert "Socialtjänstlagen" not in said
    assert "Komet" not in said


def test_words_in_easy_swedish_are_the_pages_own_and_ordinary_ones_are_marked(client, offering):
    soup = page(client, INSATS)
    assert (soup.html["lang"], soup.h1["lang"]) == ("sv-simple", "sv")
    assert "Den här texten finns inte på lättläst än." in text(soup.main)
    assert soup.find("link", rel="canonical")["href"].endswith("/insatser/komet/")
    records.words(
        offering.insats, "sv-simple", title="Lär dig lugna bråk", summary="Du får hjälp.", body="<p>Kort.</p>"
    )
    soup = page(client, INSATS)
    assert text(soup.h1) == "Lär dig lugna bråk"
    assert "lang" not in soup.h1.attrs
    assert "Den här texten finns inte på lättläst än." not in text(soup.main)
    assert soup.find("link", rel="canonical")["href"].endswith(INSATS)


def test_the_same_wait_as_on_the_ordinary_page_and_none_that_is_too_old(client, offering):
    with freeze_time("2026-11-24 12:00"):
        assert "Vi vet inte hur länge du måste vänta." in text(page(client, INSATS).find(id="vanta").parent)
        records.report(offering, "2026-11-20", wait_from=3, wait_to=3, unit="week")
        figure = text(page(client, "/insatser/komet/").select_one(".facts > div:nth-of-type(3) dd"))
        easy = text(page(client, INSATS).find(id="vanta").parent)
        assert figure.startswith("Ungefär 3 veckor")
        assert "Ungefär 3 veckor" in easy
        assert "4 dagar sedan" in easy
    with freeze_time("2027-03-24 12:00"):
        assert "3 veckor" not in text(page(client, INSATS).find(id="vanta").parent)


def test_what_cannot_be_had_now_says_so_instead_of_steps(client, offering):
    offering.status = "planned"
    offering.save()
    soup = page(client, INSATS)
    assert [text(h) for h in soup.select("main h2")] == HEADINGS
    assert "Stödet är planerat." in text(soup.find(id="hur").parent)
    assert not soup.select(".steps")


def test_somebody_who_is_afraid_can_leave_and_is_told_what_to_say_first(client, offering):
    Need.objects.filter(slug="foraldraskap").update(is_sensitive=True)
    soup = page(client, INSATS)
    assert set(soup.body["class"]) == {"sensitive", "easy"}
    assert soup.select_one(".exit")
    assert "Kurs" not in soup.title.string
    assert soup.select_one(".notice--danger")


def hits(number):
    for n in range(number):
        insats = records.InsatsFactory(slug=f"stod-{n}", name=f"Metod {n}", needs=["somn"])
        records.words(insats, title=f"Hjälp vid mardrömmar {n}")
        records.OfferingFactory(insats=insats, area=records.AreaFactory(), route="ring" if n < 3 else "")


def test_at_most_five_hits_at_a_time_the_fits_before_those_that_may_fit(client):
    hits(7)
    soup = page(client, "/lattlast/sok/?beslut=nej")
    assert len(soup.select(".card")) == 5
    assert len(soup.select("#kan-passa .card")) == 2
    assert not soup.select(".facets, .card__method")
    following = soup.select_one("a[rel=next]")
    assert text(following) == "Nästa"
    rest = page(client, following["href"])
    assert len(rest.select(".card")) == len(rest.select("#kan-passa .card")) == 2
    assert rest.select_one("a[rel=prev]")["href"] == "/lattlast/sok/?beslut=nej"
    shown = [text(h) for part in (soup, rest) for h in part.select(".card h3")]
    assert len(set(shown)) == 7


def test_two_choices_and_what_was_chosen_elsewhere_stays_chosen(client):
    hits(1)
    form = page(client, "/lattlast/sok/?behov=somn&beslut=nej&alder=12").select_one("form[role=search]")
    asked = [(field["name"], field.get("value"), field["type"]) for field in form.select("input")]
    assert asked == [
        ("q", "", "search"),
        ("omrade", "", "text"),
        ("beslut", "nej", "checkbox"),
        ("behov", "somn", "hidden"),
        ("alder", "12", "hidden"),
    ]
    assert "checked" in form.select_one("[name=beslut]").attrs
    assert form["method"] == "post"


def test_nothing_found_is_never_the_end(client):
    hits(1)
    soup = page(client, "/lattlast/sok/?q=xyzzyqq")
    assert soup.select_one(".person")
    assert soup.select_one("form[role=search]")


def test_the_front_door_has_a_number_pictures_and_a_field(client):
    soup = page(client, "/lattlast/")
    assert [text(h) for h in soup.select("main h2")] == ["Välj det som liknar mest", "Eller skriv själv", "Ring"]
    assert "easy" in soup.body["class"]
    assert not soup.select(".hero")
