"""A node killed in the middle of a thousand edits: none is lost, and no reader is told anything old."""

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from threading import Timer

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from catalogue.models import InsatsPage
from search import index
from search.cluster.connection import FAULTS, client
from search.cluster.outbox import is_in_step
from search.engines import asking, cluster_breaker
from search.engines.elasticsearch import ElasticsearchEngine
from search.filters import Choices
from search.hits import find
from search.models import UnsentChange
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, site, words
from tests.search.cluster.comparing import documents_here, documents_there
from tests.search.cluster.conftest import VARIANTS

pytestmark = pytest.mark.django_db
JARS = os.environ.get("TEST_ELASTICSEARCH_JARS", "")
START = Path(settings.BASE_DIR) / ".ci" / "elasticsearch" / "node"
EDITS, INSATSER = 1000, 40
#: Edits of one transaction.
AT_ONCE = 5


def a_word(*numbers):
    """A word of its own: no figures, which are words by themselves, and no ending that a stem is without."""
    return "zq" + "".join("bcdfghjkmp"[int(figure)] for number in numbers for figure in f"{number:04}")


class Node:
    """A node of the test's own, with data that outlive it."""

    def __init__(self, data):
        self.data = data
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self):
        self.process = subprocess.Popen([START, JARS, self.data, str(self.port)], stderr=subprocess.DEVNULL)

    def wait(self):
        """Until it answers for all that it holds."""
        for _ in range(240):
            try:
                found = client(2.0).cluster.health(wait_for_status="yellow", timeout="1s")
            except FAULTS:
                time.sleep(0.5)
            else:
                if found["status"] != "red":
                    return
        raise AssertionError("the node does not start")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def started(data):
    node = Node(data)
    node.start()
    try:
        with override_settings(ELASTICSEARCH_URL=node.address, SHIPPED_LANGUAGES=VARIANTS):
            node.wait()
            cluster_breaker.worked()
            yield node
    finally:
        node.kill()
        cluster_breaker.worked()


@pytest.mark.skipif(not JARS, reason="TEST_ELASTICSEARCH_JARS names no server to start and kill")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="it takes minutes, and is the same on every database")
def test_a_node_killed_in_the_middle_of_a_thousand_edits_loses_none(tmp_path, saved):
    site()
    area = AreaFactory(slug="norr", name="Norrstaden")
    for number in range(INSATSER):
        insats = InsatsFactory(slug=f"insats-{number}", name=f"NAMN{number}")
        OfferingFactory(insats=insats, area=area)
        words(insats, title="Åka skridskor tillsammans")
    pages = list(InsatsPage.objects.order_by("pk"))
    last = {}
    with started(tmp_path) as node:
        call_command("rebuild_search", "--judgments", stdout=StringIO())
        behind = 0
        for number in range(0, EDITS, AT_ONCE):
            if number == EDITS // 4:
                assert UnsentChange.objects.count() == 0
                Timer(0.03, node.kill).start()  # while something is on its way
            if number == EDITS * 3 // 4:
                node.start()
            with saved():
                for page in (pages[(number + more) % INSATSER] for more in range(AT_ONCE)):
                    last[page.insats_id] = page.search_words = a_word(number, page.pk)
                    page.save()
            behind = max(behind, UnsentChange.objects.count())
            if number % 100 == 0:
                assert find(page.search_words, Choices(), "sv").ordered == [page.insats_id]
        assert behind >= EDITS // 4
        node.wait()
        call_command("run_jobs", stdout=StringIO())
        assert (UnsentChange.objects.count(), is_in_step(index.state().live_generation)) == (0, True)
        assert documents_there() == documents_here()
        with asking(ElasticsearchEngine(patience=10)):
            lost = [word for pk, word in last.items() if find(word, Choices(), "sv").ordered != [pk]]
        assert lost == []
