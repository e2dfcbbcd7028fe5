"""When a unit is closed the page says who answers now; pages about violence always say whom one calls at night."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from freezegun import freeze_time

from catalogue.actions.confirm_hours import doubt_hours, hours_of, hours_version
from catalogue.choices import Confirmed
from catalogue.hours_table import hours_table
from catalogue.models import HelpLine, HelpTopic, Need, OpeningException, OpeningHours, Provider
from tests.records import (
    AreaFactory,
    InsatsFactory,
    OfferingFactory,
    OpeningHoursFactory,
    ProviderFactory,
    site,
    term,
    with_words,
    words,
)

pytestmark = pytest.mark.django_db
DAY, NIGHT = "2026-11-23 09:00", "2026-11-23 20:00"


def around_the_clock(provider):
    for weekday in range(7):
        values = {"opens": time(0), "closes": time(23, 59), "holidays_too": True}
        OpeningHoursFactory(provider=provider, weekday=weekday, **values)
    return provider


@pytest.fixture
def offering():
    site()
    jour = around_the_clock(ProviderFactory(name="Socialjouren", phone="031-390 06 90"))
    area = AreaFactory(slug="norr", name="Norr", out_of_hours=jour)
    unit = ProviderFactory(name="Huset", phone="031-390 06 20")
    OpeningHoursFactory(provider=unit, weekday=0)
    found = OfferingFactory(insats=InsatsFactory(name="Samtal"), provider=unit, area=area)
    words(found.insats)
    for slug, number in (("sjukvardsradgivningen", "1177"), ("larmnumret", "112")):
        with_words(HelpLine(slug=slug, number=number), slug, "")
    return found


def panel(client, address):
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return " ".join(soup.select_one(".person").get_text(" ").split())


@freeze_time(NIGHT)
def test_closed_says_who_answers_now(client, offering):
    said = panel(client, offering.provider.get_absolute_url())
    assert "Stängt nu." in said
    assert "Socialjouren svarar nu: 031-390 06 90" in said
    assert "Kan det inte vänta? Råd om vård: 1177 . Fara just nu: 112" in said


@freeze_time(DAY)
def test_open_says_only_who_answers_later(client, offering):
    said = panel(client, offering.provider.get_absolute_url())
    assert "Telefonen är öppen till 16.30." in said
    assert "Stängt? Socialjouren svarar på kvällar och helger: 031-390 06 90" in said
    assert "1177" not in said


@freeze_time(NIGHT)
def test_the_units_own_jour_answers_before_the_areas(client, offering):
    around_the_clock(
        ProviderFactory(name="Husets jour", sort="jour", parent=offering.provider, phone="031-390 06 91")
    )
    said = panel(client, offering.provider.get_absolute_url())
    assert "Husets jour svarar nu: 031-390 06 91" in said
    assert "031-390 06 90" not in said


@freeze_time(DAY)
def test_a_jour_whose_hours_are_not_stated_is_not_said_to_answer_now(client, offering):
    OpeningHours.objects.filter(provider__name="Socialjouren").delete()
    with freeze_time(NIGHT):
        said = panel(client, offering.provider.get_absolute_url())
    assert "Stängt? Socialjouren svarar på kvällar och helger: 031-390 06 90" in said


@freeze_time(NIGHT)
def test_easy_read_says_it_too(client, offering):
    said = panel(client, f"/lattlast{offering.insats.get_absolute_url()}?omrade=norr")
    assert "Socialjouren svarar nu: 031-390 06 90" in said


@pytest.mark.parametrize("slug", ["vald-i-familjen", "hedersrelaterat-vald", "efter-barnforhor"])
@freeze_time(DAY)
def test_pages_about_something_sensitive_always_say_whom_one_calls_at_night(client, offering, slug):
    topic = HelpTopic.objects.create(slug="barn-och-unga")
    for name, always in (("Dygnslinjen", "yes"), ("Dagslinjen", "no")):
        line = HelpLine(slug=name.lower(), number="020-12 34 56", around_the_clock=always)
        line.topics = [topic]
        with_words(line, name, "")
    offering.insats.needs = [term(Need, slug, is_sensitive=True)]
    offering.insats.save()
    for prefix in ("", "/lattlast", "/ar"):
        soup = BeautifulSoup(client.get(f"{prefix}{offering.insats.get_absolute_url()}").content, "html.parser")
        numbers = [link["href"] for link in soup.select("#kvall a[href^=tel]")]
        assert numbers[0] == "tel:+46313900690"
        assert numbers[-1] == "tel:112"
        assert ("Dygnslinjen" in soup.select_one("#kvall").text) is (slug == "efter-barnforhor")
        assert "Dagslinjen" not in soup.select_one("#kvall").text


@freeze_time(DAY)
def test_where_the_socialjour_has_no_number_the_page_leads_to_help_now(client, offering):
    Provider.objects.filter(name="Socialjouren").update(live=False)
    offering.insats.needs = [term(Need, "vald-i-familjen", is_sensitive=True)]
    offering.insats.save()
    soup = BeautifulSoup(client.get(offering.insats.get_absolute_url()).content, "html.parser")
    assert soup.select_one('#kvall a[href="/hjalp-nu/#socialjour"]').text == "Socialjouren där du bor"


@freeze_time(DAY)
def test_other_pages_do_not_speak_of_the_night(client, offering):
    soup = BeautifulSoup(client.get(offering.insats.get_absolute_url()).content, "html.parser")
    assert soup.select_one("#kvall") is None


def said_of_dates(provider, moment):
    with freeze_time(moment):
        table = hours_table(provider.opening_hours.all(), provider.opening_exceptions.all(), timezone.now())
    return [(row.when, row.what) for row in table.exceptions]


def test_the_table_says_on_which_coming_holidays_the_week_does_not_hold(offering):
    for weekday in (1, 2, 3, 4):
        OpeningHoursFactory(provider=offering.provider, weekday=weekday)
    said = said_of_dates(offering.provider, "2026-12-22 09:00")
    assert said == [
        ("24 december", "Stängt, helgdag"),
        ("25 december", "Stängt, helgdag"),
        ("31 december", "Stängt, helgdag"),
        ("1 januari", "Stängt, helgdag"),
    ]
    assert said_of_dates(offering.provider, "2026-12-07 09:00") == []


def test_what_the_unit_says_of_a_holiday_stands_and_open_on_holidays_is_not_closed(offering):
    row = OpeningHoursFactory(provider=offering.provider, weekday=4, holidays_too=True)
    assert said_of_dates(offering.provider, "2026-12-22 09:00") == []
    OpeningException.objects.create(
        provider=offering.provider, date_from=date(2026, 12, 25), date_to=date(2026, 12, 25)
    )
    row.delete()
    assert said_of_dates(offering.provider, "2026-12-22 09:00") == [("25 december", "Stängt")]


def test_confirmed_hours_say_how_old_they_are(client, offering):
    with freeze_time("2026-05-20 09:00"):
        offering.provider.verifications.create(verified_at=timezone.now(), about=Confirmed.HOURS)
    url = offering.provider.get_absolute_url()
    with freeze_time("2026-11-16 09:00"):
        assert "Tiderna bekräftades 20 maj 2026.</p>" in client.get(url).content.decode()
    with freeze_time("2026-11-17 09:00"):
        assert "Tiderna bekräftades 20 maj 2026. De kan ha ändrats." in client.get(url).content.decode()


def test_hours_that_the_unit_does_not_know_may_have_changed_at_once(client, offering):
    provider, url = offering.provider, offering.provider.get_absolute_url()

    def doubt(moment):
        version = hours_version(hours_of(provider))
        doubt_hours(provider, user=None, now=moment, read_version=version)

    with freeze_time("2026-05-20 09:00") as clock:
        assert "bekräfta" not in client.get(url).content.decode()
        doubt(timezone.now())
        doubted = "Ingen har bekräftat tiderna. De kan ha ändrats. Ring innan du går dit.</p>"
        assert doubted in client.get(url).content.decode()
        clock.tick(60)
        provider.verifications.create(verified_at=timezone.now(), about=Confirmed.HOURS)
        assert "Tiderna bekräftades 20 maj 2026.</p>" in client.get(url).content.decode()
        clock.tick(60)
        doubt(timezone.now())
        doubted = "Tiderna bekräftades 20 maj 2026. De kan ha ändrats. Ring innan du går dit.</p>"
        assert doubted in client.get(url).content.decode()


def test_by_appointment_is_said(client, offering):
    Provider.objects.filter(pk=offering.provider_id).update(by_appointment="yes")
    assert "Besök bokar du i förväg." in client.get(offering.provider.get_absolute_url()).content.decode()
