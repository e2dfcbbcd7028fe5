"""Every page of the real catalogue knows the instant at which it would read differently."""

from datetime import UTC, datetime, timedelta

import pytest
from freezegun import freeze_time

from catalogue.models import Insats, Provider

pytestmark = pytest.mark.django_db
MOMENTS = ("2026-11-30T07:10:00+01:00", "2026-12-04T16:45:00+01:00", "2026-12-24T10:00:00+01:00")


def addresses():
    """Pages of all sorts: those with the most hours, and fixed ones."""
    units = Provider.objects.filter(opening_hours__isnull=False, live=True).distinct().order_by("pk")[:6]
    insatser = Insats.objects.filter(offerings__provider__in=list(units)).distinct().order_by("pk")[:4]
    return [
        *("/", "/en/", "/for-yrkesverksamma/", "/grupper/", "/insatser/", "/ordlista/", "/omraden/exempelstad/"),
        *(record.get_absolute_url() for record in (*units, *insatser)),
    ]


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_page_reads_the_same_until_the_instant_that_it_names(client, real_pages, settings, moment):
    settings.DEMO = settings.DEMO_EXAMPLE = True
    now, inner = datetime.fromisoformat(moment), 0
    for path in addresses():
        with freeze_time(now):
            first = client.get(path)
        assert first.status_code == 200
        if not first.has_header("ETag"):
            continue
        until = datetime.fromtimestamp(int(first["ETag"].rpartition("-")[2].rstrip('"')), UTC)
        assert now < until <= now + timedelta(days=1)
        with freeze_time(until - timedelta(seconds=1)):
            assert client.get(path).content == first.content, path
        with freeze_time(until):
            inner += client.get(path).content != first.content
    assert inner, "no page changes: the clock is not looked at"
