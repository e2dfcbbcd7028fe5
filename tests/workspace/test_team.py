"""*Läget*: a unit manager confirms, changes or says "vet inte", and two people at once lose nothing."""

from datetime import UTC, datetime

import pytest
from freezegun import freeze_time
from wagtail.models import ModelLogEntry

from catalogue.bulk import bulk_change
from catalogue.choices import Confirmed
from catalogue.models import OfferingWords, QueueReport, TargetGroup
from tests import records
from tests.catalogue.admin_user import sign_in
from tests.pages.html import page, text
from tests.queries import queries_of
from tests.workspace.staff import staff
from tests.workspace.team_room import URL, answer, hidden_fields, manager, offering, room, row

NOW = "2026-11-30 09:00"
__all__ = ["room"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def frozen(room):
    with freeze_time(NOW):
        yield


def history(record):
    return [
        (entry.user.username if entry.user else None, entry.action, entry.data["before"], entry.data["after"])
        for entry in ModelLogEntry.objects.for_instance(record).order_by("pk")
        if entry.action.startswith("catalogue.")
    ]


def key_of(record, measure=""):
    return f"ko-{record.pk}-{measure}".rstrip("-")


def test_the_page_lists_the_own_units_with_what_readers_are_told_now():
    own, other = offering(name="Komet"), offering(records.ProviderFactory(name="Någon annans"), name="Repulse")
    records.report(own, "2026-11-10", wait_from=2, wait_to=3, unit="week", measure="first_talk")
    records.OpeningHoursFactory(provider=own.provider)
    soup = page(manager(own.provider), URL)
    assert [text(h2) for h2 in soup.select("h2")] == ["Familjens hus"]
    assert text(soup.select_one(".lead")) == "2 rader behöver ditt svar."
    wait = soup.find(id=key_of(own, "first_talk"))
    assert text(wait.h3) == "Komet, till första samtalet Behöver svar"
    assert text(wait.select_one(".badge--ageing:not(h3 .badge)")) == (
        "2–3 veckor till första samtalet – kan ha ändrats"
    )
    assert "måndag 9–16.30" in text(soup.find(id=f"tider-{own.provider_id}"))
    assert other.insats.name not in text(soup)


def test_one_press_confirms_and_makes_a_new_observation_of_today():
    own = offering()
    old = records.report(own, "2026-11-01", wait_from=2, wait_to=3, unit="week", measure="start", source_title="R")
    client = manager(own.provider)
    response = answer(client, key_of(own, "start"), "stammer")
    assert response.status_code == 302
    assert response["Location"] == f"{URL}?sida=1&svarat=ko-{own.pk}-start#ko-{own.pk}-start"
    new = QueueReport.objects.exclude(pk=old.pk).get()
    assert (new.observed, new.wait_from, new.wait_to, new.unit, new.measure, new.state) == (
        "2026-11-30",
        2,
        3,
        "week",
        "start",
        "queue",
    )
    assert (new.reported_by, new.source_title) == (client.user, "")
    figure = "2–3 veckor från beslut till start"
    expected = ("chef", "catalogue.queue", f"{figure} (2026-11-01)", f"{figure} (2026-11-30)")
    assert history(own) == [expected]
    answered = row(client, key_of(own, "start"), svarat=key_of(own, "start"))
    assert text(answered.select_one("[role=status]")) == "Sparat."
    assert text(answered.select_one(".badge--fresh")) == figure
    assert "Behöver svar" not in text(answered)


def test_another_figure_takes_two_presses_without_javascript():
    own = offering()
    records.report(own, "2026-11-20", state="none")
    client = manager(own.provider)
    details = row(client, key_of(own)).details
    assert text(details.summary) == "Ändra kön till Komet"
    assert [text(button) for button in details.select("form:first-of-type button")][:4] == [
        "Ingen kö",
        "Lediga platser",
        "Högst 1 vecka",
        "1–2 veckor",
    ]
    answer(client, key_of(own), "4")
    newest = own.queue_reports.first()
    assert (newest.state, newest.wait_from, newest.wait_to, newest.unit) == ("queue", 3, 4, "week")
    assert history(own)[-1][2:] == ("Ingen kö (2026-11-20)", "3–4 veckor (2026-11-30)")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ({"fran": "6", "till": "7", "enhet": "week"}, ("queue", 6, 7, "week")),
        ({"fran": "", "till": "10", "enhet": "day"}, ("queue", None, 10, "day")),
        ({"fran": "0", "till": "0", "enhet": "week"}, ("none", None, None, "")),
    ],
)
def test_a_figure_is_written_by_hand(typed, stored):
    own = offering()
    answer(manager(own.provider), key_of(own), "egen", **typed)
    report = own.queue_reports.get()
    assert (report.state, report.wait_from, report.wait_to, report.unit) == stored


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"fran": "", "till": ""}, "Skriv hur lång väntan är."),
        ({"fran": "tre", "till": ""}, "Skriv antalet med siffror."),
        ({"fran": "5", "till": "2"}, "Väntetiden står tvärtom: från 5 till 2."),
        ({"fran": "1000", "till": ""}, "Skriv ett tal som är högst 999."),
        ({"fran": "-1", "till": ""}, "större än eller lika med 0"),
        ({"fran": "2", "enhet": "year"}, "Formuläret gick inte att läsa."),
    ],
)
def test_a_figure_that_makes_no_sense_is_refused_in_its_row_and_kept_in_the_form(typed, words):
    own = offering()
    client = manager(own.provider)
    form = row(client, key_of(own)).select_one("button[value=egen]").find_parent("form")
    response = client.post(form["action"], {**hidden_fields(form), "svar": "egen", **typed})
    assert response.status_code == 400
    soup = page_of(response)
    refused = soup.find(id=key_of(own))
    assert words in text(refused.select_one("[role=alert]"))
    assert refused.details.has_attr("open")
    assert refused.select_one("[name=fran]")["value"] == typed["fran"]
    assert not QueueReport.objects.exists()


def page_of(response):
    from bs4 import BeautifulSoup

    return BeautifulSoup(response.content, "html.parser")


def test_not_knowing_is_an_answer_after_which_the_figure_may_have_changed():
    own = offering()
    records.report(own, "2026-11-20", state="short")
    client = manager(own.provider)
    answer(client, key_of(own), "vet-inte")
    assert own.queue_reports.first().state == "unknown"
    answered = row(client, key_of(own))
    assert text(answered.select_one(".badge")) == "Kort kö – kan ha ändrats"
    assert "Ni har svarat ”vet inte”. Läsarna ser att väntetiden kan ha ändrats." in text(answered)
    assert "Behöver svar" not in text(answered)
    assert history(own)[-1][2:] == ("Kort kö (2026-11-20)", "Vet inte (2026-11-30)")
    with freeze_time("2026-12-27 09:00"):
        client.force_login(client.user)
        assert "Behöver svar" not in text(row(client, key_of(own)))
    with freeze_time("2027-01-05 09:00"):
        client.force_login(client.user)
        assert "Behöver svar" in text(row(client, key_of(own)))
        assert "Läsarna ser att väntetiden är okänd." in text(row(client, key_of(own)))


def test_who_has_no_figure_has_nothing_to_confirm():
    own = offering()
    client = manager(own.provider)
    assert row(client, key_of(own)).select_one("button[value=stammer]") is None
    sent = {"erbjudande": own.pk, "matt": "", "version": 0, "svar": "stammer"}
    response = client.post(f"{URL}ko/", sent)
    assert response.status_code == 409
    assert "Det finns ingen uppgift att bekräfta." in text(page_of(response).find(id=key_of(own)))


def test_of_two_at_once_the_later_is_told_what_the_first_answered():
    own = offering()
    records.report(own, "2026-11-20", state="none")
    one, other = manager(own.provider), manager(own.provider, name="kollega")
    form = row(other, key_of(own)).select_one("button[value='2']").find_parent("form")
    answer(one, key_of(own), "8")
    late = other.post(form["action"], {**hidden_fields(form), "svar": "2"})
    assert late.status_code == 409
    refused = page_of(late).find(id=key_of(own))
    assert text(refused.select_one("[role=alert]")) == (
        "Chef har svarat medan du tittade. Nu står det: 5–8 veckor (2026-11-30). Ditt svar är inte sparat. "
        "Du skickade: 1–2 veckor (nu). Svara igen om det ska gälla."
    )
    assert own.queue_reports.count() == 2
    again = refused.select_one("button[value='2']").find_parent("form")
    other.post(again["action"], {**hidden_fields(again), "svar": "2"})
    assert history(own)[-1] == (
        "kollega",
        "catalogue.queue",
        "5–8 veckor (2026-11-30)",
        "1–2 veckor (2026-11-30)",
    )


def test_a_button_that_is_pressed_twice_answers_once():
    own = offering()
    records.report(own, "2026-11-20", state="none")
    client = manager(own.provider)
    form = row(client, key_of(own)).select_one("button[value=stammer]").find_parent("form")
    statuses = [
        client.post(form["action"], {**hidden_fields(form), "svar": "stammer"}).status_code for _ in range(2)
    ]
    assert statuses == [302, 302]
    assert own.queue_reports.count() == 2


def test_each_kind_of_wait_is_answered_by_itself():
    own = offering()
    records.report(own, "2026-11-01", measure="first_talk", wait_to=1, unit="week")
    records.report(own, "2026-11-01", measure="start", wait_to=9, unit="week")
    client = manager(own.provider)
    answer(client, key_of(own, "start"), "stammer")
    assert "Behöver svar" in text(row(client, key_of(own, "first_talk")))
    assert "Behöver svar" not in text(row(client, key_of(own, "start")))


def test_hours_are_confirmed_and_saving_them_is_not_confirming():
    own = offering()
    records.OpeningHoursFactory(provider=own.provider)
    client, key = manager(own.provider), f"tider-{own.provider_id}"
    assert "Ingen har bekräftat tiderna." in text(row(client, key))
    answer(client, key, "stammer")
    mark = own.provider.verifications.get()
    assert (mark.about, mark.verified_by) == (Confirmed.HOURS, client.user)
    assert mark.verified_at == datetime(2026, 11, 30, 9, tzinfo=UTC)
    assert "Bekräftade 30 november 2026." in text(row(client, key))
    assert [entry[1] for entry in history(own.provider)] == ["catalogue.hours_confirmed"]


def test_not_knowing_the_hours_is_written_down_and_confirms_nothing():
    own = offering()
    client = manager(own.provider)
    answer(client, f"tider-{own.provider_id}", "vet-inte")
    assert not own.provider.verifications.exists()
    assert [entry[1] for entry in history(own.provider)] == ["catalogue.hours_doubted"]
    answered = text(row(client, f"tider-{own.provider_id}"))
    assert "öppettider: vet inte" in answered
    assert "Ni har svarat ”vet inte”. Läsarna ser att tiderna kan ha ändrats." in answered
    assert "Behöver svar" not in answered
    with freeze_time("2026-12-27 09:00"):
        client.force_login(client.user)
        assert "Behöver svar" not in text(row(client, f"tider-{own.provider_id}"))
    with freeze_time("2026-12-28 09:00"):
        client.force_login(client.user)
        assert "Behöver svar" in text(row(client, f"tider-{own.provider_id}"))


def test_hours_that_somebody_changed_meanwhile_are_not_confirmed_unread():
    own = offering()
    hours = records.OpeningHoursFactory(provider=own.provider)
    client, key = manager(own.provider), f"tider-{own.provider_id}"
    form = row(client, key).form
    hours.version += 1
    hours.save()
    response = client.post(form["action"], {**hidden_fields(form), "svar": "stammer"})
    assert response.status_code == 409
    assert "Ditt svar är inte sparat" in text(page_of(response).find(id=key).select_one("[role=alert]"))
    assert not own.provider.verifications.exists()


def test_the_history_says_who_when_before_and_after():
    own = offering()
    records.report(own, "2026-11-20", state="none")
    client = manager(own.provider)
    answer(client, key_of(own), "8")
    soup = page(client, f"/personal/historik/erbjudande/{own.slug}/")
    cells = [text(cell) for cell in soup.select("tbody tr th, tbody tr td")]
    assert cells == [
        "30 november 2026 10.00",
        "Chef",
        "Kö",
        "Ingen kö (2026-11-20)",
        "5–8 veckor (2026-11-30)",
    ]


def test_the_office_chooses_a_unit_and_answers_for_it():
    own = offering()
    records.report(own, "2026-11-20", state="none")
    alone = records.OfferingFactory(area=records.AreaFactory(name="Farsta", slug="farsta"))
    client = sign_in("kommunikator")
    first = page(client, URL)
    assert not first.select(".due")
    assert [text(option) for option in first.select("option")] == ["Välj", "Familjens hus", "Farsta"]
    chosen = page(client, URL, enhet=f"verksamhet/{own.provider.slug}")
    form = chosen.select_one("button[value='4']").find_parent("form")
    response = client.post(form["action"], {**hidden_fields(form), "svar": "4"})
    assert f"enhet=verksamhet%2F{own.provider.slug}" in response["Location"]
    assert own.queue_reports.first().wait_to == 4
    assert text(page(client, URL, enhet="omrade/farsta").select_one(".due h3")) == (
        f"{alone.insats.name} Behöver svar"
    )
    assert not page(client, URL, enhet="omrade/finns-inte").select(".due")


def test_who_answers_for_nothing_is_told_so():
    assert "Du ansvarar inte för någon verksamhet här." in text(page(staff(), URL))


def test_the_page_asks_as_much_for_one_offering_as_for_twenty_five():
    provider = records.ProviderFactory()
    client = manager(provider)

    def add(number):
        own = offering(provider, name=f"Insats {number}")
        records.report(own, "2026-11-01", state="none", measure="start")
        records.OpeningHoursFactory(provider=provider, offering=own, weekday=number % 7, channel="dropin")
        client.post(
            f"{URL}ko/",
            {"erbjudande": own.pk, "matt": "start", "version": own.queue_reports.get().pk, "svar": "4"},
        )

    add(0)
    one = queries_of(client, URL)
    with bulk_change():
        for number in range(1, 25):
            add(number)
    assert len(page(client, URL).select(".due")) == 26
    assert queries_of(client, URL) == one
    assert one <= 25


def test_a_wait_of_one_target_group_is_answered_apart():
    own = offering()
    young = records.term(TargetGroup, "unga", "Unga")
    records.report(own, "2026-11-20", state="none")
    records.report(own, "2026-11-20", state="full", target_group=young)
    client, key = manager(own.provider), f"ko-{own.pk}-grupp-{young.pk}"
    assert text(row(client, key).h3) == "Komet, Unga Behöver svar"
    answer(client, key, "stammer")
    newest = own.queue_reports.first()
    assert (newest.state, newest.target_group, newest.observed) == ("full", young, "2026-11-30")
    assert "Behöver svar" in text(row(client, key_of(own)))
    sent = {"erbjudande": own.pk, "matt": "", "grupp": "999", "version": 0, "svar": "fullt"}
    assert client.post(f"{URL}ko/", sent).status_code == 400


def test_two_offerings_of_one_insats_are_told_apart_by_level_or_way_in():
    first = offering(level="niva-1")
    first.words = [OfferingWords(language="sv", level="nivå 1, lättare")]
    first.save()
    provider, insats = first.provider, first.insats
    records.OfferingFactory(insats=insats, provider=provider, area=None, route="beslut")
    names = [text(h3) for h3 in page(manager(provider), URL).select("h3")]
    assert names[1:] == [
        "Komet, nivå 1, lättare Behöver svar",
        "Komet, socialtjänsten utreder och beslutar Behöver svar",
    ]
