"""Facets: one and the same running offering meets all filters; what lacks a fact may fit and says which."""

import itertools
from collections import Counter

import pytest

from catalogue import version
from catalogue.bulk import bulk_change
from catalogue.choices import RUNNING, Route
from catalogue.models import Area, Form, Insats, Offering
from search.facets import sort_out
from search.filters import Choices, filters_of
from search.reading_facts import load_facts
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, ProviderFactory, term


def ask(**values):
    facts = load_facts()
    age, areas, home = values.pop("alder", None), values.pop("omrade", ()), values.pop("hem", None)
    choices = Choices({name: tuple(found) for name, found in values.items()}, age, tuple(areas), home)
    return sort_out(facts.insatser, choices, facts)


@pytest.fixture
def city(db):
    city = AreaFactory(slug="staden", level="municipality")
    return city, AreaFactory(slug="norr", parent=city), AreaFactory(slug="syd", parent=city)


def test_filters_are_met_by_one_and_the_same_offering(city):
    _city, north, south = city
    insats = InsatsFactory()
    OfferingFactory(insats=insats, area=north, route="beslut", decision_needed="yes")
    OfferingFactory(insats=insats, area=south, route="kom", decision_needed="no")
    assert ask(omrade=[north.pk], vag=["beslut"]).fits == {insats.pk}
    assert ask(omrade=[south.pk], vag=["kom"]).fits == {insats.pk}
    false_pair = ask(omrade=[north.pk], vag=["kom"])
    assert (false_pair.fits, false_pair.maybes) == (set(), {})


def test_counts_leave_out_the_facets_own_choice_but_no_other(city):
    _city, north, south = city
    insats = InsatsFactory()
    OfferingFactory(insats=insats, area=north, route="beslut", decision_needed="yes")
    OfferingFactory(insats=insats, area=south, route="kom", decision_needed="no")
    counts = ask(omrade=[north.pk], vag=["kom"]).counts["vag"]
    assert counts == Counter({"beslut": 1})
    assert ask(vag=["kom"]).counts["vag"] == Counter({"beslut": 1, "kom": 1})
    assert ask(vag=["kom"]).counts["beslut"] == Counter({"nej": 1})


def test_offerings_for_the_city_serve_its_districts_and_the_other_way_round(city):
    whole, north, south = city
    of_city, of_north = InsatsFactory(), InsatsFactory()
    OfferingFactory(insats=of_city, area=whole)
    OfferingFactory(insats=of_north, area=north)
    assert ask(omrade=[north.pk]).fits == {of_city.pk, of_north.pk}
    assert ask(omrade=[south.pk]).fits == {of_city.pk}
    assert ask(omrade=[whole.pk]).fits == {of_city.pk, of_north.pk}


def test_what_is_not_stated_may_fit_and_says_what_is_missing(city):
    _city, north, _south = city
    silent = InsatsFactory()
    OfferingFactory(insats=silent, area=north)
    answer = ask(omrade=[north.pk], vag=["kom"], alder=10)
    assert answer.fits == set()
    assert answer.maybes == {silent.pk: ["vag", "alder"]}


def test_the_offering_that_lacks_fewest_facts_speaks(city):
    _city, north, _south = city
    insats = InsatsFactory()
    OfferingFactory(insats=insats, area=north)
    OfferingFactory(insats=insats, area=north, route="kom")
    assert ask(vag=["kom"], alder=10).maybes == {insats.pk: ["alder"]}


def test_a_stated_decision_rules_out_routes_that_contradict_it(city):
    insats = InsatsFactory()
    OfferingFactory(insats=insats, area=city[1], decision_needed="yes")
    assert ask(vag=["kom"]).maybes == {}
    assert ask(vag=["beslut"]).maybes == {insats.pk: ["vag"]}
    assert ask(beslut=["ja"]).fits == {insats.pk}
    assert ask(beslut=["nej"]).fits == set()


def test_a_route_says_whether_a_decision_is_needed(city):
    insats = InsatsFactory()
    OfferingFactory(insats=insats, area=city[1], route="kom")
    assert ask(beslut=["nej"]).fits == {insats.pk}


@pytest.mark.parametrize("status", ["planned", "ended", "not_started", "not_introduced", "not_offered"])
def test_what_does_not_run_never_fits(city, status):
    insats = InsatsFactory()
    OfferingFactory(insats=insats, area=city[1], route="kom", status=status)
    assert (ask().fits, ask().maybes, ask().not_running) == (set(), {}, {insats.pk})
    with_route = ask(vag=["kom"])
    assert (with_route.fits, with_route.maybes, with_route.not_running) == (set(), {}, set())
    assert ask(omrade=[city[2].pk]).not_running == set()


def test_the_home_area_shuts_out_what_is_known_to_be_elsewhere_only(city):
    whole, north, _south = city
    here, elsewhere, unknown = InsatsFactory(), InsatsFactory(), InsatsFactory()
    OfferingFactory(insats=here, area=north)
    OfferingFactory(insats=elsewhere, area=AreaFactory(level="municipality"))
    OfferingFactory(insats=unknown, area=None, anonymous_label="en mottagning")
    answer = ask(hem=whole.pk)
    assert answer.fits == {here.pk, unknown.pk}
    assert answer.maybes == {}
    assert ask(omrade=[north.pk]).maybes == {unknown.pk: ["omrade"]}


def test_a_unit_without_a_stated_area_serves_its_catchment(city):
    _city, north, south = city
    insats, unit = InsatsFactory(), ProviderFactory()
    unit.catchment = [north]
    unit.save()
    OfferingFactory(insats=insats, area=None, provider=unit)
    assert ask(omrade=[north.pk]).fits == {insats.pk}
    assert ask(omrade=[south.pk]).fits == set()


def test_an_offerings_own_ages_go_before_those_of_the_insats(city):
    insats = InsatsFactory(age_min=6, age_max=12)
    OfferingFactory(insats=insats, area=city[1], age_min=13)
    assert ask(alder=10).fits == set()
    assert ask(alder=14).fits == {insats.pk}
    assert ask(alder=120).fits == {insats.pk}


def test_values_within_a_filter_are_alternatives(city):
    alone, group = InsatsFactory(), InsatsFactory()
    for insats, slug in ((alone, "individuellt"), (group, "grupp")):
        offering = OfferingFactory(insats=insats, area=city[1])
        offering.forms = [term(Form, slug)]
        offering.save()
    assert ask(form=["grupp"]).fits == {group.pk}
    assert ask(form=["grupp", "individuellt"]).fits == {alone.pk, group.pk}


def test_reading_the_facts_takes_the_same_queries_for_1_and_25(city, django_assert_num_queries):
    OfferingFactory(area=city[1])
    with version.held(), django_assert_num_queries(15):
        load_facts()
    with bulk_change():
        for _ in range(24):
            OfferingFactory(area=city[1])
    with version.held(), django_assert_num_queries(15):
        load_facts()


# --- The real catalogue, counted a second time by its models ------------------------------------------------


def serving(offerings, reader):
    """Those of the offerings that are had where the reader lives."""
    near = {area.pk for area in Area.objects.all() if area.covers(reader) or area.within(reader)}
    for offering in offerings:
        areas = [offering.area, *offering.together_with_areas.all()] if offering.area else []
        if not areas and offering.provider:
            areas = offering.provider.catchment.all()
        if any(area.pk in near for area in areas):
            yield offering


def test_every_area_and_route_of_the_real_catalogue_is_true(real_catalogue):
    public = Offering.objects.public().select_related("area", "provider")
    public = public.prefetch_related("together_with_areas", "provider__catchment")
    running = [offering for offering in public if offering.status in RUNNING]
    facts = load_facts()
    wrong = []
    for reader in Area.objects.all():
        here = list(serving(running, reader))
        counts = sort_out(facts.insatser, Choices(area_ids=(reader.pk,)), facts).counts["vag"]
        for route in Route.values:
            fits = {offering.insats_id for offering in here if offering.route == route}
            answer = sort_out(facts.insatser, Choices({"vag": (route,)}, area_ids=(reader.pk,)), facts)
            if answer.fits != fits or counts[route] != len(fits):
                wrong.append((reader.slug, route, len(answer.fits), len(fits), counts[route]))
            assert not set(answer.maybes) & fits
    assert wrong == []


def test_the_route_filter_makes_no_false_pairs_on_the_real_catalogue(real_catalogue):
    """Flat documents (any area of the insats with any route of it) would claim pairs that no offering has."""
    facts = load_facts()
    districts = list(Area.objects.filter(level="district"))
    claimed = flat = 0
    for reader, route in itertools.product(districts, Route.values):
        claimed += len(sort_out(facts.insatser, Choices({"vag": (route,)}, area_ids=(reader.pk,)), facts).fits)
        of_area = sort_out(facts.insatser, Choices(area_ids=(reader.pk,)), facts).fits
        of_route = sort_out(facts.insatser, Choices({"vag": (route,)}), facts).fits
        flat += len(of_area & of_route)
    assert 0 < claimed < flat


def test_every_insats_of_the_real_catalogue_is_somewhere(real_catalogue):
    facts = load_facts()
    answer = sort_out(facts.insatser, Choices(), facts)
    everything = answer.fits | set(answer.maybes) | answer.not_running
    assert everything == set(Insats.objects.filter(is_example=False).values_list("pk", flat=True))


def test_every_count_is_what_choosing_the_value_gives(real_catalogue):
    facts = load_facts()
    farsta = Area.objects.get(slug="farsta").pk
    for choices in (
        Choices(),
        Choices({"behov": ("foraldraskap",)}),
        Choices({"vag": ("beslut",)}, 14, (farsta,)),
    ):
        counts = sort_out(facts.insatser, choices, facts).counts
        for name, found in counts.items():
            for value, count in found.items():
                chosen = Choices({**choices.values, name: (value,)}, choices.age, choices.area_ids)
                assert len(sort_out(facts.insatser, chosen, facts).fits) == count, (name, value)


def test_no_choice_asks_nothing(db):
    facts = load_facts()
    assert filters_of(Choices(), facts.tree) == []
