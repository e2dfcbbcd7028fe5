"""Reminders and escalation: who answers gets a link a week; silence is told to the manager and the office."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import ModelLogEntry

from catalogue.actions.confirm_hours import doubt_hours, hours_of, hours_version
from catalogue.actions.report_queue import new_report, report_queue
from catalogue.actions.seed_roles import COMMUNICATOR
from catalogue.jobs import JobFailedError
from catalogue.jobs.doubts import tell_doubts
from catalogue.jobs.escalate import escalate
from catalogue.jobs.remind import remind
from catalogue.models import ConfirmationLink, Responsibility
from catalogue.queue_clocks import clock_of
from tests import records
from tests.catalogue.admin_user import sign_in, words_of
from tests.queries import queries_of
from tests.workspace.team_room import offering

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    records.site()
    cache.clear()
    with freeze_time("2026-11-30 09:00") as frozen:
        yield frozen


@pytest.fixture
def unit(clock):
    target = offering(records.ProviderFactory(name="Upphandlad AB"))
    records.report(target, "2026-11-23", state="none")
    return target


def duty(provider, mailbox="info@upphandlad.example", kind="reminded", **values):
    return Responsibility.objects.create(provider=provider, mailbox=mailbox, duty=kind, **values)


def run(job):
    mail.outbox.clear()
    said = job(timezone.now())
    return said, [(letter.to, letter.subject) for letter in mail.outbox]


def test_who_answers_gets_a_link_that_works(unit, client):
    duty(unit.provider)
    assert run(remind) == (
        "1 påminnelser skickade.",
        [(["info@upphandlad.example"], "Stämmer kö och öppettider?")],
    )
    body = mail.outbox[0].body
    assert "Det gäller: Upphandlad AB." in body
    assert "En uppgift på Insatskatalogen behöver ert svar." in body
    assert "till 14 december 2026" in body
    address = next(line for line in body.splitlines() if line.startswith("http://testserver/personal/stammer/"))
    assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_nobody_is_written_to_twice_in_a_week_or_without_need(unit, clock):
    duty(unit.provider)
    assert len(run(remind)[1]) == 1
    clock.tick(7 * DAY - timedelta(seconds=1))
    assert run(remind)[1] == []
    clock.tick(timedelta(seconds=1))
    assert len(run(remind)[1]) == 1
    records.report(unit, timezone.localdate().isoformat(), state="none")
    clock.tick(6 * DAY)
    assert run(remind)[1] == []


def test_a_wait_is_asked_about_after_seven_days(unit, clock):
    duty(unit.provider)
    clock.tick(-DAY)
    assert run(remind)[1] == []
    clock.tick(DAY)
    assert len(run(remind)[1]) == 1


def test_hours_are_asked_about_after_ninety_days(clock):
    hours = records.OpeningHoursFactory()
    duty(hours.provider)
    assert len(run(remind)[1]) == 1
    hours.provider.verifications.create(about="hours", verified_at=timezone.now())
    clock.tick(89 * DAY)
    assert run(remind)[1] == []
    clock.tick(DAY)
    assert len(run(remind)[1]) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "owns_text"},
        {"ends": "2026-11-29"},
        {"starts": "2026-12-01"},
    ],
)
def test_who_does_not_answer_today_gets_nothing(unit, values):
    duty(unit.provider, **values)
    assert run(remind)[1] == []


def test_a_person_is_written_to_as_long_as_the_account_is_open(unit):
    user = get_user_model().objects.create_user("chef", email="chef@kommun.example")
    duty(unit.provider, "", "manages", user=user)
    user.is_active = False
    user.save()
    assert run(remind)[1] == []
    user.is_active = True
    user.save()
    assert run(remind)[1] == [(["chef@kommun.example"], "Stämmer kö och öppettider?")]


def test_a_letter_that_does_not_leave_stops_no_other_and_is_sent_again(unit, monkeypatch):
    other = offering(records.ProviderFactory(name="Andra"), name="Andra")
    duty(unit.provider, "bruten@upphandlad.example")
    duty(other.provider, "hel@andra.example")
    real = mail.EmailMessage.send

    def send(letter, *args, **kwargs):
        if letter.to == ["bruten@upphandlad.example"]:
            raise ConnectionRefusedError
        return real(letter, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(mail.EmailMessage, "send", send)
        with pytest.raises(JobFailedError, match="1 påminnelser skickade"):
            remind(timezone.now())
    assert run(remind)[1] == [(["bruten@upphandlad.example"], "Stämmer kö och öppettider?")]


def test_silence_is_told_once_to_the_manager_and_the_office(unit, clock):
    chief = get_user_model().objects.create_user("chef", email="chef@kommun.example")
    office = get_user_model().objects.create_user("kom", email="kom@kommun.example")
    office.groups.add(Group.objects.get_or_create(name=COMMUNICATOR)[0])
    duty(unit.provider)
    Responsibility.objects.create(provider=unit.provider, user=chief, duty="manages", ends="2027-01-01")
    chief.email = ""
    chief.save()
    run(remind)
    chief.email = "chef@kommun.example"
    chief.save()
    clock.tick(3 * DAY - timedelta(seconds=1))
    assert run(escalate)[1] == []
    clock.tick(timedelta(seconds=1))
    said, letters = run(escalate)
    assert said == "1 obesvarade påminnelser, 2 brev."
    subject = "Ingen har svarat om kö och öppettider"
    assert letters == [(["chef@kommun.example"], subject), (["kom@kommun.example"], subject)]
    assert "- Upphandlad AB (1 uppgift)" in mail.outbox[0].body
    assert "http://testserver/personal/laget/" in mail.outbox[0].body
    assert "stammer" not in mail.outbox[0].body
    clock.tick(DAY)
    assert run(escalate)[1] == []


def test_an_answer_stops_the_escalation(unit, clock):
    duty(unit.provider, kind="manages")
    run(remind)
    clock.tick(3 * DAY)
    records.report(unit, timezone.localdate().isoformat(), state="unknown")
    assert run(escalate) == ("0 obesvarade påminnelser, 0 brev.", [])


def test_the_public_label_changes_by_itself_after_that(unit, clock, client):
    from catalogue.waiting import wait_of

    reports = list(unit.queue_reports.all())
    clock.tick(7 * DAY)
    assert wait_of(reports, timezone.now()).state == "fresh"
    clock.tick(DAY)
    assert wait_of(reports, timezone.now()).state == "ageing"


def test_the_office_revokes_a_link_and_the_history_says_so(unit, client):
    row = duty(unit.provider)
    run(remind)
    office = sign_in("kommunikator")
    found = words_of(office.get("/admin/jobb/"))
    assert "info@upphandlad.example Upphandlad AB 2026-11-30 10.00 Öppen till 2026-12-14" in found
    link = ConfirmationLink.objects.get()
    url = reverse("catalogue_revoke_link", args=[link.pk])
    assert office.get(url).status_code == 405
    assert sign_in("enhetschef").post(url).status_code in (302, 403)
    assert "Länken är återkallad." in words_of(office.post(url, follow=True))
    assert "Länken var redan stängd." in words_of(office.post(url, follow=True))
    link.refresh_from_db()
    assert link.revoked_by.username == "kommunikator"
    assert (
        ModelLogEntry.objects.for_instance(row).get(action="catalogue.link_revoked").data["after"] == "återkallad"
    )


def test_the_list_asks_as_much_for_one_link_as_for_twenty_five(unit, client):
    from catalogue.confirmation_links import make_link

    office = sign_in("kommunikator")
    make_link(duty(unit.provider), now=timezone.now())
    one = queries_of(office, "/admin/jobb/")
    for number in range(24):
        make_link(duty(records.ProviderFactory(), f"enhet-{number}@x.example"), now=timezone.now())
    assert queries_of(office, "/admin/jobb/") == one


def doubts(provider):
    doubt_hours(provider, user=None, now=timezone.now(), read_version=hours_version(hours_of(provider)))


def test_not_knowing_the_hours_is_an_answer_for_four_weeks(clock):
    provider = records.OpeningHoursFactory().provider
    duty(provider)
    doubts(provider)
    clock.move_to("2026-12-27 22:59:59")  # a second before midnight in Sweden
    assert run(remind)[1] == []
    clock.tick(timedelta(seconds=1))
    assert len(run(remind)[1]) == 1


def test_hours_that_were_confirmed_after_a_doubt_are_asked_about_in_a_quarter(clock):
    provider = records.OpeningHoursFactory().provider
    duty(provider)
    doubts(provider)
    clock.tick(DAY)
    provider.verifications.create(about="hours", verified_at=timezone.now())
    clock.tick(89 * DAY)
    assert run(remind)[1] == []
    clock.tick(DAY)
    assert len(run(remind)[1]) == 1


def test_a_doubt_is_told_once_to_the_manager_and_the_office(clock):
    provider = records.OpeningHoursFactory(provider__name="Upphandlad AB").provider
    chief = get_user_model().objects.create_user("chef", email="chef@kommun.example")
    duty(provider, "", "manages", user=chief)
    office = get_user_model().objects.create_user("kom", email="kom@kommun.example")
    office.groups.add(Group.objects.get_or_create(name=COMMUNICATOR)[0])
    doubts(provider)
    said, letters = run(tell_doubts)
    assert said == "1 verksamheter vet inte, 2 brev."
    subject = "En verksamhet vet inte om kö eller öppettider stämmer"
    assert letters == [(["chef@kommun.example"], subject), (["kom@kommun.example"], subject)]
    assert "- Upphandlad AB: öppettiderna (30 november 2026)" in mail.outbox[0].body
    assert "http://testserver/personal/laget/" in mail.outbox[0].body
    clock.tick(DAY)
    assert run(tell_doubts) == ("0 verksamheter vet inte, 0 brev.", [])
    doubts(provider)
    assert len(run(tell_doubts)[1]) == 2
    gaps = words_of(sign_in("kommunikator").get("/admin/"))
    assert "1 verksamheter vet inte om öppettiderna stämmer" in gaps


def test_a_doubt_that_was_settled_before_the_job_runs_is_not_told(clock):
    provider = records.OpeningHoursFactory().provider
    duty(provider, kind="manages")
    doubts(provider)
    clock.tick(timedelta(minutes=1))
    provider.verifications.create(about="hours", verified_at=timezone.now())
    assert run(tell_doubts) == ("0 verksamheter vet inte, 0 brev.", [])


def does_not_know(target):
    """What *Läget* does when somebody answers "vet inte" about a wait."""
    version = clock_of(target.pk, "", today=timezone.localdate()).version
    report = new_report(target, now=timezone.now(), state="unknown")
    return report_queue(report, user=None, now=timezone.now(), read_version=version)


def test_not_knowing_a_wait_is_an_answer_for_four_weeks(unit, clock):
    duty(unit.provider)
    does_not_know(unit)
    clock.move_to("2026-12-27 22:59:59")  # a second before midnight in Sweden
    assert run(remind)[1] == []
    clock.tick(timedelta(seconds=1))
    assert len(run(remind)[1]) == 1


def test_not_knowing_a_wait_is_told_once_to_the_manager_and_the_office(unit, clock):
    duty(unit.provider, "chef@kommun.example", "manages")
    duty(records.ProviderFactory(), "annan@kommun.example", "manages")
    office = get_user_model().objects.create_user("kom", email="kom@kommun.example")
    office.groups.add(Group.objects.get_or_create(name=COMMUNICATOR)[0])
    assert run(tell_doubts) == ("0 verksamheter vet inte, 0 brev.", [])
    does_not_know(unit)
    said, letters = run(tell_doubts)
    assert said == "1 verksamheter vet inte, 2 brev."
    subject = "En verksamhet vet inte om kö eller öppettider stämmer"
    assert letters == [(["chef@kommun.example"], subject), (["kom@kommun.example"], subject)]
    assert "- Upphandlad AB: väntetiden, Komet (30 november 2026)" in mail.outbox[0].body
    clock.tick(DAY)
    assert run(tell_doubts) == ("0 verksamheter vet inte, 0 brev.", [])
    does_not_know(unit)
    assert len(run(tell_doubts)[1]) == 2
    gaps = words_of(sign_in("kommunikator").get("/admin/"))
    assert "1 väntetider vet verksamheten inte Komet – Upphandlad AB" in gaps
    records.report(unit, timezone.localdate().isoformat(), state="none")
    assert "vet verksamheten inte" not in words_of(sign_in("kommunikator").get("/admin/"))


def test_a_unit_that_knows_neither_wait_nor_hours_is_told_of_in_one_letter(unit):
    duty(unit.provider, kind="manages")
    doubts(unit.provider)
    does_not_know(unit)
    assert run(tell_doubts)[0] == "1 verksamheter vet inte, 1 brev."
    (letter,) = mail.outbox
    assert letter.body.count("- Upphandlad AB: ") == 2


def test_a_wait_of_an_area_is_told_to_who_leads_the_area(clock):
    own = records.OfferingFactory(provider=None, area__name="Farsta", insats__name="Komet")
    duty(None, "farsta@kommun.example", "manages", area=own.area)
    does_not_know(own)
    assert [to for to, _ in run(tell_doubts)[1]] == [["farsta@kommun.example"]]
    assert "- Farsta: väntetiden, Komet" in mail.outbox[0].body


def test_what_a_source_does_not_know_or_a_figure_has_followed_is_not_told(unit):
    duty(unit.provider, kind="manages")
    does_not_know(unit)
    records.report(unit, timezone.localdate().isoformat(), state="none")
    other = offering(records.ProviderFactory(), name="Andra")
    records.report(other, timezone.localdate().isoformat(), state="unknown", source_title="En rapport")
    assert run(tell_doubts) == ("0 verksamheter vet inte, 0 brev.", [])
