"""Degradation: a cluster that is away, slow or broken costs a reader a moment at most, and never an answer."""

import logging
import socket
import time

import pytest
from django.core.management import call_command
from django.test import override_settings

from search import index
from search.cluster import connection
from search.cluster.outbox import is_in_step
from search.engines import cluster_breaker
from search.engines.breaker import FAULTS_IN_A_ROW, REST, Breaker
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, site, words
from tests.search.cluster.conftest import NODE
from tests.search.cluster.proxy import gate_before

CANARY = "papegojsjuka"


@pytest.fixture
def skating(cluster, db):
    """One insats in the database and in the cluster."""
    site()
    insats = InsatsFactory(slug="skridsko", name="SKRI")
    OfferingFactory(insats=insats, area=AreaFactory(slug="norr", name="Norrstaden"))
    words(insats, title="Åka skridskor tillsammans", search_words=f"ishockey\n{CANARY}")
    call_command("rebuild_search", "--judgments")
    return insats


@pytest.fixture
def gate(skating):
    with gate_before(NODE) as gate, override_settings(ELASTICSEARCH_URL=gate.address):
        yield gate


def finds(client, text="ishockey"):
    response = client.get("/sok/", {"q": text})
    assert response.status_code == 200
    return "Åka skridskor tillsammans" in response.content.decode()


def health(client):
    response = client.get("/healthz")
    return response.status_code, response.json()["search"]


def test_the_cluster_is_asked_while_it_answers(gate, client):
    assert finds(client)
    assert gate.asked("_search") >= 2
    assert health(client) == (200, "ok")


def test_a_cluster_that_is_away_is_said_to_the_watch_and_not_to_the_reader(skating, client):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
    with override_settings(ELASTICSEARCH_URL=nobody):
        assert finds(client)
        assert health(client) == (200, "degraded")
        assert client.get("/healthz").json()["status"] == "ok"


def test_a_slow_cluster_is_not_waited_for_and_then_left_in_peace(gate, client):
    gate.pause = 3.0
    begun = time.monotonic()
    assert finds(client)
    assert time.monotonic() - begun < (FAULTS_IN_A_ROW + 1) * connection.ASKING + 1
    assert finds(client)
    assert cluster_breaker.is_open
    gate.seen.clear()
    begun = time.monotonic()
    assert finds(client)
    assert (gate.seen, time.monotonic() - begun < connection.ASKING) == ([], True)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_cluster_that_refuses_is_answered_for_by_the_database(gate, client, status):
    gate.refuses = lambda method, path: status if "_search" in path else None
    assert finds(client)
    assert gate.asked("_search") > 0


def test_a_cluster_with_part_of_the_answer_is_not_believed(gate, client):
    """A shard that fails is a fault: the client asks for all or nothing."""
    assert finds(client)
    assert all("allow_partial_search_results=false" in path for _method, path in gate.seen if "_search" in path)


def test_a_cluster_that_lost_its_copy_does_not_open_the_breaker(gate, client):
    state = index.state()
    names = list(connection.indexes_of(state.live_generation, connection.WORKING))
    connection.client(connection.WORKING).indices.delete(index=names)
    for _ in range(FAULTS_IN_A_ROW + 1):
        assert finds(client)
    assert not cluster_breaker.is_open
    assert (is_in_step(state.live_generation), health(client)) == (True, (200, "degraded"))


def test_what_a_reader_wrote_stands_in_no_log(gate, client, caplog):
    gate.refuses = lambda method, path: 400 if "_search" in path else None
    with caplog.at_level(logging.DEBUG):
        assert finds(client, CANARY)
    said = "\n".join(record.getMessage() + str(record.exc_info or "") for record in caplog.records)
    assert "does not answer" in said
    assert CANARY not in said.lower()


def test_the_breaker_opens_after_faults_in_a_row_and_lets_one_try_after_its_rest():
    now = [100.0]
    breaker = Breaker(lambda: now[0])
    for _ in range(FAULTS_IN_A_ROW - 1):
        breaker.failed()
    breaker.worked()
    for _ in range(FAULTS_IN_A_ROW - 1):
        breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()
    now[0] += REST - 0.1
    assert not breaker.allows()
    now[0] += 0.2
    assert (breaker.allows(), breaker.allows()) == (True, False)  # one tries, the others wait for how it goes
    breaker.failed()
    assert not breaker.allows()
    now[0] += REST + 0.1
    assert breaker.allows()
    breaker.worked()
    assert (breaker.allows(), breaker.allows(), breaker.is_open) == (True, True, False)
