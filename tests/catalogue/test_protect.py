"""A unit that must be protected from today on: nothing in the database says where it was."""

import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.log_actions import log

from catalogue.choices import HoursKind
from catalogue.models import GroupStart, ImportRecord, Notice, OpeningHours, Place, Provider
from search import index
from tests import records
from tests.catalogue.admin_user import sign_in, user

pytestmark = pytest.mark.django_db
SECRETS = ("Granvägen", "porten bredvid bageriet", "Källaren", "Lindgatan")


@pytest.fixture
def unit():
    """An ordinary unit whose address stands everywhere where one can stand."""
    records.site()
    sign_in("kommunikator")
    unit = records.ProviderFactory(slug="lyktan", name="Lyktan")
    unit.words.create(language="sv", find="Gå in genom porten bredvid bageriet.")
    unit = Provider.objects.get(pk=unit.pk)
    unit.save_revision(user=user("kommunikator"))
    place = Place.objects.create(provider=unit, slug="huset", name="Huset", street="Lindgatan 2")
    place.save_revision()
    place.street = "Granvägen 7"
    place.save()
    place.save_revision()
    log(instance=unit, action="wagtail.edit", data={"before": {"find": "Granvägen 7"}, "after": {"find": "x"}})
    ImportRecord.objects.create(kind="place", slug="huset", written={"street": "Granvägen 7"})
    ImportRecord.objects.create(kind="provider", slug="lyktan", written={"words.sv.find": "Vid Granvägen 7"})
    OpeningHours.objects.create(provider=unit, channel=HoursKind.DROP_IN, weekday=0, opens="09:00", closes="12:00")
    OpeningHours.objects.create(provider=unit, channel=HoursKind.PHONE, weekday=0, opens="09:00", closes="12:00")
    Notice.objects.create(provider=unit, kind="moved", date_from="2026-12-01")
    insats = records.InsatsFactory(slug="stod", name="Stöd")
    records.words(insats)
    offering = records.OfferingFactory(insats=insats, provider=unit, area=None)
    start = records.GroupStartFactory(offering=offering)
    start.words.create(language="sv", where="Källaren")
    GroupStart.objects.filter(pk=start.pk).update(place=place)
    index.rebuild()
    return unit


def where_it_stands():
    """Tables that hold one of the words."""
    found = set()
    for model in apps.get_models():
        rows = str(list(model._base_manager.values())).lower()
        found |= {model._meta.label_lower for word in SECRETS if word.lower() in rows}
    return found


def told(*arguments):
    out = io.StringIO()
    call_command("protect_unit", *arguments, stdout=out)
    return out.getvalue()


def test_nothing_in_the_database_or_on_the_site_says_where_it_was(unit):
    assert "catalogue.place" in where_it_stands()
    assert "wagtailcore.revision" in where_it_stands()
    said = told("lyktan")
    assert where_it_stands() == set()
    assert Provider.objects.get(pk=unit.pk).is_protected
    assert "borttaget: plats: Huset" in said
    assert "Säkerhetskopior" in said
    assert [row.channel for row in OpeningHours.objects.all()] == [HoursKind.PHONE]
    for path in ("/verksamheter/lyktan/", "/insatser/stod/", "/sok/?q=lyktan", "/sitemap.xml"):
        answer = Client().get(path)
        assert answer.status_code == 200
        assert not [word for word in SECRETS if word.lower() in answer.text.lower()]


def test_an_old_version_does_not_undo_it(unit):
    told("lyktan")
    unit = Provider.objects.get(pk=unit.pk)
    unit.get_latest_revision_as_object().save_revision().publish()
    assert Provider.objects.get(pk=unit.pk).is_protected
    assert where_it_stands() == set()


def test_a_trial_changes_nothing(unit):
    before = where_it_stands()
    assert "Provkörning" in told("lyktan", "--dry-run")
    assert where_it_stands() == before
    assert not Provider.objects.get(pk=unit.pk).is_protected


def test_an_offering_for_a_district_must_be_rewritten_first(unit):
    records.OfferingFactory(provider=unit, area=records.AreaFactory(level="district"), slug="stod--farsta")
    before = where_it_stands()
    with pytest.raises(CommandError, match=r"Ingenting ändrades.*stod--farsta"):
        told("lyktan")
    assert where_it_stands() == before


def test_a_unit_that_does_not_exist_is_named():
    with pytest.raises(CommandError, match="ingen verksamhet ”borta”"):
        told("borta")
