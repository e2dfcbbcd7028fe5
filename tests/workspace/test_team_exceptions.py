"""Closed over Christmas: a unit manager says so on a telephone, in two presses, never over what another wrote."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from freezegun import freeze_time
from wagtail.models import ModelLogEntry

from catalogue.models import OpeningException
from tests import records
from tests.pages.html import page, text
from tests.workspace.team_room import URL, hidden_fields, manager, room

__all__ = ["room"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    with freeze_time("2026-11-30 09:00"):
        yield


@pytest.fixture
def unit(room):
    return records.OpeningHoursFactory(provider__name="Familjens hus", provider__slug="familjens-hus").provider


def url(provider):
    return f"{URL}undantag/{provider.slug}/"


def soup_of(response):
    return BeautifulSoup(response.content, "html.parser")


def press(client, provider, label, soup=None, **typed):
    """Press a button that begins with some words, with what its form holds."""
    soup = soup or page(client, url(provider))
    button = next(button for button in soup.select("main button") if text(button).startswith(label))
    form = button.find_parent("form")
    return client.post(form["action"], {**hidden_fields(form), button["name"]: button["value"], **typed})


def add(client, provider, **typed):
    """Write days of one's own and save."""
    form = page(client, url(provider)).select_one("[aria-labelledby=nya] form")
    return client.post(form["action"], {**hidden_fields(form), "gor": "spara", **typed})


def suggested(soup):
    return [text(button) for button in soup.select("section[aria-labelledby=helger] button")]


def stated(provider):
    return [str(row) for row in OpeningException.objects.filter(provider=provider).order_by("date_from", "opens")]


def changes(provider):
    entries = ModelLogEntry.objects.for_instance(provider).filter(action="catalogue.hours").order_by("pk")
    return [(entry.data["before"], entry.data["after"], entry.user.username) for entry in entries]


NEW = {"ny-date_from": "2026-12-07", "ny-opens": "10:00", "ny-closes": "12:00"}


def test_christmas_is_two_presses_from_the_start_page(unit, client):
    chief = manager(unit)
    assert text(page(chief, URL).select_one(f'a[href="{url(unit)}"]')).startswith("Stängt vissa dagar")
    assert suggested(page(chief, url(unit))) == [
        "Stängt 24–26 december",
        "Stängt 31 december–1 januari",
        "Stängt 6 januari",
    ]
    response = press(chief, unit, "Stängt 24")
    assert (response.status_code, response["Location"]) == (302, f"{url(unit)}?sparat=1")
    assert stated(unit) == ["2026-12-24–2026-12-26 stängt"]
    assert changes(unit) == [("", "2026-12-24–2026-12-26 stängt", "chef")]
    soup = page(chief, url(unit), sparat="1")
    assert text(soup.select_one("[role=status]")) == "Sparat."
    assert "24 december – 26 december" in text(soup.select_one("[aria-labelledby=undantag]"))
    assert "Stängt 24–26 december" not in text(soup.main)
    # Readers see it at once, and saving it has confirmed nothing.
    assert "24 december – 26 december" in client.get(unit.get_absolute_url()).content.decode()
    assert not unit.verifications.exists()


def test_other_hours_for_a_period_are_written_changed_and_taken_away(unit):
    chief = manager(unit)
    add(chief, unit, **NEW, **{"ny-date_to": "2026-12-08", "ny-channel": "telefon"})
    assert stated(unit) == ["2026-12-07–2026-12-08 telefon 10.00–12.00"]
    key = f"rad-{OpeningException.objects.get().pk}"
    assert press(chief, unit, "Spara", **{f"{key}-closes": "11:30"}).status_code == 302
    assert stated(unit) == ["2026-12-07–2026-12-08 telefon 10.00–11.30"]
    assert press(chief, unit, "Spara").status_code == 302  # nothing was changed, so nothing is written down
    assert press(chief, unit, "Ta bort").status_code == 302
    assert stated(unit) == []
    assert [after for _before, after, _who in changes(unit)] == [
        "2026-12-07–2026-12-08 telefon 10.00–12.00",
        "2026-12-07–2026-12-08 telefon 10.00–11.30",
        "",
    ]


def test_a_single_day_needs_no_last_day(unit):
    add(manager(unit), unit, **{"ny-date_from": "2026-12-07"})
    assert stated(unit) == ["2026-12-07 stängt"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"ny-date_from": ""}, "Från: Fyll i en dag."),
        ({"ny-date_from": "julafton"}, "Från: Skriv dagen som 2026-12-24."),
        ({"ny-date_from": "2026-11-29"}, "Från: De dagarna har varit."),
        ({"ny-date_from": "2062-12-24"}, "Från: Välj dagar inom två år."),
        ({"ny-date_from": "2026-12-24", "ny-date_to": "2026-12-23"}, "Till och med: Datumen står tvärtom."),
        ({**NEW, "ny-closes": ""}, "Stänger: Fyll i både öppnar och stänger, eller ingen av dem."),
        ({**NEW, "ny-closes": "10:00"}, "Stänger: Skriv 00.00–23.59 om det är öppet dygnet runt."),
        ({**NEW, "ny-opens": "tio"}, "Öppnar: Skriv tiden som 09:00."),
        ({**NEW, "ny-channel": "<script>"}, "Gäller:"),
        ({"ny-date_from": "2026-12-24", "gor": "radera"}, "Formuläret gick inte att läsa."),
        ({"ny-date_from": "2026-12-24", "rad": "99999999999999999999"}, "Någon annan har tagit bort raden."),
        ({"ny-date_from": "2026-12-24\x00"}, "Från:"),
    ],
)
def test_what_makes_no_sense_is_refused_with_words_and_nothing_is_saved(unit, typed, words):
    response = add(manager(unit), unit, **typed)
    assert response.status_code in (400, 409)
    alerts = " ".join(text(found) for found in soup_of(response).select("[role=alert]"))
    assert words in alerts
    assert stated(unit) == []
    assert changes(unit) == []


def test_two_answers_for_a_day_are_refused_and_two_times_or_kinds_are_not(unit):
    chief = manager(unit)
    add(chief, unit, **NEW)
    refused = add(chief, unit, **{"ny-date_from": "2026-12-06", "ny-date_to": "2026-12-10"})
    assert refused.status_code == 400
    assert "För de dagarna står det redan: 2026-12-07 10.00–12.00." in text(soup_of(refused).main)
    assert soup_of(refused).select_one("#id_ny-date_to")["value"] == "2026-12-10"
    assert add(chief, unit, **{**NEW, "ny-opens": "11:00", "ny-closes": "13:00"}).status_code == 400
    add(chief, unit, **{**NEW, "ny-opens": "13:00", "ny-closes": "15:00"})
    add(chief, unit, **{"ny-date_from": "2026-12-07", "ny-channel": "chatt"})
    assert len(stated(unit)) == 3


def test_a_button_pressed_twice_says_it_once(unit):
    chief = manager(unit)
    soup = page(chief, url(unit))
    assert [press(chief, unit, "Stängt 24", soup).status_code for _ in range(2)] == [302, 302]
    assert len(changes(unit)) == 1


@pytest.mark.parametrize("act", ["add", "change", "remove"])
def test_the_later_of_two_is_told_and_loses_nothing_that_was_typed(unit, act):
    one, other = manager(unit), manager(unit, name="kollega")
    press(one, unit, "Stängt 31")
    key = f"rad-{OpeningException.objects.get().pk}"
    late = page(other, url(unit))
    press(one, unit, "Spara", **{f"{key}-date_to": "2027-01-03"})
    before = stated(unit)
    typed = NEW if act == "add" else {f"{key}-date_to": "2027-01-02"} if act == "change" else {}
    if act == "change":
        button = late.find("input", {"name": "rad", "value": key.removeprefix("rad-")}).find_parent("details")
        form = button.form if button else late.find("details").form
        response = other.post(form["action"], {**hidden_fields(form), "gor": "spara", **typed})
    elif act == "add":
        form = late.select_one("[aria-labelledby=nya] form")
        response = other.post(form["action"], {**hidden_fields(form), "gor": "spara", **typed})
    else:
        response = press(other, unit, "Ta bort", late)
    assert response.status_code == 409
    soup = soup_of(response)
    assert "Någon annan har ändrat undantagen medan du skrev." in text(soup.select_one("[role=alert]"))
    assert "31 december – 3 januari" in text(soup.main)
    assert stated(unit) == before
    for name, value in typed.items():
        assert soup.select_one(f"#id_{name}")["value"] == value
    if act == "change":
        form = soup.select_one("details[open] form")
        assert other.post(form["action"], {**hidden_fields(form), "gor": "spara"}).status_code == 302
        assert stated(unit) == ["2026-12-31–2027-01-02 stängt"]


def test_a_row_that_somebody_took_away_is_not_brought_back(unit):
    one, other = manager(unit), manager(unit, name="kollega")
    press(one, unit, "Stängt 24")
    late = page(other, url(unit))
    press(one, unit, "Ta bort")
    response = press(other, unit, "Ta bort", late)
    assert (response.status_code, stated(unit)) == (409, [])


def test_nobody_else_may(unit, client):
    data = {"gor": "spara", "ny-date_from": "2026-12-24", "version": ""}
    foreign = manager(records.ProviderFactory(name="Eget"), name="annan")
    assert client.post(url(unit), data).status_code == 302  # to sign in
    for method in ("get", "post"):
        assert getattr(foreign, method)(url(unit), data).status_code == 403
    for method in ("put", "delete", "patch"):
        assert getattr(manager(unit, name=method), method)(url(unit)).status_code == 405
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(manager(unit, name="egen").user)
    assert guarded.post(url(unit), data).status_code == 403
    # Another unit's row is none of the page's, whatever the form says.
    other = OpeningException.objects.create(
        provider=records.ProviderFactory(), date_from=date(2026, 12, 24), date_to=date(2026, 12, 24)
    )
    sent = manager(unit, name="sista").post(url(unit), {"gor": "bort", "rad": other.pk, "version": ""})
    assert sent.status_code == 409
    assert OpeningException.objects.get() == other


def test_a_protected_unit_has_no_visiting_hours_even_for_a_day(room):
    unit = records.ProviderFactory(is_protected=True)
    response = add(manager(unit), unit, **NEW, **{"ny-channel": "dropin"})
    assert response.status_code == 400
    assert "skyddad" in text(soup_of(response).main)
    assert add(manager(unit, name="b"), unit, **NEW, **{"ny-channel": "telefon"}).status_code == 302


def test_what_has_passed_is_not_shown_and_hides_no_suggestion(unit):
    chief = manager(unit)
    OpeningException.objects.create(provider=unit, date_from=date(2025, 12, 24), date_to=date(2025, 12, 26))
    assert "Veckans tider gäller." in text(page(chief, url(unit)).main)
    # That one kind of contact is closed says nothing of the others.
    days = {"date_from": date(2026, 12, 21), "date_to": date(2027, 1, 8)}
    OpeningException.objects.create(provider=unit, channel="oppen", **days)
    assert "Stängt 24–26 december" in text(page(chief, url(unit)).main)


def test_easter_is_one_period_in_spring(unit):
    with freeze_time("2027-03-01 09:00"):
        soup = page(manager(unit), url(unit))
    assert suggested(soup) == ["Stängt 26 mars", "Stängt 28–29 mars", "Stängt 1 maj", "Stängt 6 maj"]
