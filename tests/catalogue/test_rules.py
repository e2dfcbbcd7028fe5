"""Rules of the model: identity, offerings, protection, and what may not be said twice."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from catalogue.models import Offering, Place, Provider
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, OpeningHoursFactory, ProviderFactory

pytestmark = pytest.mark.django_db


def test_identity_is_made_from_kind_and_slug(settings):
    settings.CATALOGUE_DOMAIN = "exempel.se"
    insats = InsatsFactory(slug="trappan")
    assert insats.uuid == uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_DNS, "exempel.se"), "insats:trappan")


def test_identity_is_not_recomputed(settings):
    insats = InsatsFactory()
    first = insats.uuid
    settings.CATALOGUE_DOMAIN = "annan.se"
    insats.save()
    assert insats.uuid == first


def test_a_slug_is_locked_after_the_first_save():
    insats = InsatsFactory(slug="trappan")
    insats.slug = "trappa"
    with pytest.raises(ValidationError, match="går inte att ändra"):
        insats.full_clean()
    with pytest.raises(ValueError, match="locked"):
        insats.save()


def test_nothing_with_a_slug_is_deleted():
    with pytest.raises(ProtectedError):
        InsatsFactory().delete()


def test_ages_the_wrong_way_round_are_refused_in_words():
    insats = InsatsFactory()
    insats.age_min, insats.age_max = 11, 3
    with pytest.raises(ValidationError, match="tvärtom"):
        insats.full_clean()


@pytest.mark.parametrize(
    ("route", "decision"), [("kom", "yes"), ("ring", "yes"), ("mottagning", "yes"), ("beslut", "no")]
)
def test_a_route_that_contradicts_its_decision_is_refused(route, decision):
    offering = OfferingFactory()
    offering.route, offering.decision_needed = route, decision
    with pytest.raises(ValidationError):
        offering.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Offering.objects.filter(pk=offering.pk).update(route=route, decision_needed=decision)


@pytest.mark.parametrize(
    ("route", "decision"), [("kom", "no"), ("", "no"), ("", ""), ("beslut", "yes"), ("domstol", "")]
)
def test_routes_that_agree_are_accepted(route, decision):
    offering = OfferingFactory(route=route, decision_needed=decision)
    offering.full_clean(exclude=["uuid"])
    assert offering.pk


def test_an_offering_needs_somebody_who_gives_it():
    offering = Offering(slug="ingen", insats=InsatsFactory())
    with pytest.raises(ValidationError, match="minst en av"):
        offering.clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        offering.save()


def test_the_same_offering_twice_is_refused_with_or_without_a_provider():
    first = OfferingFactory(route="ring", decision_needed="no")
    twin = Offering(slug="tvilling", insats=first.insats, area=first.area, route="ring", decision_needed="no")
    with pytest.raises(ValidationError, match="finns redan"):
        twin.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    Offering.objects.create(
        slug="annan-vag", insats=first.insats, area=first.area, route="beslut", decision_needed="yes"
    )
    assert first.insats.offerings.count() == 2


def test_an_anonymous_offering_stands_without_area_and_provider():
    offering = OfferingFactory(area=None, anonymous_label="en stadsdel i ytterstaden")
    assert offering.given_by == "en stadsdel i ytterstaden"


def test_overlapping_hours_are_refused_and_named():
    first = OpeningHoursFactory(opens="09:00", closes="12:00")
    first.refresh_from_db()
    later = OpeningHoursFactory.build(
        provider=first.provider, opens=first.closes.replace(hour=11), closes=first.closes.replace(hour=15)
    )
    with pytest.raises(ValidationError, match=r"09\.00–12\.00"):
        later.clean()


@pytest.fixture
def shelter():
    return ProviderFactory(slug="skyddat", is_protected=True)


def test_a_protected_unit_gets_no_place(shelter):
    place = Place(slug="huset", name="Huset", provider=shelter, street="Hemliga gatan 1")
    with pytest.raises(ValidationError, match="skyddad"):
        place.full_clean(exclude=["uuid"])
    with pytest.raises(IntegrityError), transaction.atomic():
        place.save()


def test_a_unit_with_a_place_cannot_be_marked_protected_without_removing_it():
    provider = ProviderFactory()
    Place.objects.create(slug="huset", name="Huset", provider=provider, street="Gatan 1")
    provider.is_protected = True
    with pytest.raises(ValidationError, match="skyddad"):
        provider.save()
    assert not Provider.objects.get(pk=provider.pk).is_protected


def test_a_protected_unit_serves_no_area_below_the_municipality(shelter):
    shelter.catchment = [AreaFactory(level="district")]
    with pytest.raises(ValidationError, match="skyddad"):
        shelter.save()
    shelter.catchment = [AreaFactory(level="municipality")]
    shelter.save()


def test_an_offering_of_a_protected_unit_names_no_district(shelter):
    with pytest.raises(ValidationError, match="skyddad"):
        OfferingFactory(provider=shelter, area=AreaFactory(level="district"))
