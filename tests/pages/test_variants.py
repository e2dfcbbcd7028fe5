"""Every shipped variant: the same facts at the same second, no dead end between languages, the map."""

from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import translation
from freezegun import freeze_time

from catalogue.bulk import bulk_change
from catalogue.models import Contact, Insats, OpeningException
from pages.models import EditorialPage, HomePage
from tests import records
from tests.pages.html import page, text
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

VARIANTS = [code for code, _name in settings.SHIPPED_LANGUAGES]
SLUGS = {"insats": "komet", "provider": "enhet", "area": "farsta"}
#: What only answers a posted form.
POSTED = {"suggest"}


@pytest.fixture(autouse=True)
def offering():
    records.site()
    area = records.AreaFactory(slug="farsta", name="Farsta")
    unit = records.ProviderFactory(slug="enhet", name="Enheten", phone="08-111 11 11")
    insats = records.InsatsFactory(slug="komet", name="Komet", needs=["foraldraskap"])
    records.words(insats, title="Kurs för föräldrar")
    records.words(insats, "so", title="Koorso")
    return records.OfferingFactory(insats=insats, area=area, provider=unit, route="ring")


def editorial(slug, language="sv"):
    home = HomePage.objects.get(locale__language_code=language)
    return home.add_child(instance=EditorialPage(title=slug.title(), slug=slug, locale=home.locale))


def addresses():
    """Every public address of the site in Swedish, one for each pattern."""
    found = ["/", "/om-oss/", "/bara-arabiska/"]
    for name in get_resolver().reverse_dict:
        if not isinstance(name, str) or name in POSTED | {"wagtail_serve", "search"}:
            continue
        for args in ([], [SLUGS.get(name, "")]):
            try:
                path = reverse(name, args=args)
            except NoReverseMatch:
                continue
            with translation.override("fi"):
                if path != reverse(name, args=args) and not path.startswith("/_util/"):
                    found.append(path)
    return [*found, "/sok/?behov=foraldraskap&omrade=farsta"]


@override_settings(DEMO=True)
def test_changing_language_is_never_a_dead_end(client):
    editorial("om-oss")
    editorial("bara-arabiska", "ar")
    paths = addresses()
    assert {"/insatser/komet/", "/verksamheter/enhet/", "/omraden/farsta/", "/hjalp-nu/", "/ordlista/"} <= set(
        paths
    )
    asked = {}
    for path in paths:
        soup = page(client, path)
        links = {a["hreflang"]: a["href"] for a in soup.select("footer a[hreflang]")}
        if not links:
            # A page without the site's frame, where one lands after leaving fast.
            assert path.startswith("/lamna/")
            continue
        assert list(links) == VARIANTS
        query = path.partition("?")[2]
        assert links["sv-simple"] == "/lattlast" + path
        assert all(link.partition("?")[2] == query for link in links.values())
        asked.update({link: code for code, link in links.items()})
    for link, code in asked.items():
        soup = page(client, link)
        assert soup.html["lang"] == code, link


def test_the_way_to_a_language_says_where_only_facts_are_in_it(client):
    links = {a["hreflang"]: text(a) for a in page(client, "/insatser/komet/").select("footer a[hreflang]")}
    assert links["so"] == "Soomaali"
    assert links["fi"] == "Suomi bara fakta"
    notice = page(client, "/en/insatser/komet/").select_one(".notice--ageing")
    assert text(notice.h2) == "This text is not in English yet"


def shown(client, prefix):
    """What three pages say of one offering: number, route, wait and the exception of its hours."""
    found = [
        page(client, f"{prefix}{path}")
        for path in ("/insatser/komet/", "/sok/?omrade=farsta", "/verksamheter/enhet/")
    ]
    return found, [text(soup.main) for soup in found]


@freeze_time("2026-11-24 12:00")
def test_a_changed_fact_is_live_at_once_in_every_variant_without_publishing(client, offering):
    records.term(records.RouteGuide, "ring", "RING-SJÄLV")
    records.term(records.RouteGuide, "beslut", "ANSÖK-FÖRST")
    records.report(offering, "2026-11-20", wait_from=3, wait_to=3, unit="week")
    prefixes = {
        code: "" if code == "sv" else f"/{'lattlast' if code == 'sv-simple' else code}" for code in VARIANTS
    }
    for prefix in prefixes.values():
        _soups, (insats, hits, unit) = shown(client, prefix)
        for said in (insats, hits, unit):
            assert "RING-SJÄLV" in said
            assert "3 " in said
        assert "08-111 11 11" in insats
        assert "08-111 11 11" in unit

    records.report(offering, "2026-11-24", wait_from=17, wait_to=17, unit="week")
    unit = offering.provider
    unit.contacts = [Contact(channel="phone", value="08-222 22 22")]
    unit.save()
    offering.route, offering.decision_needed = "beslut", "yes"
    offering.save()
    OpeningException.objects.create(provider=unit, date_from="2026-12-24", date_to="2026-12-24")

    for code, prefix in prefixes.items():
        soups, (insats, hits, unit_page) = shown(client, prefix)
        for said in (insats, hits, unit_page):
            assert "ANSÖK-FÖRST" in said, code
            assert "RING-SJÄLV" not in said, code
            assert "17 " in said, code
        for said in (insats, unit_page):
            assert "08-222 22 22" in said, code
            assert "08-111 11 11" not in said, code
        assert "24" in text(soups[2].find(id="tider")), code


@pytest.mark.parametrize(
    ("prefix", "day", "clock"),
    [
        ("", "24 december", "9–16.30"),
        ("/lattlast", "24 december", "9–16.30"),
        ("/en", "24 December", "9:00–16:30"),
        ("/ar", "24 ديسمبر", "9:00–16:30"),
        ("/so", "24 Desembar", "9:00–16:30"),
        ("/fi", "24. joulukuuta", "9–16.30"),
    ],
)
@freeze_time("2026-11-24 12:00")
def test_days_and_times_are_written_as_the_language_writes_them(client, offering, prefix, day, clock):
    records.OpeningHoursFactory(provider=offering.provider)
    OpeningException.objects.create(provider=offering.provider, date_from="2026-12-24", date_to="2026-12-24")
    hours = text(page(client, f"{prefix}/verksamheter/enhet/").find(id="tider"))
    assert day in hours
    assert clock in hours


NAMES = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def the_map(client):
    response = client.get("/sitemap.xml")
    assert response.headers["Content-Type"].startswith("application/xml")
    entries = ElementTree.fromstring(response.content)  # noqa: S314 - our own answer
    return {
        entry.find("map:loc", NAMES).text.removeprefix("http://testserver"): {
            link.get("hreflang"): link.get("href").removeprefix("http://testserver")
            for link in entry.findall("x:link", NAMES)
        }
        for entry in entries
    }


@override_settings(DEMO=False)
def test_the_map_names_every_page_with_words_of_its_own_and_no_other(client):
    editorial("om-oss")
    records.InsatsFactory(slug="utan-ord")
    records.words(records.InsatsFactory(slug="pahittad", is_example=True))
    gone = records.InsatsFactory(slug="borta", retired_from="2026-01-31")
    records.words(gone)
    found = the_map(client)
    assert found["/insatser/komet/"] == {"sv": "/insatser/komet/", "so": "/so/insatser/komet/"}
    assert found["/so/insatser/komet/"] == found["/insatser/komet/"]
    assert "/en/insatser/komet/" not in found
    assert found["/om-oss/"] == {"sv": "/om-oss/"}
    assert set(found["/verksamheter/enhet/"]) == set(found["/"]) == set(VARIANTS)
    assert not [path for path in found if "pahittad" in path or "borta" in path or "utan-ord" in path]
    for path, siblings in found.items():
        soup = page(client, path)
        assert not soup.find("meta", attrs={"name": "robots"}), path
        assert soup.find("link", rel="canonical")["href"] == f"http://testserver{path}"
        assert {
            a["hreflang"]: a["href"].removeprefix("http://testserver") for a in soup.select("link[hreflang]")
        } == siblings
    assert b"lastmod" not in client.get("/sitemap.xml").content
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_the_map_asks_the_same_for_1_and_25_insatser(client):
    few = queries_of(client, "/sitemap.xml")
    with bulk_change():
        for number in range(24):
            records.words(records.InsatsFactory(slug=f"stod-{number}"))
    assert Insats.objects.count() == 25
    assert queries_of(client, "/sitemap.xml") == few <= 8


@override_settings(DEMO=True)
def test_a_demonstration_does_not_point_to_its_map(client):
    assert "sitemap" not in client.get("/robots.txt").content.decode()
