"""The index: an edit is seen at once, a rebuild goes on beside what is read, and nothing internal gets in."""

import pytest
from django.conf import settings
from django.db import transaction

from catalogue.bulk import bulk_change
from catalogue.models import Insats, InternalContact, InternalNote, Need
from search import index, remembered
from search.analysis import analyzer_for
from search.documents import FIELDS, INSATSER
from search.engines import database_engine
from search.engines.base import Scope
from search.filters import Choices
from search.held import Held, text_of
from search.hits import find
from search.models import FieldTotal, IndexedRecord, IndexState, VocabularyWord, WaitingChange
from search.selection import COMMON, MOST_CANDIDATES, select
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, ProviderFactory, site, term, words
from workspace.internal_documents import INTERNAL, INTERNAL_LANGUAGE

pytestmark = pytest.mark.django_db


@pytest.fixture
def skating():
    """One insats about an unlikely thing, with a page and an offering."""
    site()
    insats = InsatsFactory(slug="skridsko", name="SKRI")
    OfferingFactory(insats=insats, area=AreaFactory(slug="norr", name="Norrstaden"))
    words(insats, title="Åka skridskor tillsammans", search_words="konståkning\nishockey")
    return insats


def slugs(text, language="sv"):
    hits = find(text, Choices(), language)
    return [Insats.objects.get(pk=pk).slug for pk in hits.ordered]


def snapshot(generation):
    """All that is counted in a generation, without keys."""
    records = sorted(
        (row.group, row.slug, row.language, row.content_hash, tuple(row.words))
        for row in IndexedRecord.objects.filter(generation=generation)
    )
    counted = sorted(
        VocabularyWord.objects.filter(generation=generation).values_list("language", "word", "documents")
    )
    totals = FieldTotal.objects.filter(generation=generation).exclude(total=0)
    return records, counted, sorted(totals.values_list("group", "language", "field", "total"))


def test_a_saved_page_is_found_at_once(skating):
    assert slugs("skridsko") == ["skridsko"]
    assert slugs("KONSTÅKNING") == ["skridsko"]
    assert slugs("konstakning") == ["skridsko"]
    assert slugs("SKRI") == ["skridsko"]


def test_an_edit_is_seen_at_once_and_the_old_word_is_gone(skating):
    page = skating.pages.get()
    page.search_words = "curling"
    page.save()
    assert slugs("curling") == ["skridsko"]
    assert slugs("ishockey") == []
    assert not VocabularyWord.objects.filter(word="ishockey").exists()


def test_an_edit_that_is_undone_is_not_seen(skating):
    slugs("ishockey")
    with transaction.atomic():
        page = skating.pages.get()
        page.search_words = "curling"
        page.save()
        assert slugs("curling") == ["skridsko"]
        transaction.set_rollback(True)
    assert slugs("curling") == []
    assert slugs("ishockey") == ["skridsko"]


def test_what_is_unpublished_retired_or_renamed_is_not_found(skating):
    skating.pages.get().unpublish()
    assert slugs("ishockey") == []
    assert slugs("SKRI") == ["skridsko"]
    skating.name = "ISPRINS"
    skating.save()
    assert (slugs("SKRI"), slugs("ISPRINS")) == ([], ["skridsko"])
    skating.retired_from = "2026-01-01"
    skating.save()
    assert slugs("ISPRINS") == []


def test_a_deleted_page_takes_its_words_with_it(skating):
    skating.pages.get().delete()
    assert slugs("ishockey") == []


def test_words_of_a_need_are_words_of_its_insatser(skating):
    skating.needs = [term(Need, "rorelse", "Att röra på sig")]
    skating.save()
    row = Need.objects.get(slug="rorelse").words.get()
    row.everyday = "sitter bara still\nstillasittande"
    row.save()
    assert slugs("stillasittande") == ["skridsko"]


def test_a_providers_and_an_areas_name_find_what_is_given_there(skating):
    offering = skating.offerings.get()
    offering.provider = ProviderFactory(slug="isladan", name="Isladan")
    offering.save()
    assert slugs("isladan") == ["skridsko"]
    offering.area.name = "Söderstaden"
    offering.area.save()
    assert (slugs("norrstaden"), slugs("söderstaden")) == ([], ["skridsko"])


def test_facts_are_new_after_a_change(skating):
    assert find("", Choices({"vag": ("kom",)}), "sv").fits == []
    skating.offerings.update(route="")
    offering = skating.offerings.get()
    offering.route = "kom"
    offering.save()
    assert find("", Choices({"vag": ("kom",)}), "sv").fits == [skating.pk]


def test_nothing_internal_is_in_a_public_part_of_the_index(skating):
    offering = skating.offerings.get()
    offering.provider = ProviderFactory(slug="isladan", name="Isladan")
    offering.save()
    InternalNote.objects.create(offering=offering, text="hemligtord")
    InternalContact.objects.create(provider=offering.provider, value="070-hemlignummer", about="hemligtord")
    index.rebuild()
    assert slugs("hemligtord") == []
    secret = VocabularyWord.objects.filter(word__startswith="hemlig")
    assert {(row.group, row.language) for row in secret} == {(INTERNAL, INTERNAL_LANGUAGE)}
    generation = index.state().live_generation
    public = IndexedRecord.objects.filter(generation=generation).exclude(group=INTERNAL)
    terms = [term.stem for term in analyzer_for("sv").terms("hemligtord 070-hemlignummer")]
    assert set(public.values_list("language", flat=True)) <= dict(settings.SHIPPED_LANGUAGES).keys()
    for group, language in public.values_list("group", "language").distinct():
        assert database_engine().frequency(Scope(generation, (group,), language), terms) == {}
    assert database_engine().frequency(Scope(generation, (INTERNAL,), INTERNAL_LANGUAGE), terms) != {}


def test_many_edits_leave_the_same_index_as_a_rebuild(skating):
    other = InsatsFactory(slug="dans", name="Dans")
    page = words(other, title="Dansa hemma", search_words="vals\ntango\nskridskodans")
    page.search_words = "tango\nfoxtrot\ntango igen"
    page.save()
    words(other, "en", title="Dance at home")
    skating.needs = [term(Need, "rorelse", "Att röra på sig")]
    skating.save()
    skating.pages.get().unpublish()
    edited = snapshot(index.state().live_generation)
    index.rebuild()
    assert snapshot(index.state().live_generation) == edited


def test_readers_see_the_old_index_while_a_new_one_is_built(skating):
    seen = []
    index.rebuild(progress=lambda _: seen.append(slugs("ishockey")))
    assert seen
    assert all(found == ["skridsko"] for found in seen)
    assert slugs("ishockey") == ["skridsko"]


def test_an_edit_during_a_rebuild_is_in_both_indexes(skating):
    before = index.state().live_generation
    page = skating.pages.get()
    seen = []

    def edit(_message):
        page.search_words = "curling"
        page.save()
        seen.append(slugs("curling"))

    index.rebuild(progress=edit)
    assert seen[-1] == ["skridsko"]
    assert index.state().live_generation > before
    assert slugs("curling") == ["skridsko"]
    assert slugs("ishockey") == []
    assert WaitingChange.objects.count() == 0


def test_a_rebuild_that_broke_off_leaves_what_is_read(skating, monkeypatch):
    def broken(*_args):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(index, "write_vocabulary", broken)
        with pytest.raises(ZeroDivisionError):
            index.rebuild()
    assert slugs("ishockey") == ["skridsko"]
    index.rebuild()
    index.rebuild()
    assert slugs("ishockey") == ["skridsko"]
    assert IndexedRecord.objects.values("generation").distinct().count() <= 2


def test_a_reader_who_began_before_the_swap_still_finds(skating):
    state = index.state()
    index.rebuild()
    assert find("ishockey", Choices(), "sv", state).fits == [skating.pk]


def test_many_changes_at_once_are_one_rebuild(skating):
    before = index.state().live_generation
    with bulk_change():
        page = skating.pages.get()
        page.search_words = "curling"
        page.save()
        assert index.state().live_generation == before
    assert slugs("curling") == ["skridsko"]


def test_a_lost_state_is_made_again(skating):
    IndexState.objects.all().delete()
    assert index.state().live_generation == 0
    assert find("ishockey", Choices(), "sv").meaning.concepts != []


def test_another_language_finds_its_own_words_and_the_swedish_ones_on_any_page(skating):
    words(skating, "en", title="Skating together", search_words="figure skating")
    assert slugs("figure skating", "en") == ["skridsko"]
    assert slugs("ishockey", "en") == ["skridsko"]
    assert slugs("figure skating") == ["skridsko"]
    assert slugs("figures") == []


def test_easy_read_finds_without_a_page_of_its_own(skating):
    assert slugs("ishockey", "sv-simple") == ["skridsko"]


# --- The engine ----------------------------------------------------------------------------------------------

SCOPE = Scope(7, ("test",), "sv")


def selected(terms, among=None):
    return select(database_engine(), SCOPE, terms, Held(), among)


def put(number, **fields):
    row = IndexedRecord.objects.create(
        generation=7,
        group="test",
        language="sv",
        object_id=number,
        slug=f"d{number}",
        borders={name: [0, len(terms.split())] for name, terms in fields.items()},
        terms=text_of({name: terms.split() for name, terms in fields.items()}),
    )
    database_engine().write(SCOPE, {row.pk: set(" ".join(fields.values()).split())})
    return row


def total(documents):
    FieldTotal.objects.create(generation=7, group="test", language="sv", field="", total=documents)


def test_an_engine_gives_the_places_of_each_term():
    put(1, title="våld hemma våld", body="barn våld")
    put(2, title="barn")
    total(2)
    selection = selected(["våld", "barn", "finnsinte"])
    hits = {candidate.object_id: candidate.hits for candidate in selection.candidates}
    assert hits[1] == {"title": {"våld": [0, 2]}, "body": {"barn": [0], "våld": [1]}}
    assert hits[2] == {"title": {"barn": [0]}}
    assert selection.frequency == {"våld": 1, "barn": 2}


def test_an_engine_keeps_terms_exactly():
    for number, word in enumerate(["våld", "vald", "0våld", "日本", "مدرسة", "naïve", "ǆ"]):
        put(number, title=word)
        assert database_engine().frequency(SCOPE, [word]) == {word: 1}


@pytest.mark.parametrize("term", ['"', "'", "a' OR 1=1 --", "\\", "*", "%", "(", "NEAR(", "a:b", "-", "ä'ö\\"])
def test_no_term_can_break_out_of_a_query(term):
    put(1, title="våld")
    total(1)
    assert selected([term, "våld"]).frequency.get("våld") == 1


def test_common_terms_rank_but_do_not_select():
    for number in range(60):
        put(number, title="stöd sällsynt" if number == 3 else "stöd")
    total(60)
    assert COMMON < 1
    found = selected(["stöd", "sällsynt"]).candidates
    assert [candidate.object_id for candidate in found] == [3]
    assert set(found[0].hits["title"]) == {"stöd", "sällsynt"}
    assert len(selected(["stöd"]).candidates) == 60


def test_there_are_never_more_candidates_than_the_bound():
    for number in range(MOST_CANDIDATES + 40):
        put(number, title="stöd råd" if number >= MOST_CANDIDATES else "stöd")
    total(MOST_CANDIDATES + 40)
    found = selected(["stöd", "råd"]).candidates
    assert len(found) <= MOST_CANDIDATES
    assert {candidate.object_id for candidate in found} >= set(range(MOST_CANDIDATES, MOST_CANDIDATES + 40))


def test_what_is_removed_is_not_found():
    row = put(1, title="våld")
    database_engine().remove(SCOPE.generation, [row.pk])
    assert database_engine().frequency(SCOPE, ["våld"]) == {}


def test_selecting_takes_the_same_queries_for_1_and_25(django_assert_max_num_queries):
    total(25)
    for number in range(25):
        put(number, title="stöd råd")
        if number in (0, 24):
            with django_assert_max_num_queries(6):
                selected(["stöd", "råd"])


def test_every_field_of_a_document_has_a_place_in_the_engine(skating):
    record = IndexedRecord.objects.get(group=INSATSER, slug="skridsko", language="sv")
    assert set(record.borders) <= set(FIELDS)
    assert {"alias", "title", "search_words", "summary", "body", "places"} <= set(record.borders)
    assert remembered.facts(index.state()).insatser[skating.pk].slug == "skridsko"
