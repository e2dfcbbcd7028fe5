"""A small municipality's site: what it begins with, and that nothing looks broken with so little in it."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Page

from catalogue.checks import CONTENT
from catalogue.models import Area, HelpLine, Insats, Need, Provider, SafetyText
from pages.models import CatalogueSettings, EditorialPage
from tests.pages.html import page, text
from tests.small_municipality import ACCENT, INTAKE, JOUR, NAME, SLUG, SWITCHBOARD, new_site

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
