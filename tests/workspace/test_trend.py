"""How a wait has changed: a drawing and a table, read in a bounded way however long the history is."""

from datetime import date, timedelta

import pytest
from freezegun import freeze_time

from catalogue.models import QueueReport
from tests import records
from tests.pages.html import page, text
from tests.queries import queries_of
from tests.workspace.staff import staff
from tests.workspace.team_room import offering, room

__all__ = ["room"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("room")]


def url(record, kind="erbjudande"):
    return f"/personal/ko/{kind}/{record.slug}/"


def test_reports_stand_newest_first_with_a_line_for_each_kind_of_wait():
    own = offering()
    records.report(own, "2026-10-01", measure="start", wait_to=4, unit="week")
    records.report(own, "2026-11-01", measure="start", wait_to=8, unit="week", source_title="Rapport")
    records.report(own, "2018", wait_from=2, wait_to=3, unit="month")
    records.report(own, "2026-11-02", state="full")
    soup = page(staff(), url(own))
    assert [[text(cell) for cell in row.select("th, td")] for row in soup.select("tbody tr")] == [
        ["2026-11-02", "inte angivet vad som mäts", "Fullt just nu", "–", "–"],
        ["2026-11-01", "från beslut till start", "Ungefär 8 veckor från beslut till start", "–", "Rapport"],
        ["2026-10-01", "från beslut till start", "Ungefär 4 veckor från beslut till start", "–", "–"],
        ["2018", "inte angivet vad som mäts", "2–3 månader", "–", "–"],
    ]
    drawing = soup.select_one(".trend > svg")
    assert drawing["aria-label"] == (
        "Väntan i dagar från 2018-12-31 till 2026-11-01, som högst 84: från beslut till start, "
        "inte angivet vad som mäts."
    )
    lines = [line["points"] for line in drawing.select("polyline")]
    assert [len(points.split()) for points in lines] == [2, 1]
    assert not soup.select("main script")


@pytest.mark.parametrize("kind", ["verksamhet", "insats", "omrade"])
def test_reports_that_are_not_on_an_offering_have_a_page_too(kind):
    records_of = {
        "verksamhet": records.ProviderFactory,
        "insats": records.InsatsFactory,
        "omrade": records.AreaFactory,
    }
    record = records_of[kind]()
    QueueReport.objects.create(**{record.kind: record}, observed="2018-12", state="long")
    soup = page(staff(), url(record, kind))
    assert text(soup.select_one("tbody td:nth-of-type(2)")) == "Lång kö"
    assert not soup.select(".trend")


def test_it_is_for_staff_and_for_what_exists(client):
    own = offering()
    assert client.get(url(own)).status_code == 302
    signed_in = staff()
    for path in (url(own, "hemlig"), "/personal/ko/insats/finns-inte/"):
        assert signed_in.get(path).status_code == 404
    assert signed_in.post(url(own)).status_code == 405
    assert "Det finns ingen uppgift om kön än." in text(page(signed_in, url(own)).main)


@freeze_time("2026-11-30 09:00")
def test_ten_thousand_reports_are_read_as_few():
    own, signed_in = offering(), staff()
    records.report(own, "2026-11-30", measure="start", wait_to=4, unit="week")
    few = queries_of(signed_in, url(own))
    last = date(2026, 11, 29)
    QueueReport.objects.bulk_create(
        QueueReport(
            offering=own,
            observed=(last - timedelta(days=number)).isoformat(),
            measure="start",
            state="queue",
            wait_to=number % 30,
            unit="day",
        )
        for number in range(9_999)
    )
    assert QueueReport.objects.filter(observed_last=None).count() == 0
    # One more than for few: how many there are is counted.
    assert queries_of(signed_in, url(own)) == few + 1
    soup = page(signed_in, url(own))
    assert len(soup.select("tbody tr")) == 200
    assert "De 200 senaste av 10000 uppgifter." in text(soup.main)
    assert len(soup.response.content) < 60_000
