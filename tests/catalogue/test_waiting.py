"""Waiting: a figure shows its age, then may have changed, then is unknown with the last figure named."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Site

from catalogue.models import QueueReport, TargetGroup
from catalogue.partial_dates import last_day
from catalogue.waiting import wait_of
from pages.models import CatalogueSettings
from search import index
from tests.records import OfferingFactory, ProviderFactory, report, site, term, words

pytestmark = pytest.mark.django_db
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


@pytest.mark.parametrize(
    ("unknown", "sentence", "state"),
    [
        ({"observed": "2026-11-25"}, "Ingen kö till första samtalet – kan ha ändrats", "ageing"),
        (
            {"observed": "2026-11-25", "measure": "first_talk"},
            "Ingen kö till första samtalet – kan ha ändrats",
            "ageing",
        ),
        # Of another wait, before the figure, on a day that has not come.
        ({"observed": "2026-11-25", "measure": "start"}, "Ingen kö till första samtalet", "fresh"),
        ({"observed": "2026-11-23"}, "Ingen kö till första samtalet", "fresh"),
        ({"observed": "2026-11-26"}, "Ingen kö till första samtalet", "fresh"),
    ],
)
def test_a_unit_that_does_not_know_makes_its_figure_one_that_may_have_changed(unknown, sentence, state):
    wait = wait_of([queue(state="unknown", **unknown), queue("2026-11-24", "none", measure="first_talk")], NOW)
    assert (wait.sentence, wait.note) == (sentence, "Bekräftat för 1 dag sedan")
    assert (wait.state, wait.days, wait.others) == (state, 0, ())


def test_what_is_full_or_unknown_stays_so_when_the_unit_does_not_know():
    full = wait_of([queue("2026-11-25", "unknown"), queue("2026-11-24", "full")], NOW)
    assert (full.state, full.sentence) == ("ageing", "Fullt just nu – kan ha ändrats")
    old = wait_of([queue("2026-11-25", "unknown"), queue("2018-12", "full")], NOW)
    assert (old.state, old.sentence) == ("unknown", "Okänd")
    assert wait_of([queue("2026-11-25", "unknown")], NOW).note == "Ingen uppgift finns. Ring och fråga."


def test_readers_of_a_page_and_of_the_data_learn_that_the_unit_does_not_know(client):
    site()
    offering = OfferingFactory(area__name="Farsta")
    words(offering.insats)
    report(offering, "2026-11-23", "none")
    index.rebuild()
    with freeze_time(NOW):
        for address in (offering.insats.get_absolute_url(), "/sok/"):
            before = client.get(address).content.decode()
            assert ("Ingen kö" in before, "Ingen kö – kan ha ändrats" in before) == (True, False), address
        report(offering, "2026-11-25", "unknown")
        for address in (offering.insats.get_absolute_url(), "/sok/"):
            assert "Ingen kö – kan ha ändrats" in client.get(address).content.decode(), address
        (wait,) = client.get("/oppna-data/vantetider.json").json()["waits"]
        assert [row["state"] for row in wait["observations"]] == ["unknown", "none"]
        report(offering, "2026-11-25", "none")
        for address in (offering.insats.get_absolute_url(), "/sok/"):
            assert "kan ha ändrats" not in client.get(address).content.decode(), address


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


def test_a_report_is_never_changed():
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


FIVE_WEEKS_INQUIRY = {"wait_to": 5, "unit": "week", "measure": "inquiry"}
TEN_WEEKS_START = {"wait_to": 10, "unit": "week", "measure": "start"}


def test_three_clocks_stand_apart_and_the_first_talk_stands_first():
    reports = [
        queue("2026-11-24", **TEN_WEEKS_START),
        queue("2026-11-06", **FIVE_WEEKS_INQUIRY),
        queue("2026-11-21", **THREE_WEEKS),
    ]
    wait = wait_of(reports, NOW)
    assert wait.sentence == "Ungefär 3 veckor till första samtalet"
    assert [(other.state, other.sentence) for other in wait.others] == [
        ("ageing", "Ungefär 5 veckor för utredningen – kan ha ändrats"),
        ("fresh", "Ungefär 10 veckor från beslut till start"),
    ]


def test_a_clock_that_has_stopped_does_not_stand_before_one_that_goes():
    wait = wait_of([queue("2026-06-01", **THREE_WEEKS), queue("2026-11-24", **TEN_WEEKS_START)], NOW)
    assert wait.sentence == "Ungefär 10 veckor från beslut till start"
    assert [other.note for other in wait.others] == [
        "Senaste uppgiften är från 1 juni 2026: ungefär 3 veckor till första samtalet."
    ]


def test_a_report_on_the_whole_wait_hides_older_ones_and_is_hidden_by_newer_ones():
    paused = queue("2026-11-23", "paused")
    assert wait_of([paused, queue("2026-11-20", **THREE_WEEKS)], NOW).sentence == "Tar inte emot nya just nu"
    newer = wait_of([paused, queue("2026-11-24", **THREE_WEEKS)], NOW)
    assert (newer.sentence, newer.others) == ("Ungefär 3 veckor till första samtalet", ())


def test_a_queue_without_a_figure_says_what_it_leads_to():
    assert (
        wait_of([queue("2026-11-24", "long", measure="start")], NOW).sentence == "Lång kö från beslut till start"
    )
    assert wait_of([queue("2026-11-24", "full", measure="start")], NOW).sentence == "Fullt just nu"


def test_the_figure_of_one_group_names_it_and_never_stands_for_all():
    young, adults = term(TargetGroup, "unga", "Unga"), term(TargetGroup, "vuxna", "Vuxna")
    reports = [
        queue("2026-11-24", **THREE_WEEKS),
        queue("2026-11-24", "none", measure="first_talk", target_group=young),
        queue("2026-11-24", "long", measure="first_talk", target_group=adults),
    ]
    wait = wait_of(reports, NOW)
    assert wait.days == 21
    assert [other.sentence for other in wait.others] == [
        "Unga: ingen kö till första samtalet",
        "Vuxna: lång kö till första samtalet",
    ]
    asked = wait_of(reports, NOW, groups=["unga"])
    assert (asked.days, len(asked.others)) == (0, 1)


def test_the_shelf_life_is_what_the_municipality_has_set():
    assert wait_of([queue("2026-11-06", **THREE_WEEKS)], NOW).state == "ageing"
    site()
    CatalogueSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"queue_may_change": 20, "queue_unknown": 21}
    )
    assert wait_of([queue("2026-11-06", **THREE_WEEKS)], NOW).state == "fresh"
    assert wait_of([queue("2026-11-03", **THREE_WEEKS)], NOW).state == "unknown"


def test_a_figure_cannot_be_unknown_before_it_may_have_changed():
    with pytest.raises(ValidationError, match="innan den blir okänd"):
        CatalogueSettings(queue_may_change=45, queue_unknown=45).clean()


def test_only_the_newest_of_each_clock_is_read_from_a_long_history():
    offering = OfferingFactory()
    QueueReport.objects.bulk_create(
        QueueReport(offering=offering, observed=f"{2000 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}", **kind)
        for n in range(500)
        for kind in ({"state": "queue", **THREE_WEEKS}, {"state": "queue", **TEN_WEEKS_START})
    )
    report(offering, "2026-11-24", "unknown")
    report(offering, "2062-01-01", "none", measure="start")
    report(offering, "2001-06-23", "unknown", measure="start")
    rows = list(offering.queue_reports.current(NOW.date()))
    assert sorted((row.observed, row.measure, row.state) for row in rows) == [
        ("2001-06-24", "first_talk", "queue"),
        ("2001-06-24", "start", "queue"),
        ("2026-11-24", "", "unknown"),
    ]


def test_a_year_counts_as_its_last_day_in_the_database_too():
    offering = OfferingFactory()
    report(offering, "2018", "none")
    report(offering, "2018-05-01", "long")
    assert [row.state for row in offering.queue_reports.current(NOW.date())] == ["none"]


def test_waits_of_a_whole_unit_area_and_insats_stand_on_their_pages_as_context(client):
    site()
    offering = OfferingFactory(provider=ProviderFactory(name="Huset"), area__name="Farsta")
    values = {"state": "queue", "observed": timezone.localdate().isoformat(), **THREE_WEEKS}
    QueueReport.objects.create(insats=offering.insats, area=offering.area, **values)
    QueueReport.objects.create(provider=offering.provider, **values)
    told = "Ungefär 3 veckor till första samtalet. Bekräftat i dag"
    for page, about in (
        (offering.insats, "Farsta: "),
        (offering.area, f"{offering.insats.name}: "),
        (offering.provider, ""),
    ):
        soup = BeautifulSoup(client.get(page.get_absolute_url()).content, "html.parser")
        lines = [" ".join(line.get_text(" ").split()) for line in soup.select("main li")]
        assert about + told in [line.replace(" :", ":") for line in lines]


@pytest.mark.parametrize(
    ("moment", "note"),
    [
        ("2026-11-25T23:59:59+01:00", "Bekräftat för 1 dag sedan"),
        ("2026-11-26T00:00:00+01:00", "Bekräftat för 2 dagar sedan"),
        # The night when the clocks go back has an hour twice, and the day is counted once.
        ("2026-10-25T02:30:00+02:00", "Bekräftat i dag"),
        ("2026-10-25T02:30:00+01:00", "Bekräftat i dag"),
        ("2026-10-25T23:30:00+01:00", "Bekräftat i dag"),
        ("2027-03-28T00:30:00+01:00", "Bekräftat i dag"),
        ("2027-03-29T00:30:00+02:00", "Bekräftat för 1 dag sedan"),
    ],
)
def test_a_figure_ages_at_midnight_in_sweden_also_when_clocks_change(moment, note):
    observed = {"2026-11": "2026-11-24", "2026-10": "2026-10-25", "2027-03": "2027-03-28"}[moment[:7]]
    assert wait_of([queue(observed, "none")], datetime.fromisoformat(moment)).note == note


def test_it_expires_at_midnight_and_not_a_second_before():
    old = [queue("2026-10-11", **THREE_WEEKS)]
    assert wait_of(old, datetime.fromisoformat("2026-11-25T23:59:59+01:00")).state == "ageing"
    assert wait_of(old, datetime.fromisoformat("2026-11-26T00:00:00+01:00")).state == "unknown"
