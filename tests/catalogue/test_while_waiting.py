"""A wait never stands alone: one calls all the same, knows who keeps contact, and sees what may help sooner."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Site

from catalogue.bulk import bulk_change
from catalogue.models import SafetyText
from pages.models import CatalogueSettings
from tests.queries import queries_of
from tests.records import (
    AreaFactory,
    InsatsFactory,
    OfferingFactory,
    ProviderFactory,
    report,
    site,
    with_words,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    site()
    whole = AreaFactory(slug="staden", name="Staden", level="municipality")
    return (
        whole,
        AreaFactory(slug="norr", name="Norr", parent=whole),
        AreaFactory(slug="syd", name="Syd", parent=whole),
    )


def today():
    return timezone.localdate().isoformat()


def insats_for(name="Trappan", needs=("brak",), groups=("barn",), **values):
    insats = InsatsFactory(name=name, needs=needs, target_groups=groups, **values)
    words(insats)
    return insats


def page(client, insats, query="", prefix=""):
    return BeautifulSoup(client.get(f"{prefix}/insatser/{insats.slug}/{query}").content, "html.parser")


def text_of(soup, selector):
    found = soup.select_one(selector)
    return " ".join(found.get_text(" ").split()) if found else ""


def long_wait(area, **values):
    offering = OfferingFactory(insats=insats_for(), area=area, **values)
    report(offering, today(), wait_to=10, unit="week", measure="start")
    return offering


def test_beside_a_wait_stands_that_one_calls_all_the_same(client, city):
    offering = long_wait(city[1], waiting_contact="they")
    section = text_of(page(client, offering.insats), "#vantan")
    assert "Ring ändå. Säg till om det är bråttom – den som behöver mest får hjälp först." in section
    assert "De ringer dig medan du väntar." in section
    assert "Ring ändå." in text_of(page(client, offering.insats), ".facts")


def test_who_keeps_contact_is_not_stated_rather_than_made_up(client, city):
    section = text_of(page(client, long_wait(city[1]).insats), "#vantan")
    assert "Det står inte vem som hör av sig medan du väntar. Fråga när du ringer." in section


def test_the_editors_own_words_say_what_to_do_if_it_gets_worse(client, city):
    with_words(SafetyText(slug="samre"), "Blir det värre?", "Ring igen.")
    with_words(SafetyText(slug="vantan"), "Under tiden", "Ring oss.")
    soup = page(client, long_wait(city[1]).insats)
    assert text_of(soup, "#vantan h2") == "Under tiden"
    assert text_of(soup, "#vantan h3 + p") == "Ring igen."


@pytest.mark.parametrize(("state", "route"), [("none", "ring"), ("places", "beslut")])
def test_nothing_is_said_of_waiting_where_nobody_waits(client, city, state, route):
    offering = OfferingFactory(insats=insats_for(), area=city[1], route=route)
    report(offering, today(), state)
    soup = page(client, offering.insats)
    assert soup.select_one("#vantan") is None
    assert "Ring ändå." not in text_of(soup, ".facts")


def test_one_who_can_just_come_is_not_told_to_wait(client, city):
    offering = OfferingFactory(insats=insats_for(), area=city[1], route="kom")
    assert page(client, offering.insats).select_one("#vantan") is None


def test_past_the_threshold_direct_and_shorter_support_stands_first_with_its_reasons(client, city):
    waited = long_wait(city[1], route="beslut", decision_needed="yes")
    come = OfferingFactory(insats=insats_for("Öppet hus"), area=city[0], route="kom", decision_needed="no")
    shorter = OfferingFactory(insats=insats_for("Samtal", ("brak", "sorg")), area=city[1], route="mottagning")
    report(shorter, today(), wait_to=1, unit="week")
    longer = OfferingFactory(insats=insats_for("Kö"), area=city[1], route="ring")
    report(longer, today(), wait_to=20, unit="week")
    adults = OfferingFactory(insats=insats_for("Vuxna", groups=("vuxna",)), area=city[1], route="kom")
    soup = page(client, waited.insats, "?omrade=norr")
    assert text_of(soup, "#annat h2") == "Annat som kan hjälpa medan du väntar"
    lines = [" ".join(line.get_text(" ").split()) for line in soup.select("#annat li")]
    told = {line.split(" En mening")[0].removeprefix("Om "): line for line in lines}
    assert "Du kan komma direkt. Inget beslut behövs." in told["Öppet hus"]
    assert "Kortare väntan: ungefär 1 vecka. Inget beslut behövs." in told["Samtal"]
    assert {longer.insats.name, adults.insats.name}.isdisjoint(list(told)[:2])
    assert come.insats.name in told


def test_below_the_threshold_the_ordinary_list_stands(client, city):
    waited = OfferingFactory(insats=insats_for(), area=city[1])
    report(waited, today(), wait_to=4, unit="week")
    OfferingFactory(insats=insats_for("Öppet hus"), area=city[1], route="kom")
    soup = page(client, waited.insats)
    assert text_of(soup, "#annat h2") == "Annat som kan hjälpa, nu eller medan ni väntar"
    settings = CatalogueSettings.for_site(Site.objects.get())
    settings.long_wait = 27
    settings.save()
    assert text_of(page(client, waited.insats), "#annat h2") == "Annat som kan hjälpa medan du väntar"


def test_support_for_another_area_only_is_no_alternative_unless_it_lets_others_in(client, city):
    waited = long_wait(city[1])
    closed = OfferingFactory(insats=insats_for("Stängt"), area=city[2], route="kom", residents_elsewhere="no")
    opened = OfferingFactory(insats=insats_for("Öppet"), area=city[2], route="kom", residents_elsewhere="yes")
    told = text_of(page(client, waited.insats, "?omrade=norr"), "#annat")
    assert (opened.insats.name in told, closed.insats.name in told) == (True, False)


def test_the_same_support_elsewhere_is_told_when_it_lets_others_in_and_is_sooner(client, city):
    waited = long_wait(city[1])
    values = {"insats": waited.insats, "area": city[2], "residents_elsewhere": "yes"}
    sooner = OfferingFactory(provider=ProviderFactory(name="Huset"), **values)
    report(sooner, today(), wait_to=2, unit="week")
    slower = OfferingFactory(provider=ProviderFactory(name="Tornet"), **values)
    report(slower, today(), wait_to=12, unit="week")
    section = text_of(page(client, waited.insats, "?omrade=norr"), "#andra-stallen")
    assert "Huset, Syd" in section
    assert "De tar emot dig även om du bor i ett annat område. Kortare väntan: ungefär 2 veckor." in section
    assert "Tornet" not in section
    assert page(client, waited.insats).select_one("#andra-stallen") is None


def test_easy_read_says_the_same_in_its_own_words(client, city):
    section = page(client, long_wait(city[1]).insats, prefix="/lattlast").select_one("#vanta").parent
    assert "Ring ändå. Säg om det är bråttom. Den som behöver mest hjälp får hjälp först." in section.get_text()


def test_alternatives_cost_the_same_however_many_there_are(client, city):
    waited = long_wait(city[1])
    OfferingFactory(insats=insats_for("Öppet hus"), area=city[1], route="kom")

    def sooner(numbers):
        with bulk_change():
            for number in numbers:
                other = OfferingFactory(insats=insats_for(f"Annat {number}"), area=city[1], route="ring")
                report(other, today(), wait_to=1, unit="week")

    # With a few, one of them is not among those like it that the page shows anyway, and is read by itself.
    sooner(range(5))
    few = queries_of(client, f"/insatser/{waited.insats.slug}/?omrade=norr")
    sooner(range(5, 25))
    assert queries_of(client, f"/insatser/{waited.insats.slug}/?omrade=norr") <= few <= 15
