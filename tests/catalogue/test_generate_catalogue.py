"""The invented catalogue: the same from the same seed, as if saved one by one, and never among real records."""

from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from catalogue.actions.generate_catalogue import BulkWriter, generate_catalogue, inventor_for
from catalogue.invented_words import InventedWords
from catalogue.models import Area, Insats, InsatsIndexPage, InsatsPage, Offering, Provider, QueueReport, Situation
from search import index
from search.models import FieldTotal, IndexedRecord, VocabularyWord
from tests.records import InsatsFactory, OfferingFactory, site, words

pytestmark = pytest.mark.django_db

#: What differs from one saving to the next by nature: keys, random identities of rows and moments.
BY_NATURE = {"id", "uuid", "modified_at", "created_at", "translation_key", "latest_revision_created_at"}
MODELS = (Area, Provider, Insats, InsatsPage, Situation, Offering, QueueReport)


@pytest.fixture
def demonstration(settings):
    settings.DEMO = settings.DEMO_EXAMPLE = True
    site()


def run(*arguments):
    out = StringIO()
    call_command("generate_catalogue", *arguments, stdout=out)
    return out.getvalue()


def rows():
    """All rows of the catalogue by what they say; a reference is the slug that it points at."""
    found = {}
    for model in MODELS:
        fields = [field for field in model._meta.concrete_fields if field.name not in BY_NATURE]
        listed = []
        for row in model.objects.order_by("pk"):
            values = {}
            for field in fields:
                value = getattr(row, field.name)
                values[field.name] = getattr(value, "slug", str(value)) if field.is_relation else value
            for field in model._meta.many_to_many:
                if field.remote_field.through._meta.auto_created:
                    values[field.name] = sorted(target.slug for target in getattr(row, field.name).all())
            for name in ("contacts", "aliases", "opening_hours"):
                if model is Provider:
                    values[name] = [str(child) for child in getattr(row, name).all()]
            listed.append(values)
        found[model.__name__] = listed
    return found


def documents():
    generation = index.state().live_generation
    records = IndexedRecord.objects.filter(generation=generation).values_list(
        "slug", "language", "content_hash", "borders"
    )
    counted = VocabularyWord.objects.filter(generation=generation).values_list("language", "word", "documents")
    totals = FieldTotal.objects.filter(generation=generation).values_list("language", "field", "total")
    return sorted(records, key=str), sorted(counted), sorted(totals)


class OrdinaryWriter(BulkWriter):
    """Saves each record as an editor's form does, one by one."""

    def write(self, invented):
        for one in invented:
            for name, targets in one.relations.items():
                setattr(one.record, name, targets)
            one.record.save()
            for row in one.rows:
                for field in row._meta.concrete_fields:
                    if field.is_relation and getattr(row, field.name) is one.record:
                        setattr(row, field.name, one.record)
                row.save()

    def write_pages(self, invented):
        for one in invented:
            parent = InsatsIndexPage.objects.get(locale__language_code="sv")
            one.record.locale, one.record.insats = parent.locale, one.record.insats
            parent.add_child(instance=one.record)
            for row in one.rows:
                row.page = one.record
                row.save()


def test_it_equals_the_same_catalogue_saved_in_the_ordinary_way(demonstration, monkeypatch):
    words(InsatsFactory(slug="redan-har", is_example=False), title="Åka skridskor", search_words="ishockey")
    before = index.state().live_generation

    def made(writer):
        with transaction.atomic():
            monkeypatch.setattr("catalogue.actions.generate_catalogue.BulkWriter", writer)
            generate_catalogue(areas=9, insatser=12, seed=3)
            assert index.state().live_generation > before
            found = rows(), documents(), InsatsIndexPage.objects.get(locale__language_code="sv").numchild
            transaction.set_rollback(True)
        return found

    ordinary, bulk = made(OrdinaryWriter), made(BulkWriter)
    assert len(bulk[0]["InsatsPage"]) == 13
    assert bulk[0] == ordinary[0]
    assert bulk[1] == ordinary[1]
    assert bulk[2] == ordinary[2] == 13


def test_the_same_seed_gives_the_same_catalogue_and_another_seed_another(demonstration):
    def invented(seed):
        inventor = inventor_for(seed)
        inventor.missing_terms()
        areas = [one.record for level in inventor.areas(4) for one in level]
        return [
            (insats.record.name, page.record.title, page.record.body, [o.record.route for o in offerings])
            for insats, page, offerings in inventor.insatser(5, areas, [Provider(pk=1, name="En")])
        ]

    assert invented(7) == invented(7)
    assert invented(7) != invented(8)


def test_words_are_many_and_as_uneven_as_in_a_language():
    source = InventedWords(Random(1), ["barn", "stöd"])  # noqa: S311
    assert len(set(source.words)) == len(source.words) >= 20_000
    assert {"barn", "stöd"} <= set(source.words[:8])
    drawn = [source.word() for _ in range(20_000)]
    share = {word: drawn.count(word) / len(drawn) for word in (source.words[0], source.words[9], source.words[99])}
    assert 0.015 < share[source.words[0]] < 0.06
    assert share[source.words[0]] > 2 * share[source.words[9]] > 4 * share[source.words[99]]
    assert len(set(drawn)) > 3_000


def test_it_is_found_and_its_pages_answer(demonstration, client):
    output = run("--areas", "9", "--insatser", "20", "--seed", "5")
    assert "insatser 20" in output
    page = InsatsPage.objects.filter(insats__slug="insats-5-19").get()
    assert page.get_parent().specific_class is InsatsIndexPage
    assert client.get("/insatser/insats-5-19/").status_code == 200
    assert client.get(f"/verksamheter/{Provider.objects.first().slug}/").status_code == 200
    found = client.get("/sok/", {"q": page.title})
    assert "/insatser/insats-5-19/" in found.content.decode()
    # The tree goes on where the bulk ended.
    late = words(InsatsFactory(slug="efter"), title="Efteråt")
    assert late.path > page.path
    assert InsatsIndexPage.find_problems() == ([], [], [], [], [])


def test_all_of_it_is_marked_as_invented_and_hidden_in_operation(demonstration, settings, client):
    run("--areas", "4", "--insatser", "3", "--seed", "1")
    for model in (Area, Provider, Insats, Offering):
        assert not model.objects.filter(is_example=False).exists()
    settings.DEMO = False
    assert client.get("/insatser/insats-1-0/").status_code == 404


def test_a_dry_run_changes_nothing(demonstration):
    before = index.state().live_generation
    assert "provkörning" in run("--areas", "4", "--insatser", "3", "--seed", "1", "--dry-run")
    assert (Insats.objects.count(), Area.objects.count(), InsatsPage.objects.count()) == (0, 0, 0)
    assert index.state().live_generation == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--areas", "0", "--insatser", "1", "--seed", "1"), r"--areas ska vara ett heltal från 1 till"),
        (("--areas", "tio", "--insatser", "1", "--seed", "1"), r"--areas ska vara ett heltal, inte ”tio”"),
        (("--areas", "1", "--insatser", "-4", "--seed", "1"), r"--insatser ska vara ett heltal"),
        (("--areas", "1", "--insatser", "2000000", "--seed", "1"), r"--insatser ska vara ett heltal från 1 till"),
        (("--areas", "1", "--insatser", "1", "--seed", "99999999999"), r"--seed ska vara ett heltal från 0"),
    ],
)
def test_numbers_that_make_no_sense_are_refused_in_words(arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("generate_catalogue", *arguments)
    assert not Insats.objects.exists()


def test_it_never_mixes_with_real_records_in_operation(settings):
    settings.DEMO = False
    site()
    OfferingFactory()
    with pytest.raises(CommandError, match="riktiga insatser"):
        run("--areas", "1", "--insatser", "1", "--seed", "1")
    assert "insatser 1" in run("--areas", "1", "--insatser", "1", "--seed", "1", "--force")


def test_the_same_seed_twice_and_a_missing_page_tree_are_refused_in_words(demonstration):
    run("--areas", "1", "--insatser", "1", "--seed", "1")
    with pytest.raises(CommandError, match="--seed 1"):
        run("--areas", "1", "--insatser", "1", "--seed", "1")
    InsatsPage.objects.all().delete()
    InsatsIndexPage.objects.all().delete()
    with pytest.raises(CommandError, match="make_site"):
        run("--areas", "1", "--insatser", "1", "--seed", "2")


def test_statements_do_not_grow_with_the_number_of_insatser(demonstration, django_assert_max_num_queries):
    """Batches are split where the database allows no more values; between that, many cost what few cost."""
    with django_assert_max_num_queries(460):
        generate_catalogue(areas=9, insatser=1, seed=1)
    with django_assert_max_num_queries(460):
        generate_catalogue(areas=9, insatser=25, seed=2)
