"""Groups in the structured data of an insats: what is stated and to come, and nothing else."""

import json
from datetime import date, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from freezegun import freeze_time

from catalogue.group_jsonld import group_events
from catalogue.models import Place, SupportLanguage
from catalogue.models.words import Text
from catalogue.next_change import noticing
from tests.records import (
    TODAY,
    AreaFactory,
    GroupStartFactory,
    InsatsFactory,
    OfferingFactory,
    ProviderFactory,
    site,
    term,
)
from tests.records import words as page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def offering(settings):
    settings.BASE_URL = "https://stod.example"
    site()
    insats = InsatsFactory(slug="komet", name="Komet")
    page_of(insats, title="Kurs för föräldrar")
    return OfferingFactory(insats=insats, provider=ProviderFactory(name="Huset"), area=AreaFactory(name="Norr"))


def events(client):
    soup = BeautifulSoup(client.get("/insatser/komet/").content, "html.parser")
    return json.loads(soup.select_one('script[type="application/ld+json"]').string).get("subjectOf")


def test_all_that_is_stated_is_told(client, offering):
    place = Place.objects.create(
        slug="huset",
        name="Huset",
        street="Storgatan 1",
        postcode="123 45",
        town="Norr",
        provider=offering.provider,
    )
    start = GroupStartFactory(
        offering=offering,
        first_date="2027-01-14",
        starts_at="17:15",
        ends_at="20:00",
        meetings=1,
        held="both",
        place=place,
        language=term(SupportLanguage, "ar", "Arabiska"),
        age_min=3,
        age_max=11,
        seats=9,
        signed_up=9,
        counted_on=TODAY,
    )
    url = f"https://stod.example/insatser/komet/#grupp-{start.pk}"
    assert events(client) == [
        {
            "@type": "Event",
            "name": "Kurs för föräldrar",
            "url": url,
            "startDate": "2027-01-14T17:15:00+01:00",
            "endDate": "2027-01-14T20:00:00+01:00",
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
            "location": [
                {
                    "@type": "Place",
                    "name": "Huset",
                    "address": {
                        "@type": "PostalAddress",
                        "streetAddress": "Storgatan 1",
                        "postalCode": "123 45",
                        "addressLocality": "Norr",
                    },
                },
                {"@type": "VirtualLocation", "url": url},
            ],
            "organizer": {"@type": "Organization", "name": "Huset, Norr"},
            "inLanguage": "ar",
            "audience": {"@type": "PeopleAudience", "suggestedMinAge": 3, "suggestedMaxAge": 11},
            "maximumAttendeeCapacity": 9,
            "remainingAttendeeCapacity": 0,
        }
    ]


def test_what_is_not_stated_is_left_out(client, offering):
    start = GroupStartFactory(offering=offering, first_date="2026-12-01", seats=8)
    assert events(client) == [
        {
            "@type": "Event",
            "name": "Kurs för föräldrar",
            "url": f"https://stod.example/insatser/komet/#grupp-{start.pk}",
            "startDate": "2026-12-01",
            "eventStatus": "https://schema.org/EventScheduled",
            "organizer": {"@type": "Organization", "name": "Huset, Norr"},
            "maximumAttendeeCapacity": 8,
        }
    ]


def test_an_old_count_of_places_is_left_out(client, offering):
    GroupStartFactory(offering=offering, first_date="2027-01-14", seats=8, signed_up=2, counted_on="2026-11-16")
    assert events(client)[0]["remainingAttendeeCapacity"] == 6
    with freeze_time("2026-12-01 09:00"):
        assert "remainingAttendeeCapacity" not in events(client)[0]


def test_what_has_begun_is_left_out_to_the_minute(client, offering):
    start = GroupStartFactory(offering=offering, first_date=date(2026, 12, 1), starts_at=time(17, 15))
    with freeze_time("2026-12-01 16:14") as clock, noticing(timezone.now()) as validity:  # 17.14 in Sweden
        assert len(group_events([start], Text("Kurs", "sv"), timezone.now())) == 1
        assert validity.until == timezone.now() + timedelta(minutes=1)
        clock.move_to("2026-12-01 16:14:59")
        assert len(events(client)) == 1
    with freeze_time("2026-12-01 16:15"):
        assert events(client) is None


def test_summer_and_winter_have_their_own_offset(client, offering):
    GroupStartFactory(offering=offering, first_date="2027-03-26", starts_at="18:00")
    GroupStartFactory(offering=offering, first_date="2027-03-29", starts_at="18:00")
    assert [event["startDate"] for event in events(client)] == [
        "2027-03-26T18:00:00+01:00",
        "2027-03-29T18:00:00+02:00",
    ]


def test_groups_of_invented_examples_are_left_out(client, offering, settings):
    settings.DEMO, settings.DEMO_EXAMPLE = True, True
    GroupStartFactory(offering=offering, first_date="2026-12-08")
    type(offering).objects.update(is_example=True)
    assert events(client) is None
