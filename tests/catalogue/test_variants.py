"""The words of a variant remember passage by passage from which Swedish words they were made."""

from datetime import date

import pytest
import yaml
from freezegun import freeze_time

from catalogue.actions.load_catalogue import load_catalogue
from catalogue.models import InsatsPage
from catalogue.variants import State, has_unread_text, slot, slots, source_of, worst_behind
from tests.catalogue.test_load_catalogue import WORDS, write
from tests.records import site

pytestmark = pytest.mark.django_db

ENGLISH = {
    "insats": "team",
    "title": "Help to get back to school",
    "summary": "Somebody meets you and makes a plan.",
    "body": "First paragraph.\n\nSecond paragraph.",
    "situations": [{"speaker": "foralder", "text": "He does not get up."}],
}


@pytest.fixture
def folder(tmp_path):
    """The small catalogue with its words in Swedish and English, loaded on the first of March."""
    site()
    write(tmp_path)
    english(tmp_path)
    with freeze_time("2026-03-01 12:00"):
        assert load_catalogue([tmp_path]).problems == []
    return tmp_path


def english(folder, **values):
    save(folder, "en", {**ENGLISH, **values})


def save(folder, language, words):
    path = folder / "words" / language / "team.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")


def page(language):
    return InsatsPage.objects.get(locale__language_code=language)


def states(language="en"):
    variant = page(language)
    return {slot.name: slot.state for slot in slots(variant, source_of(variant)) if slot.text or slot.swedish}


def test_a_loaded_variant_is_live_and_remembers_the_swedish_it_was_made_from(folder):
    variant = page("en")
    assert variant.live
    assert variant.translation_key == page("sv").translation_key
    body = slot(variant, page("sv"), "body")
    assert body.made_from == page("sv").body
    assert (body.origin, body.made_on, body.reviewed_on) == ("machine", date(2026, 3, 1), None)
    assert slot(variant, page("sv"), "situations").made_from == "foralder: Han går inte upp."
    assert variant.get_latest_revision_as_object().slots == variant.slots


def test_a_file_says_a_machine_wrote_it_unless_it_says_a_person_did(folder):
    assert states() == dict.fromkeys(("title", "summary", "body", "situations"), State.MACHINE)
    assert has_unread_text(slots(page("en"), page("sv")))
    english(folder, origin="human", summary="Somebody meets you and plans.")
    load_catalogue([folder])
    assert states()["summary"] == State.UNREVIEWED
    assert states()["body"] == State.MACHINE


def test_an_origin_that_is_neither_is_refused_by_name(folder):
    english(folder, origin="robot", title="Else")
    problems = load_catalogue([folder]).problems
    assert [problem.message for problem in problems] == ["okänt värde: robot. Skriv human eller machine."]
    assert page("en").title == ENGLISH["title"]


def test_only_the_changed_passage_falls_behind_and_its_day_is_kept(folder):
    save(folder, "sv", {**WORDS, "summary": "Två personer träffar er och gör en plan."})
    with freeze_time("2026-06-01"):
        load_catalogue([folder])
    assert states()["summary"] == State.BEHIND
    assert states()["body"] == State.MACHINE
    worst = worst_behind(page("en"), slots(page("en"), page("sv")))
    assert (worst.name, worst.made_on) == ("summary", date(2026, 3, 1))
    assert worst.made_from == "Någon träffar er och gör en plan."
    assert worst.swedish == "Två personer träffar er och gör en plan."


def test_a_new_text_in_the_file_is_made_from_the_new_swedish(folder):
    save(folder, "sv", {**WORDS, "summary": "Två personer träffar er."})
    english(folder, summary="Two people meet you.")
    load_catalogue([folder])
    assert states()["summary"] == State.MACHINE


def test_the_passage_that_a_reader_risks_most_with_is_named_first(folder):
    save(folder, "sv", {**WORDS, "title": "Nytt namn", "body": "Nytt.", "summary": "Nytt."})
    load_catalogue([folder])
    assert worst_behind(page("en"), slots(page("en"), page("sv"))).name == "summary"
    assert worst_behind(page("sv"), slots(page("sv"), page("sv"))) is None


def test_a_passage_that_only_the_swedish_page_has_is_missing(folder):
    save(folder, "sv", {**WORDS, "next_step": "De ringer upp dig."})
    load_catalogue([folder])
    assert states()["next_step"] == State.MISSING


def test_a_fresh_copy_has_every_passage_untranslated(folder):
    locale = page("en").locale
    page("en").delete()
    page("sv").copy_for_translation(locale)
    copy = page("en")
    assert (copy.slug, copy.live) == ("team", False)
    assert set(states().values()) == {State.UNTRANSLATED}


def test_opening_a_text_in_the_editor_changes_nothing(folder):
    source = page("sv")
    source.body = source.body.replace("<p>", '<p data-block-key="a1b2c">')
    source.save()
    assert states()["body"] == State.MACHINE


def test_loading_again_changes_nothing(folder):
    outcome = load_catalogue([folder])
    assert sum(outcome.created.values()) == sum(outcome.updated.values()) == 0
