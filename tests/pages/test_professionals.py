"""The page to those who meet families at work: refer, tell about, ask for advice, visits to a class."""

import pytest

from catalogue.bulk import bulk_change
from catalogue.models import Referrer
from tests import records
from tests.pages.html import page, text
from tests.pages.test_editorial_pages import editorial
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

PATH = "/for-yrkesverksamma/"


@pytest.fixture(autouse=True)
def site():
    return records.site()


def support(slug, *, groups=("unga",), referrers=(), words=None, **values):
    """An insats that can be had somewhere, with who may refer to it."""
    insats = records.InsatsFactory(slug=slug, name=slug.title(), target_groups=list(groups))
    records.words(insats, title=f"Stöd {slug}", summary=f"Om {slug}.")
    offering = records.OfferingFactory(insats=insats, **{"area": records.AreaFactory(), **values})
    if referrers:
        offering.referrers = [records.term(Referrer, each) for each in referrers]
    if words:
        offering.words = [type(offering)._meta.get_field("words").related_model(language="sv", **words)]
    offering.save()
    return offering


def rows(soup, anchor):
    """The cells of a list's rows."""
    found = soup.select(f"[aria-labelledby={anchor}] tbody tr")
    return [[text(cell) for cell in row.find_all(["th", "td"])] for row in found]


def names(soup, anchor):
    return [row[0].removeprefix("Stöd ") for row in rows(soup, anchor)]


def test_the_page_works_before_anybody_has_written_words_or_facts(client):
    soup = page(client, PATH)
    assert [text(h1) for h1 in soup.select("h1")] == ["Jag möter familjer i jobbet"]
    assert "Inget passar det urvalet" in text(soup.main)
    assert soup.select_one("main .person")
    assert not soup.select_one("#hanvisare")
    assert not soup.response.cookies


def test_each_support_stands_in_the_list_of_what_one_can_do(client):
    support("hanvisat", route="hanvisning")
    support("remiss-fran-skola", referrers=["skola"])
    support("eget-initiativ", route="ring")
    support("raden", groups=["yrkesverksamma"])
    support("klassbesok", groups=["skolklasser"], decision_needed="no")
    support("kraver-beslut", route="beslut")
    support("socialtjansten-hanvisar", referrers=["socialtjanst"], route="beslut")
    support("domstol-hanvisar", referrers=["domstol"], route="domstol")
    soup = page(client, PATH)
    assert names(soup, "hanvisa") == ["hanvisat", "remiss-fran-skola"]
    assert names(soup, "beratta") == ["eget-initiativ"]
    assert names(soup, "rad") == ["raden"]
    assert names(soup, "klasser") == ["klassbesok"]


def test_a_row_tells_what_it_is_how_one_refers_who_decides_where_and_the_number(client):
    unit = records.ProviderFactory(name="Teamet", phone="08-508 00 000")
    support(
        "team",
        provider=unit,
        area=records.AreaFactory(name="Farsta"),
        route="hanvisning",
        referrers=["skola"],
        words={"way_in": "Prata med rektorn.", "who_decides": "Rektorn."},
    )
    soup = page(client, PATH)
    assert rows(soup, "hanvisa") == [
        [
            "Stöd team",
            "Om team.",
            "Skola eller vård hänvisar. Prata med rektorn. Vem beslutar: Rektorn.",
            "Teamet, Farsta 08-508 00 000",
        ]
    ]
    assert soup.select_one("#hanvisa ~ table a[href^=tel]")["href"] == "tel:0850800000"


def test_a_protected_provider_shows_no_more_than_the_municipality(client):
    city = records.AreaFactory(name="Staden", level="municipality")
    support(
        "skydd", provider=records.ProviderFactory(name="Huset", is_protected=True), area=city, route="hanvisning"
    )
    assert rows(page(client, PATH), "hanvisa")[0][3] == "Huset, Staden"


def test_who_one_is_narrows_what_one_can_refer_to(client):
    support("for-skolan", referrers=["skola"])
    support("for-varden", referrers=["vard"], route="ring")
    support("oklart-vem", route="hanvisning")
    soup = page(client, PATH + "?hanvisare=skola")
    assert names(soup, "hanvisa") == ["for-skolan", "oklart-vem"]
    assert names(soup, "beratta") == ["for-varden"]
    options = [(option["value"], option.has_attr("selected")) for option in soup.select("#hanvisare option")]
    assert options == [("", False), ("skola", True), ("vard", False)]


def test_only_who_some_fact_knows_can_be_chosen(client):
    for slug in ("skola", "polis", "socialtjanst", "domstol"):
        records.term(Referrer, slug)
    support("team", referrers=["skola", "socialtjanst", "domstol"])
    support("nedlagt", referrers=["polis"], status="ended")
    assert [option["value"] for option in page(client, PATH).select("#hanvisare option")] == ["", "skola"]


def test_the_area_bounds_the_lists_and_stands_on_the_sheet_with_day_and_address(client):
    city = records.AreaFactory(slug="staden", name="Staden", level="municipality")
    east = records.AreaFactory(slug="oster", name="Öster", parent=city)
    support("i-oster", area=east, route="hanvisning")
    support("i-vaster", area=records.AreaFactory(slug="vaster", parent=city), route="hanvisning")
    support("i-staden", area=city, route="ring")
    soup = page(client, PATH + "?omrade=oster")
    assert names(soup, "hanvisa") == ["i-oster"]
    assert names(soup, "beratta") == ["i-staden"]
    sheet = text(soup.select_one(".page-head .source"))
    assert sheet.startswith("Gäller Öster.")
    assert "/for-yrkesverksamma/?omrade=oster" in sheet
    assert "20" in sheet.split(".")[1]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"omrade": "Fantasiköping"}, "Vi känner inte till området ”Fantasiköping”"),
        ({"hanvisare": "tandfe"}, "”tandfe” går inte att välja under ”Vem hänvisar?”"),
        ({"hanvisare": "<script>"}, "”<script>” går inte att välja"),
        ({"hanvisare": "x" * 5000, "omrade": "y" * 5000}, "går inte att välja"),
    ],
)
def test_a_value_that_makes_no_sense_is_named_and_asks_nothing(client, query, named):
    support("team", route="hanvisning")
    soup = page(client, PATH, **query)
    assert named in text(soup.main)
    assert names(soup, "hanvisa") == ["team"]


def test_a_long_list_is_cut_for_one_sheet_and_leads_to_a_search(client):
    with bulk_change():
        for number in range(14):
            support(f"ring-{number:02}", route="ring")
            support(f"remiss-{number:02}", referrers=["skola"])
    soup = page(client, PATH + "?hanvisare=skola")
    assert len(rows(soup, "hanvisa")) == 10
    assert len(rows(soup, "beratta")) == 6
    assert soup.select_one("[aria-labelledby=hanvisa] .no-print a")["href"] == "/sok/?hanvisare=skola"
    assert soup.select_one("[aria-labelledby=beratta] .no-print a")["href"] == "/sok/?beslut=nej"


def test_the_facet_for_who_refers_finds_the_same_in_the_search(client):
    from django.core.management import call_command

    support("for-skolan", referrers=["skola"])
    support("for-varden", referrers=["vard"])
    call_command("rebuild_search", verbosity=0)
    soup = page(client, "/sok/?hanvisare=skola")
    assert [text(card) for card in soup.select(".cards h3")] == ["Stöd for-skolan"]
    assert {box["value"] for box in soup.select("input[name=hanvisare]")} == {"skola", "vard"}


def test_the_editors_blocks_are_the_places_of_the_lists_and_name_them(client):
    support("team", referrers=["skola"])
    support("eget", route="ring")
    support("raden", groups=["yrkesverksamma"])
    editorial(
        ("heading", "När du måste anmäla"),
        ("text", "Genast."),
        ("insatser", {"heading": "Stöd i arbetet", "target_group": "yrkesverksamma", "limit": 6}),
        ("insatser", {"heading": "Exempel", "referrer": "skola", "limit": 6}),
        slug="for-yrkesverksamma",
        title="Du i jobbet",
    )
    soup = page(client, PATH)
    assert [text(tag) for tag in soup.main.select("h1, .editorial h2")] == [
        "Du i jobbet",
        "När du måste anmäla",
        "Stöd i arbetet",
        "Hit kan du hänvisa",
        "Hit hör familjen eller den unga av sig själv",
    ]
    assert [text(link) for link in soup.select("[aria-labelledby=sidan] a")] == [
        "När du måste anmäla",
        "Stöd i arbetet",
        "Hit kan du hänvisa",
        "Hit hör familjen eller den unga av sig själv",
    ]
    anchors = [link["href"][1:] for link in soup.select("[aria-labelledby=sidan] a")]
    assert all(soup.find(id=anchor) for anchor in anchors)
    assert not soup.select(".cards")
    assert "no-print" in soup.find(id=anchors[0]).parent["class"]


@pytest.mark.parametrize("prefix", ["", "/lattlast", "/en", "/ar", "/so", "/fi"])
def test_every_variant_answers_and_marks_the_swedish_words(client, prefix):
    support("team", route="hanvisning")
    editorial(("heading", "När du måste anmäla"), slug="for-yrkesverksamma", title="Du i jobbet")
    soup = page(client, f"{prefix}{PATH}")
    assert soup.h1.get("lang", soup.html["lang"]) == "sv"
    assert soup.html["dir"] == ("rtl" if prefix == "/ar" else "ltr")
    assert names(soup, "hanvisa") == ["team"]


def test_the_page_asks_no_more_with_more_rows(client):
    support("a-0", referrers=["skola"], provider=records.ProviderFactory(phone="08-1"))
    support("b-0", route="ring")
    few = queries_of(client, PATH)
    with bulk_change():
        for number in range(1, 25):
            support(f"a-{number}", referrers=["skola"], provider=records.ProviderFactory(phone="08-1"))
            support(f"b-{number}", route="ring")
    assert queries_of(client, PATH) <= few


def test_the_real_catalogue_fits_on_the_page_and_names_no_invented_unit(client, real_catalogue):
    soup = page(client, PATH + "?omrade=enskede-arsta-vantor&hanvisare=skola")
    assert len(soup.response.content) < 60_000
    team = next(row for row in rows(soup, "hanvisa") if "Skolsociala team" in row[3])
    assert "Prata med rektorn." in team[2]
    assert not soup.select("main .badge--unknown")
    everything = sum(len(rows(soup, anchor)) for anchor in ("hanvisa", "beratta", "rad", "klasser"))
    assert 5 < everything <= 20
