"""Evaluation: the measures are what their definitions say, and the command answers in its own form."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.evaluation import Judged, measures, percentile, read_queries, report
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, site, words


def judged(relevant, hits, **values):
    return Judged(
        **{"id": "q", "language": "sv", "kind": "everyday", "milliseconds": 1.0, **values},
        relevant=relevant,
        hits=hits,
    )


def test_a_perfect_order_gains_one():
    assert judged({"a": 3, "b": 2, "c": 1}, ["a", "b", "c"]).ndcg == 1.0


def test_gain_is_two_to_the_grade_less_one_and_fades_with_rank():
    assert judged({"a": 3, "b": 1}, ["b", "a"]).ndcg == pytest.approx(
        (1 + 7 / 1.58496) / (7 + 1 / 1.58496), rel=1e-4
    )


def test_only_good_enough_hits_are_successes():
    assert judged({"a": 3, "b": 1}, ["b", "a"]).first_good == 2
    assert judged({"b": 1}, ["x", "b"]).first_good == 2
    assert judged({"a": 3}, ["x"]).first_good == 0


def test_measures_over_queries():
    rows = [judged({"a": 3}, ["a"]), judged({"a": 3}, ["x", "y", "z", "a"]), judged({"a": 3}, [])]
    found = measures(rows)
    assert found["n"] == 3
    assert found["success@1"] == found["success@3"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["mrr"] == pytest.approx((1 + 0.25) / 3, abs=1e-4)
    assert found["zero_share"] == pytest.approx(1 / 3, abs=1e-4)
    assert measures([])["n"] == 0


def test_a_report_splits_by_language_and_kind():
    found = report([judged({"a": 3}, ["a"]), judged({"a": 3}, [], id="r", language="en", kind="other-language")])
    assert found["by_lang"]["sv"]["success@1"] == 1.0
    assert found["by_kind"]["other-language"]["zero_share"] == 1.0
    assert found["queries"][1] == {"id": "r", "hits": [], "ndcg@10": 0.0, "panel": False}


def test_percentiles():
    assert percentile([5, 1, 4, 2, 3], 0.5) == 3
    assert percentile(range(1, 101), 0.95) == 95
    assert percentile([], 0.95) == 0


FILE = """
version: 1
queries:
  - {id: t-1, q: mardrömmar, lang: sv, kind: everyday, relevant: {hjalp: 3}}
  - {id: t-2, q: nightmares, lang: uk, kind: other-language, filters: {alder: 9}, relevant: {hjalp: 3}}
"""


@pytest.mark.django_db
def test_the_command_prints_one_object(tmp_path):
    site()
    insats = InsatsFactory(slug="hjalp", age_min=3, age_max=12)
    OfferingFactory(insats=insats, area=AreaFactory(slug="norr"))
    words(insats, title="Hjälp vid mardrömmar")
    path = tmp_path / "queries.yaml"
    path.write_text(FILE)
    out = StringIO()
    call_command("evaluate_search", path, "--json", stdout=out)
    found = json.loads(out.getvalue())
    assert set(found) == {"overall", "by_lang", "by_kind", "queries"}
    assert found["by_lang"]["sv"]["ndcg@10"] == 1.0
    assert set(found["overall"]) == {"n", "ndcg@10", "success@1", "success@3", "mrr", "zero_share", "panel_share"}
    call_command("evaluate_search", path, stdout=out)
    assert "p95" in out.getvalue()


@pytest.mark.parametrize("text", ["version: 2\nqueries: []", "[]", "version: 1\nqueries: [{id: a}, {id: a}]"])
def test_a_file_of_another_form_is_refused(tmp_path, text):
    path = tmp_path / "queries.yaml"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"queries\.yaml"):
        read_queries([path])


@pytest.mark.django_db
def test_a_missing_file_is_an_error_in_words(tmp_path):
    with pytest.raises(CommandError):
        call_command("evaluate_search", tmp_path / "finns-inte.yaml")


@pytest.mark.django_db
def test_rebuilding_says_what_it_did():
    out = StringIO()
    call_command("rebuild_search", stdout=out)
    assert "Sökindexet är byggt" in out.getvalue()
