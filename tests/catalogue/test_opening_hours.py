"""Opening hours with a frozen clock: midnight, holidays, seasons, exceptions and the nights when clocks change."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from catalogue.models import OpeningException, OpeningHours
from catalogue.next_change import noticing
from catalogue.opening_hours import next_opening, open_now, opening_sentence

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def row(weekday, opens, closes, channel="telefon", **values):
    return OpeningHours(
        weekday=weekday,
        opens=time.fromisoformat(opens),
        closes=time.fromisoformat(closes),
        channel=channel,
        **values,
    )


WEEK = [row(day, "09:00", "16:30") for day in range(5)]


def test_open_within_the_hours_and_closed_at_the_minute_they_end():
    assert open_now(WEEK, [], at("2026-11-23T16:29")).channel == "telefon"
    assert open_now(WEEK, [], at("2026-11-23T16:30")) is None
    assert open_now(WEEK, [], at("2026-11-23T08:59")) is None


def test_booked_visits_are_never_open_to_a_stranger():
    booked = [row(0, "08:00", "18:00", "bokat")]
    assert open_now(booked, [], at("2026-11-23T10:00")) is None
    assert opening_sentence(booked, [], at("2026-11-23T10:00")) == ""


def test_the_sentence_names_the_kind_and_the_time():
    assert opening_sentence(WEEK, [], at("2026-11-23T10:00")) == "Telefonen är öppen till 16.30."
    assert opening_sentence([row(0, "13:00", "18:00", "dropin")], [], at("2026-11-23T14:00")) == "Drop-in till 18."


def test_two_spans_in_a_day_with_a_lunch_between():
    hours = [row(0, "09:00", "12:00"), row(0, "13:00", "15:00")]
    assert open_now(hours, [], at("2026-11-23T12:30")) is None
    assert next_opening(hours, [], at("2026-11-23T12:30")).opens == at("2026-11-23T13:00")
    assert opening_sentence(hours, [], at("2026-11-23T12:30")) == "Telefonen öppnar 13."


def test_past_midnight_belongs_to_the_evening_before():
    friday = [row(4, "17:00", "02:00")]
    assert open_now(friday, [], at("2026-11-28T01:59")).end == at("2026-11-28T02:00")
    assert open_now(friday, [], at("2026-11-28T02:00")) is None
    assert open_now(friday, [], at("2026-11-27T01:00")) is None


def test_round_the_clock_is_said_as_such():
    hours = [row(day, "00:00", "23:59", holidays_too=True) for day in range(7)]
    assert open_now(hours, [], at("2026-12-31T23:59:30")) is not None
    assert opening_sentence(hours, [], at("2026-12-24T03:00")) == "Svarar dygnet runt."


@pytest.mark.parametrize("day", ["2026-12-25", "2026-12-24", "2026-06-19", "2027-01-06", "2026-05-01"])
def test_closed_on_swedish_holidays_and_their_eves(day):
    hours = [row(weekday, "09:00", "16:30") for weekday in range(7)]
    assert open_now(hours, [], at(f"{day}T10:00")) is None


def test_a_jour_is_open_on_holidays_too():
    hours = [row(4, "09:00", "16:30", holidays_too=True)]
    assert open_now(hours, [], at("2026-12-25T10:00")) is not None


def test_the_next_opening_skips_christmas_and_the_weekend():
    opening = next_opening(WEEK, [], at("2026-12-23T17:00"))
    assert opening.opens == at("2026-12-28T09:00")
    assert opening_sentence(WEEK, [], at("2026-12-23T17:00")) == "Stängt nu. Telefonen öppnar måndag 9."


def test_an_exception_closes_and_another_opens():
    closed = OpeningException(date_from=date(2026, 11, 23), date_to=date(2026, 11, 24))
    assert open_now(WEEK, [closed], at("2026-11-23T10:00")) is None
    assert open_now(WEEK, [closed], at("2026-11-25T10:00")) is not None
    late = OpeningException(
        date_from=date(2026, 11, 28),
        date_to=date(2026, 11, 28),
        channel="telefon",
        opens=time(10),
        closes=time(12),
    )
    assert open_now(WEEK, [late], at("2026-11-28T11:00")).end == at("2026-11-28T12:00")


def test_an_exception_of_one_kind_leaves_the_others():
    hours = [*WEEK, row(0, "09:00", "12:00", "chatt")]
    no_phone = OpeningException(date_from=date(2026, 11, 23), date_to=date(2026, 11, 23), channel="telefon")
    assert open_now(hours, [no_phone], at("2026-11-23T10:00")).channel == "chatt"


def test_a_season_holds_between_its_days():
    summer = [row(0, "09:00", "12:00", season_from=date(2027, 6, 1), season_to=date(2027, 8, 31))]
    assert open_now(summer, [], at("2027-06-07T10:00")) is not None
    assert open_now(summer, [], at("2027-05-31T10:00")) is None
    assert open_now(summer, [], at("2027-09-06T10:00")) is None


def test_the_night_when_clocks_go_back_lasts_an_hour_longer():
    night = [row(5, "22:00", "04:00")]
    span = open_now(night, [], at("2026-10-24T23:00"))
    assert (span.end.timestamp() - span.start.timestamp()) / 3600 == 7
    second_half_past_two = datetime(2026, 10, 25, 2, 30, tzinfo=STOCKHOLM, fold=1)
    assert open_now(night, [], second_half_past_two) is not None


def test_the_night_when_clocks_go_forward_lasts_an_hour_less():
    night = [row(5, "22:00", "04:00")]
    span = open_now(night, [], at("2027-03-27T23:00"))
    assert (span.end.timestamp() - span.start.timestamp()) / 3600 == 5


@pytest.mark.parametrize(
    ("hours", "now", "until"),
    [
        (WEEK, "2026-11-23T08:59", "2026-11-23T09:00"),
        (WEEK, "2026-11-23T10:00", "2026-11-23T16:30"),
        # At midnight a day begins, and with it every word about today.
        (WEEK, "2026-11-23T16:30", "2026-11-24T00:00"),
        ([], "2026-11-23T10:00", "2026-11-24T00:00"),
        ([row(2, "00:00", "23:59")], "2026-11-25T00:00", "2026-11-26T00:00"),
    ],
)
def test_what_is_said_tells_until_when_it_holds(hours, now, until):
    with noticing(at(now)) as validity:
        opening_sentence(hours, [], at(now))
    assert validity.until == at(until)


def test_the_hour_that_comes_twice_is_told_apart():
    night = [row(5, "22:00", "02:30")]
    first = datetime(2026, 10, 25, 2, 10, tzinfo=STOCKHOLM)
    assert open_now(night, [], first) is not None
    assert open_now(night, [], first.replace(fold=1)) is None


def test_both_hours_of_the_same_name_say_the_same_closing_time():
    night = [row(5, "22:00", "04:00")]
    first = datetime(2026, 10, 25, 2, 30, tzinfo=STOCKHOLM)
    for moment in (first, first.replace(fold=1)):
        assert opening_sentence(night, [], moment) == "Telefonen är öppen till 4."
    assert open_now(night, [], at("2026-10-25T03:59")) is not None
    assert open_now(night, [], at("2026-10-25T04:00")) is None


def test_an_hour_that_the_clock_skips_opens_an_hour_later():
    morning = [row(6, "02:30", "05:00")]
    assert open_now(morning, [], at("2026-03-29T03:29")) is None
    assert opening_sentence(morning, [], at("2026-03-29T03:30")) == "Telefonen är öppen till 5."


@pytest.mark.parametrize(
    ("opens", "closes", "now", "sentence"),
    [
        ("02:30", "05:00", "2026-03-29T01:59", "Telefonen öppnar 3.30."),
        ("02:30", "05:00", "2026-03-28T12:00", "Stängt nu. Telefonen öppnar söndag 3.30."),
        ("01:00", "02:30", "2026-03-29T01:30", "Telefonen är öppen till 3.30."),
        # The week after, the clock shows what is stated.
        ("02:30", "05:00", "2026-04-05T01:59", "Telefonen öppnar 2.30."),
    ],
)
def test_what_is_said_of_the_hour_that_is_skipped_is_what_the_clock_will_show(opens, closes, now, sentence):
    assert opening_sentence([row(6, opens, closes, holidays_too=True)], [], at(now)) == sentence


@pytest.mark.parametrize(("opens", "closes"), [("02:00", "03:00"), ("02:30", "03:15")])
def test_what_has_no_time_left_in_the_hour_that_is_skipped_is_not_said_to_open(opens, closes):
    hours = [row(6, opens, closes, holidays_too=True)]
    assert opening_sentence(hours, [], at("2026-03-29T01:59")).startswith(
        "Stängt nu. Telefonen öppnar söndag 5 april"
    )
    with noticing(at("2026-03-29T01:59")) as validity:
        assert open_now(hours, [], at("2026-03-29T03:20")) is None
    assert validity.until == at("2026-03-30T00:00")


def test_a_closed_day_or_a_holiday_does_not_cut_the_night_that_began_before_it():
    saturday = [row(5, "17:00", "02:00")]
    closed_sunday = OpeningException(date_from=date(2026, 11, 29), date_to=date(2026, 11, 29))
    assert open_now(saturday, [closed_sunday], at("2026-11-29T01:59")) is not None
    before_the_eve = [row(2, "22:00", "02:00"), row(3, "22:00", "02:00")]
    assert open_now(before_the_eve, [], at("2026-12-24T01:59")) is not None
    # The eve itself is a holiday, and with it the night that begins then.
    assert open_now(before_the_eve, [], at("2026-12-24T22:30")) is None
    assert open_now(before_the_eve, [], at("2026-12-25T01:00")) is None


def test_beside_a_number_only_the_telephone_counts():
    hours = [row(0, "15:00", "20:00", "oppen"), row(1, "09:00", "12:00")]
    evening = at("2026-11-23T18:00")
    assert open_now(hours, [], evening).channel == "oppen"
    assert opening_sentence(hours, [], evening, kinds=("telefon",)) == "Stängt nu. Telefonen öppnar tisdag 9."


def test_what_is_open_in_summer_only_says_in_winter_when_it_opens():
    summer = [row(0, "09:00", "12:00", season_from=date(2027, 6, 1), season_to=date(2027, 8, 31))]
    sentence = opening_sentence(summer, [], at("2026-11-23T10:00"))
    assert sentence == "Stängt nu. Telefonen öppnar måndag 7 juni kl. 9."
    assert opening_sentence(summer, [], at("2027-09-06T10:00")) == ""
