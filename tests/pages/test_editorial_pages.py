"""Editorial pages: words of editors, live content of the catalogue, and Swedish where a language is missing."""

from datetime import date

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import StreamValue

from catalogue.bulk import bulk_change
from catalogue.models import GlossaryTerm, HelpLine, HelpTopic, LegalText, Referrer
from pages.models import CatalogueSettings, EditorialPage, HomePage
from tests import records
from tests.pages.html import page, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return records.site()


def editorial(*blocks, slug="sida", language="sv", **values):
    """A live editorial page below the home page of a language."""
    home = HomePage.objects.get(locale__language_code=language)
    made = EditorialPage(
        **{"title": "En sida", "slug": slug, "locale": home.locale, "content": list(blocks), **values}
    )
    home.add_child(instance=made)
    made.save_revision().publish()
    return made


def with_words(record, **values):
    """Give a term Swedish words and save it."""
    rows = type(record)._meta.get_field("words").related_model
    record.words = [rows(language="sv", **values)]
    record.save()
    return record


def line(slug, topic, number="116 111"):
    made = HelpLine(slug=slug, number=number)
    made.topics = [topic]
    return with_words(made, label=slug.title(), explanation="För dig.")


def support(slug, area=None, need="skola", **values):
    """An insats with a page that can be had in an area."""
    insats = records.InsatsFactory(slug=slug, needs=[need])
    records.words(insats, title=slug.title())
    return records.OfferingFactory(insats=insats, area=area or records.AreaFactory(), route="ring", **values)


def titles(soup):
    return [text(heading) for heading in soup.select(".editorial .card h3")]


# --- Words ---


def test_a_page_with_four_headings_has_a_list_of_contents_whose_links_lead_somewhere(client):
    questions = [("question", {"question": f"Fråga {n}?", "answer": "<p>Svar.</p>"}) for n in range(3)]
    editorial(("heading", "Får jag komma själv?"), *questions, ("heading", "Får jag komma själv?"))
    soup = page(client, "/sida/")
    links = soup.select("nav[aria-labelledby=sidan] a")
    assert [text(link) for link in links] == [
        *("Får jag komma själv?", "Fråga 0?", "Fråga 1?", "Fråga 2?", "Får jag komma själv?")
    ]
    assert links[0]["href"] == "#far-jag-komma-sjalv"
    assert all(soup.find(id=link["href"][1:]) for link in links)
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_page_with_three_headings_has_none(client):
    editorial(*[("heading", f"Rubrik {n}") for n in range(3)])
    assert not page(client, "/sida/").select("nav[aria-labelledby=sidan]")


def test_a_sensitive_page_has_a_way_out_and_tells_nothing_in_the_tab(client):
    editorial(("text", "<p>Text.</p>"), title="Han slår mig", lead="Om våld.", is_sensitive=True)
    soup = page(client, "/sida/")
    assert soup.title.string == "Stöd – Insatskatalogen"
    assert soup.find("meta", attrs={"name": "description"})["content"] == "Stöd som finns där du bor."
    assert soup.select_one("nav.exit a[href='/lamna/']")
    assert soup.body["class"] == ["sensitive"]
    assert text(soup.h1) == "Han slår mig"
    assert "slår" not in text(soup.select_one(".breadcrumbs"))


def test_an_ordinary_page_names_itself_in_the_tab_and_has_no_exit(client):
    editorial(("text", "<p>Text.</p>"), title="Dina rättigheter")
    soup = page(client, "/sida/")
    assert soup.title.string == "Dina rättigheter – Insatskatalogen"
    assert not soup.select(".exit")


def test_a_page_about_the_law_says_when_a_lawyer_read_it_and_nothing_when_nobody_has(client):
    made = editorial(("text", "<p>Text.</p>"), is_legal=True)
    assert "jurist" not in text(page(client, "/sida/"))
    made.reviewed_by_lawyer_on = date(2026, 11, 3)
    made.save()
    assert "Granskad av jurist: 3 november 2026" in text(page(client, "/sida/"))


def test_a_page_says_when_it_was_changed_and_ends_with_somebody_to_reach_once(client):
    made = editorial(("text", "<p>Text.</p>"))
    soup = page(client, "/sida/")
    assert "Senast ändrad" in text(soup)
    assert len(soup.select("main .person")) == 1
    made.content = [("person", {"heading": "Ring oss", "text": ""})]
    made.save()
    soup = page(client, "/sida/")
    assert [text(heading) for heading in soup.select("main .person h2")] == ["Ring oss"]


def test_a_difficult_word_is_explained_where_it_stands(client):
    term = GlossaryTerm(slug="bistand", is_explained=True)
    with_words(term, label="bistånd", explanation="Hjälp som man ansöker om.")
    editorial(
        ("text", "<p>Du kan få bistånd.</p>"), ("question", {"question": "Vad?", "answer": "<p>bistånd</p>"})
    )
    explained = page(client, "/sida/").select(".editorial button")
    assert [text(button) for button in explained] == ["bistånd"]


# --- Live content ---


def test_lines_show_the_number_as_it_is_now_and_leave_when_they_are_taken_down(client):
    topic = records.term(HelpTopic, "barn", "Du är barn")
    bris = line("bris", topic)
    line("annan", records.term(HelpTopic, "annat"), "020-11 22 33")
    editorial(("help_lines", ["barn"]))
    soup = page(client, "/sida/")
    assert [a["href"] for a in soup.select(".editorial a[href^=tel]")] == ["tel:116111"]
    bris.number = "020-44 55 66"
    bris.save()
    assert "020-44 55 66" in text(page(client, "/sida/").select_one(".editorial"))
    bris.live = False
    bris.save()
    assert not page(client, "/sida/").select(".editorial a[href^=tel]")


def test_insatser_of_a_need_are_those_of_the_readers_area_and_lead_to_all(client):
    farsta, rinkeby = records.AreaFactory(slug="farsta"), records.AreaFactory(slug="rinkeby")
    for n in range(3):
        support(f"farsta-{n}", farsta)
    support("rinkeby-0", rinkeby)
    support("annat", farsta, need="annat-behov")
    editorial(("insatser", {"heading": "Stöd i skolan", "need": "skola", "limit": 2}))
    soup = page(client, "/sida/?omrade=farsta")
    assert len(titles(soup)) == 2
    assert all(title.startswith("Farsta") for title in titles(soup))
    more = soup.select_one(".editorial a[href^='/sok/']")
    assert (text(more), more["href"]) == ("Visa alla 3", "/sok/?behov=skola&omrade=farsta")
    assert titles(page(client, "/sida/?omrade=rinkeby")) == ["Rinkeby-0"]


def test_without_a_chosen_area_the_sites_own_area_bounds_the_insatser(client, site):
    home, elsewhere = (records.AreaFactory(slug=slug, level="municipality") for slug in ("hemma", "borta"))
    own = CatalogueSettings.for_site(site)
    own.home_area = home
    own.save()
    support("har", home)
    support("dar", elsewhere)
    editorial(("insatser", {"heading": "Stöd", "need": "skola", "limit": 6}))
    assert titles(page(client, "/sida/")) == ["Har"]
    assert set(titles(page(client, "/sida/?omrade=alla"))) == {"Har", "Dar"}


def test_insatser_picked_by_hand_keep_the_editors_order_and_leave_out_what_cannot_be_had(client):
    area = records.AreaFactory()
    first, second = support("forst", area).insats, support("sist", area).insats
    ended = support("slut", area, status="ended").insats
    picked = {"heading": "Stöd", "insatser": [second, ended, first], "limit": 6}
    editorial(("insatser", picked))
    soup = page(client, "/sida/")
    assert titles(soup) == ["Sist", "Forst"]
    assert not soup.select(".editorial a[href^='/sok/']")


def test_a_selection_that_nothing_answers_says_so_without_saying_that_there_is_no_help(client):
    records.term(Referrer, "skola")
    editorial(("insatser", {"heading": "Stöd", "referrer": "skola", "limit": 6}))
    assert "Det betyder inte att det inte finns hjälp" in text(page(client, "/sida/").select_one(".editorial"))


def test_a_legal_text_stands_with_its_law_and_only_while_it_is_published(client):
    law = LegalText(slug="tolv", reviewed_by_lawyer_on=date(2026, 10, 1))
    with_words(law, label="Från 12 år", explanation="Du får komma själv.", legal="Socialtjänstlag (2025:400)")
    editorial(("legal", law))
    shown = text(page(client, "/sida/").select_one(".editorial"))
    assert shown == (
        "Från 12 år Du får komma själv. Socialtjänstlag (2025:400) Granskad av jurist: 1 oktober 2026"
    )
    law.live = False
    law.save()
    assert text(page(client, "/sida/").select_one(".editorial")) == ""


def test_the_field_for_an_area_comes_back_to_the_page_with_the_mottagning_and_the_socialjour(client, site):
    stockholm = records.AreaFactory(slug="stockholm", level="municipality")
    own = CatalogueSettings.for_site(site)
    own.home_area = stockholm
    own.save()
    records.AreaFactory(
        slug="farsta",
        parent=stockholm,
        intake=records.ProviderFactory(name="Mottagningen Farsta", phone="08-111 22 33"),
        out_of_hours=records.ProviderFactory(name="Socialjouren", phone="08-444 55 66"),
    )
    records.AreaFactory(slug="rinkeby", parent=stockholm)
    editorial(("areas", {"heading": "Hit ringer du", "text": ""}))
    soup = page(client, "/sida/?omrade=farsta")
    form = soup.select_one(".editorial form")
    assert (form["method"], form["action"]) == ("get", "/sida/#hit-ringer-du")
    assert form.find("input", attrs={"name": "omrade"})["value"] == "Farsta"
    assert [a["href"] for a in soup.select(".editorial .person a[href^=tel]")] == [
        "tel:+4681112233",
        "tel:+4684445566",
    ]
    links = [a["href"] for a in soup.select(".editorial details a")]
    assert links == ["/sida/?omrade=farsta#hit-ringer-du", "/sida/?omrade=rinkeby#hit-ringer-du"]
    nothing = page(client, "/sida/?omrade=rinkeby").select_one(".editorial .person")
    assert not nothing.select("a[href^=tel]")
    assert "växel" in text(nothing)


@pytest.mark.parametrize("value", ["%00", "x" * 5000, "'\"<script>", "finns-inte"])
def test_an_area_that_nobody_knows_is_said_to_be_unknown_or_left_alone(client, value):
    editorial(("areas", {"heading": "Hit ringer du", "text": ""}), ("insatser", {"heading": "Stöd", "need": "x"}))
    response = client.get(f"/sida/?omrade={value}")
    assert response.status_code == 200
    assert b"<script>" not in response.content


def test_links_follow_a_pages_title_and_address_and_keep_the_area(client):
    records.AreaFactory(slug="farsta")
    other = editorial(("text", "<p>Text.</p>"), slug="annan", title="Den andra sidan")
    rows = [
        {"page": other, "address": "", "text": ""},
        {"page": None, "address": "/hjalp-nu/", "text": "Alla nummer"},
        {"page": None, "address": "https://www.1177.se/", "text": "1177"},
        {"page": None, "address": "//evil.example/", "text": "Nej"},
        {"page": None, "address": "javascript:alert(1)", "text": "Nej"},
    ]
    editorial(("links", rows))
    found = [(text(a), a["href"]) for a in page(client, "/sida/?omrade=farsta").select(".editorial a")]
    assert found == [
        ("Den andra sidan", "/annan/?omrade=farsta"),
        ("Alla nummer", "/hjalp-nu/?omrade=farsta"),
        ("1177", "https://www.1177.se/"),
    ]
    other.unpublish()
    assert "Den andra sidan" not in text(page(client, "/sida/").select_one(".editorial"))


def test_the_number_of_queries_does_not_grow_with_what_the_blocks_show(client, django_assert_num_queries):
    topic, area = records.term(HelpTopic, "barn"), records.AreaFactory(slug="farsta", level="municipality")
    law = with_words(LegalText(slug="tolv"), label="Från 12 år", explanation="Text.")

    def rows(many):
        for n in range(many):
            line(f"linje-{many}-{n}", topic)
            support(f"stod-{many}-{n}", area)
            records.AreaFactory(parent=area)

    rows(1)
    other = editorial(("text", "<p>T.</p>"), slug="annan")
    blocks = [
        ("help_lines", ["barn"]),
        ("insatser", {"heading": "Stöd", "need": "skola", "limit": 12}),
        ("legal", law),
        ("areas", {"heading": "Var", "text": ""}),
        ("links", [{"page": other, "address": "", "text": ""}] * 3),
    ]
    editorial(*blocks)
    client.get("/sida/?omrade=farsta")
    with CaptureQueriesContext(connection) as few:
        client.get("/sida/?omrade=farsta")
    number = len(few)
    with bulk_change():
        rows(24)
    client.get("/sida/?omrade=farsta")
    with django_assert_num_queries(number):
        client.get("/sida/?omrade=farsta")


def test_a_block_without_a_request_shows_words_only():
    block = EditorialPage._meta.get_field("content").stream_block
    made = StreamValue(block, [("insatser", {"heading": "Stöd", "need": "skola", "insatser": [], "limit": 2})])
    assert "card" not in str(made[0].render())


# --- Missing is not a wall ---


def test_a_page_that_lacks_the_readers_language_is_shown_in_swedish_inside_their_frame(client):
    editorial(
        ("heading", "Rubrik"), ("text", "<p>Text.</p>"), slug="rattigheter", title="Dina rättigheter", lead="Hej."
    )
    soup = page(client, "/ar/rattigheter/?omrade=farsta")
    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    for element in (
        soup.h1,
        soup.select_one(".lead"),
        soup.select_one(".editorial h2"),
        soup.select_one(".prose"),
    ):
        assert (element["lang"], element["dir"]) == ("sv", "ltr")
    assert soup.select_one(".notice--ageing")
    assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert soup.find("link", rel="canonical")["href"] == "http://testserver/rattigheter/"
    assert not soup.find_all("link", rel="alternate")
    assert "Dina" not in soup.select_one(".breadcrumbs").get_text() or soup.select_one(".breadcrumbs [lang=sv]")


@pytest.mark.parametrize("prefix", ["lattlast", "en", "ar", "so", "fi"])
def test_every_variant_answers_for_a_swedish_page_and_with_404_for_none(client, prefix):
    editorial(("text", "<p>Text.</p>"), slug="rattigheter")
    page(client, f"/{prefix}/rattigheter/")
    page(client, f"/{prefix}/finns-inte/", status=404)
    page(client, f"/{prefix}/insatser/finns-inte/", status=404)


def test_a_draft_in_swedish_is_no_page_in_any_variant(client):
    editorial(("text", "<p>Text.</p>"), slug="rattigheter").unpublish()
    page(client, "/ar/rattigheter/", status=404)


@override_settings(DEMO=False)
def test_a_page_that_has_the_language_is_shown_in_it_and_both_name_each_other(client):
    editorial(("text", "<p>Svenska.</p>"), slug="rattigheter")
    editorial(("text", "<p>English.</p>"), slug="rattigheter", language="en", title="Your rights")
    soup = page(client, "/en/rattigheter/")
    assert text(soup.h1) == "Your rights"
    assert not soup.h1.has_attr("lang")
    assert not soup.find("meta", attrs={"name": "robots"})
    for path in ("/rattigheter/", "/en/rattigheter/"):
        siblings = {link["hreflang"] for link in page(client, path).find_all("link", rel="alternate")}
        assert siblings == {"sv", "en"}


def test_links_of_swedish_words_stay_in_the_readers_variant(client):
    other = editorial(("text", "<p>Text.</p>"), slug="annan")
    rows = [{"page": other, "address": "", "text": ""}, {"page": None, "address": "/hjalp-nu/", "text": "Nummer"}]
    editorial(("links", rows))
    found = [a["href"] for a in page(client, "/ar/sida/").select(".editorial a")]
    assert found == ["/ar/annan/", "/ar/hjalp-nu/"]


def test_live_content_inside_swedish_words_speaks_the_readers_language(client):
    support("komet", records.AreaFactory())
    editorial(("insatser", {"heading": "Stöd", "need": "skola", "limit": 6}))
    card = page(client, "/ar/sida/").select_one(".editorial .card")
    assert card.select_one("h3")["lang"] == "sv"
    assert not [parent for parent in card.parents if parent.name != "html" and parent.get("lang") == "sv"]


# --- The foot of every page ---


def test_the_foot_leads_to_the_standing_pages_by_their_own_titles_in_the_order_of_a_reader(client):
    records.AreaFactory(slug="farsta")
    for slug, title in (
        ("tillganglighet", "Kan alla läsa?"),
        ("ung", "Du som är ung"),
        ("dina-rattigheter", "Rätt"),
    ):
        editorial(("text", "<p>T.</p>"), slug=slug, title=title)
    soup = page(client, "/?omrade=farsta")
    guides = [(text(a), a["href"]) for a in soup.select("nav[aria-labelledby=fot-hitta] a")]
    assert ("Rätt", "/dina-rattigheter/?omrade=farsta") in guides
    assert guides.index(("Rätt", "/dina-rattigheter/?omrade=farsta")) < guides.index(
        ("Du som är ung", "/ung/?omrade=farsta")
    )
    about = [text(a) for a in soup.select("section[aria-labelledby=fot-om] a")]
    assert "Kan alla läsa?" in about


def test_the_foot_of_another_variant_has_swedish_titles_marked_and_addresses_of_that_variant(client):
    editorial(("text", "<p>T.</p>"), slug="ung", title="Du som är ung")
    link = page(client, "/ar/").select_one("footer a[href='/ar/ung/']")
    assert link.select_one("[lang=sv][dir=ltr]").string == "Du som är ung"


def test_the_standing_pages_cost_the_same_however_many_there_are(client, django_assert_num_queries):
    client.get("/lamna/")
    with CaptureQueriesContext(connection) as none:
        client.get("/lamna/")
    number = len(none)
    for n in range(10):
        editorial(("text", "<p>T.</p>"), slug=f"sida-{n}")
    client.get("/lamna/")
    with django_assert_num_queries(number):
        client.get("/lamna/")
