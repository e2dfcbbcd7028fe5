"""Group starts as readers meet them: by date, gone when the day has passed, with the next one when full."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from freezegun import freeze_time

from catalogue.bulk import bulk_change
from catalogue.models import Category, GroupStart, Place, SupportLanguage
from catalogue.models.group_start import GroupStartWords
from tests.queries import queries_of
from tests.records import (
    TODAY,
    AreaFactory,
    GroupStartFactory,
    InsatsFactory,
    OfferingFactory,
    ProviderFactory,
    site,
    term,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def city():
    site()
    whole = AreaFactory(slug="staden", name="Staden", level="municipality")
    return (
        whole,
        AreaFactory(slug="norr", name="Norr", parent=whole),
        AreaFactory(slug="syd", name="Syd", parent=whole),
    )


def course(area, name="Komet", **values):
    insats = InsatsFactory(name=name, **values)
    words(insats)
    return OfferingFactory(insats=insats, provider=ProviderFactory(name=f"Huset {name}"), area=area)


def page(client, address="/grupper/"):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def said(found):
    return " ".join(found.get_text(" ").split()) if found else ""


def days(soup):
    return [said(heading) for heading in soup.select(".group > h3")]


def test_groups_stand_by_date_with_all_that_is_stated(client, city):
    start = GroupStartFactory(
        offering=course(city[1]),
        first_date="2027-01-12",
        starts_at="17:15",
        ends_at="20:00",
        meetings=8,
        language=term(SupportLanguage, "ar", "Arabiska"),
        age_min=3,
        age_max=11,
        sign_up="call",
        sign_up_until="2027-01-05",
        seats=12,
        signed_up=9,
        counted_on=TODAY,
        smallest=6,
        child_care="yes",
        open_to_others="yes",
    )
    start.words = [GroupStartWords(language="sv", where="I matsalen", about="Vi äter tillsammans.")]
    start.save()
    GroupStartFactory(offering=start.offering, first_date="2026-12-08")
    soup = page(client)
    assert days(soup) == ["Tisdag 8 december 2026", "Tisdag 12 januari 2027 kl. 17.15–20"]
    text = said(soup.select(".group")[1])
    for part in (
        "Om Komet",
        "Huset Komet, Norr",
        "3 platser kvar.",
        "8 träffar, första gången en tisdag",
        "3–11 år",
        "I matsalen",
        "Arabiska",
        "Ring och anmäl dig.",
        "tisdag 5 januari 2027",
        "Ja, det finns barnpassning.",
        "Du får komma även om du bor i ett annat område.",
        "minst 6 anmäler sig",
        "Vi äter tillsammans.",
    ):
        assert part in text, part


def test_the_number_of_people_is_never_shown(client, city):
    GroupStartFactory(offering=course(city[1]), first_date="2026-12-08", seats=40, signed_up=17, counted_on=TODAY)
    assert "23 platser kvar" in said(page(client).main)
    assert "17" not in said(page(client).main)


def test_a_passed_date_disappears_by_itself_and_the_day_itself_stays(client, city):
    GroupStartFactory(offering=course(city[1]), first_date="2026-12-01")
    with freeze_time("2026-12-01 22:30"):  # half past eleven in the evening in Sweden
        assert len(days(page(client))) == 1
    with freeze_time("2026-12-01 23:30"):  # half past midnight in Sweden
        soup = page(client)
        assert days(soup) == []
        assert "Ingen grupp är planerad just nu" in said(soup.main)


@pytest.mark.parametrize("values", [{"is_cancelled": True}, {"first_date": "2026-11-29"}])
def test_what_cannot_be_joined_is_not_listed(client, city, values):
    GroupStartFactory(offering=course(city[1]), **{"first_date": "2026-12-08", **values})
    assert days(page(client)) == []


def test_groups_of_what_does_not_run_or_is_an_example_are_not_listed(client, city):
    for values in ({"status": "ended"}, {"retired_from": "2026-01-01"}, {"live": False}, {"is_example": True}):
        offering = course(city[1])
        type(offering).objects.filter(pk=offering.pk).update(**values)
        GroupStartFactory(offering=offering, first_date="2026-12-08")
    assert days(page(client)) == []


def test_a_full_group_says_so_and_offers_the_next_with_places_nearby(client, city):
    category = term(Category, "kurs")
    full = GroupStartFactory(
        offering=course(city[1], category=category),
        first_date="2026-12-08",
        seats=8,
        signed_up=9,
        counted_on=TODAY,
        reserve_list="yes",
    )
    elsewhere = GroupStartFactory(offering=course(city[2], "Syd", category=category), first_date="2026-12-09")
    GroupStartFactory(offering=full.offering, first_date="2026-12-10", seats=8, signed_up=8, counted_on=TODAY)
    soup = page(client)
    first = soup.select_one(f"#grupp-{full.pk}")
    assert "Fullt. Det finns en reservlista." in said(first)
    assert "Nästa grupp med plats:" not in said(first)
    later = GroupStartFactory(offering=full.offering, first_date="2027-02-02")
    first = page(client).select_one(f"#grupp-{full.pk}")
    assert "Nästa grupp med plats: Tisdag 2 februari 2027" in said(first)
    assert first.select_one(f'a[href$="#grupp-{later.pk}"]')
    later.delete()
    GroupStart.objects.filter(pk=elsewhere.pk).update(open_to_others="yes")
    assert "Onsdag 9 december 2026" in said(page(client).select_one(f"#grupp-{full.pk}"))


def test_an_old_count_of_places_may_have_changed(client, city):
    GroupStartFactory(
        offering=course(city[1]), first_date="2026-12-20", seats=8, signed_up=7, counted_on="2026-11-16"
    )
    assert "1 plats kvar. Det kan" not in said(page(client).main)
    with freeze_time("2026-12-01 09:00"):
        assert "1 plats kvar. Det kan ha ändrats." in said(page(client).main)


def test_sign_up_that_has_closed_is_said(client, city):
    GroupStartFactory(offering=course(city[1]), first_date="2026-12-08", sign_up_until="2026-11-29")
    assert "Anmälan har stängt. Ring och fråga om det finns plats." in said(page(client).main)


def test_the_area_shows_its_own_groups_and_those_that_let_others_in(client, city):
    GroupStartFactory(offering=course(city[1], "Norr"), first_date="2026-12-08")
    GroupStartFactory(offering=course(city[2], "Syd"), first_date="2026-12-09")
    GroupStartFactory(offering=course(city[2], "Alla"), first_date="2026-12-10", open_to_others="yes")
    soup = page(client, "/grupper/?omrade=norr")
    assert days(soup) == ["Tisdag 8 december 2026", "Torsdag 10 december 2026"]
    assert soup.select_one("#omrade")["value"] == "Norr"


def test_age_language_and_time_are_asked_of_one_group_and_what_is_not_stated_follows(client, city):
    swedish = term(SupportLanguage, "sv", "Svenska")
    fits = GroupStartFactory(
        offering=course(city[1]),
        first_date="2026-12-08",
        starts_at="18:00",
        language=swedish,
        age_min=3,
        age_max=9,
    )
    GroupStartFactory(
        offering=course(city[1]),
        first_date="2026-12-08",
        starts_at="10:00",
        language=swedish,
        age_min=3,
        age_max=9,
    )
    silent = GroupStartFactory(offering=course(city[1]), first_date="2026-12-09")
    GroupStartFactory(offering=course(city[1]), first_date="2026-12-10", starts_at="18:00", age_min=13)
    soup = page(client, "/grupper/?alder=5&sprak=sv&tid=kvall")
    assert said(soup.select_one(".tally")) == "1 grupp"
    assert [group["id"] for group in soup.select(".group")] == [f"grupp-{fits.pk}", f"grupp-{silent.pk}"]
    maybe = said(soup.select_one("#kan-passa"))
    assert "1 grupp kan passa – uppgift saknas, ring och fråga" in maybe
    for missing in ("vilken ålder gruppen är för", "vilket språk gruppen är på", "vilken tid gruppen är"):
        assert f"Det står inte {missing}." in maybe


def test_weekends_are_a_choice(client, city):
    GroupStartFactory(offering=course(city[1]), first_date="2026-12-05", starts_at="10:00")
    GroupStartFactory(offering=course(city[1]), first_date="2026-12-07", starts_at="10:00")
    assert days(page(client, "/grupper/?tid=helg")) == ["Lördag 5 december 2026 kl. 10"]


@pytest.mark.parametrize(
    "query",
    [
        "?alder=abc",
        "?alder=-1",
        "?alder=٣",
        "?sprak=klingonska",
        "?tid=natt",
        "?omrade=%00%00",
        "?sida=abc&alder=999",
        "?tid=%3Cscript%3Ealert(1)%3C/script%3E",
        "?omrade=" + "x" * 4000,
    ],
)
def test_what_makes_no_sense_is_ignored_and_never_an_error(client, city, query):
    GroupStartFactory(offering=course(city[1]), first_date="2026-12-08")
    soup = page(client, f"/grupper/{query}")
    assert len(days(soup)) == 1
    assert "<script>alert" not in str(soup)


@pytest.mark.parametrize("prefix", ["", "/lattlast", "/en", "/ar", "/so", "/fi"])
def test_the_list_stands_in_every_variant(client, city, prefix):
    start = GroupStartFactory(
        offering=course(city[1]), first_date="2026-12-08", starts_at="18:00", seats=3, signed_up=3
    )
    response = client.get(f"{prefix}/grupper/")
    assert response.status_code == 200
    assert response.cookies == {}
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select_one(f"#grupp-{start.pk}")
    assert len(soup.select("h1")) == 1
    assert len(response.content) < 60_000
    if prefix in ("/en", "/ar", "/so", "/fi"):
        assert "platser" not in said(soup.main)


def test_pages_of_the_insats_the_unit_and_the_area_show_the_groups(client, city):
    start = GroupStartFactory(offering=course(city[1]), first_date="2026-12-08")
    offering = start.offering
    for address in (
        offering.insats.get_absolute_url(),
        offering.provider.get_absolute_url(),
        offering.area.get_absolute_url(),
    ):
        soup = page(client, address)
        assert soup.select_one(f"#grupper #grupp-{start.pk}"), address
    with freeze_time("2026-12-09 09:00"):
        assert page(client, offering.insats.get_absolute_url()).select_one("#grupper") is None


def test_one_and_twenty_five_groups_cost_the_same_queries(client, city):
    def add(number):
        provider = ProviderFactory()
        offering = OfferingFactory(insats=InsatsFactory(), provider=provider, area=city[1])
        words(offering.insats)
        values = (
            {"seats": 3, "signed_up": 3} if number % 2 else {"language": term(SupportLanguage, "sv", "Svenska")}
        )
        start = GroupStartFactory(offering=offering, first_date="2026-12-08", **values)
        start.words = [GroupStartWords(language="sv", about="Ord.")]
        start.save()

    for number in range(2):
        add(number)
    few = queries_of(client, "/grupper/?omrade=norr&alder=5")
    with bulk_change():
        for number in range(25):
            add(number)
    assert queries_of(client, "/grupper/?omrade=norr&alder=5") == few


def test_more_groups_than_a_page_holds_follow_on_the_next(client, city):
    offering = course(city[1])
    for day in range(1, 26):
        GroupStartFactory(offering=offering, first_date=date(2026, 12, day), starts_at="18:00")
    soup = page(client, "/grupper/?tid=kvall")
    assert len(days(soup)) == 20
    following = soup.select_one(".pagination a[rel=next]")["href"]
    assert following == "/grupper/?tid=kvall&sida=2"
    assert len(days(page(client, following))) == 5
    assert len(days(page(client, "/grupper/?sida=99"))) == 5


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"sign_up_until": date(2026, 12, 9)}, "sign_up_until"),
        ({"starts_at": time(18), "ends_at": time(17)}, "ends_at"),
        ({"ends_at": time(17)}, "starts_at"),
        ({"smallest": 9, "seats": 8}, "smallest"),
        ({"meetings": 0}, "meetings"),
        ({"age_min": 9, "age_max": 3}, "age_max"),
    ],
)
def test_what_does_not_fit_together_is_refused_with_the_field(values, field):
    start = GroupStart(offering=OfferingFactory(), first_date=date(2026, 12, 8), **values)
    with pytest.raises(ValidationError) as refused:
        start.clean()
    assert list(refused.value.message_dict) == [field]


def test_a_group_of_a_protected_unit_has_no_place():
    offering = OfferingFactory(provider=ProviderFactory(is_protected=True), area=AreaFactory(level="municipality"))
    place = Place.objects.create(slug="huset", name="Huset", provider=ProviderFactory(), street="Hemliga gatan 1")
    start = GroupStart(offering=offering, first_date=date(2026, 12, 8), place=place)
    with pytest.raises(ValidationError, match="skyddad"):
        start.clean()
    start.place = None
    start.words = [GroupStartWords(language="sv", where="Hemliga gatan 1")]
    with pytest.raises(ValidationError, match="skyddad"):
        start.clean()


def test_a_unit_whose_group_names_a_place_cannot_become_protected():
    offering = OfferingFactory(provider=ProviderFactory(), area=AreaFactory(level="municipality"))
    start = GroupStartFactory(offering=offering)
    start.words = [GroupStartWords(language="sv", where="I matsalen")]
    start.save()
    offering.provider.is_protected = True
    with pytest.raises(ValidationError, match="skyddad"):
        offering.provider.save()
