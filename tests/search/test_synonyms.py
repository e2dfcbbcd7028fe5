"""What people write leads to what the catalogue calls it, as soon as an editor has saved it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from search.actions.load_synonyms import load_synonyms
from search.analysis import analyzer_for
from search.models import Synonym, SynonymKind
from search.synonyms import Synonyms
from tests.catalogue.admin_user import sign_in
from tests.records import InsatsFactory, OfferingFactory, site, words


def targets(text, *entries):
    synonyms = Synonyms("sv")
    for kind, sources, leads_to in entries:
        synonyms.add(kind, sources, leads_to)
    found = synonyms.matches(analyzer_for("sv").terms(text))
    return [(match.start, match.length, [" ".join(stems) for stems, _weight in match.targets]) for match in found]


def test_an_everyday_word_leads_one_way():
    entry = (SynonymKind.EVERYDAY, ["gräs"], ["cannabis"])
    assert targets("röker gräs", entry) == [(1, 1, ["cannabis"])]
    assert targets("cannabis", entry) == []


def test_an_acronym_leads_both_ways():
    entry = (SynonymKind.ACRONYM, ["SIP"], ["samordnad individuell plan"])
    assert targets("sip", entry)[0][:2] == (0, 1)
    assert targets("en samordnad individuell plan", entry) == [(0, 3, ["sip"])]


def test_words_that_mean_the_same_lead_to_each_other_and_never_to_themselves():
    entry = (SynonymKind.EQUIVALENT, ["ledsen", "nere"], [])
    assert targets("nere", entry) == [(0, 1, ["ledsen"])]


def test_the_longest_phrase_is_taken():
    entries = [
        (SynonymKind.EVERYDAY, ["bråkar"], ["konflikt"]),
        (SynonymKind.EVERYDAY, ["bråkar hemma"], ["familj"]),
    ]
    assert targets("bråkar hemma", *entries) == [(0, 2, ["familj"])]


@pytest.fixture
def insats(db):
    site()
    insats = InsatsFactory(slug="hjalp", name="Hjälp")
    OfferingFactory(insats=insats)
    words(insats, title="Sluta med cannabis")
    other = InsatsFactory(slug="annat", name="Annat")
    OfferingFactory(insats=other)
    words(other, title="Bättre sömn")
    return insats


def found(client, text):
    return [card.slug for card in client.get("/sok/", {"q": text}).context["fits"]]


def test_a_synonym_is_in_force_when_saved_and_gone_when_deleted(client, insats):
    assert "hjalp" not in found(client, "braja") or client.get("/sok/", {"q": "braja"}).context["relaxed"]
    entry = Synonym.objects.create(kind=SynonymKind.EVERYDAY, words="braja", leads_to="cannabis")
    assert found(client, "braja") == ["hjalp"]
    entry.delete()
    assert client.get("/sok/", {"q": "braja"}).context["relaxed"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "equivalent", "words": "ensam"}, "words"),
        ({"kind": "equivalent", "words": "a b\nc d", "leads_to": "e"}, "leads_to"),
        ({"kind": "everyday", "words": "gräs"}, "leads_to"),
        ({"kind": "everyday", "words": "x" * 200, "leads_to": "y"}, "words"),
    ],
)
def test_an_entry_that_leads_nowhere_is_refused_at_its_field(values, field):
    with pytest.raises(ValidationError) as refused:
        Synonym(**values).full_clean()
    assert field in refused.value.message_dict


def test_the_demonstrations_entries_are_loaded_once(db):
    made = load_synonyms()
    assert made > 300
    assert load_synonyms() == 0


def test_an_editor_adds_a_synonym_with_the_words_already_there(db):
    site()
    editor = sign_in("kommunikator")
    url = reverse(Synonym.snippet_viewset.get_url_name("add"))
    assert b"kompis som snor" in editor.get(f"{url}?words=kompis+som+snor").content
    response = editor.post(
        url, {"language": "sv", "kind": "everyday", "words": "snor", "leads_to": "kriminalitet"}, follow=True
    )
    assert response.status_code == 200
    assert Synonym.objects.get().leads_to_list == ["kriminalitet"]
