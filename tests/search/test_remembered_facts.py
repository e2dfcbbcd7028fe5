"""Facts that a process remembers: what has changed is read anew, the rest is kept, the whole is always true."""

import uuid

import pytest
from django.db import transaction

from catalogue.models import Area, Insats, Need, Offering, Provider
from search import index, remembered
from search.models import ChangedFacts, IndexState
from search.models.index import MOST_CHANGES
from search.reading_facts import load_facts
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, ProviderFactory, site, term, words

pytestmark = pytest.mark.django_db


def remembered_facts():
    return remembered.facts(index.state())


def as_told(facts):
    """All that facts say, comparable."""
    return {
        pk: (
            *(insats.slug, insats.name, insats.needs, insats.target_groups, insats.places, insats.is_direct),
            insats.other_area_ids,
            [
                (each.offering_id, each.says.values, each.given_by, each.area_ids, each.age_min, each.age_max)
                for each in insats.offerings
            ],
        )
        for pk, insats in facts.insatser.items()
    }, facts.unit_areas


def assert_true():
    """What is remembered is what the database says."""
    facts = remembered_facts()
    assert as_told(facts) == as_told(load_facts())
    return facts


@pytest.fixture
def two():
    """Two insatser with an offering each, remembered."""
    site()
    both = [InsatsFactory(slug=slug) for slug in ("dans", "skridsko")]
    for insats in both:
        OfferingFactory(insats=insats, provider=ProviderFactory(), area=AreaFactory())
    remembered_facts()
    return both


def edit_route(insats):
    offering = insats.offerings.get()
    offering.route = "kom" if offering.route != "kom" else "ring"
    offering.save()


def move_offering(insats):
    offering = insats.offerings.get()
    offering.insats = InsatsFactory(slug="tredje")
    offering.save()


def end_offering(insats):
    offering = insats.offerings.get()
    offering.status = "ended"
    offering.save()


def hide_offering(insats):
    insats.offerings.get().unpublish()


def give_need(insats):
    insats.needs = [term(Need, "rorelse")]
    insats.save()


def retire(insats):
    insats.retired_from = "2026-01-01"
    insats.save()


def move_catchment(insats):
    unit = insats.offerings.get().provider
    unit.catchment = [AreaFactory()]
    unit.save()


def hide_unit(insats):
    Provider.objects.filter(pk=insats.offerings.get().provider_id).get().unpublish()


def take_need_from_its_side(insats):
    give_need(insats)
    remembered_facts()
    Need.objects.get(slug="rorelse").insatser.clear()


def new_insats(_insats):
    OfferingFactory(insats=InsatsFactory(slug="ny"))


CHANGES = (
    *(edit_route, move_offering, end_offering, hide_offering, give_need, retire, move_catchment, hide_unit),
    *(new_insats, take_need_from_its_side),
)


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen(two, change):
    change(two[0])
    assert_true()


def test_what_has_not_changed_is_not_read_again(two):
    before = remembered_facts()
    edit_route(two[0])
    after = assert_true()
    assert after.insatser[two[1].pk] is before.insatser[two[1].pk]
    assert after.insatser[two[0].pk] is not before.insatser[two[0].pk]


def test_words_change_no_facts(two, django_assert_max_num_queries):
    before = remembered_facts()
    words(two[0], title="Dansa hemma")
    state = index.state()
    with django_assert_max_num_queries(1):
        after = remembered.facts(state)
    assert after is before


def test_many_changes_are_followed_one_by_one(two):
    before = remembered_facts()
    for _ in range(3):
        edit_route(two[0])
        two[0].name += "!"
        two[0].save()
    assert assert_true().insatser[two[1].pk] is before.insatser[two[1].pk]


def test_one_that_has_missed_too_much_reads_everything(two):
    before = remembered_facts()
    edit_route(two[0])
    ChangedFacts.objects.all().delete()
    assert assert_true().insatser[two[1].pk] is not before.insatser[two[1].pk]


def test_a_token_that_nobody_explains_means_everything(two):
    before = remembered_facts()
    Offering.objects.filter(insats=two[1]).update(route="boka")
    IndexState.objects.update(facts_token=uuid.uuid4())
    assert assert_true() is not before


def test_what_was_undone_is_not_believed(two):
    with transaction.atomic():
        edit_route(two[0])
        assert_true()
        transaction.set_rollback(True)
    assert_true()
    edit_route(two[1])
    assert_true()


def test_an_area_that_moves_is_seen_in_the_tree(two):
    area = two[0].offerings.get().area
    area.parent = AreaFactory(level="municipality")
    area.save()
    assert remembered_facts().tree.above[area.pk] == (area.parent_id,)
    assert Area.objects.count() == len(remembered_facts().tree.levels)


def test_changes_are_not_kept_for_ever(two, monkeypatch):
    monkeypatch.setattr(index, "MOST_CHANGES", 3)
    for _ in range(6):
        edit_route(two[0])
    assert ChangedFacts.objects.count() == 3
    assert MOST_CHANGES > 3


def test_a_moved_offering_is_found_by_its_new_insats_only(two):
    unit = two[0].offerings.get().provider
    unit.name = "Isladan"
    unit.save()
    move_offering(two[0])
    found = {pk for pk, insats in remembered_facts().insatser.items() if insats.offerings}
    assert found == {two[1].pk, Insats.objects.get(slug="tredje").pk}
