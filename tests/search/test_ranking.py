"""Ranking: the exact name first, all words before some, telling fields before others, the easy a little up."""

import pytest

from catalogue.models import Area
from search import index
from search.filters import Choices
from search.hits import find
from search.query import MOST_TEXT
from search.relaxing import find_something
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, site, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    site()
    return AreaFactory(slug="norr", name="Norrstaden")


def make(area, slug, offering=None, **page):
    insats = InsatsFactory(slug=slug, name=page.pop("name", slug.title()))
    OfferingFactory(insats=insats, area=area, **(offering or {}))
    words(insats, **page)
    return insats


def order(text, choices=None):
    hits = find(text, choices or Choices(), "sv")
    return [hits.scores[pk].slug for pk in hits.ordered]


def test_the_exact_name_is_first_however_often_others_say_it(area):
    make(area, "mst", name="MST", title="Intensiv hjälp hemma")
    make(area, "annan", title="Liknar MST", summary="Som MST men inte MST.", search_words="mst\nmst hemma")
    assert order("mst")[0] == "mst"


def test_all_words_go_before_some(area):
    make(area, "ena", title="Hjälp vid hasch", body="<p>Hasch, hasch och hasch.</p>")
    make(
        area, "bada", title="Samtal", body="<p>När du röker hasch och skolkar.</p>", search_words="hasch och skolk"
    )
    assert order("hasch skolk")[0] == "bada"


def test_a_title_says_more_than_running_text(area):
    make(area, "brodtext", title="Samtal", body="<p>Det kan gälla mardrömmar.</p>")
    make(area, "rubrik", title="Hjälp vid mardrömmar")
    assert order("mardrömmar") == ["rubrik", "brodtext"]


def test_an_exact_letter_goes_before_a_forgiven_one(area):
    make(area, "vald", title="Vald av kommunen")
    make(area, "vald2", title="Våld i hemmet")
    assert order("våld") == ["vald2"]
    assert set(order("vald")) == {"vald", "vald2"}


def test_what_needs_no_decision_goes_a_little_before_its_equal(area):
    make(area, "a-beslut", {"route": "beslut", "decision_needed": "yes"}, title="Hjälp vid mardrömmar")
    make(area, "b-direkt", {"route": "kom", "decision_needed": "no"}, title="Hjälp vid mardrömmar")
    assert order("mardrömmar") == ["b-direkt", "a-beslut"]


def test_what_does_not_run_is_last_even_with_the_exact_name(area):
    make(area, "abc", {"status": "planned"}, name="ABC", title="ABC")
    make(area, "annan", title="Något annat", body="<p>Nämner ABC.</p>")
    assert order("abc") == ["annan", "abc"]


def test_the_readers_own_area_goes_a_little_first(area):
    city = AreaFactory(slug="staden", level="municipality")
    area.parent = city
    area.save()
    make(city, "a-hela", title="Hjälp vid mardrömmar")
    make(area, "b-egen", title="Hjälp vid mardrömmar")
    assert order("mardrömmar") == ["a-hela", "b-egen"]
    assert order("mardrömmar", Choices(area_ids=(area.pk,))) == ["b-egen", "a-hela"]


def test_words_of_no_weight_are_no_hits(area):
    make(area, "bra", title="Hjälp vid mardrömmar om natten", search_words="mardrömmar\nsover dåligt")
    make(area, "svag", title="Fritid", body="<p>Vi ses en gång om natten.</p>")
    assert order("mardrömmar om natten") == ["bra"]


def test_equal_scores_stand_in_the_order_of_their_names(area):
    for slug in ("cc", "aa", "bb"):
        make(area, slug, title="Hjälp vid mardrömmar", name="Samma")
    assert order("mardrömmar") == ["aa", "bb", "cc"]


def test_a_score_can_be_explained(area):
    insats = make(area, "bra", title="Hjälp vid mardrömmar")
    score = find("mardrömmar", Choices(), "sv").scores[insats.pk]
    assert set(score.parts) == {"words", "passage", "coverage", "name", "topic", "prior"}
    assert score.parts["words"] > 0


# --- Nothing found is never a dead end -----------------------------------------------------------------------


def test_choices_are_taken_back_until_something_is_found_and_told(area):
    make(area, "bra", {"cost": "fee", "route": "beslut"}, title="Hjälp vid mardrömmar")
    answer = find_something("mardrömmar", Choices({"kostnad": ("gratis",), "vag": ("beslut",)}), "sv")
    assert [answer.hits.scores[pk].slug for pk in answer.hits.fits] == ["bra"]
    assert answer.choices.values == {"vag": ("beslut",)}
    assert "kostar" in answer.told.lower()
    assert "kontakt" not in answer.told.lower()


def test_words_that_nobody_knows_show_where_many_begin(area):
    make(area, "bra", title="Hjälp vid mardrömmar")
    answer = find_something("qqqzzzxx", Choices(), "sv")
    assert len(answer.hits.fits) == 1
    assert answer.told


def test_an_empty_catalogue_is_an_empty_answer(db):
    assert find_something("mardrömmar", Choices(), "sv").hits.ordered == []
    assert find_something("", Choices(area_ids=(999,)), "sv").hits.ordered == []


# --- The real catalogue ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "slug", ["mst", "bsft", "skkp", "lihf", "fft", "trappan", "humlan", "barnkraft", "mini-maria", "skolfam"]
)
def test_a_method_is_found_by_its_name(real_catalogue, slug):
    from catalogue.models import Insats

    assert order(Insats.objects.get(slug=slug).name)[0] == slug


def test_an_area_bounds_what_fits_on_the_real_catalogue(real_catalogue):
    farsta = Area.objects.get(slug="farsta")
    near = find("x" * MOST_TEXT + " hasch cannabis", Choices(area_ids=(farsta.pk,)), "sv")
    serving = {farsta.pk, farsta.parent_id, farsta.parent.parent_id, farsta.parent.parent.parent_id}
    assert near.fits
    for pk in near.fits:
        assert any(offering.area_ids & serving for offering in near.answers.fitting_offerings[pk])
    assert index.state().live_generation > 0
