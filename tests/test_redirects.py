"""No address of ours leads a reader to another site."""

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from config.urlprefix import path_in_variant
from tests import records

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "https://evil.example/",
    "///evil.example/",
]
PREFIXES = ["", "/sv-simple", "/lattlast", "/en", "/ar", "/fa", "/se", "/SV-SIMPLE"]


@pytest.fixture(autouse=True)
def site():
    records.site()


def leads_away(address):
    """Whether a browser at our site would go to another one; it reads a backslash as a slash."""
    parts = urlsplit(address.replace("\\", "/"))
    return parts.netloc not in ("", "testserver") or parts.scheme not in ("", "http", "https")


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("target", ELSEWHERE)
def test_a_path_that_holds_another_site_stays_here(prefix, target):
    client = Client(raise_request_exception=False)
    for path in (f"{prefix}/{target}", f"{prefix}{target}", f"{prefix}/sok/?next={target}&url={target}"):
        response = client.get(path)
        assert response.status_code < 500
        assert not leads_away(response.get("Location", "/")), path
        links = BeautifulSoup(response.content, "html.parser").select("a[href], form[action], link[href]")
        hosts = {link.get("href") or link.get("action") for link in links}
        assert not [host for host in hosts if "evil" in host and leads_away(host)], path


@pytest.mark.parametrize("code", ["sv", "en", "sv-simple"])
@pytest.mark.parametrize(
    "path", ["/en//evil.example/", "/se//evil.example/", "/se/\\evil.example/", "/ar///evil.example"]
)
def test_an_address_in_another_variant_is_one_of_this_site(path, code):
    assert not leads_away(path_in_variant(path, code))


@pytest.mark.parametrize("target", ELSEWHERE)
@pytest.mark.parametrize("path", ["/lamna/", "/hitta-ratt/", "/sok/", "/admin/login/", "/_util/login/"])
@pytest.mark.parametrize("name", ["next", "url", "till", "q", "redirect"])
def test_no_value_of_an_address_leads_away(path, name, target):
    response = Client().get(path, {name: target})
    assert not leads_away(response.get("Location", "/"))
    metas = BeautifulSoup(response.content, "html.parser").select("meta[http-equiv=refresh]")
    assert not [meta for meta in metas if "evil" in meta.get("content", "")]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_a_search_that_is_posted_stays_here(target):
    response = Client().post("/sok/", {"q": target, "next": target, "omrade": target})
    assert response.status_code in (200, 303, 400, 403)
    assert not leads_away(response.get("Location", "/"))
