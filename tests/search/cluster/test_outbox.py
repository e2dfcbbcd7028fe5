"""The outbox: what is saved reaches the cluster, and what has not reached it makes nobody's answer wrong."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from catalogue.models import Insats, Need
from search import index
from search.cluster import outbox
from search.cluster.connection import WORKING, ClusterError, alias_of, client
from search.engines import asking
from search.engines.elasticsearch import ElasticsearchEngine
from search.filters import Choices
from search.hits import find
from search.models import ClusterState, UnsentChange
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, site, term, words
from tests.search.cluster.comparing import documents_here, documents_there, shown_indexes
from tests.search.cluster.conftest import NODE
from tests.search.cluster.proxy import TOO_MANY, gate_before

pytestmark = pytest.mark.django_db
STRICT = ElasticsearchEngine(patience=WORKING)
NOBODY = "http://127.0.0.1:9"


def slugs(text, language="sv"):
    """What readers find, from the cluster if it is in step."""
    return [Insats.objects.get(pk=pk).slug for pk in find(text, Choices(), language).ordered]


def slugs_there(text):
    """What the cluster itself has."""
    with asking(STRICT):
        return slugs(text)


def unsent():
    return UnsentChange.objects.count()


@pytest.fixture
def skating(cluster):
    """One insats in the database and in the cluster."""
    site()
    insats = InsatsFactory(slug="skridsko", name="SKRI")
    OfferingFactory(insats=insats, area=AreaFactory(slug="norr", name="Norrstaden"), route="kom")
    words(insats, title="Åka skridskor tillsammans", search_words="konståkning\nishockey")
    call_command("rebuild_search", "--judgments")
    return insats


def edit(insats, search_words):
    page = insats.pages.get()
    page.search_words = search_words
    page.save()


def offering_there(insats):
    name = alias_of(index.state().live_generation, "sv")
    document = client(WORKING).get(index=name, id=f"insats:{insats.pk}")["_source"]
    return document["offerings"][0]


def test_a_saved_edit_is_in_the_cluster_when_it_is_committed(skating, saved):
    with saved():
        edit(skating, "curling")
        assert unsent() > 0
        assert not outbox.is_in_step(index.state().live_generation)
        assert slugs("curling") == ["skridsko"]  # from the database, until the cluster knows
    assert (unsent(), outbox.is_in_step(index.state().live_generation)) == (0, True)
    assert (slugs_there("curling"), slugs_there("ishockey")) == (["skridsko"], [])
    assert documents_there() == documents_here()


def test_an_edit_that_is_undone_leaves_no_mark_and_sends_nothing(skating, saved):
    with saved(), transaction.atomic():
        edit(skating, "curling")
        transaction.set_rollback(True)
    assert unsent() == 0
    assert (slugs_there("curling"), slugs_there("ishockey")) == ([], ["skridsko"])


def test_a_fact_without_words_reaches_the_offering_in_the_document(skating, saved):
    assert offering_there(skating)["vag"] == ["kom"]
    with saved():
        offering = skating.offerings.get()
        offering.route, offering.age_min = "beslut", 13
        offering.save()
    assert (offering_there(skating)["vag"], offering_there(skating)["age_min"]) == (["beslut"], 13)


def test_what_is_new_retired_or_deleted_is_so_in_the_cluster_too(skating, saved):
    with saved():
        other = InsatsFactory(slug="simning", name="VATTEN")
        OfferingFactory(insats=other)
        words(other, title="Simma")
        skating.retired_from = "2026-01-01"
        skating.save()
    assert (slugs_there("simma"), slugs_there("konståkning")) == (["simning"], [])
    assert documents_there() == documents_here()
    with saved():
        other.pages.get().delete()
    assert slugs_there("simma") == []
    assert documents_there() == documents_here()


def test_words_of_a_term_reach_all_that_have_it(skating, saved):
    with saved():
        skating.needs = [term(Need, "rorelse", "Att röra på sig")]
        skating.save()
        row = Need.objects.get(slug="rorelse").words.get()
        row.everyday = "stillasittande"
        row.save()
    assert slugs_there("stillasittande") == ["skridsko"]


def test_while_the_cluster_is_away_saving_works_and_a_job_sends_what_is_left(skating, saved):
    with override_settings(ELASTICSEARCH_URL=NOBODY):
        for number in range(5):
            with saved():
                edit(skating, f"curling{'abcde'[number]}")
            assert slugs(f"curling{'abcde'[number]}") == ["skridsko"]
    assert unsent() > 0
    assert slugs("curlinge") == ["skridsko"]
    assert slugs_there("ishockey") == []  # its old document names a row that is gone
    call_command("run_jobs")
    assert (unsent(), slugs_there("curlinge")) == (0, ["skridsko"])
    assert documents_there() == documents_here()


def test_a_cluster_that_lost_its_copy_gets_a_new_one_from_the_job(skating):
    generation = index.state().live_generation
    client(WORKING).indices.delete(index=shown_indexes())
    assert slugs("ishockey") == ["skridsko"]
    call_command("run_jobs")
    assert outbox.is_in_step(generation)
    assert slugs_there("ishockey") == ["skridsko"]


def test_what_the_cluster_is_too_busy_for_is_sent_again(skating, saved):
    busy = [TOO_MANY] * 3
    with gate_before(NODE) as gate, override_settings(ELASTICSEARCH_URL=gate.address):
        gate.refuses = lambda method, path: busy.pop() if "_bulk" in path and busy else None
        with override_settings(ELASTICSEARCH_URL=NOBODY), saved():
            edit(skating, "curling")
        assert outbox.send_unsent() > 0
        assert (busy, gate.asked("_bulk") >= 4) == ([], True)
    assert documents_there() == documents_here()


def test_a_document_that_is_refused_stays_in_the_outbox(skating, saved):
    with gate_before(NODE) as gate, override_settings(ELASTICSEARCH_URL=gate.address):
        gate.refuses = lambda method, path: 503 if "_bulk" in path else None
        with saved():
            edit(skating, "curling")
        assert unsent() > 0
        assert slugs("curling") == ["skridsko"]


def test_a_sender_that_was_held_up_puts_nothing_older_over_what_is_newer(skating, saved):
    generation = index.state().live_generation
    held_up = outbox.take_turn()
    assert outbox.take_turn() is None  # one at a time
    older = client(WORKING).get(index=alias_of(generation, "sv"), id=f"insats:{skating.pk}")
    ClusterState.objects.update(sending_until=timezone.now() - timedelta(seconds=1))  # silent for too long
    with saved():
        edit(skating, "curling")
    assert slugs_there("curling") == ["skridsko"]
    name = older["_index"]
    late = {"_op_type": "index", "_index": name, "_id": older["_id"], "_source": older["_source"]}
    outbox.sending.send([{**late, "version": held_up, "version_type": "external_gte"}], patience=WORKING)
    client(WORKING).indices.refresh(index=name)
    assert slugs_there("curling") == ["skridsko"]


def test_whoever_died_while_sending_holds_nobody_up_for_ever(skating, saved):
    assert outbox.take_turn() is not None
    with saved():
        edit(skating, "curling")
    assert unsent() > 0
    assert slugs("curling") == ["skridsko"]
    ClusterState.objects.update(sending_until=timezone.now() - timedelta(seconds=1))
    assert outbox.send_unsent() > 0
    assert (unsent(), slugs_there("curling")) == (0, ["skridsko"])


def test_a_cluster_that_was_not_used_for_a_while_is_not_believed(skating, saved):
    with override_settings(ELASTICSEARCH_URL=""), saved():
        edit(skating, "curling")
    assert unsent() == 0
    assert (slugs("curling"), slugs("ishockey")) == (["skridsko"], [])
    call_command("run_jobs")
    assert slugs_there("curling") == ["skridsko"]


def test_a_document_the_cluster_cannot_take_is_named_and_nothing_is_said_to_be_done(skating):
    bad = {"_op_type": "index", "_index": shown_indexes()[0], "_id": "x", "_source": {"secret": "ord"}}
    with pytest.raises(ClusterError, match="x: 400") as raised:
        outbox.sending.send([bad], patience=WORKING)
    assert "ord" not in str(raised.value)
