"""Words about a subject in any language find what the Swedish texts say of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.bulk import bulk_change
from catalogue.models import Insats, Need, TargetGroup
from search import index, remembered
from search.filters import Choices
from search.hits import find
from tests.records import InsatsFactory, OfferingFactory, site, words

pytestmark = pytest.mark.django_db
#: The state, and up to five for each of two languages and the bridge.
MOST_QUERIES = 16


def subject(model, slug, **everyday):
    """A term with its name and everyday words by language."""
    rows = model._meta.get_field("words").related_model
    named = [
        rows(language=code, label=lines[0], everyday="\n".join(lines[1:])) for code, lines in everyday.items()
    ]
    row = model(slug=slug, words=named)
    row.save()
    return row


@pytest.fixture
def catalogue():
    """Two needs in Swedish and Somali, and insatser with Swedish pages only."""
    site()
    school = subject(Need, "skola", sv=["Skolfrånvaro", "hemmasittare"], so=["Maqnaansho", "iskuulka ma tago"])
    money = subject(Need, "pengar", sv=["Pengar", "skulder"], so=["Lacag", "deyn"])
    group = subject(TargetGroup, "unga", sv=["Unga"], so=["Dhalinyarada"])
    made = {}
    for slug, need, title in (
        ("narvaro", school, "Hjälp för hemmasittare med skolfrånvaro"),
        ("mote", school, "Ett möte"),
        ("budget", money, "Råd om skulder och pengar"),
    ):
        insats = made[slug] = InsatsFactory(slug=slug, name=f"Metod {len(made)}")
        insats.needs, insats.target_groups = [need], [group]
        insats.save()
        OfferingFactory(insats=insats)
        words(insats, title=title)
    return made


def slugs(text, language):
    names = dict(Insats.objects.values_list("pk", "slug"))
    return [names[pk] for pk in find(text, Choices(), language).ordered]


def test_an_insats_without_words_in_a_language_is_found_in_it(catalogue):
    assert slugs("deyn", "so") == ["budget"]


def test_of_two_with_the_same_need_the_one_whose_text_speaks_of_it_is_first(catalogue):
    assert slugs("wiilkaygu iskuulka ma tago", "so")[:2] == ["narvaro", "mote"]


def test_the_subject_is_told_in_swedish(catalogue):
    state = index.state()
    bridge = remembered.bridge(state, "so")
    meaning = find("iskuulka", Choices(), "so").meaning
    assert [bridge.subjects[number].slug for number, _share in bridge.meant_by(meaning)] == ["need:skola"]
    assert "hemmasit" in " ".join(bridge.in_swedish(meaning).terms)


def test_a_changed_everyday_word_is_heard_at_once(catalogue):
    assert slugs("biil", "so") == []
    need = Need.objects.get(slug="pengar")
    row = need.words.get(language="so")
    row.everyday = "deyn\nbiil"
    need.words = [need.words.get(language="sv"), row]
    need.save()
    assert slugs("biil", "so") == ["budget"]


def test_asking_in_another_language_takes_few_queries_however_many_are_found(catalogue):
    def queries():
        find("deyn iskuulka", Choices(), "so")
        with CaptureQueriesContext(connection) as captured:
            find("deyn iskuulka", Choices(), "so")
        return len(captured)

    assert queries() <= MOST_QUERIES
    with bulk_change():
        for number in range(24):
            insats = InsatsFactory(slug=f"mer-{number}", name=f"Mer {number}")
            insats.needs = [Need.objects.get(slug="pengar")]
            insats.save()
            OfferingFactory(insats=insats)
    assert queries() <= MOST_QUERIES
