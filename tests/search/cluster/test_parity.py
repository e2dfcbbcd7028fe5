"""Parity on the real catalogue: a genuine node gives the hits, order and counts of the database's engine."""

import itertools
import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import QueryDict
from django.test import override_settings

from catalogue.choices import Route
from catalogue.models import Area, Insats
from search import evaluation, index, remembered
from search.actions.load_synonyms import load_synonyms
from search.cluster.connection import WORKING, alias_of, client
from search.engines import asking, database_engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.facets import sort_out
from search.filters import Choices
from search.hits import find
from search.models import Synonym
from search.query import parse

pytestmark = pytest.mark.django_db
SHARED = Path(settings.BASE_DIR).parent / "shared" / "search" / "queries-dev.yaml"
FILES = [path for path in (Path(__file__).parents[1] / "judgments.yaml", SHARED) if path.exists()]


@pytest.fixture(scope="module", autouse=True)
def copied(cluster_of_module, real_catalogue, django_db_blocker):
    """The real catalogue in the cluster, as the command builds it."""
    out = StringIO()
    with django_db_blocker.unblock():
        load_synonyms()
        call_command("rebuild_search", stdout=out)
    return out.getvalue()


def measured(engine):
    out = StringIO()
    call_command("evaluate_search", *FILES, "--json", "--engine", engine, stdout=out)
    return json.loads(out.getvalue())


def test_every_judged_query_has_the_same_ten_hits_on_both_engines():
    here, there = measured(connection.vendor), measured("elasticsearch")
    assert here["overall"]["n"] >= 85
    assert [query for query in there["queries"] if query not in here["queries"]] == []
    assert abs(here["overall"]["ndcg@10"] - there["overall"]["ndcg@10"]) <= 0.02


def test_every_judged_query_has_the_same_counts_on_both_engines():
    state = index.state()
    differing = []
    for query in evaluation.read_queries(FILES):
        data = QueryDict(mutable=True)
        data["q"] = query["q"]
        for name, value in (query.get("filters") or {}).items():
            data.setlist(name, [str(part) for part in (value if isinstance(value, list) else [value])])
        language = query["lang"] if query["lang"] in dict(settings.SHIPPED_LANGUAGES) else "sv"
        asked = parse(data, remembered.labels(state, language), None, remembered.alarm(state, language))
        answers = []
        for engine in (database_engine(), ElasticsearchEngine(patience=WORKING)):
            with asking(engine):
                hits = find(asked.text, asked.choices, language, state)
            answers.append((hits.ordered, hits.answers.counts, hits.answers.maybes))
        if answers[0] != answers[1]:
            differing.append(query["id"])
    assert differing == []


def offering_of(reader, route):
    """One and the same offering serves an area and has a route, as the cluster is asked."""
    tree = remembered.facts(index.state()).tree
    served = [
        {"terms": {"offerings.areas": sorted(tree.ids_serving(reader.pk))}},
        {"term": {"offerings.vag": route}},
    ]
    return {"nested": {"path": "offerings", "query": {"bool": {"filter": served}}}}


def test_every_area_and_route_pair_is_met_by_one_offering_in_the_cluster_too():
    facts = remembered.facts(index.state())
    name, wrong, pairs = alias_of(index.state().live_generation, "sv"), [], 0
    for reader, route in itertools.product(Area.objects.filter(level="district"), Route.values):
        query = {"bool": {"filter": [offering_of(reader, route), {"term": {"group": "insats"}}]}}
        found = client(WORKING).search(index=name, query=query, size=1000, source=["object_id"])
        there = {hit["_source"]["object_id"] for hit in found["hits"]["hits"]}
        choices = Choices({"vag": (route,)}, area_ids=(reader.pk,))
        here = sort_out(facts.insatser, choices, facts).fits
        pairs += bool(here)
        if here != there:
            wrong.append((reader.slug, route))
    assert (wrong, pairs > 20) == ([], True)


def test_a_synonym_works_at_once_without_a_new_index():
    insats = Insats.objects.filter(name__startswith="Komet").first()
    with asking(ElasticsearchEngine(patience=WORKING)):
        assert insats.pk not in find("xyzzyplugh", Choices(), "sv").ordered
        Synonym.objects.create(language="sv", words="xyzzyplugh", leads_to=insats.name)
        assert insats.pk in find("xyzzyplugh", Choices(), "sv").ordered[:3]


def test_suggestions_come_while_the_cluster_is_asked(client):
    response = client.post("/sok/forslag/", {"q": "kom"})
    assert any(row["text"].startswith("Komet") for row in response.json()["suggestions"])


def test_measuring_an_engine_that_is_not_there_says_so():
    with override_settings(ELASTICSEARCH_URL=""), pytest.raises(CommandError, match="Sökklustret finns inte"):
        call_command("evaluate_search", *FILES, "--engine", "elasticsearch")
