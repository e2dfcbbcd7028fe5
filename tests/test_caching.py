"""How long pages may be kept: browsers ask each time, shared caches keep five seconds, what is private nobody."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from freezegun import freeze_time
from wagtail.models import Site

from catalogue.models import Insats, Need, OpeningHours, Provider
from pages.models import CatalogueSettings
from tests import records

PUBLIC = "no-cache, s-maxage=5, stale-if-error=86400"


@pytest.fixture
def insats(db):
    """An insats with words at a unit that answers the telephone on Mondays from nine to half past four."""
    insats = records.InsatsFactory(slug="samtal", name="Samtal")
    records.words(insats)
    unit = records.ProviderFactory(slug="huset", name="Huset", phone="031-390 06 20")
    records.OpeningHoursFactory(provider=unit)
    records.OfferingFactory(insats=insats, provider=unit, route="ring")
    # The site's settings have a row from the first reader on.
    CatalogueSettings.for_site(Site.objects.get())
    return insats


def again(client, path, etag):
    return client.get(path, headers={"If-None-Match": etag})


@pytest.mark.parametrize("path", ["/", "/en/", "/insatser/samtal/", "/grupper/", "/ordlista/", "/sitemap.xml"])
def test_a_page_is_asked_for_each_time_and_sent_once(client, insats, path, django_assert_num_queries):
    first = client.get(path)
    assert (first.status_code, first["Cache-Control"], first["X-Accel-Expires"]) == (200, PUBLIC, "5")
    with django_assert_num_queries(1):
        second = again(client, path, first["ETag"])
    assert (second.status_code, second.content, second["ETag"]) == (304, b"", first["ETag"])
    assert (second["Cache-Control"], second["X-Accel-Expires"]) == (PUBLIC, "5")
    assert client.head(path)["ETag"] == first["ETag"]


@pytest.mark.parametrize(
    "edit",
    [
        lambda: Insats.objects.get(slug="samtal").save(),
        lambda: Provider.objects.filter(slug="huset").update(name="Nya huset"),
        lambda: OpeningHours.objects.all().delete(),
    ],
)
def test_after_an_edit_it_is_sent_anew(client, insats, edit):
    etag = client.get("/insatser/samtal/")["ETag"]
    assert again(client, "/insatser/samtal/", etag).status_code == 304
    edit()
    changed = again(client, "/insatser/samtal/", etag)
    assert (changed.status_code, changed["ETag"] != etag) == (200, True)


def test_an_etag_is_of_one_address_alone(client, insats):
    etag = client.get("/insatser/samtal/")["ETag"]
    for path in ("/en/insatser/samtal/", "/insatser/samtal/?omrade=omrade-1", "/verksamheter/huset/"):
        assert again(client, path, etag).status_code == 200


@pytest.mark.parametrize(
    "etag",
    [
        *("*", "", "-", '""', 'W/"', 'W/"-9999999999"', '"a-99999999999999999999"', 'W/"x-²"', '"\x00-1"'),
        ", ".join(['"abc-9999999999"'] * 500),
    ],
)
def test_an_invented_etag_gets_the_page(client, insats, etag):
    assert again(client, "/insatser/samtal/", etag).status_code == 200


def test_no_cache_keeps_a_page_longer_than_it_reads_the_same(client, insats):
    def said():
        return re.search("Telefonen är öppen till 16.30|Stängt nu", client.get(path).content.decode())[0]

    path = "/verksamheter/huset/"
    with freeze_time("2026-11-30T16:29:50+01:00") as clock:
        open_page = client.get(path)
        assert open_page["ETag"].endswith(f'-{int(datetime(2026, 11, 30, 15, 30, tzinfo=UTC).timestamp())}"')
        assert said() == "Telefonen är öppen till 16.30"
        clock.tick(timedelta(seconds=7))
        soon = again(client, path, open_page["ETag"])
        assert (soon.status_code, soon["X-Accel-Expires"]) == (304, "3")
        assert soon["Cache-Control"] == PUBLIC.replace("s-maxage=5", "s-maxage=3")
        clock.tick(timedelta(seconds=3))
        assert again(client, path, open_page["ETag"]).status_code == 200
        assert said() == "Stängt nu"


def test_what_is_sensitive_or_was_asked_is_kept_by_no_browser(client, insats):
    need = records.term(Need, "vald-i-familjen", is_sensitive=True)
    feared = records.InsatsFactory(slug="trappan", needs=[need.slug])
    records.words(feared)
    records.OfferingFactory(insats=feared, provider=records.ProviderFactory(slug="kvinnojouren"))
    for path in (
        "/insatser/trappan/",
        "/en/insatser/trappan/",
        "/verksamheter/kvinnojouren/",
        "/hjalp-nu/",
        "/ung/",
    ):
        response = client.get(path)
        assert (path, response.status_code, response["Cache-Control"]) == (path, 200, "no-store")
        assert not response.has_header("ETag")
    for path in ("/sok/", "/sok/?q=ugglor", "/hitta-ratt/", f"/hitta-ratt/?s=0.{need.pk}", "/lamna/"):
        response = client.get(path)
        assert (path, response.status_code) == (path, 200)
        assert "no-store" in response["Cache-Control"]
        assert not response.has_header("ETag")
        # Nor by the server in front: it would write the address on its disk.
        assert not response.has_header("X-Accel-Expires")


def test_what_is_no_page_is_asked_for_each_time(client, insats):
    assert client.get("/finns-inte/")["Cache-Control"] == "no-cache"
    moved = client.get("/sv-simple/insatser/samtal/")
    assert (moved.status_code, moved["Cache-Control"]) == (301, "no-cache")


def test_what_staff_see_is_kept_nowhere_and_readers_get_the_same_bytes(client, insats, django_user_model):
    anonymous = client.get("/insatser/samtal/")
    pages = {}
    for name in ("anna", "bo"):
        user = django_user_model.objects.create_superuser(name, f"{name}@example.org", "ett långt lösenord")
        client.force_login(user)
        public = client.get("/insatser/samtal/")
        assert (public.content, public["ETag"]) == (anonymous.content, anonymous["ETag"])
        for path in ("/personal/", "/admin/", "/admin/account/"):
            response = client.get(path, headers={"If-None-Match": anonymous["ETag"]}, follow=True)
            assert response.status_code == 200
            assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
            assert not {"ETag", "X-Accel-Expires"} & set(response.headers)
        pages[name] = client.get("/admin/account/").content.decode()
    assert "anna@example.org" in pages["anna"]
    assert "anna@example.org" not in pages["bo"]
