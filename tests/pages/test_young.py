"""The page to the one who is 12–25: what is hard, what one can use oneself, and where nobody knows one."""

import pytest

from catalogue.bulk import bulk_change
from catalogue.models import Need, Situation
from pages.models import CatalogueSettings
from tests import records
from tests.pages.html import page, text
from tests.pages.test_editorial_pages import editorial
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return records.site()


def support(slug, *, needs=("skola",), groups=("unga",), area=None, insats=None, said="", **values):
    """An insats for some groups that can be had somewhere, with a page."""
    made = records.InsatsFactory(
        slug=slug, name=slug.title(), needs=list(needs), target_groups=list(groups), **(insats or {})
    )
    words = records.words(made, title=f"Stöd {slug}")
    if said:
        Situation.objects.create(page=words, speaker="ung", text=said)
    return records.OfferingFactory(insats=made, area=area or records.AreaFactory(), **{"route": "ring", **values})


def choices(soup):
    """What is offered under each need: label, and addresses of the insatser."""
    return {
        text(choice.b): [link["href"] for link in choice.select(".card--line a")]
        for choice in soup.select("main details")
    }


def offered(client, address):
    """Slugs of all insatser on the page."""
    found = [link for links in choices(page(client, address)).values() for link in links]
    return {link.partition("/insatser/")[2].partition("/")[0] for link in found}


def test_the_page_works_before_anybody_has_written_words_or_facts(client):
    soup = page(client, "/ung/")
    assert [text(h1) for h1 in soup.select("h1")] == ["Till dig som är ung"]
    assert "Inget passar det urvalet" in text(soup.main)
    assert soup.select_one("main .person")
    assert soup.select_one(".exit")
    assert text(soup.title).startswith("Stöd –")
    assert not soup.response.cookies


def test_only_what_a_young_person_can_use_is_shown_and_leads_to_the_words_to_the_young(client):
    support("for-unga")
    support("for-familjer", groups=["familj"])
    support("for-barn-i-ratt-alder", groups=["barn"], insats={"age_min": 10, "age_max": 14})
    support("for-foraldrar", groups=["foraldrar"])
    support("for-sma-barn", groups=["barn"], insats={"age_max": 6})
    support("avslutad", status="ended")
    assert choices(page(client, "/ung/")) == {
        "Skola": [
            "/insatser/for-barn-i-ratt-alder/#ung",
            "/insatser/for-familjer/#ung",
            "/insatser/for-unga/#ung",
        ]
    }


def test_what_asks_for_no_decision_stands_first(client):
    support("a-beslut", route="beslut")
    support("b-hanvisning", route="hanvisning")
    support("c-anges-inte", route="")
    support("d-ring", route="ring")
    support("e-kom", route="kom")
    (links,) = choices(page(client, "/ung/")).values()
    assert [link.split("/")[2] for link in links] == ["e-kom", "d-ring", "b-hanvisning", "a-beslut"]


def test_a_long_list_is_cut_and_leads_to_a_search_for_the_same_age(client):
    with bulk_change():
        for number in range(5):
            support(f"stod-{number}")
    soup = page(client, "/ung/?alder=15")
    more = soup.select_one("main details a.link-target")
    assert len(soup.select("main details .card--line")) == 4
    assert more["href"] == "/sok/?behov=skola&alder=15"
    assert (
        page(client, "/ung/").select_one("main details a.link-target")["href"] == "/sok/?behov=skola&malgrupp=unga"
    )


def test_a_need_that_mostly_parents_have_is_no_choice(client):
    for number in range(2):
        support(f"foralder-{number}", needs=["foraldraskap"], groups=["foraldrar"])
    support("ung-foralder", needs=["foraldraskap", "skola"])
    assert list(choices(page(client, "/ung/"))) == ["Skola"]


def test_a_young_person_words_each_need_and_nobody_elses_sentence_stands_there(client):
    offering = support("team", said="Jag orkar inte gå dit.")
    Situation.objects.create(
        page=offering.insats.pages.get(), speaker="foralder", text="Hon går inte dit.", sort_order=0
    )
    summary = page(client, "/ung/").select_one("main summary")
    assert text(summary.small) == "”Jag orkar inte gå dit.”"
    assert "Hon går inte dit." not in text(page(client, "/ung/").main)


def test_the_readers_area_and_age_bound_the_choices(client):
    city = records.AreaFactory(slug="staden", level="municipality")
    east = records.AreaFactory(slug="oster", parent=city)
    west = records.AreaFactory(slug="vaster", parent=city)
    support("oster-stod", area=east)
    support("vaster-stod", area=west)
    support("hela-staden", area=city)
    support("aldre", area=east, insats={"age_min": 18, "age_max": 25})
    assert offered(client, "/ung/?omrade=oster") == {"oster-stod", "hela-staden", "aldre"}
    assert offered(client, "/ung/?omrade=oster&alder=15") == {"oster-stod", "hela-staden"}
    assert offered(client, "/ung/?omrade=oster&alder=20") == {"oster-stod", "hela-staden", "aldre"}
    link = page(client, "/ung/?omrade=oster").select_one("main .card--line a")
    assert link["href"] == "/insatser/aldre/?omrade=oster#ung"


def test_the_sites_own_area_bounds_until_another_is_chosen(client, site):
    city = records.AreaFactory(slug="staden", level="municipality")
    own = CatalogueSettings.for_site(site)
    own.home_area = city
    own.save()
    support("har", area=city)
    support("annan-kommun", area=records.AreaFactory(slug="langt-bort", level="municipality"))
    assert offered(client, "/ung/") == {"har"}
    assert offered(client, "/ung/?omrade=alla") == {"har", "annan-kommun"}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"omrade": "Fantasiköping"}, "Vi känner inte till området ”Fantasiköping”"),
        ({"alder": "gammal"}, "Vi förstod inte åldern ”gammal”"),
        ({"alder": "-1"}, "Vi förstod inte åldern ”-1”"),
        ({"alder": "40"}, "Vi visar den utan åldern ”40”"),
        ({"alder": "<b>"}, "Vi förstod inte åldern ”<b>”"),
        ({"omrade": "\x00\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace")}, ""),
    ],
)
def test_a_value_that_makes_no_sense_is_named_and_asks_nothing(client, query, named):
    support("team")
    soup = page(client, "/ung/", **query)
    assert named in text(soup.main)
    assert choices(soup)


def test_a_name_that_several_areas_bear_is_asked_about(client):
    for slug in ("sodra-ett", "sodra-tva"):
        records.AreaFactory(slug=slug, name="Södra")
    links = page(client, "/ung/?omrade=Södra").select("[aria-labelledby=vilket] a")
    assert [link["href"] for link in links] == ["/ung/?omrade=sodra-ett", "/ung/?omrade=sodra-tva"]


def test_where_nobody_knows_you_names_only_units_that_state_it(client):
    area = records.AreaFactory(slug="oster")
    unit = records.ProviderFactory(slug="mottagningen", name="Mottagningen")
    support("tar-andra", provider=unit, area=area, residents_elsewhere="yes")
    support("tar-inte-andra", provider=unit, area=area, residents_elsewhere="no")
    support("star-inte", provider=unit, area=area)
    support("for-vuxna", provider=unit, area=area, residents_elsewhere="yes", groups=["foraldrar"])
    rows = page(client, "/ung/").select("[aria-labelledby=annanstans] li")
    assert [[link["href"] for link in row.select("a")] for row in rows] == [
        ["/verksamheter/mottagningen/", "/insatser/tar-andra/#ung"]
    ]


def test_the_live_choices_stand_between_the_editors_words(client):
    support("team")
    editorial(
        ("notice", {"heading": "Ring 112", "text": "Om du är i fara.", "danger": True}),
        ("heading", "Prata med någon"),
        ("text", "Först."),
        ("heading", "Sådant som många undrar"),
        slug="ung",
        title="Till dig",
        lead="Du får fråga.",
        is_sensitive=True,
    )
    soup = page(client, "/ung/")
    assert [(tag.name, text(tag)) for tag in soup.main.find_all(["h1", "h2"])][:5] == [
        ("h1", "Till dig"),
        ("h2", "Ring 112"),
        ("h2", "Prata med någon"),
        ("h2", "Välj det som liknar mest"),
        ("h2", "Sådant som många undrar"),
    ]


def test_an_editor_may_choose_the_needs_and_word_them_to_the_reader(client):
    support("team", needs=["skola"])
    support("chatt", needs=["oro"])
    editorial(
        ("insatser", {"heading": "Jag går inte till skolan", "need": "skola", "limit": 6}),
        slug="ung",
        title="Till dig",
    )
    soup = page(client, "/ung/")
    assert choices(soup) == {"Jag går inte till skolan": ["/insatser/team/#ung"]}
    assert soup.select_one("a[href='/sok/?behov=oro&malgrupp=unga']")


@pytest.mark.parametrize("prefix", ["", "/lattlast", "/en", "/ar", "/so", "/fi"])
def test_every_variant_answers_and_marks_the_swedish_words(client, prefix):
    support("team", said="Jag orkar inte.")
    editorial(("heading", "Prata"), slug="ung", title="Till dig som är ung")
    soup = page(client, f"{prefix}/ung/")
    language = soup.html["lang"]
    assert soup.h1.get("lang", language) == "sv"
    assert soup.html["dir"] == ("rtl" if prefix == "/ar" else "ltr")
    assert soup.find("link", rel="canonical")["href"].endswith("/ung/")
    assert soup.select_one("main .card--line a")["href"] == f"{prefix}/insatser/team/#ung"


def test_the_page_asks_no_more_with_more_insatser(client):
    support("stod-0", said="Jag orkar inte.")
    few = queries_of(client, "/ung/")
    with bulk_change():
        for number in range(1, 25):
            support(f"stod-{number}", needs=[f"behov-{number}"], said=f"Jag {number}.")
    assert queries_of(client, "/ung/") <= few


def test_the_real_catalogue_fits_on_the_page(client, real_catalogue):
    soup = page(client, "/ung/?omrade=stockholm")
    found = choices(soup)
    assert len(soup.response.content) < 60_000
    assert {"Skolfrånvaro", "Våld hemma", "Mår psykiskt dåligt", "Hedersförtryck"} <= set(found)
    assert "Att vara förälder" not in found
    assert all(0 < len(links) <= 4 for links in found.values())
    assert Need.objects.filter(slug="hbtq").exists()
    assert soup.select_one("a[href^='/sok/?behov=hbtq']")
