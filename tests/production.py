"""The settings of a server, as a process of its own reads them from its environment."""

import json
import os
import subprocess
import sys

from tests.kept import ROOT

SECRET = "kQ7v2mZ9pL4xW8cR1tY6uB3nH5jG0fD-aSeXoViTyUqMbN1c"[:48] + "Zz9"
ENVIRONMENT = {
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "insatser.example",
    "BASE_URL": "https://insatser.example",
    "EMAIL_URL": "smtps://post:hemligt@post.example",
    "DATABASE_URL": "sqlite://:memory:",
    "REQUIRE_SECOND_FACTOR": "1",
}
_SHOW = """
import json
from config.settings import production
print(json.dumps({name: getattr(production, name) for name in dir(production) if name.isupper()}, default=str))
"""


def run(*arguments, **environment):
    """A process with the settings of a server.

    Args:
        arguments: what Python is to run.
        environment: variables that differ from a sound server's; ``None`` leaves one out.
    """
    values = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}", **ENVIRONMENT, **environment}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={name: value for name, value in values.items() if value is not None}
        | {"DJANGO_SETTINGS_MODULE": "config.settings.production"},
        capture_output=True,
        text=True,
        check=False,
    )


def settings_of_a_server(**environment):
    """Its settings by name."""
    shown = run("-c", _SHOW, **environment)
    assert shown.returncode == 0, shown.stderr[-500:]
    return json.loads(shown.stdout)
