"""Counting in the cluster: by one and the same offering, what is not stated apart, no facet by its own choice."""

import itertools
from collections import Counter
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from catalogue.choices import Route
from catalogue.models import Area
from search import hits, index
from search.cluster.connection import WORKING, alias_of
from search.cluster.facets import count_in
from search.cluster.form import STATED
from search.engines import elasticsearch
from search.facets import sort_out
from search.filters import Choices
from search.reading_facts import load_facts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def copied(cluster_of_module, real_catalogue, django_db_blocker):
    """The real catalogue in the cluster."""
    with django_db_blocker.unblock():
        call_command("rebuild_search", "--judgments", stdout=StringIO())


@pytest.fixture(scope="module")
def facts(copied, django_db_blocker):
    with django_db_blocker.unblock():
        return load_facts()


def both(facts, choices, among=None):
    """What the cluster counts, and what the facts in memory give."""
    name = alias_of(index.state().live_generation, "sv")
    there = count_in(name, choices, facts.tree, patience=WORKING, among=among)
    here = sort_out(facts.insatser if among is None else among, choices, facts)
    counts = {name: Counter(here.counts[name]) for name in STATED}
    return (there.fits, there.maybes, there.counts), (len(here.fits), len(here.maybes), counts)


def test_without_choices_all_that_runs_is_counted(facts):
    there, here = both(facts, Choices())
    assert there == here
    assert there[0] > 150


def test_every_value_of_every_filter_leaves_the_same(facts):
    everything = both(facts, Choices())[0][2]
    differing, asked = [], 0
    for name, values in everything.items():
        for value in sorted(values)[:8]:
            asked += 1
            there, here = both(facts, Choices({name: (value,)}))
            if there != here:
                differing.append((name, value))
    assert (differing, asked > 30) == ([], True)


def test_every_area_and_route_pair_is_counted_alike(facts):
    differing = []
    for area, route in itertools.product(Area.objects.all()[:30], Route.values):
        there, here = both(facts, Choices({"vag": (route,)}, area_ids=(area.pk,)))
        if there != here:
            differing.append((area.slug, route))
    assert differing == []


@pytest.mark.parametrize("age", [0, 6, 15, 17, 18, 40, 120])
def test_an_age_that_is_not_stated_may_fit(facts, age):
    there, here = both(facts, Choices({"beslut": ("nej",)}, age=age))
    assert there == here


def test_the_home_area_shuts_out_only_what_is_known_to_be_elsewhere(facts):
    farsta = Area.objects.get(slug="farsta")
    home, chosen = (
        both(facts, Choices(**where)) for where in ({"home_id": farsta.pk}, {"area_ids": (farsta.pk,)})
    )
    assert home[0] == home[1]
    assert chosen[0] == chosen[1]
    assert home[0][0] >= chosen[0][0]


def test_many_choices_at_once_and_only_among_some_hits(facts):
    farsta = Area.objects.get(slug="farsta")
    some = set(sorted(facts.insatser)[::3])
    choices = Choices({"vag": ("kom", "ring"), "beslut": ("nej",), "sprak": ("engelska",)}, 15, (farsta.pk,))
    there, here = both(facts, choices, some)
    assert there == here
    assert both(facts, choices, set())[0][:2] == (0, 0)


def counts_on(client, address):
    """What stands beside each choice on the page of hits, and how many hits there are."""
    page = BeautifulSoup(client.get(f"/sok/?{address}").content, "html.parser")
    return [" ".join(label.text.split()) for label in page.select("form label, h2")]


@pytest.mark.parametrize(
    "address", ["omrade=alla", "omrade=farsta", "omrade=alla&alder=15&behov=kriminalitet", "omrade=alla&vag=sjalv"]
)
def test_a_page_of_all_that_there_is_shows_what_the_cluster_counts(client, monkeypatch, facts, address):
    asked = []

    def count(*args, **kwargs):
        asked.append(address)
        return count_in(*args, **kwargs)

    monkeypatch.setattr(elasticsearch, "count_in", count)
    here = counts_on(client, address)
    assert not asked
    monkeypatch.setattr(hits, "COUNTED_ELSEWHERE", 1)
    assert counts_on(client, address) == here
    assert asked == [address]
    assert any(label.endswith("träffar") for label in here)


def test_what_the_clock_changes_and_a_chosen_unit_are_counted_here(client, monkeypatch, facts):
    unit = next(slug for insats in facts.insatser.values() for each in insats.offerings for slug in each.given_by)
    addresses = ["omrade=alla&oppet=nu", "omrade=alla&vantetid=14", f"omrade=alla&utforare={unit}"]
    here = [counts_on(client, address) for address in addresses]
    monkeypatch.setattr(hits, "COUNTED_ELSEWHERE", 1)
    monkeypatch.setattr(elasticsearch, "count_in", lambda *_args, **_kwargs: pytest.fail("asked the cluster"))
    assert [counts_on(client, address) for address in addresses] == here
