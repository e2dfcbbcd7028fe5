"""Which waits a unit is asked about: those that readers are told of, each by itself."""

from datetime import date

import pytest

from catalogue.bulk import bulk_change
from catalogue.queue_clocks import clock_of, clocks_of
from catalogue.waiting import clocks
from tests import records

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("reports", "asked"),
    [
        ([], [""]),
        ([("2026-11-01", ""), ("2026-11-02", "start")], ["start"]),
        ([("2026-11-02", "start"), ("2026-11-03", "")], [""]),
        ([("2026-11-02", "start"), ("2026-11-02", "inquiry"), ("2018", "")], ["inquiry", "start"]),
        ([("2026-11-05", "start"), ("2026-11-04", ""), ("2026-11-03", "inquiry")], ["start"]),
    ],
)
def test_a_unit_is_asked_about_the_waits_that_readers_are_told_of(reports, asked):
    offering = records.OfferingFactory()
    for observed, measure in reports:
        records.report(offering, observed, measure=measure)
    found = clocks_of([offering.pk], today=TODAY)[offering.pk]
    assert [clock.measure for clock in found] == asked
    told = sorted(report.measure for report in clocks(offering.queue_reports.all(), TODAY))
    assert told == (asked if reports else [])


def test_an_answer_about_the_whole_is_seen_by_who_answers_for_a_part_and_the_other_way_round():
    offering = records.OfferingFactory()
    part = records.report(offering, "2026-11-01", measure="start")
    assert clock_of(offering.pk, "start", today=TODAY).version == part.pk
    whole = records.report(offering, "2026-11-02")
    other = records.report(offering, "2026-11-03", measure="inquiry")
    assert clock_of(offering.pk, "start", today=TODAY).newest == whole
    assert clock_of(offering.pk, "", today=TODAY).newest == other


def test_many_offerings_take_one_question_more_for_their_groups(django_assert_num_queries):
    with bulk_change():
        offerings = [records.OfferingFactory() for _ in range(25)]
        for offering in offerings:
            for day in range(1, 21):
                records.report(
                    offering, f"2026-11-{day:02}", measure="start", state="unknown" if day > 18 else "none"
                )
    with django_assert_num_queries(1):
        found = clocks_of([offering.pk for offering in offerings], today=TODAY)
    assert {clocks[0].report.observed for clocks in found.values()} == {"2026-11-18"}
