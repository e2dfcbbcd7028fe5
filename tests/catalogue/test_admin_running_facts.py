"""What changes from day to day: live when saved, never overwritten in silence, written into the history."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from catalogue.actions.retire import retire
from catalogue.models import Insats, Offering, OpeningException, OpeningHours, Provider, QueueReport
from tests.catalogue.admin_user import errors, fields, press, sign_in, user, words_of
from tests.records import InsatsFactory, OfferingFactory, OpeningHoursFactory, ProviderFactory

pytestmark = pytest.mark.django_db


def url_of(model, name, *args):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def history(record, action):
    return [entry.data for entry in ModelLogEntry.objects.for_instance(record).filter(action=action)]


@pytest.fixture
def editor():
    return sign_in("kommunikator")


def test_saying_that_the_facts_are_true_is_not_the_same_as_saving(editor):
    offering = OfferingFactory()
    url = url_of(Offering, "edit", offering.pk)
    press(editor, url, fields(editor.get(url)))
    assert not offering.verifications.exists()
    verify = reverse("catalogue_verify", args=["offering", offering.pk])
    assert "stämmer i dag" in words_of(editor.get(verify))
    assert not offering.verifications.exists()
    editor.post(verify)
    mark = offering.verifications.get()
    assert mark.verified_by == user("kommunikator")
    assert history(offering, "catalogue.verify")[0]["before"] is None
    today = timezone.localdate().isoformat()
    assert f"{today} av Kommunikatör" in words_of(editor.get(url))
    assert today in words_of(editor.get(url_of(Offering, "list")))


def test_several_are_confirmed_at_once_and_foreign_ones_left_alone():
    manager = sign_in("enhetschef")
    own, other = OfferingFactory(provider=ProviderFactory()), OfferingFactory(provider=ProviderFactory())
    own.provider.responsibilities.create(user=user("enhetschef"), duty="manages")
    url = f"/admin/bulk/catalogue/offering/verify/?id={own.pk}&id={other.pk}"
    assert "Du ansvarar inte för de här" in words_of(manager.get(url))
    manager.post(url)
    assert (own.verifications.count(), other.verifications.count()) == (1, 0)


def test_hours_for_several_days_are_live_at_once_and_stand_in_the_history(editor):
    provider = ProviderFactory()
    url = reverse("openinghours:add")
    data = fields(editor.get(f"{url}?provider={provider.pk}"))
    data |= {"channel": "dropin", "weekdays": ["0", "1", "4"], "opens": "13:00", "closes": "15:00"}
    before = provider.modified_at
    response = press(editor, url, data, "")
    assert response.redirect_chain[-1][0] == f"{reverse('openinghours:index')}?provider={provider.pk}"
    assert list(provider.opening_hours.values_list("weekday", flat=True)) == [0, 1, 4]
    assert {"before": "", "after": "fredag 13.00–15.00 drop-in"} in history(provider, "catalogue.hours")
    provider.refresh_from_db()
    assert provider.modified_at > before


def test_hours_that_overlap_are_refused_with_the_day(editor):
    row = OpeningHoursFactory(weekday=1)
    url = reverse("openinghours:add")
    data = fields(editor.get(f"{url}?provider={row.provider_id}"))
    data |= {"channel": "telefon", "weekdays": ["0", "1"], "opens": "08:00", "closes": "10:00"}
    response = press(editor, url, data, "")
    assert any("Tisdag" in error and "går in i en annan tid" in error for error in errors(response))
    assert OpeningHours.objects.count() == 1


def test_the_second_of_two_who_change_the_same_hours_is_told_what_stands_there_now(editor):
    row = OpeningHoursFactory()
    url = reverse("openinghours:edit", args=[row.pk])
    one, other = fields(editor.get(url)), fields(editor.get(url))
    press(editor, url, {**one, "closes": "15:00"}, "")
    refused = press(editor, url, {**other, "closes": "17:00"}, "")
    assert any("Nu står det: måndag 09.00–15.00 telefon" in error for error in errors(refused))
    row.refresh_from_db()
    assert (f"{row.closes:%H.%M}", row.version) == ("15.00", 2)
    press(editor, url, fields(refused), "")
    row.refresh_from_db()
    assert (f"{row.closes:%H.%M}", row.version) == ("17.00", 3)
    changes = history(row.provider, "catalogue.hours")
    assert {"before": "måndag 09.00–15.00 telefon", "after": "måndag 09.00–17.00 telefon"} in changes


def test_a_form_for_hours_without_its_version_is_refused(editor):
    row = OpeningHoursFactory()
    url = reverse("openinghours:edit", args=[row.pk])
    data = fields(editor.get(url))
    del data["read_version"]
    press(editor, url, {**data, "closes": "17:00"}, "")
    row.refresh_from_db()
    assert f"{row.closes:%H.%M}" == "16.30"


def test_hours_are_taken_away_and_the_history_keeps_them(editor):
    row = OpeningHoursFactory()
    editor.post(reverse("openinghours:delete", args=[row.pk]))
    assert not OpeningHours.objects.exists()
    assert history(row.provider, "catalogue.hours") == [{"before": "måndag 09.00–16.30 telefon", "after": ""}]
    assert "Tog bort öppettid" in words_of(editor.get(url_of(Provider, "history", row.provider_id)))


def test_a_closed_day_is_added(editor):
    provider = ProviderFactory()
    url = reverse("openingexception:add")
    data = fields(editor.get(f"{url}?provider={provider.pk}"))
    press(editor, url, {**data, "date_from": "2026-12-24", "date_to": "2026-12-26"}, "")
    row = OpeningException.objects.get()
    assert (row.provider, row.opens) == (provider, None)


def test_publishing_an_older_draft_keeps_hours_queue_and_confirmations(editor):
    offering = OfferingFactory(provider=ProviderFactory())
    draft = offering.provider.save_revision()
    row = OpeningHoursFactory(provider=offering.provider)
    QueueReport.objects.create(offering=offering, state="none", observed="2026")
    draft.publish()
    assert OpeningHours.objects.filter(pk=row.pk).exists()
    assert offering.queue_reports.exists()


def test_a_queue_report_is_added_seen_and_never_changed(editor):
    offering = OfferingFactory()
    url = url_of(QueueReport, "add")
    data = fields(editor.get(f"{url}?offering={offering.pk}"))
    assert data["observed"] == timezone.localdate().isoformat()
    press(editor, url, {**data, "state": "queue", "wait_from": "3", "wait_to": "4", "unit": "week"}, "")
    report = offering.queue_reports.get()
    assert (report.wait_to, report.reported_by) == (4, user("kommunikator"))
    assert editor.get(url_of(QueueReport, "edit", report.pk)).status_code == 302
    assert len(history(offering, "catalogue.queue")) == 1
    assert "3–4 veckor" in words_of(editor.get(url_of(QueueReport, "list")))


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"wait_from": "3"}, "dagar, veckor eller månader"),
        ({"wait_from": "5", "wait_to": "2", "unit": "week"}, "Väntetiden står tvärtom"),
        ({"observed": "i går"}, "Skriv ett datum"),
        ({"observed": "2999-01-01"}, "Dagen har inte varit än"),
        ({"offering": ""}, "Ange vad köuppgiften gäller"),
    ],
)
def test_a_queue_report_that_makes_no_sense_is_refused_in_words(editor, values, reason):
    offering = OfferingFactory()
    url = url_of(QueueReport, "add")
    data = {**fields(editor.get(f"{url}?offering={offering.pk}")), "state": "queue", **values}
    assert reason in words_of(press(editor, url, data, ""))
    assert not QueueReport.objects.exists()


def test_a_record_is_retired_with_a_reason_and_points_on(editor):
    old, new = InsatsFactory(), InsatsFactory(name="Den nya")
    url = url_of(Insats, "retire", old.pk)
    data = fields(editor.get(url))
    editor.post(url, {**data, "from_day": "2026-01-01", "reason": "Slogs ihop", "successors": [new.pk]})
    old.refresh_from_db()
    assert (old.retired_from, list(old.successors.all()), old.live) == (date(2026, 1, 1), [new], True)
    assert history(old, "catalogue.retire")[0]["reason"] == "Slogs ihop"
    assert "Slogs ihop" in words_of(editor.get(url_of(Insats, "history", old.pk)))


def test_publishing_a_draft_does_not_bring_a_retired_record_back(editor):
    insats = InsatsFactory(name="Gammal")
    insats.save_revision().publish()
    insats.refresh_from_db()
    insats.name = "Utkast"
    insats.save_revision()
    retire(Insats.objects.get(), from_day=date(2026, 1, 1), reason="", successors=[], user=user("kommunikator"))
    assert Insats.objects.get().name == "Gammal"
    Insats.objects.get().latest_revision.publish()
    published = Insats.objects.get()
    assert (published.name, published.retired_from) == ("Utkast", date(2026, 1, 1))


def test_a_retired_record_is_brought_back(editor):
    insats = InsatsFactory(retired_from=date(2020, 1, 1))
    url = url_of(Insats, "retire", insats.pk)
    editor.post(url, {**fields(editor.get(url)), "from_day": ""})
    insats.refresh_from_db()
    assert insats.retired_from is None
    assert history(insats, "catalogue.resume")


def test_several_are_retired_where_wagtail_would_delete_them(editor):
    one, two = InsatsFactory(), InsatsFactory()
    url = f"/admin/bulk/catalogue/insats/delete/?id={one.pk}&id={two.pk}"
    editor.post(url, {"from_day": "2026-01-01"})
    assert Insats.objects.filter(retired_from=date(2026, 1, 1)).count() == 2
