"""Jobs: what is due runs alone under its lock, one that fails stops no other, and the admin shows how it went."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from catalogue import jobs
from catalogue.checks import mail_can_leave
from catalogue.jobs import Job, JobFailedError
from catalogue.jobs.running import LEASE, run_due
from catalogue.models import JobRun
from tests.catalogue.admin_user import sign_in, words_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def clock():
    with freeze_time("2026-11-30 09:00") as frozen:
        yield frozen


def job(name, run=lambda now: "gjort", **values):
    return Job(name, name.title(), values.pop("period", HOUR), run, **values)


def ran(*found):
    return [outcome.job.name for outcome in run_due(found, now=timezone.now())]


def breaks(now):
    raise ZeroDivisionError


def test_a_job_runs_when_it_is_due_and_not_before(clock):
    one = job("ett")
    assert ran(one) == ["ett"]
    clock.tick(HOUR - timedelta(seconds=1))
    assert ran(one) == []
    clock.tick(timedelta(seconds=1))
    assert ran(one) == ["ett"]


def test_one_that_fails_stops_no_other_and_its_text_is_kept_out_of_the_database(clock):
    secret = job("a", lambda now: (_ for _ in ()).throw(ValueError("lösenord hemligt")))
    said = job("b", lambda now: (_ for _ in ()).throw(JobFailedError("2 brev gick inte att skicka.")))
    assert ran(job("c", breaks), secret, said, job("d")) == ["c", "a", "b", "d"]
    stored = dict(JobRun.objects.values_list("name", "message"))
    assert stored == {
        "a": "ValueError. Se serverns logg.",
        "b": "2 brev gick inte att skicka.",
        "c": "ZeroDivisionError. Se serverns logg.",
        "d": "gjort",
    }
    assert JobRun.objects.filter(locked_until__isnull=False).count() == 0


def test_a_job_that_is_running_elsewhere_is_left_alone_until_its_lock_is_old(clock):
    JobRun.objects.create(name="ett", locked_until=timezone.now() + LEASE)
    assert ran(job("ett")) == []
    clock.tick(LEASE)
    assert ran(job("ett")) == ["ett"]


def test_a_job_cannot_start_itself_again_while_it_runs(clock):
    found = []
    again = job("ett", lambda now: found.extend(run_due([again], now=now)) or "gjort", period=timedelta(0))
    assert ran(again) == ["ett"]
    assert found == []


def test_mail_jobs_are_skipped_with_a_reason_where_no_mail_is_sent(clock, settings):
    settings.SENDS_MAIL = False
    assert ran(job("brev", breaks, needs_mail=True)) == ["brev"]
    run = JobRun.objects.get()
    assert (run.outcome, run.message) == ("skipped", "Servern skickar ingen e-post. Sätt EMAIL_URL.")


def test_a_server_without_mail_is_named_before_launch(settings):
    assert mail_can_leave(None) == []
    settings.SENDS_MAIL = False
    assert [(found.id, found.msg) for found in mail_can_leave(None)] == [
        ("catalogue.W006", "EMAIL_URL saknas: ingen påminns om kö och öppettider.")
    ]


def test_two_jobs_cannot_share_a_name(monkeypatch):
    monkeypatch.setattr(jobs, "_jobs", {})
    jobs.register(job("ett"))
    with pytest.raises(ValueError, match="Two jobs"):
        jobs.register(job("ett", breaks))


def test_the_command_says_what_was_done_and_fails_when_a_job_failed(monkeypatch, clock):
    monkeypatch.setattr(jobs, "_jobs", {"a": job("a", breaks), "b": job("b")})
    out = StringIO()
    with pytest.raises(CommandError, match="Misslyckades: a"):
        call_command("run_jobs", stdout=out)
    assert out.getvalue().splitlines() == [
        "a: misslyckades. ZeroDivisionError. Se serverns logg.",
        "b: klart. gjort",
    ]
    call_command("run_jobs", "--list", stdout=out)
    assert out.getvalue().splitlines()[2:] == [
        "a · var 1:00:00 · nästa 2026-11-30 11.00 · senast misslyckades · A",
        "b · var 1:00:00 · nästa 2026-11-30 11.00 · senast klart · B",
    ]


def test_the_projects_own_jobs_are_all_known_and_safe_to_repeat(clock):
    names = [found.name for found in jobs.all_jobs()]
    assert names == [
        *("clear_sessions", "clear_tasks", "doubts", "escalate", "forget_links", "forget_marks", "publish"),
        *("rebuild_search", "remind", "search_cluster"),
    ]
    for _ in range(2):
        assert {outcome.outcome for outcome in run_due(jobs.all_jobs(), now=timezone.now())} <= {"ok"}
        clock.tick(timedelta(days=1))


def test_the_admin_shows_the_last_run_to_those_who_say_who_answers(clock):
    JobRun.objects.create(
        name="remind", started_at=timezone.now(), outcome="ok", message="3 påminnelser skickade."
    )
    found = words_of(sign_in("kommunikator").get("/admin/jobb/"))
    assert "2026-11-30 10.00 klart: 3 påminnelser skickade. 2026-12-01 10.00" in found
    assert sign_in("enhetschef").get("/admin/jobb/").status_code in (302, 403)


# --- Asked for by hand -----------------------------------------------------------------------------------------


@pytest.fixture
def by_hand(monkeypatch):
    """Two jobs, one of them only ever run when somebody asks; what they did."""
    done = []
    found = {
        "bygg": job("bygg", lambda now: done.append("bygg") or "Byggt.", period=None),
        "sondrig": job("sondrig", breaks),
    }
    monkeypatch.setattr(jobs, "_jobs", found)
    return done


def press(client, name):
    return client.post(f"/admin/jobb/{name}/kor/", follow=True)


def test_what_is_only_done_when_asked_for_is_never_due(by_hand):
    assert run_due(jobs.all_jobs(), now=timezone.now())[0].job.name == "sondrig"
    assert by_hand == []
    out = StringIO()
    call_command("run_jobs", "--list", stdout=out)
    assert "bygg · när någon ber om det · Bygg" in out.getvalue()


def test_without_a_worker_the_button_does_it_at_once_and_says_what_was_done(by_hand):
    client = sign_in("administrator")
    assert "Bygg: Byggt." in words_of(press(client, "bygg"))
    assert by_hand == ["bygg"]
    assert JobRun.objects.get(name="bygg").message == "Byggt."
    assert "Sondrig: ZeroDivisionError. Se serverns logg." in words_of(press(client, "sondrig"))


def test_with_a_worker_the_button_only_asks_and_the_worker_does_it(by_hand, settings, monkeypatch):
    # A worker hands its connection back when it ends; here that is the one of the test.
    monkeypatch.setattr(connection, "close", lambda: None)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    client = sign_in("administrator")
    assert "Bygg: körs i bakgrunden." in words_of(press(client, "bygg"))
    assert by_hand == []
    call_command("db_worker", batch=True, interval=0.1, startup_delay=False, verbosity=0)
    assert by_hand == ["bygg"]
    assert JobRun.objects.get(name="bygg").outcome == "ok"


def test_one_that_runs_already_is_not_begun_again(by_hand):
    JobRun.objects.create(name="bygg", locked_until=timezone.now() + LEASE)
    client = sign_in("administrator")
    assert "Bygg: Det körs redan." in words_of(press(client, "bygg"))
    assert by_hand == []


def test_only_those_who_see_the_page_may_ask_and_only_for_a_job_that_exists(by_hand):
    assert Client().post("/admin/jobb/bygg/kor/").status_code == 302
    press(sign_in("socialsekreterare"), "bygg")
    assert by_hand == []
    client = sign_in("administrator")
    assert client.get("/admin/jobb/bygg/kor/").status_code == 405
    assert client.post("/admin/jobb/finns-inte/kor/").status_code == 404
