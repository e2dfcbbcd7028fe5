"""Waiting: a figure shows its age, then may have changed, then is unknown with the last figure named."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from catalogue.models import QueueReport
from catalogue.partial_dates import last_day
from catalogue.waiting import wait_of

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def queue(observed, state="queue", **values):
    return QueueReport(observed=observed, state=state, **values)


THREE_WEEKS = {"wait_to": 3, "unit": "week", "measure": "first_talk"}


def test_a_fresh_figure_is_told_with_its_age():
    wait = wait_of([queue("2026-11-21", **THREE_WEEKS)], NOW)
    assert (wait.state, wait.sentence) == ("fresh", "Ungefär 3 veckor till första samtalet")
    assert wait.note == "Bekräftat för 4 dagar sedan"
    assert wait.days == 21


@pytest.mark.parametrize(
    ("observed", "state"),
    [("2026-11-11", "fresh"), ("2026-11-10", "ageing"), ("2026-10-11", "ageing"), ("2026-10-10", "unknown")],
)
def test_it_ages_at_fourteen_and_forty_five_days(observed, state):
    assert wait_of([queue(observed, **THREE_WEEKS)], NOW).state == state


def test_an_ageing_figure_says_that_it_may_have_changed():
    wait = wait_of([queue("2026-11-06", **THREE_WEEKS)], NOW)
    assert wait.sentence == "Ungefär 3 veckor till första samtalet – kan ha ändrats"
    assert wait.note == "Uppgiften är 19 dagar gammal."


def test_an_old_figure_is_unknown_and_named_with_its_date():
    wait = wait_of([queue("2018-12", wait_from=2, wait_to=3, unit="week")], NOW)
    assert (wait.state, wait.sentence, wait.days) == ("unknown", "Okänd", None)
    assert wait.note == "Senaste uppgiften är från december 2018: 2–3 veckor."


def test_no_report_is_unknown_with_something_to_do():
    wait = wait_of([], NOW)
    assert (wait.sentence, wait.note) == ("Okänd", "Ingen uppgift finns. Ring och fråga.")


def test_the_latest_report_holds_whatever_the_order():
    reports = [queue("2026-11-20", "none"), queue("2026-11-24", **THREE_WEEKS), queue("2026-10", "long")]
    assert wait_of(reports, NOW).days == 21


def test_a_report_that_knows_nothing_does_not_hide_one_that_does():
    assert wait_of([queue("2026-11-25", "unknown"), queue("2026-11-24", "none")], NOW).sentence == "Ingen kö"


def test_months_are_not_turned_into_days():
    wait = wait_of([queue("2026-11-24", wait_from=2, wait_to=2, unit="month")], NOW)
    assert (wait.sentence, wait.days) == ("Ungefär 2 månader", None)


def test_a_pause_is_closed_while_it_is_fresh():
    assert wait_of([queue("2026-11-24", "paused")], NOW).state == "closed"
    assert wait_of([queue("2026-01-24", "paused")], NOW).state == "unknown"


@pytest.mark.parametrize(
    ("text", "day"),
    [("2018", "2018-12-31"), ("2018-02", "2018-02-28"), ("2019-2021", "2021-12-31"), ("2026-11-20", "2026-11-20")],
)
def test_a_partial_date_counts_as_its_last_day(text, day):
    assert last_day(text).isoformat() == day


@pytest.mark.parametrize("text", ["", "i fjol", "2018-13", "2018-02-30", "20181"])
def test_what_is_not_a_date_has_no_last_day(text):
    assert last_day(text) is None


def test_a_report_is_never_changed(db):
    from tests.records import OfferingFactory, report

    row = report(OfferingFactory(), "2026-11-24", "none")
    row.state = "long"
    with pytest.raises(ValueError, match="never changed"):
        row.save()


def test_full_is_closed_like_a_pause():
    assert wait_of([queue("2026-11-24", "full")], NOW).state == "closed"


def test_a_date_that_has_not_come_is_not_believed():
    reports = [queue("2062-11-20", "none"), queue("2026-11-24", **THREE_WEEKS)]
    assert wait_of(reports, NOW).days == 21
    assert wait_of(reports[:1], NOW).state == "unknown"


def test_a_month_that_is_not_over_is_not_said_to_be_confirmed_today():
    assert wait_of([queue("2026-11", "none")], NOW).note == "Uppgiften är från november 2026."


@pytest.mark.parametrize(
    ("state", "figures", "sentence"),
    [
        ("none", {"wait_from": 0, "wait_to": 2, "unit": "week"}, "Ingen kö, högst 2 veckor"),
        ("none", {"wait_from": 0, "wait_to": 0, "unit": "week"}, "Ingen kö"),
        ("short", {"wait_from": 0, "wait_to": 1, "unit": "day"}, "Högst 1 dag"),
        (
            "long",
            {"wait_from": 2, "wait_to": 10, "wait_average": Decimal("4.5"), "unit": "week"},
            "2–10 veckor, i snitt 4,5",
        ),
        ("queue", {}, "Kö"),
    ],
)
def test_a_figure_says_neither_more_nor_less_than_the_report(state, figures, sentence):
    assert wait_of([queue("2026-11-24", state, **figures)], NOW).sentence == sentence
