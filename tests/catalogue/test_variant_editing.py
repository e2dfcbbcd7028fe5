"""Editors write a variant beside the Swedish words, approve it, and say whether changed Swedish matters."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from freezegun import freeze_time
from wagtail.models import Locale, PageLogEntry, Site

from catalogue.gate import may_go_live
from catalogue.models import InsatsPage
from catalogue.variants import State, anchor, slot, source_of
from pages.models import CatalogueSettings
from tests.catalogue.admin_user import errors, fields, press, sign_in, user, words_of
from tests.records import InsatsFactory, site, words

pytestmark = pytest.mark.django_db

ASKED = "Ändrar det vad läsaren kan få eller ska göra?"


@pytest.fixture
def pages():
    """A Swedish page and a machine's English one, made from it on the first of March."""
    site()
    insats = InsatsFactory(name="Komet")
    source = words(insats, title="Kurs", summary="Du får en kurs.", body="<p>Vi lyssnar.</p>")
    made = {
        name: anchor(text, origin="machine", today=date(2026, 3, 1))
        for name, text in {"title": "Kurs", "summary": "Du får en kurs.", "body": "<p>Vi lyssnar.</p>"}.items()
    }
    values = {"title": "Course", "summary": "You get a course.", "body": "<p>We listen.</p>"}
    variant = words(insats, "en", slots=made, translation_key=source.translation_key, **values)
    variant.save_revision().publish()
    source.save_revision().publish()
    return source, variant


def url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def state(page, name="summary"):
    page.refresh_from_db()
    return slot(page, source_of(page), name).state


def change(page, button="action-publish", client=None, **values):
    client = client or sign_in("kommunikator")
    data = {**fields(client.get(url(page))), **values}
    data.pop("approve", None)
    return press(client, url(page), {**data, **values}, button)


def test_the_swedish_passage_stands_beside_each_field_in_its_own_language(pages):
    page = BeautifulSoup(sign_in("kommunikator").get(url(pages[1])).content, "html.parser")
    swedish = [" ".join(found.get_text().split()) for found in page.select(".slot [lang=sv]")]
    assert swedish == ["Kurs", "Du får en kurs.", "Vi lyssnar."]
    assert page.select_one(".slot__state").get_text(" ", strip=True).startswith("Skriven av en maskin")


def test_a_swedish_page_shows_nothing_beside_its_fields(pages):
    page = BeautifulSoup(sign_in("kommunikator").get(url(pages[0])).content, "html.parser")
    assert page.select(".slot__swedish") == []
    assert ASKED in page.get_text()


def test_enter_in_a_field_saves_and_never_approves(pages):
    page = BeautifulSoup(sign_in("kommunikator").get(url(pages[1])).content, "html.parser")
    first = page.select_one("#page-edit-form button[type=submit], #w-editor-form button[type=submit]")
    assert (first.get("name"), first.has_attr("hidden")) == (None, True)


def test_approving_a_passage_records_who_and_when(pages):
    with freeze_time("2026-06-01 12:00"):
        change(pages[1], "", approve="summary")
    draft = InsatsPage.objects.get(pk=pages[1].pk).get_latest_revision_as_object()
    assert draft.slots["summary"]["reviewed_on"] == "2026-06-01"
    assert draft.slots["summary"]["reviewed_by"] == user("kommunikator").pk
    assert "reviewed_on" not in draft.slots["body"]
    assert state(pages[1]) == State.MACHINE
    change(pages[1])
    assert state(pages[1]) == State.OK


def test_all_passages_are_approved_at_once(pages):
    change(pages[1], "", approve="all")
    change(pages[1])
    assert {state(pages[1], name) for name in ("title", "summary", "body")} == {State.OK}


def test_a_text_that_a_person_changes_is_theirs_and_no_longer_approved(pages):
    change(pages[1], "", approve="all")
    change(pages[1], summary="You get a good course.")
    assert state(pages[1]) == State.UNREVIEWED
    assert state(pages[1], "title") == State.OK


def test_a_mended_word_does_not_make_an_old_text_new_but_approval_does(pages):
    change(pages[0], matters="yes", summary="Du får två kurser.")
    change(pages[1], summary="You get a good course.")
    assert state(pages[1]) == State.BEHIND
    response = sign_in("kommunikator").get(url(pages[1]))
    page = BeautifulSoup(response.content, "html.parser")
    assert [found.get_text(strip=True) for found in page.select(".slot__changes del")] == ["en kurs."]
    assert [found.get_text(strip=True) for found in page.select(".slot__changes ins")] == ["två kurser."]
    change(pages[1], summary="You get two courses.", approve="summary", button="")
    change(pages[1])
    assert state(pages[1]) == State.OK


def test_changed_swedish_words_are_not_published_without_an_answer(pages):
    response = change(pages[0], summary="Du får två kurser.")
    assert f"Svara på frågan ”{ASKED}” Ändrat: sammanfattning." in words_of(response)
    pages[0].refresh_from_db()
    assert pages[0].summary == "Du får en kurs."


def test_a_change_that_matters_makes_just_that_passage_behind(pages):
    change(pages[0], summary="Du får två kurser.", matters="yes")
    assert state(pages[1]) == State.BEHIND
    assert state(pages[1], "body") == State.MACHINE


def test_a_change_that_does_not_matter_leaves_the_variants_and_is_logged(pages):
    change(pages[0], summary="Du får gå en kurs.", matters="no")
    assert state(pages[1]) == State.MACHINE
    entry = PageLogEntry.objects.get(action="catalogue.same_meaning")
    assert entry.data == {
        "before": {"summary": "Du får en kurs."},
        "after": {"summary": "Du får gå en kurs."},
        "variants": ["en"],
    }
    assert entry.user == user("kommunikator")
    draft = pages[1].get_latest_revision_as_object()
    assert draft.slots["summary"]["swedish"] == "Du får gå en kurs."


def test_the_answer_holds_for_the_text_it_was_given_for_only(pages):
    change(pages[0], "", summary="Du får gå en kurs.", matters="no")
    change(pages[0], "", summary="Du får betala.")
    page = InsatsPage.objects.get(pk=pages[0].pk)
    assert len(may_go_live(page.get_latest_revision_as_object(), None)) == 1


def test_a_draft_published_in_bulk_is_asked_too_and_carries_its_answer(pages):
    change(pages[0], "", summary="Du får två kurser.")
    client = sign_in("kommunikator")
    bulk = f"/admin/bulk/wagtailcore/page/publish/?id={pages[0].pk}&next=/admin/pages/"
    assert ASKED in words_of(client.post(bulk, {}, follow=True))
    change(pages[0], "", summary="Du får två kurser.", matters="no")
    client.post(bulk, {}, follow=True)
    pages[0].refresh_from_db()
    assert pages[0].summary == "Du får två kurser."
    assert state(pages[1]) == State.MACHINE


def test_a_scheduled_draft_carries_its_answer(pages):
    change(pages[0], "", summary="Du får gå en kurs.", matters="no")
    InsatsPage.objects.get(pk=pages[0].pk).latest_revision.publish()
    assert state(pages[1]) == State.MACHINE


def test_nobody_is_asked_while_there_is_no_variant(pages):
    pages[1].delete()
    change(pages[0], summary="Du får två kurser.")
    pages[0].refresh_from_db()
    assert pages[0].summary == "Du får två kurser."


def test_changed_rows_below_the_form_are_words_too(pages):
    data = {
        "situations-TOTAL_FORMS": "1",
        "situations-0-speaker": "foralder",
        "situations-0-text": "Vi bråkar.",
        "situations-0-id": "",
        "situations-0-ORDER": "1",
    }
    assert "känner du igen dig?" in words_of(change(pages[0], **data))
    change(pages[0], **data, matters="yes")
    assert state(pages[1], "situations") == State.MISSING


def test_a_copy_goes_live_only_when_every_passage_is_translated(pages):
    finnish = pages[0].copy_for_translation(Locale.objects.get(language_code="fi"))
    response = change(finnish, title="Kurssi")
    assert "Det finns text som inte är översatt: sammanfattning, brödtext." in words_of(response)
    assert not InsatsPage.objects.get(pk=finnish.pk).live
    done = change(finnish, title="Kurssi", summary="Saat kurssin.", approve="body")
    assert errors(done) == [] or InsatsPage.objects.get(pk=finnish.pk).live
    assert InsatsPage.objects.get(pk=finnish.pk).live


def test_a_passage_that_the_swedish_page_has_may_not_be_left_out(pages):
    pages[0].next_step = "De ringer."
    pages[0].save()
    assert may_go_live(pages[1], None) == ["Den svenska sidan säger något som saknas här: vad händer sedan."]


def test_measures_are_kept_with_each_revision_and_shown_where_one_writes(pages):
    change(pages[0], "", summary="Beslutet tas av socialnämnden.")
    draft = InsatsPage.objects.get(pk=pages[0].pk).get_latest_revision_as_object()
    assert draft.measures["longest"] == 4
    assert "Den längsta meningen har 4 ord (högst 25)" in words_of(sign_in("kommunikator").get(url(pages[0])))
    assert pages[0].measures != draft.measures


LONG = "<p>" + "ord " * 16 + "slut.</p>"


def test_easy_read_over_its_limit_is_named_and_stopped_when_the_site_says_so(pages):
    easy = words(pages[0].insats, "sv-simple", slots=pages[1].slots, title="K", summary="S.", body=LONG)
    assert may_go_live(easy, None) == []
    easy.save_revision()
    assert "Den längsta meningen har 17 ord. Den får ha högst 15. Dela den." in words_of(
        sign_in("kommunikator").get(url(easy))
    )
    own = CatalogueSettings.for_site(Site.objects.get())
    own.stops_hard_words = True
    own.save()
    assert may_go_live(easy, None) == ["Den längsta meningen har 17 ord. Den får ha högst 15. Dela den."]
