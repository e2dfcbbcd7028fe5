"""A municipality's own sign-in: a real OpenID provider on loopback, and somebody's browser that goes there."""

from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import requests
from oidc_provider_mock import run_server_in_thread

LEAVE = "/personal/logga-in/kommun/"
BACK = "/personal/logga-in/kommun/svar/"


class Municipality:
    """The provider, with its people."""

    def __init__(self, port):
        self.address = f"http://localhost:{port}"

    def knows(self, who, /, **claims):
        """Tell it what to say of a person."""
        requests.put(f"{self.address}/users/{who}", json=claims, timeout=5).raise_for_status()

    def answers(self, address, sub):
        """What it does when somebody signs in there: the address that it sends the browser to."""
        response = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=5)
        assert response.status_code == 302, response.text
        return response.headers["Location"]

    def denies(self, address):
        """What it does when somebody declines there."""
        response = requests.post(address, data={"action": "deny"}, allow_redirects=False, timeout=5)
        return response.headers["Location"]


@contextmanager
def municipality():
    """A provider while it runs."""
    with run_server_in_thread() as server:
        yield Municipality(server.server_port)


def set_up(settings, address, **values):
    """Settings of a site that uses it."""
    settings.OIDC_ISSUER = address
    app = {
        "provider_id": "kommun",
        "name": "Exempelstads konto",
        "client_id": "insatskatalogen",
        "secret": "hemligt",
        "settings": {"server_url": address, "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    for name, value in values.items():
        setattr(settings, name, value)


def go_there(client, **query):
    """Press the button: the address at the municipality."""
    response = client.get(LEAVE, query)
    assert response.status_code == 302, response.text
    return response["Location"]


def come_back(client, location):
    """Follow the municipality's answer, as a browser would."""
    parts = urlsplit(location)
    assert (parts.scheme, parts.netloc, parts.path) == ("http", "testserver", BACK)
    return client.get(parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()})


def sign_in(client, there, sub, **query):
    """The whole way there and back."""
    return come_back(client, there.answers(go_there(client, **query), sub))
