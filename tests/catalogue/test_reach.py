"""A person to reach: the nearest one who answers a telephone, and never one who does not."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.models import Provider
from catalogue.reach import areas_without_a_number, person_to_reach
from tests.records import AreaFactory, OfferingFactory, OpeningHoursFactory, ProviderFactory

pytestmark = pytest.mark.django_db
#: A Monday evening: offices are closed.
NOW = datetime(2026, 11, 23, 18, tzinfo=ZoneInfo("Europe/Stockholm"))


def stored(provider):
    return Provider.objects.get(pk=provider.pk)


def test_an_open_house_does_not_make_the_telephone_open():
    intake = ProviderFactory(phone="031-390 06 10")
    OpeningHoursFactory(provider=intake, weekday=1)
    OpeningHoursFactory(provider=intake, channel="oppen", opens=time(15), closes=time(20))
    person = person_to_reach(AreaFactory(intake=stored(intake)), None, NOW)
    assert person.open_sentence == "Stängt nu. Telefonen öppnar tisdag 9."


def test_hours_of_visits_say_nothing_beside_a_number():
    intake = ProviderFactory(phone="031-390 06 10")
    OpeningHoursFactory(provider=intake, channel="dropin", opens=time(9), closes=time(20))
    assert person_to_reach(AreaFactory(intake=stored(intake)), None, NOW).open_sentence == ""


def test_people_of_a_merged_district_are_sent_to_the_one_that_followed_it():
    city = AreaFactory(level="municipality", switchboard=ProviderFactory(phone="031-390 06 01"))
    followed = AreaFactory(parent=city, intake=ProviderFactory(name="Järvas mottagning", phone="031-390 06 02"))
    merged = AreaFactory(parent=city)
    merged.successors.add(followed)
    assert str(person_to_reach(merged, None, NOW).name) == "Järvas mottagning"


@pytest.mark.parametrize("gone", [{"status": "ended"}, {"live": False}, {"retired_from": date(2026, 1, 1)}])
def test_nobody_is_sent_to_a_unit_that_is_gone(gone):
    intake = ProviderFactory(phone="031-390 06 10", **gone)
    switchboard = ProviderFactory(phone="031-390 06 01")
    person = person_to_reach(AreaFactory(intake=intake, switchboard=switchboard), None, NOW)
    assert person.number == "031-390 06 01"


def test_an_invented_number_is_only_given_in_the_demonstration(settings):
    area = AreaFactory(is_example=True, intake=ProviderFactory(phone="031-390 06 10", is_example=True))
    assert person_to_reach(area, None, NOW).number is None
    settings.DEMO, settings.DEMO_EXAMPLE = True, True
    person = person_to_reach(area, None, NOW)
    assert (person.number, person.is_example) == ("031-390 06 10", True)


def test_a_deeper_tree_costs_no_more_queries():
    def cost(area):
        # What is remembered of the catalogue has been read before.
        person_to_reach(area, None, NOW)
        with CaptureQueriesContext(connection) as queries:
            person_to_reach(area, None, NOW)
        return len(queries)

    top = AreaFactory(level="country", switchboard=ProviderFactory(phone="031-390 06 01"))
    deep = AreaFactory(parent=AreaFactory(level="municipality", parent=AreaFactory(level="county", parent=top)))
    assert cost(deep) == cost(top)


def test_a_merged_district_is_no_gap_but_the_one_that_followed_it_is():
    city = AreaFactory(level="municipality", name="Stad")
    followed = AreaFactory(name="Järva", parent=city)
    merged = AreaFactory(name="Kista", parent=city, valid_to=date(2023, 7, 1))
    merged.successors.add(followed)
    OfferingFactory(area=merged)
    assert areas_without_a_number(date(2026, 11, 25)) == [followed, city]


def test_an_area_is_no_gap_when_its_municipality_answers():
    city = AreaFactory(level="municipality", switchboard=ProviderFactory(phone="031-390 06 01"))
    OfferingFactory(area=AreaFactory(parent=city))
    assert areas_without_a_number() == []


def test_without_a_number_one_is_sent_to_the_district_that_is_there_today():
    followed = AreaFactory(name="Järva")
    merged = AreaFactory(name="Rinkeby-Kista", valid_to=date(2023, 7, 1))
    merged.successors.add(followed)
    person = person_to_reach(merged, None, NOW)
    assert (str(person.name), person.number) == ("Socialtjänstens mottagning i Järva", None)
