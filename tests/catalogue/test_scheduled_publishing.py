"""Publishing at a set time: through the gate, and one refusal never stops the rest."""

from datetime import timedelta

import pytest
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import ModelLogEntry, PageLogEntry

from catalogue.jobs.publish import REFUSED, publish_scheduled
from catalogue.models import InsatsPage, Offering, Provider
from tests import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    records.site()
    with freeze_time("2026-11-30 09:00") as frozen:
        yield frozen


def schedule(record, **changes):
    """A changed draft of something public, that goes live in an hour."""
    record.save_revision().publish()
    record.refresh_from_db()
    for name, value in {"go_live_at": timezone.now() + timedelta(hours=1), **changes}.items():
        setattr(record, name, value)
    record.save_revision().publish(skip_permission_checks=True)


def page(name, **values):
    return records.words(records.InsatsFactory(name=name), title=f"Om {name}", **values)


def test_what_may_go_live_does_at_its_time_and_what_may_not_stops_nothing(clock):
    refused, allowed = page("Utan text"), page("Hel")
    provider = records.ProviderFactory(name="Gamla namnet")
    schedule(refused, title="Nytt namn ett", body="")
    schedule(allowed, title="Nytt namn två")
    schedule(provider, name="Nya namnet")
    assert publish_scheduled(timezone.now()) == "0 publicerade, 0 avpublicerade, 0 nekade."
    clock.tick(timedelta(hours=1))
    said = publish_scheduled(timezone.now())
    assert said.startswith("2 publicerade, 0 avpublicerade, 1 nekade. Nytt namn ett: ")
    assert "Sidan saknar brödtext." in said
    titles = dict(InsatsPage.objects.values_list("pk", "title"))
    assert (titles[refused.pk], titles[allowed.pk]) == ("Om Utan text", "Nytt namn två")
    assert Provider.objects.get().name == "Nya namnet"


def test_a_refusal_stands_in_the_history_once_and_is_tried_again(clock):
    refused = page("Utan text")
    schedule(refused, body="")
    clock.tick(timedelta(hours=1))
    for _ in range(3):
        publish_scheduled(timezone.now())
        clock.tick(timedelta(minutes=5))
    entry = PageLogEntry.objects.for_instance(refused).get(action=REFUSED)
    assert any("Sidan saknar brödtext." in reason for reason in entry.data["reasons"])


def test_what_breaks_stops_nothing(clock, monkeypatch):
    first, second = page("Första"), page("Andra")
    schedule(first, title="Ny första")
    schedule(second, title="Ny andra")
    clock.tick(timedelta(hours=1))
    from catalogue.jobs import publish

    def gate(record, user):
        if record.pk == first.pk:
            raise RuntimeError
        return []

    monkeypatch.setattr(publish, "may_go_live", gate)
    assert publish_scheduled(timezone.now()) == (
        "1 publicerade, 0 avpublicerade, 1 nekade. Ny första: Det gick inte att publicera. Se serverns logg."
    )


def test_what_has_expired_is_taken_down(clock):
    expired = page("Gammal", expire_at=timezone.now() + timedelta(hours=1))
    offering = records.OfferingFactory(expire_at=timezone.now() + timedelta(hours=1))
    kept = page("Kvar")
    clock.tick(timedelta(hours=1, seconds=1))
    assert publish_scheduled(timezone.now()) == "0 publicerade, 2 avpublicerade, 0 nekade."
    assert [InsatsPage.objects.get(pk=row.pk).live for row in (expired, kept)] == [False, True]
    assert not Offering.objects.get(pk=offering.pk).live
    assert ModelLogEntry.objects.for_instance(offering).filter(action="wagtail.unpublish.scheduled").exists()
