"""Waits that anybody may fetch."""

import pytest
from django.test import override_settings
from freezegun import freeze_time

from catalogue.bulk import bulk_change
from tests import records
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

URL = "/oppna-data/vantetider.json"


@pytest.fixture(autouse=True)
def frozen():
    with freeze_time("2026-11-20 10:00"):
        yield


def offering(slug, **values):
    insats = records.InsatsFactory(slug=f"insats-{slug}", name="Komet")
    provider = records.ProviderFactory(slug=f"enhet-{slug}", name="Familjens hus")
    area = records.AreaFactory(slug=f"omrade-{slug}", name="Farsta")
    return records.OfferingFactory(insats=insats, provider=provider, area=area, route="ring", **values)


def test_the_newest_observation_is_given_as_it_was_stated(client):
    own = offering("a")
    records.report(own, "2026-10-01", wait_from=1, wait_to=2, unit="week", measure="first_talk")
    newest = {"wait_from": 3, "wait_to": 4, "unit": "week", "measure": "first_talk", "source_title": "Enheten"}
    records.report(own, "2026-11-18", **newest)
    records.report(own, "2026-11-01", "none", measure="start")
    given = client.get(URL).json()
    assert (given["days_until_it_may_have_changed"], given["days_until_it_is_unknown"]) == (14, 45)
    assert given["next"] is None
    (wait,) = given["waits"]
    assert wait["offering"] == {"slug": own.slug, "uuid": str(own.uuid), "is_example": False}
    assert wait["insats"] == {"slug": "insats-a", "name": "Komet"}
    assert wait["provider"] == {"slug": "enhet-a", "name": "Familjens hus"}
    assert wait["area"] == {"slug": "omrade-a", "name": "Farsta"}
    nothing = {"from": None, "to": None, "average": None, "unit": None, "target_group": None, "source": None}
    stated = {**nothing, "from": 3, "to": 4, "unit": "week", "source": "Enheten", "observed": "2026-11-18"}
    assert sorted(wait["observations"], key=lambda said: said["observed"]) == [
        {**nothing, "state": "none", "measured_to": "start", "observed": "2026-11-01"},
        {**stated, "state": "queue", "measured_to": "first_talk"},
    ]


def test_what_is_not_public_is_not_there(client):
    records.report(offering("dold", live=False), "2026-11-18", "none")
    records.report(offering("slut", status="ended"), "2026-11-18", "none")
    records.report(offering("exempel", is_example=True), "2026-11-18", "none")
    offering("utan-uppgift")
    assert client.get(URL).json()["waits"] == []
    with override_settings(DEMO=True, DEMO_EXAMPLE=True):
        assert [wait["offering"]["is_example"] for wait in client.get(URL).json()["waits"]] == [True]


def test_it_costs_the_same_for_1_and_25_and_goes_on_where_the_page_ends(client, monkeypatch):
    records.report(offering("0"), "2026-11-18", "none")
    with_one = queries_of(client, URL)
    with bulk_change():
        for number in range(1, 25):
            records.report(offering(str(number)), "2026-11-18", "none")
    assert queries_of(client, URL) == with_one <= 5
    monkeypatch.setattr("opendata.waits.AT_A_TIME", 20)
    first = client.get(URL).json()
    assert (len(first["waits"]), first["next"]) == (20, f"http://testserver{URL}?sida=2")
    last = client.get(first["next"]).json()
    assert (len(last["waits"]), last["next"]) == (5, None)


@pytest.mark.parametrize("asked", ["0", "2", "-1", "x", "²", "9" * 40, ""])
def test_a_page_that_is_none_is_told_so(client, asked):
    answer = client.get(URL, {"sida": asked})
    assert (answer.status_code, answer.json()) == (404, {"fel": "Det finns sida 1 till 1.", "falt": "sida"})


def test_it_sets_no_cookie_and_is_sent_anew_only_when_something_was_written(client):
    own = offering("a")
    records.report(own, "2026-11-18", "none")
    answer = client.get(URL)
    assert not answer.cookies
    assert client.get(URL, headers={"if-none-match": answer["ETag"]}).status_code == 304
    records.report(own, "2026-11-19", "full")
    changed = client.get(URL, headers={"if-none-match": answer["ETag"]})
    assert changed.json()["waits"][0]["observations"][0]["state"] == "full"
