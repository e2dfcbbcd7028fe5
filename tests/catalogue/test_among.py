"""Asking by many keys with one parameter finds what asking by each finds."""

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from catalogue.models import Offering, Provider
from tests.records import InsatsFactory, OfferingFactory, ProviderFactory

pytestmark = pytest.mark.django_db


def test_keys_and_references_are_found_as_with_in():
    units = [ProviderFactory() for _ in range(3)]
    offerings = [OfferingFactory(provider=unit, insats=InsatsFactory()) for unit in units]
    asked = {units[0].pk, units[2].pk, 10**9}
    assert set(Provider.objects.filter(pk__among=asked)) == {units[0], units[2]}
    assert set(Offering.objects.filter(provider__among=asked)) == {offerings[0], offerings[2]}
    assert set(Offering.objects.filter(Q(provider__among=asked) & ~Q(insats__among={offerings[0].insats_id}))) == {
        offerings[2]
    }
    assert set(Offering.objects.filter(provider__catchment__among={1})) == set()


def test_no_keys_find_nothing():
    OfferingFactory(provider=ProviderFactory())
    assert not Offering.objects.filter(provider__among=set()).exists()


def test_thousands_of_keys_make_one_question_as_long_as_the_keys():
    unit = ProviderFactory()
    with CaptureQueriesContext(connection) as captured:
        assert list(Provider.objects.filter(pk__among=range(unit.pk, unit.pk + 40_000))) == [unit]
    assert len(captured) == 1
    assert captured[0]["sql"].count(" OR ") == 0


@pytest.mark.parametrize("key", ["1) OR 1=1 --", None, object()])
def test_what_is_no_key_is_refused(key):
    with pytest.raises((TypeError, ValueError)):
        list(Provider.objects.filter(pk__among=[key]))
