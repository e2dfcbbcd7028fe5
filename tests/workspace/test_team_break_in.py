"""Attempts to answer for what is not one's own: each is refused with words, and nothing is written."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import ModelLogEntry

from catalogue.models import QueueReport, Responsibility, Verification
from tests import records
from tests.catalogue.admin_user import sign_in
from tests.pages.html import text
from tests.workspace.staff import staff
from tests.workspace.team_room import URL, manager, offering, room

__all__ = ["room"]
pytestmark = pytest.mark.django_db
FOREIGN = "Du ansvarar inte för den verksamheten. Inget har sparats."


@pytest.fixture
def foreign(room):
    return offering(records.ProviderFactory(name="Någon annans", slug="nagon-annans"))


def attempts(target):
    """Every way to write about an offering and its unit."""
    queue = {"erbjudande": target.pk, "matt": "", "version": 0, "svar": "vet-inte"}
    hours = {"verksamhet": target.provider_id, "version": "x", "svar": "vet-inte"}
    days = {"gor": "spara", "ny-date_from": "2099-12-24"}
    return [
        (f"{URL}ko/", queue),
        (f"{URL}tider/", hours),
        (f"{URL}tider/{target.provider.slug}/", {"spara": "1"}),
        (f"{URL}undantag/{target.provider.slug}/", days),
    ]


def nothing_was_written():
    kinds = ("catalogue.queue", "catalogue.hours", "catalogue.hours_confirmed", "catalogue.hours_doubted")
    return not (
        QueueReport.objects.exists()
        or Verification.objects.exists()
        or ModelLogEntry.objects.filter(action__in=kinds).exists()
    )


def answers_of(client, target):
    found = []
    for path, data in attempts(target):
        response = client.post(path, data)
        words = text(BeautifulSoup(response.content, "html.parser").select_one("main .lead") or BeautifulSoup())
        found.append((response.status_code, words))
    return found


def test_another_units_id_in_the_form_is_refused(foreign):
    own = offering(name="Eget")
    assert answers_of(manager(own.provider), foreign) == [(403, FOREIGN)] * 4
    assert nothing_was_written()


def test_another_units_history_and_week_are_not_shown(foreign):
    client = manager(offering(name="Eget").provider)
    for path in (
        f"{URL}tider/{foreign.provider.slug}/",
        f"{URL}undantag/{foreign.provider.slug}/",
        f"/personal/historik/verksamhet/{foreign.provider.slug}/",
        f"/personal/historik/erbjudande/{foreign.slug}/",
    ):
        assert client.get(path).status_code == 403, path


@pytest.mark.parametrize(
    "period",
    [
        {"ends": date.today() - timedelta(days=1)},
        {"starts": date.today() + timedelta(days=1)},
    ],
)
def test_a_responsibility_that_is_over_or_has_not_begun_opens_nothing(foreign, period):
    client = manager(foreign.provider, **period)
    assert answers_of(client, foreign) == [(403, FOREIGN)] * 4
    assert "Du ansvarar inte för någon verksamhet här." in client.get(URL).content.decode()
    assert nothing_was_written()


@pytest.mark.parametrize("duty", ["owns_text", "reminded"])
def test_only_the_duty_to_lead_opens_a_unit(foreign, duty):
    client = manager()
    Responsibility.objects.create(user=client.user, provider=foreign.provider, duty=duty)
    assert answers_of(client, foreign) == [(403, FOREIGN)] * 4


def test_a_role_alone_opens_nothing_and_no_role_opens_nothing(foreign):
    assert answers_of(staff(), foreign) == [(403, FOREIGN)] * 4
    client = staff(name="utan-roll")
    client.session.flush()
    outside = Client()
    assert [status for status, _ in answers_of(outside, foreign)] == [302] * 4
    assert nothing_was_written()


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete"])
def test_another_method_writes_nothing(foreign, method):
    client = manager(foreign.provider)
    for path, data in attempts(foreign)[:2]:
        assert getattr(client, method)(path, data).status_code == 405
    week = getattr(client, method)(attempts(foreign)[2][0])
    assert week.status_code == (200 if method in ("get", "head") else 405)
    assert client.post(URL, {"svar": "stammer"}).status_code == 405
    assert nothing_was_written()


@pytest.mark.parametrize("pk", ["", "0", "-1", "1 OR 1=1", "٣", "1e3", "9" * 19, "9" * 400, "\x00", "999999999"])
def test_a_forged_id_is_nothing(foreign, pk):
    client = manager(foreign.provider)
    for (path, data), name in zip(attempts(foreign)[:2], ("erbjudande", "verksamhet"), strict=True):
        assert client.post(path, {**data, name: pk}).status_code == 404
    assert nothing_was_written()


@pytest.mark.parametrize(
    "changes",
    [
        {"version": ""},
        {"version": "-1"},
        {"version": "x"},
        {"matt": "forever"},
        {"svar": ""},
        {"svar": "radera"},
        {"svar": "\x00"},
        {"version": "9" * 400},
    ],
)
def test_a_forged_form_is_refused_and_never_an_error_page(foreign, changes):
    client = manager(foreign.provider)
    path, data = attempts(foreign)[0]
    assert client.post(path, {**data, **changes}).status_code in (400, 409)
    assert nothing_was_written()


def test_a_form_without_its_token_is_refused(foreign):
    client = Client(enforce_csrf_checks=True)
    client.force_login(manager(foreign.provider).user)
    path, data = attempts(foreign)[0]
    assert client.post(path, data).status_code == 403
    assert nothing_was_written()


def test_the_admin_and_the_page_say_the_same_of_who_may(foreign):
    own = offering(name="Eget")
    client = sign_in("enhetschef")
    Responsibility.objects.create(
        user=client.get("/personal/").context["user"], provider=own.provider, duty="manages"
    )
    shown = {row.offering.pk for card in client.get(URL).context["cards"] for row in card.queues}
    editable = {
        target.pk
        for target in (own, foreign)
        if client.get(f"/admin/katalogen/stammer/offering/{target.pk}/").status_code == 200
    }
    assert shown == editable == {own.pk}


def test_an_ended_or_retired_offering_is_nothing(foreign):
    client = manager(foreign.provider)
    foreign.status = "ended"
    foreign.save()
    path, data = attempts(foreign)[0]
    assert client.post(path, data).status_code == 404
