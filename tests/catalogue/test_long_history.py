"""A history of ten thousand reports costs a page no more than one report: only what holds is read."""

from datetime import date, timedelta

import pytest
from django.db.models.signals import post_init
from django.utils import timezone

from catalogue.actions.seed_roles import seed_roles
from catalogue.models import QueueReport
from search import index
from tests.queries import queries_of
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, ProviderFactory, report, site, words
from tests.workspace.team_room import manager

pytestmark = pytest.mark.django_db
REPORTS = 10_000
MEASURES = ("first_talk", "inquiry", "start", "")


@pytest.fixture
def offering():
    site()
    found = OfferingFactory(insats=InsatsFactory(), provider=ProviderFactory(), area=AreaFactory(slug="norr"))
    words(found.insats)
    for measure in MEASURES[:3]:
        report(found, timezone.localdate().isoformat(), wait_to=3, unit="week", measure=measure)
    index.rebuild()
    return found


def long_history(offering):
    today = timezone.localdate()
    days = [today - timedelta(days=1 + number // len(MEASURES)) for number in range(REPORTS)]
    QueueReport.objects.bulk_create(
        QueueReport(
            offering=offering,
            state="queue",
            observed=max(day, date(2000, 1, 1)).isoformat(),
            wait_to=number % 20 + 1,
            unit="week",
            measure=MEASURES[number % len(MEASURES)],
        )
        for number, day in enumerate(days)
    )


@pytest.mark.parametrize(
    # What is drawn ends at 200 reports; one question more counts those that are not.
    ("address", "more"),
    [("/personal/laget/", 0), ("/personal/ko/erbjudande/{slug}/", 1)],
)
def test_staff_pages_ask_as_much_of_ten_thousand_as_of_ten(offering, address, more):
    seed_roles()
    chief, path = manager(offering.provider), address.format(slug=offering.slug)
    for number in range(7):
        report(offering, f"2020-01-{number + 1:02d}", wait_to=3, unit="week", measure="first_talk")
    few = queries_of(chief, path)
    long_history(offering)
    assert queries_of(chief, path) == few + more
    assert len(chief.get(path).content) < 120_000


@pytest.mark.parametrize("page", ["insats", "provider", "area", "search"])
def test_a_page_reads_no_more_of_a_long_history(client, offering, page):
    address = {
        "insats": offering.insats.get_absolute_url(),
        "provider": offering.provider.get_absolute_url(),
        "area": offering.area.get_absolute_url(),
        "search": "/sok/?vantetid=28&sortera=vantetid",
    }[page]
    few, before = queries_of(client, address), client.get(address).content
    long_history(offering)
    read = []

    def count(sender, **_kwargs):
        read.append(sender)

    post_init.connect(count, sender=QueueReport)
    try:
        assert queries_of(client, address) == few
        assert client.get(address).content == before
    finally:
        post_init.disconnect(count, sender=QueueReport)
    # Three requests, each at most once for a card and once for a place.
    assert len(read) <= 3 * 2 * len(MEASURES)
