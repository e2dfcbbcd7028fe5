"""Signing in: one way for the staff's pages and the editors', which leads nowhere else."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import CacheHandler, cache
from django.db import transaction
from django.test import Client

from catalogue.actions.seed_roles import ROLES, SOCIAL_WORKER, seed_roles
from tests import records
from tests.pages.html import page, text

pytestmark = pytest.mark.django_db

SIGN_IN = "/personal/logga-in/"
PASSWORD = "hemligt ord"


@pytest.fixture(autouse=True, scope="module")
def accounts(django_db_setup, django_db_blocker):
    """The site, its roles and the demonstration's accounts, made once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        records.site()
        seed_roles()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def no_attempt_yet():
    """No attempt to sign in has been counted."""
    cache.clear()
    yield
    cache.clear()


def account(name="nyanstalld", role=None, **values):
    user = get_user_model().objects.create_user(name, f"{name}@kommun.example", PASSWORD, **values)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def sign_in(client, login, password=PASSWORD, **values):
    return client.post(SIGN_IN, {"login": login, "password": password, **values})


@pytest.mark.parametrize("path", ["/personal/", "/personal/tva-steg/", "/admin/", "/admin/reports/locked/?p=2"])
def test_who_has_not_signed_in_is_led_to_the_sign_in_page_and_then_back(client, path):
    response = client.get(path)
    assert response.status_code == 302
    address = urlsplit(response["Location"])
    assert (address.netloc, address.path, parse_qs(address.query)) == ("", SIGN_IN, {"next": [path]})
    hidden = page(client, response["Location"]).select_one("main input[name=next]")["value"]
    assert sign_in(client, "administrator", "demo", next=hidden)["Location"] == path


@pytest.mark.parametrize("login", ["nyanstalld", "nyanstalld@kommun.example", "NYANSTALLD@kommun.example"])
def test_one_signs_in_by_user_name_or_by_e_mail(client, login):
    account(role=SOCIAL_WORKER)
    assert sign_in(client, login)["Location"] == "/personal/"
    assert client.get("/personal/").status_code == 200


def test_the_logins_of_the_demonstration_work():
    for name in ("kommunikator", "enhetschef", "socialsekreterare", "administrator"):
        client = Client()
        assert sign_in(client, name, "demo").status_code == 302
        assert client.get("/personal/").status_code == 200
        assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("login", ["administrator", "finns-inte", "finns@inte.example"])
def test_a_wrong_password_says_the_same_whether_the_account_exists_or_not(client, login):
    response = sign_in(client, login, "fel")
    assert response.status_code == 200
    alert = page_of(response).select_one("[role=alert]")
    assert text(alert) == "Användarnamnet eller lösenordet stämmer inte. Kontrollera stavningen och försök igen."
    assert "_auth_user_id" not in client.session
    assert "fel" not in [field.get("value") for field in page_of(response).select("input")]


def page_of(response):
    return BeautifulSoup(response.content, "html.parser")


def test_empty_fields_are_named(client):
    said = [text(error) for error in page_of(client.post(SIGN_IN, {})).select(".error")]
    assert said == ["Skriv ditt användarnamn eller din e-postadress.", "Skriv ditt lösenord."]


def test_the_sixth_wrong_password_for_an_account_is_refused_also_when_the_seventh_is_right(client):
    account(role=SOCIAL_WORKER)
    for _ in range(5):
        assert "stämmer inte" in sign_in(client, "nyanstalld", "fel").text
    for password in ("fel", PASSWORD):
        response = sign_in(client, "nyanstalld", password)
        assert "Det blev för många försök. Vänta fem minuter" in text(page_of(response).select_one("[role=alert]"))
    assert "_auth_user_id" not in client.session
    # Somebody else in the same office is let in.
    assert sign_in(Client(), "administrator", "demo").status_code == 302


def test_two_processes_of_the_server_allow_no_more_attempts_than_one(client, monkeypatch):
    account(role=SOCIAL_WORKER)
    own = {"BACKEND": settings.CACHES["default"]["BACKEND"]}
    processes = CacheHandler({"one": {**own, "LOCATION": "one"}, "other": {**own, "LOCATION": "other"}})
    said = []
    for number in range(6):
        # What a process remembers by itself is another one's each time.
        monkeypatch.setattr(ratelimit, "cache", processes["one" if number % 2 else "other"])
        said.append("stämmer inte" in sign_in(client, "nyanstalld", "fel").text)
    assert said == [True] * 5 + [False]


def test_many_attempts_from_one_place_get_a_page_that_says_so(client):
    for number in range(60):
        assert sign_in(client, f"konto-{number}", "fel").status_code == 200
    response = sign_in(client, "annan", "fel")
    assert response.status_code == 429
    assert "Vänta en minut" in response.text


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "http://testserver/admin/",
        " //evil.example",
        "/\t/evil.example",
    ],
)
def test_nobody_is_led_to_another_site(client, target):
    assert sign_in(client, "administrator", "demo", next=target)["Location"] == "/personal/"
    response = client.get(SIGN_IN, {"next": target})
    assert (response.status_code, response["Location"]) == (302, "/personal/")
    response = client.post("/personal/logga-ut/", {"next": target})
    assert response["Location"] == SIGN_IN


def test_an_account_without_a_role_sees_nothing_and_is_told_whom_to_ask(client):
    account()
    assert sign_in(client, "nyanstalld").status_code == 302
    soup = page(client, "/personal/", status=403)
    assert text(soup.h1) == "Kontot har ingen roll"
    assert soup.select_one("main form[action='/personal/logga-ut/']")


@pytest.mark.parametrize("role", ROLES)
def test_every_role_opens_the_staff_pages(client, role):
    account(role=role)
    sign_in(client, "nyanstalld")
    assert text(page(client, "/personal/").h1) == "Översikt"


def test_the_editors_site_needs_its_own_permission_and_nobody_runs_in_circles(client):
    account(role=SOCIAL_WORKER)
    Group.objects.get(name=SOCIAL_WORKER).permissions.filter(codename="access_admin").delete()
    response = client.post(SIGN_IN, {"login": "nyanstalld", "password": PASSWORD, "next": "/admin/"}, follow=True)
    assert response.redirect_chain[-1] == ("/personal/", 302)
    assert response.status_code == 200
    assert "/admin/" not in [a["href"] for a in page_of(response).select("a")]


def test_a_closed_account_is_told_so_and_stays_out(client):
    account(role=SOCIAL_WORKER, is_active=False)
    response = client.post(SIGN_IN, {"login": "nyanstalld", "password": PASSWORD}, follow=True)
    assert text(page_of(response).h1) == "Kontot är avstängt"
    assert client.get("/personal/").status_code == 302


@pytest.mark.parametrize("path", ["/admin/login/", "/_util/login/", "/en/_util/login/"])
def test_wagtails_own_forms_are_closed(client, path):
    for response in (
        client.get(path, {"next": "/admin/"}),
        client.post(path + "?next=/admin/", {"username": "administrator", "password": "demo"}),
    ):
        address = urlsplit(response["Location"])
        assert (response.status_code, address.netloc, address.path) == (302, "", SIGN_IN)
        assert parse_qs(address.query) == {"next": ["/admin/"]}
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["/admin/logout/", "/personal/logga-ut/"])
def test_signing_out_from_either_place_ends_both(client, path):
    sign_in(client, "administrator", "demo")
    assert client.post(path)["Location"] == SIGN_IN
    assert client.get("/personal/").status_code == 302
    assert client.get("/admin/").status_code == 302


def test_opening_the_sign_out_address_signs_nobody_out(client):
    sign_in(client, "administrator", "demo")
    assert client.get("/personal/logga-ut/").status_code == 200
    assert client.get("/personal/").status_code == 200


def test_nobody_makes_an_account_of_their_own(client):
    for path in ("/personal/signup/", "/personal/konto/", "/accounts/signup/", "/personal/password/reset/"):
        assert client.get(path).status_code == 404


def test_a_form_from_elsewhere_signs_nobody_in():
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, "administrator", "demo").status_code == 403


@pytest.mark.parametrize("path", [SIGN_IN, "/personal/", "/personal/tva-steg/", "/personal/logga-ut/"])
def test_staff_pages_are_kept_by_no_cache_and_run_nothing_that_stands_in_them(client, path):
    if path != SIGN_IN:
        sign_in(client, "administrator", "demo")
    soup = page(client, path)
    assert soup.response["Cache-Control"] == "private, no-store"
    assert soup.response["X-Robots-Tag"] == "noindex, nofollow"
    assert "default-src 'self'" in soup.response["Content-Security-Policy"]
    assert "unsafe-inline" not in soup.response["Content-Security-Policy"]
    assert not soup.select("[style], style, [onclick], script:not([src])")
    assert all(tag["src"].startswith("/static/") for tag in soup.select("script, img"))
    assert soup.html["lang"] == "sv"


def test_public_pages_are_the_same_for_who_has_signed_in(client):
    sign_in(client, "administrator", "demo")
    for path in ("/", "/insatser/", "/hjalp-nu/", "/sok/?q=skola"):
        mine, anyones = client.get(path), Client().get(path)
        assert mine.content == anyones.content
        assert not mine.cookies
        assert "/personal/" not in mine.text


def key_of_a_new_app(client):
    """The key that the page for switching on two steps shows, once the password has been given again."""
    asked = client.get("/personal/tva-steg/app/")
    assert asked["Location"].startswith("/personal/bekrafta/?")
    soup = page_of(client.post(asked["Location"], {"password": PASSWORD}, follow=True))
    assert soup.select_one(".qr svg")
    return soup.select_one(".secret").text


def code_now(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_second_step_is_switched_on_asked_for_and_replaced_by_a_spare_code(client):
    account(role=SOCIAL_WORKER)
    sign_in(client, "nyanstalld")
    secret = key_of_a_new_app(client)
    wrong = client.post("/personal/tva-steg/app/", {"code": "000000"})
    assert "Koden stämmer inte" in text(page_of(wrong).select_one(".error"))
    response = client.post("/personal/tva-steg/app/", {"code": code_now(secret)}, follow=True)
    codes = [code.text for code in page_of(response).select(".codes code")]
    assert len(codes) == 10
    assert Authenticator.objects.filter(type="totp").count() == 1
    client.post("/personal/logga-ut/")
    cache.clear()

    response = client.post(SIGN_IN, {"login": "nyanstalld", "password": PASSWORD, "next": "/admin/"})
    assert response["Location"].startswith("/personal/logga-in/kod/")
    assert client.get("/personal/").status_code == 302
    assert client.get("/admin/").status_code == 302
    assert "Koden stämmer inte" in client.post("/personal/logga-in/kod/", {"code": "000000"}).text
    assert client.post("/personal/logga-in/kod/", {"code": codes[0]})["Location"] == "/admin/"
    assert client.get("/personal/").status_code == 200
    client.post("/personal/logga-ut/")
    sign_in(client, "nyanstalld")
    assert "Koden stämmer inte" in client.post("/personal/logga-in/kod/", {"code": codes[0]}).text


def test_all_that_the_sign_in_says_is_swedish(client):
    account(role=SOCIAL_WORKER)
    sign_in(client, "nyanstalld")
    secret = key_of_a_new_app(client)
    client.post("/personal/tva-steg/app/", {"code": code_now(secret)})
    paths = ["/personal/", "/personal/tva-steg/", "/personal/tva-steg/koder/", "/personal/tva-steg/koder/nya/"]
    paths += [
        "/personal/tva-steg/app/bort/",
        "/personal/logga-ut/",
        "/personal/bekrafta/",
        "/personal/bekrafta/kod/",
    ]
    english = re.compile(r"\b(the|your|password|code|sign|please|codes|account|app has)\b", re.IGNORECASE)
    for path in paths:
        assert not english.search(text(page(client, path).body)), path
