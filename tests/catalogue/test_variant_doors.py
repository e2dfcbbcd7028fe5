"""The door-keeper of words at approval by a colleague, at planned publishing, and between two editors."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Locale

from catalogue.admin.passage_form import MOVED
from catalogue.admin.saving import STALE
from catalogue.models import InsatsPage
from catalogue.variants import State, anchors, slot, source_of
from tests.catalogue.admin_user import fields, press, sign_in, words_of
from tests.records import InsatsFactory, site, words

pytestmark = pytest.mark.django_db

ASKED = "Svara på frågan ”Ändrar det vad läsaren kan få eller ska göra?”"


@pytest.fixture
def pages():
    """A Swedish page and a machine's English one, made from it on the first of March."""
    site()
    source = words(InsatsFactory(name="Komet"), title="Kurs", summary="Du får en kurs.")
    made = anchors(source, source, origin="machine", today=date(2026, 3, 1))
    variant = words(source.insats, "en", slots=made, translation_key=source.translation_key, title="Course")
    for page in (source, variant):
        page.save_revision().publish()
    return source, variant


def url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def state(page, name="summary"):
    page.refresh_from_db()
    return slot(page, source_of(page), name).state


def send(page, **values):
    """Somebody writes and sends it for review."""
    client = sign_in("kommunikator")
    press(client, url(page), {**fields(client.get(url(page))), **values}, "action-submit")
    page.refresh_from_db()


def approve(page):
    """A colleague approves what was sent."""
    task = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    return sign_in("administrator").post(address, {"comment": ""}, follow=True)


def test_a_colleague_may_not_approve_changed_swedish_without_an_answer(pages):
    send(pages[0], summary="Du får två kurser.")
    assert f"Kan inte godkännas än. {ASKED}" in words_of(approve(pages[0]))
    pages[0].refresh_from_db()
    assert pages[0].summary == "Du får en kurs."
    assert state(pages[1]) == State.MACHINE


@pytest.mark.parametrize(("answer", "found"), [("yes", State.BEHIND), ("no", State.MACHINE)])
def test_the_answer_travels_with_what_was_sent_for_review(pages, answer, found):
    send(pages[0], summary="Du får två kurser.", matters=answer)
    approve(pages[0])
    pages[0].refresh_from_db()
    assert pages[0].summary == "Du får två kurser."
    assert state(pages[1]) == found


def test_a_colleague_may_not_approve_what_is_not_translated(pages):
    finnish = pages[0].copy_for_translation(Locale.objects.get(language_code="fi"))
    send(finnish, title="Kurssi")
    assert "Det finns text som inte är översatt: sammanfattning, brödtext." in words_of(approve(finnish))
    assert not InsatsPage.objects.get(pk=finnish.pk).live


def test_a_day_is_not_set_without_an_answer_and_with_one_the_variants_wait_for_it(pages):
    client = sign_in("kommunikator")
    at = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    data = {**fields(client.get(url(pages[0]))), "summary": "Du får två kurser.", "go_live_at": at}
    assert ASKED in words_of(press(client, url(pages[0]), data))
    press(client, url(pages[0]), {**data, "matters": "yes"})
    assert state(pages[1]) == State.MACHINE
    with freeze_time(timezone.now() + timedelta(days=2)):
        call_command("publish_scheduled")
    assert state(pages[1]) == State.BEHIND


def test_of_two_editors_of_a_variant_the_later_one_is_told_and_loses_nothing(pages):
    first, second = sign_in("kommunikator"), sign_in("administrator")
    data = fields(second.get(url(pages[1])))
    press(first, url(pages[1]), {**fields(first.get(url(pages[1]))), "summary": "You get a class."}, "")
    response = press(second, url(pages[1]), {**data, "summary": "You get lessons.", "approve": "summary"}, "")
    assert STALE in words_of(response)
    assert fields(response)["summary"] == "You get lessons."
    draft = InsatsPage.objects.get(pk=pages[1].pk).get_latest_revision_as_object()
    assert draft.summary == "You get a class."
    assert not draft.slots["summary"].get("reviewed_on")


@pytest.mark.parametrize("approved", ["summary", "all"])
def test_nobody_approves_beside_swedish_that_has_changed_meanwhile(pages, approved):
    client = sign_in("kommunikator")
    data = fields(client.get(url(pages[1])))
    InsatsPage.objects.filter(pk=pages[0].pk).update(summary="Du får betala.")
    assert MOVED in words_of(press(client, url(pages[1]), {**data, "approve": approved}, ""))
    assert state(pages[1]) == State.BEHIND
    press(client, url(pages[1]), {**fields(client.get(url(pages[1]))), "approve": approved}, "")
    draft = InsatsPage.objects.get(pk=pages[1].pk).get_latest_revision_as_object()
    assert draft.slots["summary"]["swedish"] == "Du får betala."
