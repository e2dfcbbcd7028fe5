"""What is written down and told when something breaks: what broke and where, and nothing that was said to us."""

import json

import pytest

from tests.production import run

CANARY = "kanariefagel"
DSN = "https://nyckel@fel.example/1"
#: A server without tables: whatever it is asked, it fails at. What Sentry would send is printed instead.
BROKEN = """
import django
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
django.setup()
from django.test import Client
from sentry_sdk.transport import Transport
from config.faults import tell_faults

class Printed(Transport):
    def capture_envelope(self, envelope):
        print(envelope.serialize().decode())

tell_faults("DSN", transport=Printed)
client = Client(raise_request_exception=False, HTTP_HOST="insatser.example")
said = {"q": "kanariefagel", "s": "kanariefagel"}
number = {"X-Request-ID": "abc12345"}
for path in ("/sok/?q=kanariefagel", "/hitta-ratt/?s=kanariefagel", "/?q=kanariefagel"):
    assert client.get(path, headers=number)["X-Request-ID"] == "abc12345"
before = {"Referer": "http://insatser.example/sok/?q=kanariefagel"}
for path in ("/sok/", "/sok/forslag/", "/hitta-ratt/"):
    client.post(path, said, headers=before)
assert client.get("/personal/stammer/kanariefagel/").status_code == 500
client.get("/healthz", headers={"Host": "kanariefagel.example"})
assert client.get("/", headers={"X-Request-ID": "kanariefagel"})["X-Request-ID"] != "kanariefagel"
""".replace("DSN", DSN)


@pytest.fixture(scope="module")
def broken():
    return run("-W", "ignore", "-c", BROKEN, BASE_URL="http://insatser.example", SENTRY_DSN=DSN)


def test_nothing_that_was_said_is_written_down_or_told(broken):
    assert broken.returncode == 0, broken.stderr[-800:]
    assert broken.stderr
    assert broken.stdout
    assert CANARY not in broken.stderr + broken.stdout


def test_a_line_says_what_broke_where_and_for_which_request(broken):
    lines = [json.loads(line) for line in broken.stderr.splitlines()]
    first = next(line for line in lines if line["logger"] == "django.request")
    assert first["message"] == "django.request 500"
    assert (first["level"], first["request_id"]) == ("ERROR", "abc12345")
    assert first["error"].startswith("django.db.utils.OperationalError < ")
    assert "catalogue/version.py:" in first["error"]


def test_a_fault_that_is_told_names_the_error_and_its_places_only(broken):
    told = [json.loads(line) for line in broken.stdout.splitlines() if '"exception"' in line]
    errors = [value for event in told for value in event["exception"]["values"]]
    assert {"OperationalError"} <= {error["type"] for error in errors}
    assert {name for error in errors for name in error} == {"type", "module", "stacktrace"}
    assert not {"request", "user", "breadcrumbs", "extra", "server_name"} & {
        name for event in told for name in event
    }
