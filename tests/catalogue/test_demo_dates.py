"""The demonstration never runs out of groups: a job moves them on, and start_demo's accounts can be reminded."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone
from freezegun import freeze_time

from catalogue import jobs
from catalogue.actions.move_demo_dates import move_demo_dates
from catalogue.actions.seed_roles import seed_roles
from catalogue.jobs.registered import register_jobs
from catalogue.jobs.remind import remind
from catalogue.models import GroupStart

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_catalogue")]


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMO = settings.DEMO_EXAMPLE = True


def groups(client):
    return BeautifulSoup(client.get("/grupper/?omrade=alla").content, "html.parser").select(".group")


def test_groups_whose_days_have_passed_are_moved_on(client):
    planned = len(groups(client))
    assert planned > 0
    with freeze_time(timezone.now() + timedelta(days=100)):
        assert groups(client) == []
        assert not move_demo_dates(timezone.now()).startswith("0 ")
        assert len(groups(client)) == planned
        assert move_demo_dates(timezone.now()) == "0 flyttade fram."


def test_what_an_editor_took_away_or_changed_stays_so(client):
    taken = GroupStart.objects.order_by("pk").first()
    taken.delete()
    changed = GroupStart.objects.order_by("-first_date").first()
    GroupStart.objects.filter(pk=changed.pk).update(seats=99)
    before = GroupStart.objects.count()
    move_demo_dates(timezone.now())
    assert GroupStart.objects.count() == before
    assert GroupStart.objects.get(pk=changed.pk).seats == 99


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_job_is_there_in_a_demonstration_only(settings, monkeypatch, is_demo):
    settings.DEMO = is_demo
    monkeypatch.setattr(jobs, "_jobs", {})
    register_jobs()
    assert ("demo_dates" in [job.name for job in jobs.all_jobs()]) == is_demo


def test_the_accounts_have_addresses_that_reminders_reach():
    get_user_model().objects.create_user("kommunikator", first_name="Kommunikatör")
    seed_roles()
    addresses = get_user_model().objects.order_by("username").values_list("email", flat=True)
    assert list(addresses) == [
        "administrator@exempelstad.example",
        "enhetschef@exempelstad.example",
        "kommunikator@exempelstad.example",
        "socialsekreterare@exempelstad.example",
    ]
    remind(timezone.now() + timedelta(days=8))
    assert {address for letter in mail.outbox for address in letter.to} == {"enhetschef@exempelstad.example"}
