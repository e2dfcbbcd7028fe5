"""The week of a unit on a telephone: saved whole or not at all, and never over what somebody else wrote."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import ModelLogEntry

from catalogue.models import OpeningHours
from tests import records
from tests.pages.html import page, text
from tests.workspace.team_room import hidden_fields, manager, room

__all__ = ["room"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(room):
    provider = records.ProviderFactory(name="Familjens hus", slug="familjens-hus")
    records.OpeningHoursFactory(provider=provider, weekday=0, opens="09:00", closes="12:00")
    records.OpeningHoursFactory(provider=provider, weekday=0, opens="13:00", closes="16:00")
    return provider


def url(provider):
    return f"/personal/laget/tider/{provider.slug}/"


def week(provider):
    rows = provider.opening_hours.order_by("weekday", "opens")
    return [(row.get_weekday_display(), f"{row.opens:%H.%M}", f"{row.closes:%H.%M}", row.version) for row in rows]


def form_of(client, provider):
    return hidden_fields(page(client, url(provider)).select_one("main form"))


def send(client, provider, data, button="spara"):
    return client.post(url(provider), {**data, button: "1"})


def names(provider):
    return [f"rad-{row.pk}" for row in provider.opening_hours.order_by("weekday", "opens")]


def changes(provider):
    entries = ModelLogEntry.objects.for_instance(provider).filter(action="catalogue.hours").order_by("pk")
    return [(entry.data["before"], entry.data["after"]) for entry in entries]


def test_only_what_was_changed_is_saved_and_written_down(unit):
    client = manager(unit)
    first, _ = names(unit)
    response = send(client, unit, {**form_of(client, unit), f"{first}-closes": "11:30"})
    assert response.status_code == 302
    assert week(unit) == [("måndag", "09.00", "11.30", 2), ("måndag", "13.00", "16.00", 1)]
    assert changes(unit) == [("måndag 09.00–12.00 telefon", "måndag 09.00–11.30 telefon")]
    assert not unit.verifications.exists()


def test_saving_and_saying_that_all_is_true_are_one_press_when_one_says_so(unit):
    client = manager(unit)
    first, _ = names(unit)
    send(client, unit, {**form_of(client, unit), f"{first}-closes": "11:30"}, "stammer")
    assert unit.verifications.get().about == "hours"


def test_two_rows_change_places_in_one_save(unit):
    client = manager(unit)
    first, second = names(unit)
    data = form_of(client, unit)
    data |= {f"{first}-opens": "12:00", f"{first}-closes": "16:00"}
    data |= {f"{second}-opens": "08:00", f"{second}-closes": "11:00"}
    assert send(client, unit, data).status_code == 302
    assert [row[1:3] for row in week(unit)] == [("08.00", "11.00"), ("12.00", "16.00")]


def test_a_row_is_taken_away_and_new_ones_stand_on_several_days(unit):
    client = manager(unit)
    first, _ = names(unit)
    data = {**form_of(client, unit), f"{first}-gone": "on"}
    data |= {"ny-channel": "dropin", "ny-weekdays": ["1", "3"], "ny-opens": "10:00", "ny-closes": "11:00"}
    send(client, unit, data)
    assert [row[:3] for row in week(unit)] == [
        ("måndag", "13.00", "16.00"),
        ("tisdag", "10.00", "11.00"),
        ("torsdag", "10.00", "11.00"),
    ]
    assert ("måndag 09.00–12.00 telefon", "") in changes(unit)
    assert ("", "tisdag 10.00–11.00 drop-in") in changes(unit)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"opens": "kvart i nio"}, "Öppnar: Skriv tiden som 09:00."),
        ({"closes": ""}, "Stänger: Fyll i en tid."),
        ({"closes": "14:00"}, "Tiden går in i en annan tid"),
        ({"closes": "09:00"}, "Skriv 00.00–23.59 om det är öppet dygnet runt."),
    ],
)
def test_hours_that_make_no_sense_are_refused_and_nothing_is_saved(unit, values, words):
    client = manager(unit)
    first, second = names(unit)
    data = form_of(client, unit) | {f"{second}-closes": "17:00"}
    response = send(client, unit, data | {f"{first}-{name}": value for name, value in values.items()})
    assert response.status_code == 400
    assert words in text(BeautifulSoup(response.content, "html.parser").main)
    assert week(unit) == [("måndag", "09.00", "12.00", 1), ("måndag", "13.00", "16.00", 1)]
    assert changes(unit) == []


def test_half_a_new_row_is_refused(unit):
    client = manager(unit)
    response = send(client, unit, {**form_of(client, unit), "ny-weekdays": ["1"], "ny-opens": "10:00"})
    assert response.status_code == 400
    assert "Välj dagar och fyll i båda tiderna" in text(BeautifulSoup(response.content, "html.parser").main)


def test_the_later_of_two_is_told_what_stands_there_and_loses_nothing_that_was_typed(unit):
    one, other = manager(unit), manager(unit, name="kollega")
    first, second = names(unit)
    early, late = form_of(one, unit), form_of(other, unit)
    send(one, unit, early | {f"{first}-closes": "11:00"})
    response = send(other, unit, late | {f"{first}-closes": "10:00", f"{second}-closes": "17:00"})
    assert response.status_code == 409
    soup = BeautifulSoup(response.content, "html.parser")
    assert text(soup.select_one("[role=alert]")) == (
        "Någon annan har ändrat öppettiderna medan du skrev. Inget av ditt är sparat. "
        "Nu står det: måndag 09.00–11.00 telefon. Spara igen om dina tider ska gälla."
    )
    assert week(unit) == [("måndag", "09.00", "11.00", 2), ("måndag", "13.00", "16.00", 1)]
    send(other, unit, hidden_fields(soup.select_one("main form")))
    assert week(unit) == [("måndag", "09.00", "10.00", 3), ("måndag", "13.00", "17.00", 2)]


def test_a_row_that_somebody_took_away_is_not_brought_back_in_silence(unit):
    client = manager(unit)
    data = form_of(client, unit)
    OpeningHours.objects.filter(pk=names(unit)[0].removeprefix("rad-")).delete()
    assert send(client, unit, data).status_code == 409
    assert len(week(unit)) == 1


def test_a_row_that_somebody_added_meanwhile_stays(unit):
    client = manager(unit)
    data = form_of(client, unit)
    records.OpeningHoursFactory(provider=unit, weekday=4)
    first, second, _ = names(unit)
    assert send(client, unit, data | {f"{second}-closes": "15:00"}).status_code == 302
    assert [row[0] for row in week(unit)] == ["måndag", "måndag", "fredag"]
    assert first
