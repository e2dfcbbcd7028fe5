"""What a server refuses to start with, and what ``check --deploy`` says of one that starts."""

import pytest
from django.core.checks import run_checks

from catalogue.actions.seed_roles import seed_roles
from catalogue.models import Insats, SafetyText
from config.launch import refusals
from tests import records
from tests.catalogue.admin_user import user
from tests.production import SECRET, run, settings_of_a_server

SOUND = {
    "secret": SECRET,
    "hosts": ["insatser.example"],
    "address": "https://insatser.example",
    "database": {"ENGINE": "django.db.backends.postgresql", "HOST": "db", "PASSWORD": "x7Kq-22mZp9L"},
    "issuer": "https://login.example",
}


def database(**values):
    return {"ENGINE": "django.db.backends.postgresql", "USER": "insatskatalogen", "HOST": "db", **values}


def test_a_sound_server_starts():
    assert list(refusals(**SOUND)) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"secret": ""}, "SECRET_KEY saknas"),
        ({"secret": "kort"}, "SECRET_KEY är för kort"),
        ({"secret": "a" * 60}, "SECRET_KEY går att gissa"),
        ({"secret": "django-insecure-" + SECRET}, "SECRET_KEY går att gissa"),
        ({"secret": "only-for-development-not-for-a-server" * 2}, "SECRET_KEY går att gissa"),
        ({"hosts": []}, "ALLOWED_HOSTS saknas"),
        ({"hosts": ["insatser.example", "*"]}, "ALLOWED_HOSTS får inte vara en stjärna"),
        ({"address": ""}, "BASE_URL saknas"),
        ({"address": "insatser.example"}, "BASE_URL ska vara en hel adress"),
        ({"address": "javascript://insatser.example"}, "BASE_URL ska vara en hel adress"),
        ({"database": database(PASSWORD="")}, "Lösenordet i DATABASE_URL"),
        ({"database": database(PASSWORD="postgres")}, "Lösenordet i DATABASE_URL"),
        ({"database": database(PASSWORD="insatskatalogen")}, "Lösenordet i DATABASE_URL"),
        ({"issuer": "http://login.example"}, "OIDC_ISSUER ska börja med https://"),
        ({"demo": True}, "DEMO=1 får inte användas i drift"),
    ],
)
def test_a_server_with_a_weak_setting_does_not_start(values, said):
    found = list(refusals(**{**SOUND, **values}))
    assert [one.startswith(said) for one in found] == [True]


@pytest.mark.parametrize("host", ["", "localhost", "127.0.0.1", "/var/run/postgresql"])
def test_a_database_that_only_this_machine_reaches_needs_no_password(host):
    assert list(refusals(**{**SOUND, "database": database(HOST=host, PASSWORD="")})) == []


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY saknas"),
        ({"DEMO": "1"}, "DEMO=1 får inte användas i drift"),
        ({"DATABASE_URL": "postgres://postgres:postgres@db/x"}, "Lösenordet i DATABASE_URL"),
        ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES ska vara ett heltal"),
    ],
)
def test_the_process_ends_with_the_reason(environment, said):
    process = run("manage.py", "check", **environment)
    assert process.returncode == 1
    assert said in process.stderr


def test_check_deploy_has_nothing_to_say_of_a_sound_server():
    process = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (process.returncode, process.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_check_deploy_fails_for_a_demonstration_that_was_forced():
    process = run("manage.py", "check", "--deploy", DEMO="1", FORCE_DEMO="1")
    assert process.returncode == 1
    assert "(catalogue.E002) DEMO=1" in process.stderr


def test_a_server_believes_nobody_about_encryption_but_its_own_proxy():
    assert "SECURE_PROXY_SSL_HEADER" not in settings_of_a_server()
    behind = settings_of_a_server(TRUSTED_PROXIES="1")
    assert behind["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert behind["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_cookies_of_a_server_are_for_encrypted_connections_and_this_name_only():
    values = settings_of_a_server()
    assert [values[f"{name}_COOKIE_NAME"] for name in ("SESSION", "CSRF")] == [
        "__Host-sessionid",
        "__Host-csrftoken",
    ]
    assert [values[f"{name}_COOKIE_SECURE"] for name in ("SESSION", "CSRF")] == [True, True]
    assert [values[f"{name}_COOKIE_HTTPONLY"] for name in ("SESSION", "CSRF")] == [True, True]
    assert values["SESSION_COOKIE_AGE"] == 12 * 60 * 60


def findings(*ids):
    found = run_checks(tags=["content"], include_deployment_checks=True)
    return [(one.id, one.msg) for one in found if one.id in ids and one.is_serious()]


def test_check_deploy_fails_while_nobody_has_approved_a_safety_text(db):
    seed_roles()
    texts = [records.term(SafetyText, slug, slug) for slug in ("fara-nu", "spar", "gammal")]
    SafetyText.objects.filter(slug="gammal").update(live=False)
    assert findings("catalogue.E003") == [
        ("catalogue.E003", "Ingen har godkänt säkerhetstexten ”fara-nu”."),
        ("catalogue.E003", "Ingen har godkänt säkerhetstexten ”spar”."),
    ]
    for text in texts[:2]:
        text.save_revision(user=user("kommunikator")).publish(user=user("administrator"))
    assert findings("catalogue.E003") == []


def test_check_deploy_fails_while_invented_records_are_public(db):
    records.InsatsFactory()
    invented = records.InsatsFactory(is_example=True)
    assert findings("catalogue.E004") == [
        ("catalogue.E004", "Påhittade uppgifter är publicerade: insatser, 1 st.")
    ]
    Insats.objects.filter(pk=invented.pk).update(live=False)
    assert findings("catalogue.E004") == []


def test_check_deploy_fails_while_the_demonstrations_accounts_open_with_its_password(db):
    seed_roles()
    for name in ("kommunikator", "socialsekreterare"):
        changed = user(name)
        changed.set_password("ett helt annat ord")
        changed.save()
    type(changed).objects.filter(username="administrator").update(is_active=False)
    assert findings("catalogue.E006") == [
        ("catalogue.E006", "Demokontot ”enhetschef” går att logga in med. Stäng av det.")
    ]
