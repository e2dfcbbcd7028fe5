"""Two people who save the same fact in the same instant: one is saved, the other is told what the first wrote.

Each is a thread with a connection of its own, and both are held at the row until both have come there. Only a
server can show it, for SQLite lets one writer in at a time.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from bs4 import BeautifulSoup
from django.db import connection, transaction
from django.urls import reverse
from wagtail.models import ModelLogEntry

from catalogue.actions.seed_roles import seed_roles
from catalogue.models import GroupStart, Offering, OpeningException, OpeningHours, Provider
from tests import records
from tests.catalogue.admin_user import fields, sign_in
from tests.lent import PostgresDatabases
from tests.pages.html import page, text
from tests.workspace.team_room import URL, hidden_fields, manager, offering, row

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="TWO AT ONCE IS SHOWN ON POSTGRESQL ONLY: set DATABASE_URL"
)
#: Seconds until whoever does not come to the row is given up.
PATIENCE = 20


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker):
    """A database of the module's own, for its threads commit."""
    with django_db_blocker.unblock(), PostgresDatabases("threads").own():
        seed_roles()
        yield


@pytest.fixture
def own(database):
    return offering(records.ProviderFactory())


@contextmanager
def held(record, people):
    """Keep a row until all of them wait for it, and let them go in the same instant."""
    with transaction.atomic():
        type(record).objects.select_for_update().get(pk=record.pk)
        yield
        deadline = time.monotonic() + PATIENCE
        while _waiting() < people:
            assert time.monotonic() < deadline, "they did not meet at the row"
            time.sleep(0.02)


def _waiting():
    with connection.cursor() as cursor:
        # Within a transaction a server shows what it saw first.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0]


def send(client, path, data):
    try:
        return client.post(path, data)
    finally:
        connection.close()


def together(record, *sent):
    """Post all at once. Returns who was saved, and the page of whom was not."""
    with ThreadPoolExecutor(len(sent)) as pool:
        with held(record, len(sent)):
            coming = [pool.submit(send, *posted) for posted in sent]
        answers = [answer.result(PATIENCE) for answer in coming]
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    won = next(number for number, answer in enumerate(answers) if answer.status_code == 302)
    return won, BeautifulSoup(answers[1 - won].content, "html.parser")


def entries(record, action):
    return ModelLogEntry.objects.for_instance(record).filter(action=action)


def test_one_wait_is_saved_and_the_other_told(own):
    records.report(own, "2026-01-01", state="none")
    people = [manager(own.provider, name=f"ko-{number}") for number in range(2)]
    sent = []
    for client, value in zip(people, ("8", "12"), strict=True):
        form = row(client, f"ko-{own.pk}").select_one(f"button[value='{value}']").find_parent("form")
        sent.append((client, form["action"], {**hidden_fields(form), "svar": value}))
    won, told = together(own, *sent)
    figures = ["5–8 veckor", "9–12 veckor"]
    assert own.queue_reports.count() == 2
    assert entries(own, "catalogue.queue").get().data["after"].startswith(figures[won])
    assert f"Nu står det: {figures[won]}" in text(told.select_one("[role=alert]"))
    assert f"Du skickade: {figures[1 - won]}" in text(told.select_one("[role=alert]"))


def test_one_week_is_saved_and_the_other_told(own):
    hours = records.OpeningHoursFactory(provider=own.provider)
    path = f"{URL}tider/{own.provider.slug}/"
    sent = []
    for number, closes in enumerate(("15:00", "16:00")):
        client = manager(own.provider, name=f"tid-{number}")
        form = hidden_fields(page(client, path).select_one("main form"))
        sent.append((client, path, {**form, f"rad-{hours.pk}-closes": closes, "spara": "1"}))
    won, told = together(own.provider, *sent)
    saved = OpeningHours.objects.get(pk=hours.pk)
    assert (f"{saved.closes:%H:%M}", saved.version) == (("15:00", "16:00")[won], 2)
    assert entries(own.provider, "catalogue.hours").count() == 1
    assert "Någon annan har ändrat öppettiderna medan du skrev." in text(told.select_one("[role=alert]"))
    assert told.find(id=f"id_rad-{hours.pk}-closes")["value"] == ("16:00", "15:00")[won]


def test_a_week_that_one_takes_away_is_not_changed_by_the_other(own):
    hours = records.OpeningHoursFactory(provider=own.provider)
    path = f"{URL}tider/{own.provider.slug}/"
    sent = []
    for number, change in enumerate(({"gone": "on"}, {"closes": "11:00"})):
        client = manager(own.provider, name=f"bort-{number}")
        form = hidden_fields(page(client, path).select_one("main form"))
        typed = {f"rad-{hours.pk}-{name}": value for name, value in change.items()}
        sent.append((client, path, {**form, **typed, "spara": "1"}))
    won, _told = together(own.provider, *sent)
    assert OpeningHours.objects.filter(pk=hours.pk).exists() == (won == 1)
    assert entries(own.provider, "catalogue.hours").count() == 1


def test_one_says_when_it_is_closed_and_the_other_is_told(own):
    path = f"{URL}undantag/{own.provider.slug}/"
    sent = []
    for number, day in enumerate(("2099-12-24", "2099-12-31")):
        client = manager(own.provider, name=f"stangt-{number}")
        version = page(client, path).select_one("input[name=version]")["value"]
        day = day.replace("2099", str(time.localtime().tm_year + 1))
        sent.append((client, path, {"version": version, "rad": "", "gor": "spara", "ny-date_from": day}))
    won, told = together(own.provider, *sent)
    saved = OpeningException.objects.get(provider=own.provider)
    assert saved.date_from.isoformat() == sent[won][2]["ny-date_from"]
    assert "Någon annan har ändrat undantagen medan du skrev." in text(told.select_one("[role=alert]"))
    assert told.find(id="id_ny-date_from")["value"] == sent[1 - won][2]["ny-date_from"]


def test_one_group_start_is_saved_and_the_other_told(own):
    start = records.GroupStartFactory(offering=own, first_date="2099-01-12", seats=12, signed_up=3)
    path = reverse("groupstart:edit", args=[start.pk])
    editor = sign_in("kommunikator")
    data = fields(editor.get(path))
    sent = [(editor, path, {**data, "signed_up": number}) for number in ("5", "7")]
    won, told = together(start, *sent)
    start = GroupStart.objects.get(pk=start.pk)
    assert (start.signed_up, start.version) == ((5, 7)[won], 2)
    assert entries(own, "catalogue.group_start").count() == 1
    assert f"Nu står det: {start}" in text(told.main)
    assert told.find(id="id_signed_up")["value"] == ("7", "5")[won]
    # The form that comes back knows what it would overwrite, so a second press decides.
    assert told.find(id="id_read_version")["value"] == "2"


def test_the_threads_met_in_a_database_of_their_own(own):
    assert connection.settings_dict["NAME"].endswith("_copy")
    assert Offering.objects.exists()
    assert Provider.objects.exists()
