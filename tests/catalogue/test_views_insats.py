"""The page about an insats: words and facts, the reader's place first, what is missing said once."""

import pytest
from django.test import override_settings

from catalogue.bulk import bulk_change
from catalogue.models import Contact, OfferingWords, RouteGuide, Situation
from tests import records
from tests.pages.html import page, text
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

SENTENCES = {
    "ring": "Ring själv.",
    "beslut": "Ansök.",
    "utan-beslut": "Inget beslut behövs.",
    "anges-inte": "Det står inte.",
}


@pytest.fixture(autouse=True)
def guides():
    records.site()
    for slug, sentence in SENTENCES.items():
        guide = records.term(RouteGuide, slug, sentence)
        row = guide.words.get()
        row.steps = f"Första steget: Gör {slug}.\nAndra steget: Vänta."
        row.save()


@pytest.fixture
def insats():
    insats = records.InsatsFactory(slug="komet", name="Komet", needs=["foraldraskap"], target_groups=["foraldrar"])
    words = records.words(
        insats, title="Kurs för föräldrar", summary="Du lär dig nya sätt.", body="<p>Elva träffar.</p>"
    )
    words.situations = [Situation(speaker="foralder", text="Vi bråkar om allt.")]
    words.save()
    return insats


def area(slug, **values):
    return records.AreaFactory(slug=slug, name=slug.title(), **values)


def test_the_page_begins_with_the_plain_name_and_then_says_what_one_must_do(client, insats):
    records.OfferingFactory(insats=insats, area=area("farsta"), route="ring")
    soup = page(client, "/insatser/komet/")
    assert text(soup.h1) == "Kurs för föräldrar"
    assert "Komet" in text(soup.select_one(".page-head .soft"))
    assert text(soup.select_one(".lead")) == "Du lär dig nya sätt."
    first = soup.select_one(".facts > div")
    assert "facts__route" in first["class"]
    assert "Ring själv." in text(first)
    assert [text(h) for h in soup.select("main h2")][:2] == ["Ring och prata", "På sidan"]
    assert text(soup.select_one(".quote p")) == "”Vi bråkar om allt.”"
    assert text(soup.select_one(".quote footer")) == "Förälder"


def test_steps_are_those_of_the_way_in(client, insats):
    records.OfferingFactory(insats=insats, area=area("farsta"), route="ring")
    steps = page(client, "/insatser/komet/").select("#steg .steps > li")
    assert [text(step.h3) for step in steps] == ["Första steget", "Andra steget"]
    assert text(steps[0].p) == "Gör ring."


def test_the_readers_place_stands_first_and_its_way_in_on_top(client, insats):
    records.OfferingFactory(insats=insats, area=area("bromma"), route="ring")
    records.OfferingFactory(insats=insats, area=area("farsta"), route="beslut", decision_needed="yes")
    soup = page(client, "/insatser/komet/?omrade=farsta")
    assert [text(h) for h in soup.select(".place h3")] == ["Farsta", "Bromma"]
    assert "place--own" in soup.select_one(".place")["class"]
    assert "Ansök." in text(soup.select_one(".facts__route"))
    assert text(soup.select_one("#steg .steps p")) == "Gör beslut."


def test_a_reader_whose_area_has_no_offering_is_told_so(client, insats):
    records.OfferingFactory(insats=insats, area=area("bromma"), route="ring")
    area("farsta")
    soup = page(client, "/insatser/komet/?omrade=farsta")
    assert "Vi vet inte om stödet finns i Farsta" in text(soup.main)
    assert "place--own" not in soup.select_one(".place")["class"]


def test_places_after_the_fourth_lie_in_a_fold(client, insats):
    for number in range(7):
        records.OfferingFactory(insats=insats, area=area(f"omr{number}"), route="ring")
    soup = page(client, "/insatser/komet/")
    assert len(soup.select("#platser > .place")) == 4
    assert len(soup.select("#platser details .place")) == 3
    assert text(soup.select_one("#platser summary")) == "Visa 3 platser till"


def test_planned_ended_and_not_offered_come_last_in_words(client, insats):
    records.OfferingFactory(insats=insats, area=area("bromma"), route="ring")
    records.OfferingFactory(insats=insats, area=area("farsta"), status="planned", as_of="2018-12")
    records.OfferingFactory(insats=insats, area=area("kista"), status="not_offered")
    records.OfferingFactory(insats=insats, area=area("arsta"), status="not_offered")
    soup = page(client, "/insatser/komet/")
    assert [text(h) for h in soup.select(".place h3")] == ["Bromma"]
    said = [text(li) for li in soup.select(".not-here li")]
    assert said == ["Planerades 2018 i Farsta.", "Erbjuds inte i Arsta och Kista."]


def test_facts_say_where_they_come_from_and_of_when_they_are(client, insats):
    records.OfferingFactory(
        insats=insats, area=area("bromma"), route="ring", source_title="En rapport", as_of="2018-12"
    )
    soup = page(client, "/insatser/komet/")
    assert text(soup.select_one(".place .source")) == "Uppgifter från december 2018."
    assert "En rapport" in text(soup.select("#platser .source")[-1])


def test_what_is_stated_stands_in_the_page_and_what_is_not_is_asked(client, insats):
    offering = records.OfferingFactory(
        insats=insats,
        area=area("bromma"),
        route="ring",
        cost="fee",
        cost_amount=250,
        cost_unit="course",
        cost_year=2026,
    )
    offering.words = [OfferingWords(language="sv", sessions="Elva träffar.", way_in="Ring på morgonen.")]
    offering.save()
    soup = page(client, "/insatser/komet/")
    place = text(soup.select_one(".place"))
    assert "250 kronor för hela kursen (2026)" in place
    assert "Elva träffar." in place
    assert "Ring på morgonen." in place
    questions = [text(li) for li in soup.select(".ask li")]
    assert "Kostar det något?" not in questions
    assert "Skriver ni ner det vi säger?" in questions
    assert "anges inte" not in text(soup.main).lower()


def test_who_gets_to_know_says_where_it_holds(client, insats):
    records.OfferingFactory(insats=insats, area=area("bromma"), route="ring", records="yes", own_access_age=15)
    records.OfferingFactory(insats=insats, area=area("farsta"), route="ring", records="yes")
    rows = [text(p) for p in page(client, "/insatser/komet/").select("#vet p")]
    assert rows == ["Det som sägs skrivs ner.", "Du får komma själv från 15 år. Gäller Bromma."]


def test_a_sensitive_page_has_a_neutral_title_and_a_way_out(client):
    sensitive = records.InsatsFactory(slug="trappan", name="Trappan", needs=["vald"])
    need = sensitive.needs.get()
    need.is_sensitive = True
    need.save()
    records.words(sensitive, title="Samtal för barn om våld", summary="Barnet får berätta.")
    records.OfferingFactory(insats=sensitive, area=area("bromma"), route="ring")
    soup = page(client, "/insatser/trappan/")
    assert soup.title.string == "Stöd – Insatskatalogen"
    assert "Barnet" not in soup.find("meta", attrs={"name": "description"})["content"]
    assert soup.select_one(".exit a")["href"] == "/lamna/"
    assert "Det står inte om den andra föräldern kontaktas." in text(soup.select_one("#vet .notice--danger"))
    assert soup.find("meta", attrs={"name": "referrer"})["content"] == "no-referrer"


def test_a_missing_variant_has_the_facts_and_says_whose_words_it_shows(client, insats, monkeypatch):
    monkeypatch.setattr("pages.context.has_interface", lambda code: code in ("sv", "ar"))
    records.OfferingFactory(insats=insats, area=area("bromma"), route="ring")
    soup = page(client, "/ar/insatser/komet/")
    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    assert (soup.h1["lang"], soup.h1["dir"]) == ("sv", "ltr")
    assert soup.select_one("#vad .prose")["lang"] == "sv"
    assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert soup.find("link", rel="canonical")["href"] == "http://testserver/insatser/komet/"
    assert not soup.select("link[hreflang]")


def test_only_variants_with_words_have_hreflang(client, insats, monkeypatch):
    monkeypatch.setattr("pages.context.has_interface", lambda code: code in ("sv", "ar", "fi"))
    records.words(insats, language="ar", title="دورة")
    soup = page(client, "/insatser/komet/")
    assert [link["hreflang"] for link in soup.select("link[hreflang]")] == ["sv", "ar"]
    assert text(soup.select_one(".variants a[hreflang=fi]")) == "Suomi bara fakta"


def test_somebody_of_the_offerings_own_unit_answers(client, insats):
    unit = records.ProviderFactory(name="Mottagningen")
    unit.contacts = [Contact(channel="phone", value="08-123 45 67")]
    unit.save()
    records.OfferingFactory(insats=insats, area=area("bromma"), provider=unit, route="ring")
    number = page(client, "/insatser/komet/").select_one(".person__number")
    assert (text(number), number["href"]) == ("08-123 45 67", "tel:+4681234567")


@pytest.mark.parametrize("values", [{"live": False}, {"is_example": True}])
def test_what_is_not_public_is_not_found(client, values):
    records.InsatsFactory(slug="dold", **values)
    assert client.get("/insatser/dold/").status_code == 404


@override_settings(DEMO=True, DEMO_EXAMPLE=True)
def test_an_example_is_marked_on_its_page_and_has_no_structured_data(client):
    example = records.InsatsFactory(slug="pahittad", is_example=True)
    records.words(example)
    records.OfferingFactory(
        insats=example, area=area("exempelstad", is_example=True), is_example=True, route="ring"
    )
    soup = page(client, "/insatser/pahittad/")
    assert "Påhittat exempel" in text(soup.select_one(".page-head"))
    assert "Påhittat exempel" in text(soup.select_one(".place"))
    assert not soup.select("script[type='application/ld+json']")


def test_a_retired_insats_points_on(client, insats):
    new = records.InsatsFactory(slug="nytt", name="Nytt stöd")
    insats.retired_from = "2026-01-31"
    insats.save()
    insats.successors.add(new)
    soup = page(client, "/insatser/komet/")
    assert "31 januari 2026" in text(soup.main)
    assert soup.select_one("main a[href='/insatser/nytt/']")


def test_structured_data_cannot_end_the_script(client, insats):
    insats.pages.update(summary="</script><script>alert(1)</script>")
    soup = page(client, "/insatser/komet/")
    assert b"<script>alert" not in soup.response.content


@pytest.mark.parametrize("path", ["/insatser/finns-inte/", "/verksamheter/finns-inte/", "/omraden/finns-inte/"])
def test_an_unknown_address_name_is_a_404(client, path):
    assert client.get(path).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_offerings(client, insats):
    def offer(number):
        unit = records.ProviderFactory(phone="08-1")
        offering = records.OfferingFactory(insats=insats, area=area(f"omr{number}"), provider=unit, route="ring")
        offering.words = [OfferingWords(language="sv", sessions="Elva träffar.")]
        offering.save()
        records.report(offering, "2026-11-01")

    offer(0)
    offer(1)
    few = queries_of(client, "/insatser/komet/")
    with bulk_change():
        for number in range(2, 25):
            offer(number)
    assert queries_of(client, "/insatser/komet/") <= few <= 13
