"""A confirmation link: opening shows, only the button confirms, once, for the own units, without a cookie."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import ModelLogEntry

from catalogue.bulk import bulk_change
from catalogue.confirmation_links import SALT, forget_old_links, make_link, revoke
from catalogue.models import ConfirmationLink, QueueReport, Responsibility, Verification
from tests import records
from tests.pages.html import text
from tests.queries import queries_of
from tests.workspace.team_room import hidden_fields, offering, room

NOW = "2026-11-30 09:00"
SAME_ORIGIN = {"sec-fetch-site": "same-origin"}
__all__ = ["room"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def frozen(room):
    cache.clear()
    with freeze_time(NOW) as clock:
        yield clock
    cache.clear()


@pytest.fixture
def own():
    target = offering(records.ProviderFactory(name="Upphandlad AB"))
    records.report(target, "2026-11-20", wait_from=2, wait_to=3, unit="week", measure="start")
    records.OpeningHoursFactory(provider=target.provider)
    return target


def link_to(provider, **values):
    """The address of a new link to a unit's mailbox, which may be outside the municipality."""
    values = {"mailbox": "info@upphandlad.example", "duty": "reminded", **values}
    duty = Responsibility.objects.create(provider=provider, **values)
    return f"/personal/stammer/{make_link(duty, now=timezone.now())}/"


def opened(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def send(client, path, headers=SAME_ORIGIN, **changes):
    form = hidden_fields(opened(client, path).select_one("main form"))
    return client.post(path, {**form, **changes}, headers=headers)


def words(response):
    soup = BeautifulSoup(response.content, "html.parser")
    return text(soup.select_one("[role=alert]") or soup.select_one("main .lead"))


def nothing_was_written():
    return QueueReport.objects.count() == 1 and not Verification.objects.exists()


def test_opening_shows_what_stands_there_and_confirms_nothing(client, own):
    path = link_to(own.provider)
    for method in (client.get, client.head, client.get):
        assert method(path).status_code == 200
    soup = opened(client, path)
    assert [text(h3) for h3 in soup.select("h3")] == ["Öppettider", "Komet, från beslut till start"]
    assert "2–3 veckor från beslut till start" in text(soup.main)
    assert nothing_was_written()
    assert ConfirmationLink.objects.get().used_at is None


def test_the_page_sets_no_cookie_and_is_kept_nowhere(client, own):
    path = link_to(own.provider)
    for response in (client.get(path), send(client, path)):
        assert not response.cookies
        assert response["Cache-Control"] == "private, no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "csrfmiddlewaretoken" not in response.content.decode()
    assert not client.cookies


def test_one_press_confirms_all_rows_and_the_history_says_by_which_way(client, own):
    response = send(client, link_to(own.provider))
    assert response.status_code == 200
    assert "Tack! 2 svar är sparade" in response.content.decode()
    newest = own.queue_reports.first()
    assert (newest.observed, newest.wait_to, newest.reported_by) == ("2026-11-30", 3, None)
    assert own.provider.verifications.get().about == "hours"
    entry = ModelLogEntry.objects.for_instance(own).get()
    assert (entry.user, entry.data["via"]) == (None, "länk till enhetens brevlåda")
    assert entry.data["before"] == "2–3 veckor från beslut till start (2026-11-20)"


def test_each_row_may_be_answered_by_itself(client, own):
    send(
        client,
        link_to(own.provider),
        **{f"svar-ko-{own.pk}-start": "8", f"svar-tider-{own.provider_id}": "vet-inte"},
    )
    assert (own.queue_reports.first().wait_from, own.queue_reports.first().measure) == (5, "start")
    assert not Verification.objects.exists()
    assert ModelLogEntry.objects.for_instance(own.provider).get().action == "catalogue.hours_doubted"


def test_a_link_is_used_once(client, own):
    path = link_to(own.provider)
    form = hidden_fields(opened(client, path).select_one("main form"))
    first, replay = (client.post(path, form, headers=SAME_ORIGIN) for _ in range(2))
    assert (first.status_code, replay.status_code) == (200, 410)
    assert words(replay) == "Länken är redan använd. Ditt svar är sparat."
    assert own.queue_reports.count() == 2
    assert text(opened(client, path, 410).select_one(".lead")) == "Länken är redan använd. Ditt svar är sparat."


def test_of_two_who_press_at_once_one_is_told_that_it_is_done(client, own, monkeypatch):
    path = link_to(own.provider)
    form = hidden_fields(opened(client, path).select_one("main form"))
    from workspace import link_views

    def late(*args, **kwargs):
        ConfirmationLink.objects.update(used_at=timezone.now())
        return real(*args, **kwargs)

    real = link_views.read_answers
    monkeypatch.setattr(link_views, "read_answers", late)
    response = client.post(path, form, headers=SAME_ORIGIN)
    assert (response.status_code, words(response)) == (410, "Länken är redan använd. Ditt svar är sparat.")
    assert nothing_was_written()


def test_an_expired_link_says_so(client, own, frozen):
    path = link_to(own.provider)
    frozen.tick(timedelta(days=14, seconds=-1))
    opened(client, path)
    frozen.tick(timedelta(seconds=1))
    assert text(opened(client, path, 410).select_one(".lead")) == "Länken har gått ut."
    assert client.post(path, {}, headers=SAME_ORIGIN).status_code == 410
    assert nothing_was_written()


def test_a_revoked_link_says_so_and_a_new_one_closes_the_old(client, own):
    path = link_to(own.provider)
    revoke(ConfirmationLink.objects.get(), user=None, now=timezone.now())
    revoked = "Länken är återkallad. Den kan ha ersatts av en nyare."
    assert text(opened(client, path, 410).select_one(".lead")) == revoked
    duty = Responsibility.objects.get()
    older, newer = (f"/personal/stammer/{make_link(duty, now=timezone.now())}/" for _ in range(2))
    opened(client, older, 410)
    opened(client, newer)


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "a.b",
        "..",
        "%00",
        "%2e%2e",
        "a" * 2000,
        Signer(salt="something.else", sep=".").sign("abc"),
        Signer(salt=SALT, sep=".").sign("never-issued"),
    ],
)
def test_a_forged_link_is_no_link(client, own, token):
    for method in (client.get, client.post):
        response = method(f"/personal/stammer/{token}/")
        assert response.status_code == 404
    assert nothing_was_written()


def test_a_token_of_which_one_sign_differs_is_no_link(client, own):
    path = link_to(own.provider)
    other = path[:-3] + ("A" if path[-3] != "A" else "B") + path[-2:]
    assert words(client.get(other)) == "Länken finns inte. Kontrollera att hela adressen kom med."
    assert client.get(other).status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_another_method_does_nothing(client, own, method):
    assert getattr(client, method)(link_to(own.provider)).status_code == 405
    assert nothing_was_written()


def test_fields_of_another_unit_are_not_looked_at(client, own):
    other = offering(records.ProviderFactory(name="Någon annans"), name="Repulse")
    path = link_to(own.provider)
    assert "Repulse" not in text(opened(client, path).main)
    send(
        client,
        path,
        **{
            f"svar-ko-{other.pk}": "fullt",
            f"version-ko-{other.pk}": "0",
            f"svar-tider-{other.provider_id}": "stammer",
        },
    )
    assert not other.queue_reports.exists()
    assert not other.provider.verifications.exists()


def test_a_responsibility_that_is_over_closes_its_link(client, own):
    path = link_to(own.provider)
    Responsibility.objects.update(ends=timezone.localdate() - timedelta(days=1))
    assert text(opened(client, path, 410).select_one(".lead")) == "Ansvaret som länken gällde har upphört."
    assert client.post(path, {}, headers=SAME_ORIGIN).status_code == 410
    Responsibility.objects.all().delete()
    opened(client, path, 404)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "null"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://testserver"}, 200),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 200),
    ],
)
def test_only_a_form_of_this_site_is_accepted(client, own, headers, status):
    response = send(client, link_to(own.provider), headers)
    assert response.status_code == status
    if status == 403:
        assert words(response) == "Formuläret kom från en annan webbplats. Inget har sparats."
        assert nothing_was_written()


def test_a_form_that_is_two_hours_old_is_shown_again_and_the_link_still_works(client, own, frozen):
    path = link_to(own.provider)
    form = hidden_fields(opened(client, path).select_one("main form"))
    frozen.tick(timedelta(hours=2, seconds=1))
    response = client.post(path, form, headers=SAME_ORIGIN)
    assert (response.status_code, words(response).split(".")[0]) == (400, "Sidan hade varit öppen länge")
    assert send(client, path).status_code == 200


@pytest.mark.parametrize(
    "changes", [{"stampel": ""}, {"stampel": "confirm:1:x"}, {"webbplats": "http://spam.example"}]
)
def test_a_form_that_a_machine_filled_in_is_refused(client, own, changes):
    assert send(client, link_to(own.provider), **changes).status_code == 400
    assert nothing_was_written()


def test_a_value_that_the_form_does_not_have_is_refused(client, own):
    path = link_to(own.provider)
    assert send(client, path, **{f"svar-ko-{own.pk}-start": "radera"}).status_code == 400
    assert send(client, path, **{f"version-ko-{own.pk}-start": "x"}).status_code == 400
    skipped = {f"svar-ko-{own.pk}-start": "", f"svar-tider-{own.provider_id}": ""}
    assert words(send(client, path, **skipped)) == "Välj minst ett svar."
    assert nothing_was_written()
    assert ConfirmationLink.objects.get().used_at is None


def test_who_answers_after_somebody_else_is_told_and_keeps_the_link(client, own):
    path = link_to(own.provider)
    form = hidden_fields(opened(client, path).select_one("main form"))
    records.report(own, "2026-11-30", state="full", measure="start")
    response = client.post(path, form, headers=SAME_ORIGIN)
    assert response.status_code == 409
    assert words(response) == (
        "Komet, från beslut till start: någon annan har svarat medan du tittade. "
        "Inget av ditt är sparat. Läs raden igen och svara sedan."
    )
    assert not Verification.objects.exists()
    assert ConfirmationLink.objects.get().used_at is None
    assert send(client, path).status_code == 200


def test_too_many_attempts_are_stopped(client, own):
    path = link_to(own.provider)
    statuses = [client.get("/personal/stammer/x.y/").status_code for _ in range(30)]
    assert set(statuses) == {404}
    response = client.get(path)
    assert response.status_code == 429
    assert words(response) == "Det blev för många försök. Vänta några minuter och öppna länken igen."


def test_the_log_never_holds_a_token(client, own, caplog):
    path = link_to(own.provider)
    assert client.post(path, {}).status_code == 403
    assert send(client, path, **{f"svar-ko-{own.pk}-start": "radera"}).status_code == 400
    assert send(client, path).status_code == 200
    assert client.get(path).status_code == 410
    assert path.split("/")[-2] not in caplog.text


def test_only_a_hash_of_the_token_is_kept(own):
    path = link_to(own.provider)
    token = path.split("/")[-2]
    row = ConfirmationLink.objects.values().get()
    assert token not in str(row)
    assert len(row["token_hash"]) == 64


def test_old_links_are_forgotten(own, frozen):
    link_to(own.provider)
    frozen.tick(timedelta(days=14 + 90))
    assert forget_old_links(now=timezone.now()) == 0
    frozen.tick(timedelta(seconds=1))
    assert forget_old_links(now=timezone.now()) == 1


def test_a_signed_in_colleague_gets_the_same_page(own):
    from tests.workspace.staff import staff

    path = link_to(own.provider)
    inside, outside = staff().get(path).content, Client().get(path).content
    strip = [BeautifulSoup(content, "html.parser") for content in (inside, outside)]
    for soup in strip:
        soup.select_one("[name=stampel]").decompose()
    assert str(strip[0]) == str(strip[1])


def test_the_page_asks_as_much_for_one_offering_as_for_twenty_five(client, own):
    path = link_to(own.provider)
    one = queries_of(client, path)
    with bulk_change():
        for number in range(24):
            more = offering(own.provider, name=f"Insats {number}")
            records.report(more, "2026-11-20", state="none")
    assert queries_of(client, path) == one
    assert one <= 20
