"""The engine on a genuine node: it counts and selects as the database's engine does, and keeps terms exactly."""

import pytest
from elasticsearch import BadRequestError

from search.cluster.build import Copy, send_readers
from search.cluster.connection import WORKING, alias_of, client
from search.engines import database_engine
from search.engines.base import Scope
from search.engines.elasticsearch import ElasticsearchEngine
from search.held import Held, text_of
from search.models import FieldTotal, IndexedRecord
from search.selection import MOST_CANDIDATES, select

pytestmark = pytest.mark.django_db
SCOPE = Scope(7, ("test", "other"), "sv")
ENGINE = ElasticsearchEngine(patience=WORKING)


def put(number, group="test", language="sv", **fields):
    row = IndexedRecord.objects.create(
        generation=7,
        group=group,
        language=language,
        object_id=number,
        slug=f"d{number}",
        borders={name: [0, len(terms.split())] for name, terms in fields.items()},
        terms=text_of({name: terms.split() for name, terms in fields.items()}),
    )
    scope = Scope(7, (group,), language)
    database_engine().write(scope, {row.pk: set(" ".join(fields.values()).split())})
    return row


def copied(documents):
    """Copy the documents to the cluster and name them; returns what was copied."""
    FieldTotal.objects.create(generation=7, group="test", language="sv", field="", total=documents)
    copy = Copy(7)
    copy.fill(lambda _message: None)
    client(WORKING).indices.refresh(index=list(copy.indexes.values()))
    copy.show()
    send_readers(7)
    return copy


def both(terms, among=None, scope=SCOPE):
    here, there = (select(e, scope, terms, Held(), among) for e in (database_engine(), ENGINE))
    assert there == here
    return there


def test_terms_are_kept_exactly_and_a_group_or_variant_counts_only_its_own(cluster):
    words = ["våld", "vald", "0våld", "日本", "مدرسة", "naïve", "ǆ"]
    for number, word in enumerate(words):
        put(number, title=word)
    put(1, group="third", title="våld")
    put(1, language="en", title="våld")
    put(2, group="other", title="våld barn")
    copied(len(words))
    assert ENGINE.frequency(SCOPE, [*words, "barn", "finnsinte"]) == {
        **dict.fromkeys(words, 1),
        "våld": 2,
        "barn": 1,
    }
    assert ENGINE.frequency(Scope(7, ("test",), "sv"), ["våld", "barn"]) == {"våld": 1}
    assert ENGINE.frequency(SCOPE, []) == {}
    assert both(words).frequency["våld"] == 2


@pytest.mark.parametrize(
    "term", ['"', "'", "a' OR 1=1 --", "\\", "*", "%", "(", "NEAR(", "a:b", "-", "ä'ö\\", "t" * 500]
)
def test_no_term_can_break_out_of_a_question(cluster, term):
    put(1, title="våld")
    copied(1)
    assert both([term, "våld"]).frequency == {"våld": 1}


def test_what_tells_most_is_selected_and_the_first_written_among_equals(cluster):
    for number in range(MOST_CANDIDATES + 40):
        rare = "råd" if number >= MOST_CANDIDATES else ""
        put(number, title=f"stöd {rare}", body="mycket" if number % 3 else "")
    copied(MOST_CANDIDATES + 40)
    found = both(["stöd", "råd", "mycket"])
    assert len(found.candidates) == 40
    found = both(["stöd"])
    assert [each.object_id for each in found.candidates] == list(range(MOST_CANDIDATES))
    among = set(range(250, 330))
    assert {each.object_id for each in both(["stöd", "mycket"], among).candidates} == among
    assert both(["stöd"], set()).candidates == []


def test_sums_that_differ_by_one_are_told_apart(cluster):
    put(1, title="a b")
    put(2, title="a c")
    copied(2)
    rarity = {"a": 16_000_000, "b": 100, "c": 101}
    scope = Scope(7, ("test",), "sv")
    keys = [engine.most_telling(scope, rarity, 10) for engine in (database_engine(), ENGINE)]
    assert keys[0] == keys[1]
    assert IndexedRecord.objects.get(pk=keys[1][0]).object_id == 2


def test_a_document_of_another_form_is_refused(cluster):
    put(1, title="våld")
    copied(1)
    with pytest.raises(BadRequestError):
        client(WORKING).index(index=alias_of(7, "sv"), document={"group": "test", "comment": "ny"})
