"""The version of the catalogue: raised by whatever readers may see, by whatever door, and by nothing else."""

from threading import Thread

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from wagtail.models import Page, Site

from catalogue import version
from catalogue.models import CatalogueChange, JobRun, Need, Offering
from catalogue.models.term import NeedWords
from catalogue.watched_writes import OF_DRAFTS
from pages.models import CatalogueSettings
from search.engines import database_engine
from search.engines.base import Scope
from tests import records

#: Models whose rows no public page reads. Whoever adds one here says that readers will never see it.
UNSEEN_HERE = {
    *("catalogue.cataloguechange", "catalogue.confirmationlink", "catalogue.importrecord", "catalogue.jobrun"),
    *("catalogue.internalcontact", "catalogue.internalnote", "catalogue.responsibility"),
    *("search.askedtopic", "search.askedwords", "search.fieldtotal", "search.indexedrecord"),
    *("search.vocabularyword", "search.waitingchange", "search.weekkey", "images.cataloguerendition"),
    *("search.changedfacts", "search.clusterstate", "search.unsentchange"),
}
OURS = ("catalogue", "search", "pages", "images")
#: What Wagtail keeps and readers see.
AND_WAGTAILS = (
    *("wagtailcore.page", "wagtailcore.site", "wagtailcore.locale", "wagtailredirects.redirect"),
    *("wagtaildocs.document", "wagtailcore.collection", "wagtailcore.pageviewrestriction", "taggit.taggeditem"),
)


def label(model):
    return model._meta.label_lower


MODELS = sorted((m for m in apps.get_models(include_auto_created=True) if m._meta.managed), key=label)


@pytest.fixture
def raised(db):
    """Whether the version has been raised since it was asked last."""
    last = version.current()

    def is_raised():
        nonlocal last
        before, last = last, version.current()
        return last != before

    return is_raised


def write(model):
    """A statement that would change rows of a model, and finds none."""
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    name = next(field.attname for field in fields if field.attname not in OF_DRAFTS)
    model._base_manager.filter(pk=0).update(**{name: F(name)})


@pytest.mark.parametrize("model", [m for m in MODELS if m._meta.app_label in OURS], ids=label)
def test_every_model_of_ours_raises_it_unless_it_is_named_as_unseen(raised, model):
    write(model)
    assert raised() == (label(model) not in UNSEEN_HERE)
    model._base_manager.filter(pk=0)._raw_delete("default")
    assert raised() == (label(model) not in UNSEEN_HERE)


@pytest.mark.parametrize("name", AND_WAGTAILS)
def test_what_wagtail_keeps_for_readers_raises_it(raised, name):
    write(apps.get_model(name))
    assert raised()


def test_the_tables_of_the_index_do_not_raise_it(raised):
    database_engine().write(Scope(7, ("test",), "sv"), {1: {"stöd"}})
    database_engine().remove(7, [1])
    assert not raised()


def test_every_door_of_the_database_raises_it(raised):
    offering = records.OfferingFactory()
    assert raised()
    offering.route = "ring"
    offering.save()
    assert raised()
    Offering.objects.filter(pk=offering.pk).update(route="kom")
    assert raised()
    need = records.term(Need, "skolan")
    raised()
    offering.insats.needs = [need]
    offering.insats.save()
    assert raised()
    NeedWords.objects.bulk_create([NeedWords(owner=need, language="en", label="School")])
    assert raised()
    NeedWords.objects.filter(owner=need).delete()
    assert raised()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET path = path WHERE id = 0")
    assert raised()
    assert not raised()


def test_settings_of_the_site_and_files_raise_it(raised):
    CatalogueSettings.for_site(Site.objects.get()).save()
    assert raised()


def test_what_readers_never_see_leaves_it_alone(raised, client, django_user_model):
    assert client.get("/sok/?q=ugglor").status_code == 200
    raised()
    user = django_user_model.objects.create_user("anna", password="ett långt lösenord")
    client.force_login(user)
    assert client.get("/sok/?q=gröna+ugglor").status_code == 200
    JobRun.objects.create(name="prov")
    assert not raised()


def test_saving_a_draft_leaves_it_alone_and_publishing_raises_it(raised):
    page = Page.objects.get(depth=2, locale__language_code="sv").specific
    page.title = "Ny början"
    revision = page.save_revision()
    assert not raised()
    revision.publish()
    assert raised()


def test_a_transaction_leaves_one_mark(db):
    before = CatalogueChange.objects.count()
    with transaction.atomic():
        for _ in range(5):
            write(Offering)
            write(Need)
    assert CatalogueChange.objects.count() == before + 1


def test_what_is_undone_takes_its_mark_along_and_what_follows_leaves_another(raised):
    def undone():
        with transaction.atomic():
            write(Offering)
            transaction.set_rollback(True)

    undone()
    assert not raised()
    with transaction.atomic():
        undone()
        write(Need)
    assert raised()


def test_it_is_asked_once_for_a_request_and_again_once_the_request_has_written(raised, django_assert_num_queries):
    with version.held() as first:
        with django_assert_num_queries(0):
            assert version.current() == first
        write(Need)
        assert version.current() != first


def test_marks_are_gathered_into_one_and_that_is_a_new_version(raised):
    write(Need)
    raised()
    write(Offering)
    raised()
    call_command("run_jobs")
    assert CatalogueChange.objects.count() == 1
    assert raised()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="on SQLite one writer waits for another")
def test_of_two_transactions_at_once_neither_waits_nor_is_lost(db):
    """The one that begins first ends last; what it wrote still gives a version of its own."""
    seen, made = [], []

    def elsewhere(act):
        def run():
            try:
                act()
            finally:
                connection.close()

        thread = Thread(target=run)
        thread.start()
        thread.join(timeout=20)
        assert not thread.is_alive(), "it waits for the other transaction"

    def look():
        seen.append(version.current())

    def write_and_end():
        with transaction.atomic():
            write(Need)
            made.append(CatalogueChange.objects.latest("pk").pk)

    def first():
        with transaction.atomic():
            write(Offering)
            made.append(CatalogueChange.objects.latest("pk").pk)
            elsewhere(look)
            elsewhere(write_and_end)
            elsewhere(look)
        look()

    try:
        elsewhere(first)
    finally:
        elsewhere(lambda: CatalogueChange.objects.filter(pk__in=made).delete())
    assert len(set(seen)) == 3
