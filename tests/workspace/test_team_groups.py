"""Läget tells which groups of the own units lack people, as long as something can be done about it."""

from datetime import time

import pytest
from freezegun import freeze_time

from tests import records
from tests.pages.html import page, text
from tests.queries import queries_of
from tests.workspace.team_room import URL, manager, offering, room

__all__ = ["room"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(room):
    with freeze_time("2026-11-30 09:00"):
        yield


def group(target, first_date="2026-12-08", **values):
    values = {"seats": 12, "signed_up": 3, "smallest": 6, **values}
    return records.GroupStartFactory(offering=target, first_date=first_date, **values)


def lacking(client):
    section = page(client, URL).select_one("[aria-labelledby=grupper]")
    return [text(row) for row in section.select("li")] if section else []


def test_groups_that_lack_people_stand_first_nearest_first():
    own = offering(records.ProviderFactory(name="Familjens hus"))
    chief = manager(own.provider)
    assert lacking(chief) == []
    group(own, "2027-01-12", starts_at=time(17, 15), signed_up=5)
    near = group(own)
    rows = lacking(chief)
    assert rows[0].startswith(
        "Komet, Familjens hus Tisdag 8 december 2026. 3 av 12 anmälda, saknar 3 för att starta."
    )
    assert "Tisdag 12 januari 2027 kl. 17.15. 5 av 12 anmälda, saknar 1 för att starta." in rows[1]
    link = page(chief, URL).select_one("[aria-labelledby=grupper] a")["href"]
    assert link == f"/admin/groupstart/edit/{near.pk}/"
    assert chief.get(link).status_code == 200


@pytest.mark.parametrize(
    "values",
    [
        {"signed_up": 6},
        {"signed_up": None},
        {"smallest": None},
        {"first_date": "2026-11-29"},
        {"is_cancelled": True},
    ],
)
def test_what_lacks_nobody_or_has_passed_is_not_told(values):
    own = offering(records.ProviderFactory())
    group(own, **values)
    assert lacking(manager(own.provider)) == []


def test_another_units_groups_are_not_told():
    group(offering(records.ProviderFactory(name="Någon annans")))
    assert lacking(manager(offering(records.ProviderFactory(), name="Eget").provider)) == []


def test_twenty_groups_cost_the_queries_of_one():
    own = offering(records.ProviderFactory())
    chief = manager(own.provider)
    group(own)
    one = queries_of(chief, URL)
    for day in range(1, 20):
        group(own, f"2027-01-{day:02d}")
    assert queries_of(chief, URL) == one
