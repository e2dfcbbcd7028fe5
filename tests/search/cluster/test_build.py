"""Building a copy beside the one that is read: no reader notices, and a copy that is not right is never shown."""

from io import StringIO
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from search import index
from search.cluster import connection, facets, verifying
from search.cluster.build import Copy
from search.cluster.connection import WORKING, indexes_of
from search.cluster.outbox import is_in_step
from search.engines import asking
from search.engines.base import Scope
from search.engines.elasticsearch import ElasticsearchEngine
from search.filters import Choices
from search.hits import find
from search.models import ClusterState
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, ProviderFactory, site, words
from tests.search.cluster.comparing import documents_here, documents_there, shown_indexes
from tests.search.cluster.conftest import NODE
from tests.search.cluster.proxy import gate_before

pytestmark = pytest.mark.django_db
STRICT = ElasticsearchEngine(patience=WORKING)


class Meanwhile(StringIO):
    """The output of a command that does something each time the command says something of the cluster."""

    def __init__(self, act):
        super().__init__()
        self.act = act
        self.times = 0

    def write(self, text):
        if "i sökklustret" in text:
            self.times += 1
            self.act()
        return super().write(text)


@pytest.fixture
def skating(cluster):
    """One insats in the database and in the cluster."""
    site()
    insats = InsatsFactory(slug="skridsko", name="SKRI")
    OfferingFactory(insats=insats, area=AreaFactory(slug="norr", name="Norrstaden"))
    words(insats, title="Åka skridskor tillsammans", search_words="konståkning\nishockey")
    call_command("rebuild_search", "--judgments", stdout=StringIO())
    return insats


def edit(insats, search_words):
    page = insats.pages.get()
    page.search_words = search_words
    page.save()


def building():
    """Indexes that no reader is led to."""
    everything = indexes_of(None, WORKING)
    return sorted(name for name, aliases in everything.items() if not aliases)


def rebuild(*options, meanwhile=lambda: None):
    out = Meanwhile(meanwhile)
    call_command("rebuild_search", "--judgments", *options, stdout=out)
    assert out.times > 0


@pytest.mark.parametrize("options", [[], ["--cluster-only"]])
def test_no_request_of_a_reader_fails_during_a_build_and_the_swap(skating, client, options):
    answers = []

    def ask():
        response = client.get("/sok/", {"q": "ishockey"})
        answers.append((response.status_code, "Åka skridskor tillsammans" in response.content.decode()))

    before = shown_indexes()
    rebuild(*options, meanwhile=ask)
    ask()
    assert set(answers) == {(200, True)}
    assert (set(before) & set(shown_indexes()), building()) == (set(), [])
    assert is_in_step(index.state().live_generation)
    assert documents_there() == documents_here()


def test_the_swap_itself_fails_no_question_to_the_cluster(skating):
    scope, stop, counted, faults = Scope(index.state().live_generation, ("insats",), "sv"), Event(), [], []

    def read():
        while not stop.is_set():
            try:
                counted.append(STRICT.frequency(scope, ["ishockey"])["ishockey"])
            except Exception as fault:  # noqa: BLE001  # whatever a reader could meet
                faults.append(fault)

    readers = [Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(2):
        rebuild("--cluster-only")
    stop.set()
    for reader in readers:
        reader.join()
    assert (faults, set(counted), len(counted) > 50) == ([], {1}, True)


@pytest.mark.parametrize("options", [[], ["--cluster-only"]])
def test_what_is_saved_during_a_build_is_in_the_new_copy(skating, saved, options):
    numbers = iter("abcdefghijklmnop")

    def save():
        with saved():
            edit(skating, f"curling{next(numbers)}")

    with saved():
        rebuild(*options, meanwhile=save)
    assert is_in_step(index.state().live_generation)
    last = skating.pages.get().search_words
    with asking(STRICT):
        assert find(last, Choices(), "sv").ordered == [skating.pk]
        assert find("ishockey", Choices(), "sv").ordered == []
    assert documents_there() == documents_here()


def test_a_copy_that_lacks_a_document_is_taken_away_and_the_old_one_stays(skating):
    before, documents = shown_indexes(), documents_there()

    def spoil():
        for name in building():
            connection.client(WORKING).options(ignore_status=404).delete(index=name, id=f"insats:{skating.pk}")

    with pytest.raises(CommandError, match=r"har \d dokument, databasen \d"):
        rebuild("--cluster-only", meanwhile=spoil)
    assert (shown_indexes(), building()) == (before, [])
    assert is_in_step(index.state().live_generation)
    assert documents_there() == documents


def test_a_copy_that_answers_otherwise_is_taken_away(skating):
    """As many documents, but one holds a word that it should not."""

    def spoil():
        for name in building():
            found = (
                connection.client(WORKING).options(ignore_status=404).get(index=name, id=f"insats:{skating.pk}")
            )
            if found.get("found"):
                found["_source"]["terms"] = ["insats·annat"]
                connection.client(WORKING).index(index=name, id=found["_id"], document=found["_source"])

    before = shown_indexes()
    with pytest.raises(CommandError, match="svarar inte som databasen"):
        rebuild("--cluster-only", meanwhile=spoil)
    assert (shown_indexes(), building()) == (before, [])


def test_a_county_with_more_units_than_the_cluster_counts_gets_its_copy(skating, monkeypatch):
    for _ in range(3):
        OfferingFactory(insats=skating, provider=ProviderFactory())
    for module in (facets, verifying):
        monkeypatch.setattr(module, "MOST_VALUES", 2)
    before = shown_indexes()
    rebuild("--cluster-only")
    assert shown_indexes() != before


def test_a_cluster_that_goes_away_during_a_rebuild_leaves_readers_with_the_new_index(skating, client):
    with gate_before(NODE) as gate, override_settings(ELASTICSEARCH_URL=gate.address):
        gate.refuses = lambda method, path: 503 if "_bulk" in path else None
        with pytest.raises(CommandError, match="har ingen ny kopia"):
            call_command("rebuild_search", "--judgments", stdout=StringIO())
        state = index.state()
        assert (state.building_generation, is_in_step(state.live_generation)) == (None, False)
        assert "Åka skridskor tillsammans" in client.get("/sok/", {"q": "ishockey"}).content.decode()
        assert client.get("/healthz").json()["search"] == "degraded"
        gate.refuses = lambda method, path: None
        call_command("run_jobs", stdout=StringIO())
        assert client.get("/healthz").json()["search"] == "ok"
    assert building() == []


def test_what_an_interrupted_build_left_behind_is_cleared_away(skating):
    left = Copy(index.state().live_generation)
    left.fill(lambda _message: None)
    assert building() == sorted(left.indexes.values())
    rebuild("--cluster-only")
    assert building() == []


def test_without_a_cluster_there_is_nothing_to_copy_to(skating):
    with override_settings(ELASTICSEARCH_URL=""), pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        call_command("rebuild_search", "--cluster-only")
    assert ClusterState.objects.get().generation == index.state().live_generation
