"""Whatever is sent to the search, it answers: no words, no bytes and no address make it fail."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import index
from search.query import PARAMS
from tests.records import InsatsFactory, OfferingFactory, site, words

pytestmark = pytest.mark.django_db
ANYTHING = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def catalogue():
    site()
    insats = InsatsFactory(slug="hjalp")
    OfferingFactory(insats=insats)
    words(insats, title="Hjälp vid mardrömmar")
    index.rebuild()


def follow(client, response):
    """Where the answer to a form leads."""
    assert response.status_code == 303
    assert len(response["Location"]) < 4000
    return client.get(response["Location"]).status_code


@ANYTHING
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PARAMS), st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=80)
        ),
        max_size=8,
    )
)
def test_no_form_makes_the_search_fail(client, catalogue, parts):
    form = {name: [value for other, value in parts if other == name] for name, _value in parts}
    assert follow(client, client.post("/sok/", form)) == 200


@ANYTHING
@given(st.binary(max_size=300))
def test_no_bytes_make_the_search_fail(client, catalogue, body):
    assert follow(client, client.post("/sok/", b"q=" + body, content_type=FORM)) == 200


@ANYTHING
@given(st.binary(max_size=200))
def test_no_bytes_make_suggestions_fail(client, catalogue, body):
    response = client.post("/sok/forslag/", b"q=" + body, content_type=FORM)
    assert response.status_code == 200
    assert set(response.json()) == {"suggestions"}


@pytest.mark.parametrize(
    "address",
    ["q=%ff%fe", "q=%00", "alder=%d9%a3", "omrade=%2e%2e%2f", "sida=-1", "behov=%27%22%3c", "amne=9999999999"],
)
def test_no_address_makes_the_search_fail(client, catalogue, address):
    assert client.get(f"/sok/?{address}").status_code == 200
