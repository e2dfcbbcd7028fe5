"""The query: whatever an address says, it is understood or named and ignored."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.filters import SLUG_FILTERS
from search.query import MOST_TEXT, PARAMS, parse
from search.safety import Alarm
from tests.records import AreaFactory

KNOWN = {"behov": ["skolan", "vald"], "vag": ["kom", "beslut"], "beslut": ["ja", "nej"]}
pytestmark = pytest.mark.django_db


def read(address, home=None):
    return parse(QueryDict(address), KNOWN, home, Alarm("sv"))


def test_everything_that_makes_sense_is_read():
    area = AreaFactory(slug="farsta", name="Farsta")
    query = read("q=bråkar+hemma&omrade=Farsta&alder=14&behov=skolan&behov=vald&vag=kom&sortera=namn&sida=2")
    assert query.text == "bråkar hemma"
    assert query.areas == [area]
    assert query.choices.area_ids == (area.pk,)
    assert query.choices.age == 14
    assert query.choices.values == {"behov": ("skolan", "vald"), "vag": ("kom",)}
    assert (query.sort, query.page, query.messages) == ("namn", 2, [])


def test_an_address_is_the_same_after_reading_it():
    AreaFactory(slug="farsta", name="Farsta")
    address = "q=skola&omrade=farsta&alder=14&behov=skolan&behov=vald&vag=kom&sortera=namn&sida=2"
    assert read(address).address() == address


@pytest.mark.parametrize("age", ["-3", "abc", "121", "1e3", "3.5", "٣", "0x10", "9" * 5000])
def test_an_age_that_is_none_is_named_and_ignored(age):
    query = read(f"alder={age}")
    assert query.choices.age is None
    assert len(query.messages) == 1
    assert len(query.messages[0]) < 120


@pytest.mark.parametrize(("age", "years"), [("0", 0), ("120", 120), ("7 år", 7), (" 9 ", 9)])
def test_an_age_is_whole_years(age, years):
    assert read(f"alder={age}").choices.age == years


def test_unknown_values_are_named_once_each_and_ignored():
    query = read("behov=hittepa&behov=hittepa&vag=kom&vag=flyga&okand=1")
    assert query.choices.values == {"vag": ("kom",)}
    assert ["”hittepa”" in query.messages[0], "”flyga”" in query.messages[1]] == [True, True]
    assert len(query.messages) == 2


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999999999999999999"])
def test_a_page_that_is_none_is_the_first(page):
    query = read(f"sida={page}")
    assert query.page == 1
    assert len(query.messages) == 1


def test_a_long_text_is_cut_and_told():
    query = read("q=" + "a" * 10_000)
    assert len(query.text) == MOST_TEXT
    assert str(MOST_TEXT) in query.messages[0]


def test_control_signs_and_broken_letters_are_left_out():
    assert read("q=%00hej%0d%0a%ff%fe+d%C3%A5").text == "hej då"


def test_an_unknown_area_is_named_and_the_home_area_bounds():
    home = AreaFactory(slug="staden", level="municipality")
    query = read("omrade=Atlantis", home)
    assert (query.areas, query.choices.home_id) == ([], home.pk)
    assert "Atlantis" in query.messages[0]


@pytest.mark.parametrize("text", ["", "jag vet inte", "Jag vet inte"])
def test_not_knowing_where_one_lives_is_an_answer(text):
    query = read(f"omrade={text}")
    assert (query.areas, query.messages) == ([], [])


def test_everywhere_lifts_the_home_area():
    home = AreaFactory(slug="staden", level="municipality")
    query = read("omrade=alla", home)
    assert query.choices.home_id is None
    assert query.address() == "omrade=alla"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*PARAMS, "annat"]), st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
        ),
        max_size=12,
    )
)
def test_no_address_makes_reading_raise(parts):
    data = QueryDict(mutable=True)
    for name, value in parts:
        data.appendlist(name, value)
    query = parse(data, KNOWN, None, Alarm("sv"))
    assert set(query.choices.values) <= set(SLUG_FILTERS)
    again = parse(QueryDict(query.address()), KNOWN, None, Alarm("sv"))
    assert (again.text, again.choices.age, again.choices.values) == (
        query.text,
        query.choices.age,
        query.choices.values,
    )
