"""What may help besides: insatser that share needs, the nearest first, in two questions however many there are."""

import pytest

from catalogue import alternatives as module
from catalogue.alternatives import alternatives, neighbours
from tests.records import AreaFactory, InsatsFactory, OfferingFactory

pytestmark = pytest.mark.django_db


def given(slug, *needs, **offered):
    insats = InsatsFactory(slug=slug, needs=list(needs))
    OfferingFactory(insats=insats, **offered)
    return insats


def slugs(found, insatser):
    by_key = {insats.pk: insats.slug for insats in insatser}
    return [by_key[pk] for pk in alternatives(found)]


def test_most_shared_needs_come_first_then_what_one_can_go_to_directly():
    asked = given("fragad", "skola", "vald")
    both = given("b-bada", "skola", "vald", route="beslut")
    direct = given("c-direkt", "skola", route="kom")
    other = given("a-annan", "vald", route="beslut")
    given("d-inget", "sorg", route="kom")
    found = neighbours(asked, None)
    assert slugs(found, [both, direct, other]) == ["b-bada", "c-direkt", "a-annan"]
    assert {each.slug: each.shared for each in found} == {"b-bada": 2, "c-direkt": 1, "a-annan": 1}


def test_only_what_is_given_in_the_area_is_an_alternative_there():
    here, there = AreaFactory(name="Farsta"), AreaFactory(name="Norrmalm")
    asked = given("fragad", "skola", area=here)
    near = given("nara", "skola", area=here)
    far = given("borta", "skola", area=there)
    assert slugs(neighbours(asked, {here.pk}), [near, far]) == ["nara"]
    assert set(slugs(neighbours(asked, None), [near, far])) == {"nara", "borta"}


def test_what_cannot_be_had_hides_nothing_that_can(monkeypatch):
    monkeypatch.setattr(module, "NEAREST", 2)
    asked = given("fragad", "skola", "vald")
    for number in range(3):
        given(f"slut-{number}", "skola", "vald", status="ended")
    left = given("kvar", "skola")
    assert slugs(neighbours(asked, None), [left]) == ["kvar"]


def test_more_insatser_cost_no_more_questions(django_assert_num_queries):
    asked = given("fragad", "skola")
    for number in range(4):
        given(f"annan-{number}", "skola")
    with django_assert_num_queries(2):
        neighbours(asked, None)
    for number in range(25):
        given(f"till-{number}", "skola")
    with django_assert_num_queries(2):
        assert len(neighbours(asked, None)) == 29
