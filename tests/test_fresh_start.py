"""A server from nothing: an empty folder, the settings of production, the commands of docs/operations.md."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection

import pytest

from tests.kept import ROOT
from tests.production import ENVIRONMENT
from tests.small_municipality import ANSWERS, NAME

#: Asks no database of the tests: it makes one of its own.
pytestmark = pytest.mark.repository
PATIENCE = 120


@pytest.fixture
def server(tmp_path):
    """What a server's environment says, with everything it writes in one empty folder."""
    path = f"{ROOT / 'site'}:{ROOT}"
    mine = {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.production", "DATABASE_URL": ""}
    # Plain HTTP, as nginx asks it from within.
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": path,
        **ENVIRONMENT,
        **mine,
        "BASE_URL": "http://insatser.example",
    }


def manage(server, *arguments):
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=server,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@contextlib.contextmanager
def serving(server):
    """The site behind gunicorn as deploy/ has it, at a free port; afterwards it is asked to end, and ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "deploy/gunicorn.conf.py",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    process = subprocess.Popen([*command, "config.wsgi"], cwd=ROOT, env=server, stderr=subprocess.PIPE, text=True)
    try:
        yield port
    finally:
        process.terminate()
        said = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == 0, said[-2000:]


def answer(port, path):
    """Status and words, as soon as somebody answers."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", path, headers={"Host": "insatser.example"})
            response = connection.getresponse()
            return response.status, response.read().decode()
        except ConnectionError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def test_a_server_starts_from_an_empty_folder(server):
    manage(server, "migrate", "-v0")
    manage(server, "collectstatic", "--noinput", "-v0")
    with serving(server) as port:
        status, said = answer(port, "/healthz")
        assert (status, '"search": "empty"' in said) == (503, True)
    made = manage(server, "new_site", "--no-input", *(part for pair in ANSWERS.items() for part in pair))
    assert f"Webbplatsen för {NAME}: http://insatser.example/" in made
    with serving(server) as port:
        assert answer(port, "/healthz")[0] == 200
        status, home = answer(port, "/")
        assert (status, NAME in home, "/farger/1f4a7a.css" in home) == (200, True, True)
        assert (
            answer(port, "/hjalp-nu/")[0]
            == answer(port, "/ar/")[0]
            == answer(port, "/farger/1f4a7a.css")[0]
            == 200
        )
