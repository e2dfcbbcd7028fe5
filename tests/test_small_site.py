"""A small municipality's site: what it begins with, and that nothing looks broken with so little in it."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Page

from catalogue.checks import CONTENT
from catalogue.models import Area, HelpLine, Insats, Need, Offering, Provider, SafetyText
from pages.models import CatalogueSettings, EditorialPage
from tests import records
from tests.pages.html import page, text
from tests.small_municipality import ACCENT, INTAKE, JOUR, NAME, NEIGHBOUR, SLUG, SWITCHBOARD, new_site

pytestmark = pytest.mark.django_db


def test_the_site_is_the_municipalitys_own_and_has_its_numbers(client, small_site):
    area = Area.objects.get()
    assert (area.slug, area.name, area.level) == (SLUG, NAME, "municipality")
    units = (area.intake, area.switchboard, area.out_of_hours)
    assert [unit.contacts.get().value for unit in units] == [INTAKE, SWITCHBOARD, JOUR]
    assert area.out_of_hours.text("hours", "sv").value == "Kvällar och helger."
    soup = page(client, "/")
    assert NAME in text(soup.header)
    assert soup.select_one("link[href='/farger/1f4a7a.css']")
    assert soup.select_one(".person a[href='tel:+46846500410']")


def test_nothing_of_the_demonstration_is_there(client, small_site):
    assert not Insats.objects.filter(is_example=True).exists()
    assert not HelpLine.objects.filter(slug="origo").exists()
    assert set(get_user_model().objects.values_list("username", flat=True)) == {"redaktor"}
    assert "demonstration" not in text(page(client, "/")).lower()
    live = EditorialPage.objects.live().filter(locale__language_code="sv")
    assert not [one.slug for one in live if "demonstration" in str(one.content).lower()]


def test_the_shared_words_are_there_and_wait_for_a_person(small_site):
    assert (Need.objects.count(), SafetyText.objects.count()) == (40, 10)
    assert not HelpLine.objects.exclude(checked_on=None).exists()
    assert not SafetyText.words.rel.related_model.objects.exclude(reviewed_on=None).exists()
    drafts = EditorialPage.objects.filter(live=False).values_list("slug", flat=True)
    assert set(drafts) == {"om-webbplatsen", "tillganglighet"}


def test_check_deploy_says_what_a_person_must_do_first(small_site, settings):
    settings.DEMO = False
    said = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("check", "--deploy", "--tag", CONTENT, stdout=said, stderr=said)
    everything = f"{refused.value}{said.getvalue()}"
    assert "catalogue.E005" in everything
    assert "Ingen har kontrollerat hjälplinjen" in everything


def test_a_second_time_changes_nothing_and_says_so(small_site, capsys):
    intake = Area.objects.get().intake
    intake.name = "Redaktörens namn"
    intake.save()
    before = [Provider.objects.count(), Page.objects.count(), Need.objects.count()]
    new_site(accent="#6a2350")
    said = capsys.readouterr().out
    assert f"området {NAME}: finns redan, ändras inte" in said
    assert "redaktionella sidor: 0 nya" in said
    assert [Provider.objects.count(), Page.objects.count(), Need.objects.count()] == before
    assert Area.objects.get().intake.name == "Redaktörens namn"
    assert CatalogueSettings.objects.get().accent == ACCENT


def test_a_site_that_belongs_to_another_municipality_is_left_alone(small_site):
    with pytest.raises(CommandError, match="Webbplatsen hör till Lillköping"):
        new_site(municipality="Storköping")
    assert Area.objects.get().slug == SLUG


VARIANTS = ("", "/lattlast", "/ar")
PATHS = (
    *("/", "/sok/", "/sok/?q=droger", "/insatser/", "/insatser/mini-maria/", "/insatser/kontaktperson/"),
    *(f"/verksamheter/{SLUG}-familjens-hus/", f"/verksamheter/{SLUG}-socialjour/", f"/omraden/{SLUG}/"),
    *("/hitta-ratt/", "/hjalp-nu/", "/ung/", "/for-yrkesverksamma/", "/grupper/", "/ordlista/"),
)
#: What looks broken when it holds nothing.
HOLDERS = "main section, main ul, main ol, main dl, main details, main fieldset, main :is(form, h1, h2, h3, p)"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_no_panel_is_empty_and_a_person_can_be_reached(client, small_site, variant, path):
    soup = page(client, variant + path)
    empty = [
        str(found)[:80]
        for found in soup.select(HOLDERS)
        if not text(found) and not found.select("svg, input") and not found.has_attr("hidden")
    ]
    assert empty == []
    sections = soup.select("main section:has(h2)")
    assert [text(section.h2) for section in sections if text(section) == text(section.h2)] == []
    assert soup.select("a[href^='tel:+46846500']")


@pytest.mark.parametrize("path", [path for path in PATHS if path != "/hitta-ratt/"])
def test_nobody_is_asked_to_choose_the_only_area(client, small_site, path):
    soup = page(client, path)
    assert not soup.select("[name=omrade]")
    assert not soup.select("[href*='omrade=alla']")


def test_a_facet_stands_there_only_when_it_parts_the_supports(client, small_site):
    soup = page(client, "/sok/")
    values = {}
    for box in soup.select("form [type=checkbox]"):
        values.setdefault(box["name"], []).append(box["value"])
    assert set(values) == {"behov", "malgrupp", "form", "vag", "beslut", "utforare"}
    assert min(len(found) for found in values.values()) > 1
    assert not soup.select("[name=vantetid]")


def test_no_queue_figure_means_no_row_about_waits_on_cards(client, small_site):
    assert "Väntetid" not in text(page(client, "/sok/").main)
    insats = page(client, "/insatser/mini-maria/")
    assert "Väntetid" not in text(insats.select_one("dl.facts"))
    offering = Offering.objects.get(slug=f"mini-maria--{SLUG}")
    records.report(offering, "2026-11-20", wait_from=14, unit="day")
    assert "Väntetid" in text(page(client, "/sok/").main)


def test_what_a_neighbour_shares_in_is_said_with_its_name(client, small_site):
    card = next(card for card in page(client, "/sok/").select(".card") if "Mini Maria" in text(card))
    assert f"Gemensamt med {NEIGHBOUR}" in text(card)
    facts = {text(row.dt): text(row.dd) for row in page(client, "/insatser/mini-maria/").select("#platser dl div")}
    assert facts["Gemensamt med"] == NEIGHBOUR
    arabic = page(client, "/ar/insatser/mini-maria/").select_one("#platser dd[lang=sv]")
    assert text(arabic) == NEIGHBOUR


def test_what_a_neighbour_gives_together_with_us_is_ours_too(client, small_site):
    ours, theirs = (
        Area.objects.get(),
        records.AreaFactory(slug="grannkoping", name="Grannköping", level="municipality"),
    )
    shared = records.InsatsFactory(slug="familjecentral", name="Familjecentral")
    offering = records.OfferingFactory(insats=shared, area=theirs, route="ring")
    address = f"/omraden/{SLUG}/"
    assert "Familjecentral" not in text(page(client, address).main)
    assert "Familjecentral" not in text(page(client, "/insatser/").main)
    offering.together_with_areas = [ours]
    offering.save()
    assert "Familjecentral" in text(page(client, address).main)
    assert "Familjecentral" in text(page(client, "/insatser/").main)
    place = page(client, f"/insatser/familjecentral/?omrade={SLUG}").select_one("#platser .place--own")
    assert text(place.h3) == "Grannköping"
    assert f"Gemensamt med {NAME}" in text(place)


def test_only_needs_that_some_support_meets_and_those_of_danger_stand_on_the_front_door(client, small_site):
    tiles = [tile["href"] for tile in page(client, "/").select("a.tile[href*='behov=']")]
    shown = {href.partition("behov=")[2] for href in tiles}
    met = set(Insats.objects.values_list("needs__slug", flat=True))
    danger = set(Need.objects.filter(is_sensitive=True).values_list("slug", flat=True))
    assert shown <= met | danger
    assert "missbruk" in shown
    assert "skolfranvaro" not in shown


def test_the_one_editor_has_a_place_to_work(client, small_site):
    assert client.login(username="redaktor", password="redaktor")
    assert client.get("/admin/").status_code == 200
    assert client.get("/personal/").status_code == 200
    assert client.get("/personal/laget/").status_code == 200
