"""What every answer tells the browser, under the settings of a server."""

import pytest
from django.test import Client

from catalogue.actions.seed_roles import seed_roles
from tests import records
from tests.production import settings_of_a_server

pytestmark = pytest.mark.django_db
HTTPS = {"secure": True, "headers": {"host": "insatser.example"}}


@pytest.fixture(scope="module")
def values():
    """What a server behind one proxy is set to."""
    return settings_of_a_server(TRUSTED_PROXIES="1")


@pytest.fixture
def served(values, settings):
    """The site under those settings."""
    records.site()
    seed_roles()
    for name in values:
        if name.startswith(("SECURE_", "SESSION_COOKIE", "CSRF_COOKIE")):
            value = values[name]
            setattr(settings, name, tuple(value) if name == "SECURE_PROXY_SSL_HEADER" else value)
    settings.ALLOWED_HOSTS = values["ALLOWED_HOSTS"]
    return settings


PUBLIC = ["/", "/sok/?q=skola", "/hjalp-nu/", "/ar/", "/lattlast/", "/finns-inte/", "/lamna/", "/robots.txt"]


def policy(response):
    return {part.split()[0]: part.split()[1:] for part in response["Content-Security-Policy"].split(";") if part}


@pytest.mark.parametrize("path", [*PUBLIC, "/personal/logga-in/"])
def test_readers_pages_run_only_what_is_ours_and_stand_in_no_frame(served, path):
    response = Client(raise_request_exception=False).get(path, **HTTPS)
    said = policy(response)
    assert said["default-src"] == ["'self'"]
    assert said["object-src"] == said["frame-ancestors"] == ["'none'"]
    assert said["base-uri"] == said["form-action"] == ["'self'"]
    assert not any("unsafe" in value or ":" in value for values in said.values() for value in values)
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    asked = dict(part.strip().split("=") for part in response["Permissions-Policy"].split(","))
    assert {asked[name] for name in ("geolocation", "camera", "microphone", "payment")} == {"()"}


@pytest.mark.parametrize("path", PUBLIC)
def test_readers_get_no_cookie(served, path):
    assert not Client(raise_request_exception=False).get(path, **HTTPS).cookies


def test_staffs_cookies_are_kept_from_scripts_and_other_sites(served):
    client = Client()
    response = client.post("/personal/logga-in/", {"login": "administrator", "password": "demo"}, **HTTPS)
    cookie = response.cookies["__Host-sessionid"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
        *(True, True, "Lax", "/", ""),
    )
    assert cookie["max-age"] == "", "the session ends with the browser"


def test_editors_pages_have_a_policy_of_their_own_without_other_hosts(served):
    client = Client()
    client.post("/personal/logga-in/", {"login": "administrator", "password": "demo"}, **HTTPS)
    response = client.get("/admin/", **HTTPS)
    said = policy(response)
    assert response.status_code == 200
    assert said["script-src"] == ["'self'", "'unsafe-inline'"]
    assert {value for values in said.values() for value in values} <= {
        *("'self'", "'none'", "'unsafe-inline'", "data:", "blob:")
    }
    assert "Permissions-Policy" in response
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "host", ["evil.example", "insatser.example.evil.example", "insatser.example@evil.example"]
)
@pytest.mark.parametrize("path", ["/", "/personal/logga-in/", "/admin/", "/sitemap.xml"])
def test_another_host_is_refused_without_being_repeated(served, host, path):
    response = Client(raise_request_exception=False).get(path, secure=True, headers={"host": host})
    assert response.status_code == 400
    assert "evil" not in response.text


def test_a_forwarded_host_is_not_believed(served):
    response = Client().get("/", secure=True, headers={**HTTPS["headers"], "x-forwarded-host": "evil.example"})
    assert response.status_code == 200
    assert "evil.example" not in response.text


def test_an_unencrypted_request_is_led_to_the_same_address_encrypted(served):
    client = Client()
    response = client.get("/hjalp-nu/", headers=HTTPS["headers"])
    assert (response.status_code, response["Location"]) == (301, "https://insatser.example/hjalp-nu/")
    forwarded = {**HTTPS["headers"], "x-forwarded-proto": "https"}
    assert client.get("/hjalp-nu/", headers=forwarded).status_code == 200
    assert client.get("/healthz", headers=HTTPS["headers"]).status_code != 301


def test_without_a_proxy_of_ours_nobody_claims_to_be_encrypted(served):
    served.SECURE_PROXY_SSL_HEADER = None
    forwarded = {**HTTPS["headers"], "x-forwarded-proto": "https"}
    assert Client().get("/hjalp-nu/", headers=forwarded).status_code == 301


def test_passwords_that_others_guess_are_refused_where_accounts_are_made(served):
    client = Client()
    client.post("/personal/logga-in/", {"login": "administrator", "password": "demo"}, **HTTPS)
    person = {"username": "ny", "email": "ny@kommun.example", "first_name": "Ny", "last_name": "Anställd"}
    for weak, word in (("kort", "12"), ("password1234", "vanligt"), ("102938475610", "siffror")):
        response = client.post("/admin/users/new/", {**person, "password1": weak, "password2": weak}, **HTTPS)
        assert response.status_code == 200
        assert word in response.text, weak
    good = "fyra gröna stolar på rad"
    client.post("/admin/users/new/", {**person, "password1": good, "password2": good}, **HTTPS)
    assert Client().login(username="ny", password=good)
