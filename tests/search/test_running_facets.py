"""Choices that the clock changes: days to wait at most, and when it is open, by one and the same offering."""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time

from catalogue import version
from catalogue.bulk import bulk_change
from catalogue.models import Notice, OpeningException, OpeningHours, Provider, QueueReport, TargetGroup
from search import index
from search.facets import sort_out
from search.filters import Choices
from search.reading_facts import load_facts
from tests.queries import queries_of
from tests.records import (
    AreaFactory,
    InsatsFactory,
    OfferingFactory,
    OpeningHoursFactory,
    ProviderFactory,
    report,
    site,
    term,
)

pytestmark = pytest.mark.django_db
#: A Monday morning.
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Stockholm"))


def ask(now=NOW, **values):
    facts = load_facts()
    choices = Choices({name: tuple(found) for name, found in values.items()}, now=now)
    return sort_out(facts.insatser, choices, facts)


def offered(**values):
    return OfferingFactory(provider=ProviderFactory(), **values)


def test_a_longest_wait_asks_the_figure_that_still_holds():
    short, long, old, paused, silent = (offered() for _ in range(5))
    report(short, "2026-11-20", wait_to=2, unit="week")
    report(long, "2026-11-20", wait_to=3, unit="week")
    report(old, "2026-09-01", wait_to=1, unit="week")
    report(paused, "2026-11-20", "paused")
    answer = ask(vantetid=["14"])
    assert answer.fits == {short.insats_id}
    assert answer.maybes == {old.insats_id: ["vantetid"], silent.insats_id: ["vantetid"]}
    assert ask(vantetid=["21"]).fits == {short.insats_id, long.insats_id}
    assert answer.counts["vantetid"] == Counter({"28": 2, "14": 1})


def test_months_are_longer_than_days_that_are_fewer():
    offering = offered()
    report(offering, "2026-11-20", wait_to=2, unit="month")
    assert (ask(vantetid=["28"]).fits, ask(vantetid=["28"]).maybes) == (set(), {})
    assert ask(vantetid=["60"]).maybes == {offering.insats_id: ["vantetid"]}


def test_the_wait_of_the_chosen_group_is_asked():
    offering = offered(insats=InsatsFactory(target_groups=["unga", "vuxna"]))
    report(offering, "2026-11-20", "none", target_group=term(TargetGroup, "unga"))
    report(offering, "2026-11-20", wait_to=9, unit="week", target_group=term(TargetGroup, "vuxna"))
    assert ask(vantetid=["7"], malgrupp=["unga"]).fits == {offering.insats_id}
    assert ask(vantetid=["7"], malgrupp=["vuxna"]).fits == set()


def test_open_is_asked_of_the_moment_and_of_the_kind():
    offering = offered()
    OpeningHoursFactory(provider=offering.provider, weekday=0, opens="09:00", closes="12:00")
    OpeningHoursFactory(provider=offering.provider, weekday=0, opens="13:00", closes="19:00", channel="bokat")
    OpeningHoursFactory(provider=offering.provider, weekday=5, opens="10:00", closes="14:00", channel="dropin")
    silent = offered()
    assert ask(oppet=["nu"]).fits == {offering.insats_id}
    assert ask(oppet=["nu"]).maybes == {silent.insats_id: ["oppet"]}
    assert ask(oppet=["nu-telefon"]).fits == {offering.insats_id}
    assert ask(oppet=["nu-dropin"]).fits == set()
    assert ask(NOW.replace(hour=14), oppet=["nu"]).fits == set()
    assert ask(oppet=["kvall"]).fits == set()
    assert ask(oppet=["helg", "nu-chatt"]).fits == {offering.insats_id}
    assert ask(oppet=["helg-dropin"]).fits == {offering.insats_id}


def test_an_exception_closes_a_unit_and_hours_of_an_offering_take_the_place_of_its_units():
    offering = offered()
    other = OfferingFactory(provider=offering.provider)
    OpeningHoursFactory(provider=offering.provider, weekday=0)
    OpeningHoursFactory(provider=offering.provider, offering=other, weekday=0, opens="17:00", closes="20:00")
    assert ask(oppet=["nu"]).fits == {offering.insats_id}
    assert ask(oppet=["kvall"]).fits == {other.insats_id}
    day = NOW.date()
    OpeningException.objects.create(provider=offering.provider, date_from=day, date_to=day)
    assert ask(oppet=["nu"]).fits == set()


def test_past_midnight_is_open_after_midnight_and_not_the_evening_before():
    offering = offered()
    OpeningHoursFactory(provider=offering.provider, weekday=6, opens="18:00", closes="02:00", channel="chatt")
    assert ask(NOW.replace(hour=1), oppet=["nu-chatt"]).fits == {offering.insats_id}
    assert ask(NOW.replace(hour=2), oppet=["nu"]).fits == set()


def test_one_and_the_same_offering_has_both_the_short_wait_and_the_way_in():
    insats = InsatsFactory()
    report(offered(insats=insats, route="beslut", decision_needed="yes"), "2026-11-20", "none")
    offered(insats=insats, route="kom", decision_needed="no")
    assert ask(vantetid=["7"], vag=["kom"]).fits == set()
    assert ask(vantetid=["7"], vag=["beslut"]).fits == {insats.pk}


@pytest.fixture
def published():
    site()
    area = AreaFactory(name="Farsta")
    offering = offered(area=area)
    report(offering, timezone.localdate().isoformat(), wait_to=1, unit="week")
    other = offered(area=area)
    report(other, timezone.localdate().isoformat(), wait_to=4, unit="week")
    index.rebuild()
    return offering, other


def test_the_page_of_hits_offers_waits_with_their_counts(client, published):
    soup = BeautifulSoup(client.get("/sok/").content, "html.parser")
    labels = [box.parent.get_text(" ", strip=True) for box in soup.select("input[name=vantetid]")]
    assert labels == [
        "Kort väntetid, högst en vecka 1 träffar",
        "Högst två veckor 1 träffar",
        "Högst fyra veckor 2 träffar",
    ]


@pytest.mark.parametrize("value", ["-1", "abc", "1e2", "366", "9999999", "٣", "14 dagar"])
def test_a_wait_that_is_no_number_of_days_is_named_and_ignored(client, published, value):
    soup = BeautifulSoup(client.get("/sok/", {"vantetid": value}).content, "html.parser")
    assert f"”{value}” går inte att välja under ”Hur länge får man vänta?”" in soup.get_text()
    assert len(soup.select(".cards .card")) == 2


def test_any_number_of_days_can_stand_in_an_address(client, published):
    soup = BeautifulSoup(client.get("/sok/?vantetid=10").content, "html.parser")
    assert len(soup.select(".cards .card")) == 1
    assert "Högst 10 dagar" in soup.get_text()


def test_what_is_open_follows_the_clock_without_a_new_index(client, published):
    offering, _other = published
    OpeningHoursFactory(provider=offering.provider, weekday=0)
    with freeze_time("2026-11-23 09:00", tz_offset=0):
        assert len(BeautifulSoup(client.get("/sok/?oppet=nu").content, "html.parser").select(".cards .card")) == 1
    with freeze_time("2026-11-23 18:00", tz_offset=0):
        assert BeautifulSoup(client.get("/sok/?oppet=nu").content, "html.parser").select(".cards .card") == []


def test_one_and_twenty_five_offerings_cost_the_same_queries(client, published):
    young = term(TargetGroup, "unga")
    report(published[0], timezone.localdate().isoformat(), "none", target_group=young)
    few = queries_of(client, "/sok/?vantetid=28&oppet=nu&sortera=vantetid")
    with bulk_change():
        for _number in range(25):
            offering = offered(area=published[0].area)
            OpeningHoursFactory(provider=offering.provider)
            report(offering, timezone.localdate().isoformat(), "none", target_group=young)
    assert queries_of(client, "/sok/?vantetid=28&oppet=nu&sortera=vantetid") == few


# --- What a process remembers of waits and hours ------------------------------------------------------------


def queries_to_ask(now=NOW, **values):
    facts = load_facts()
    with version.held(), CaptureQueriesContext(connection) as captured:
        sort_out(facts.insatser, Choices({name: tuple(found) for name, found in values.items()}, now=now), facts)
    return len(captured)


def test_what_has_been_asked_is_not_read_again_until_something_is_written():
    first, second = offered(), offered()
    report(first, "2026-11-20", wait_to=1, unit="week")
    OpeningHoursFactory(provider=first.provider, weekday=0)
    ask(vantetid=["7"], oppet=["nu"])
    assert queries_to_ask(vantetid=["7"], oppet=["nu"]) == 0
    assert queries_to_ask(NOW.replace(hour=23), vantetid=["7"], oppet=["nu"]) == 0
    Provider.objects.filter(pk=second.provider_id).update(name="Annat namn")
    assert queries_to_ask(vantetid=["7"], oppet=["nu"]) > 0


def test_a_change_that_nobody_told_of_is_seen_by_the_next_who_asks():
    offering, other = offered(), offered()
    OpeningHoursFactory(provider=offering.provider, weekday=0)
    hours = OpeningHoursFactory(provider=other.provider, weekday=0)
    report(other, "2026-11-20", wait_to=4, unit="week")
    assert ask(oppet=["nu"], vantetid=["7"]).fits == set()
    OpeningHours.objects.filter(pk=hours.pk).update(opens="17:00", closes="18:00")
    QueueReport.objects.filter(offering=other).update(wait_to=1)
    assert ask(oppet=["nu"]).fits == {offering.insats_id}
    assert ask(vantetid=["7"]).fits == {other.insats_id}
    Notice.objects.create(provider=offering.provider, kind="closed", date_from=NOW.date())
    assert ask(oppet=["nu"]).fits == set()


def test_the_clock_alone_changes_what_is_remembered():
    offering = offered()
    OpeningHoursFactory(provider=offering.provider, weekday=0, opens="09:00", closes="10:01")
    report(offering, "2026-11-24", wait_to=1, unit="week")
    assert ask(oppet=["nu"]).fits == {offering.insats_id}
    assert ask(NOW.replace(minute=0, second=59), oppet=["nu"]).fits == {offering.insats_id}
    assert ask(NOW.replace(minute=1), oppet=["nu"]).fits == set()
    assert ask(oppet=["nu"]).fits == {offering.insats_id}
    # A whole day that has not come is a slip of the pen; once it has come it is believed.
    assert ask(vantetid=["7"]).fits == set()
    assert ask(NOW + timedelta(days=1), vantetid=["7"]).fits == {offering.insats_id}
    assert ask(NOW + timedelta(days=90), vantetid=["7"]).maybes == {offering.insats_id: ["vantetid"]}


def test_insatser_that_were_not_asked_before_are_read():
    offering, other = offered(), offered()
    for each in (offering, other):
        report(each, "2026-11-20", wait_to=1, unit="week")
        OpeningHoursFactory(provider=each.provider, weekday=0)
    facts, choices = load_facts(), Choices({"vantetid": ("7",), "oppet": ("nu",)}, now=NOW)
    assert sort_out([offering.insats_id], choices, facts).fits == {offering.insats_id}
    assert sort_out([other.insats_id], choices, facts).fits == {other.insats_id}
