"""Words off the pages: the Swedish beside each field, what a row was made from, who approved it."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse
from freezegun import freeze_time
from wagtail.models import ModelLogEntry

from catalogue.gate import may_go_live
from catalogue.models import Need, ProviderWords
from catalogue.models.term import NeedWords
from catalogue.variants import State
from catalogue.words_state import source_row, word_slot
from tests import records
from tests.catalogue.admin_user import fields, press, row, sign_in, user, words_of
from tests.catalogue.test_language_report import site
from tests.pages.html import text
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

ASKED = "Ändrar det vad läsaren kan få eller ska göra?"
SWEDISH = {"label": "Skolan är svår", "explanation": "Barnet går inte till skolan."}
ENGLISH = {"label": "School is hard", "explanation": "The child does not go to school."}


@pytest.fixture
def need():
    """A need with Swedish words and a machine's English ones, made from them."""
    made = Need(slug="skola")
    made.words = [
        NeedWords(language="sv", **SWEDISH),
        NeedWords(language="en", origin="machine", made_from=SWEDISH, **ENGLISH),
    ]
    made.save()
    made.save_revision().publish()
    return made


def url(record):
    return reverse(f"wagtailsnippets_catalogue_{record._meta.model_name}:edit", args=[record.pk])


def number_of(data, language):
    return next(n for n in range(int(data["words-TOTAL_FORMS"])) if data[f"words-{n}-language"] == [language])


def change(record, language="sv", button="action-publish", client=None, matters=None, approve=None, **values):
    client = client or sign_in("kommunikator")
    data = fields(client.get(url(record)))
    number = number_of(data, language)
    data.update({f"words-{number}-{name}": value for name, value in values.items()})
    data.update({name: value for name, value in (("matters", matters), ("approve", approve)) if value})
    return press(client, url(record), data, button)


def rows(record):
    return {row.language: row for row in NeedWords.objects.filter(owner=record)}


def state(record, name="label", language="en"):
    own = rows(record)
    return word_slot(own[language], source_row(own.values()), name).state


def test_the_swedish_words_stand_beside_each_field_of_the_other_rows(need):
    soup = BeautifulSoup(sign_in("kommunikator").get(url(need)).content, "html.parser")
    new = soup.find("template").extract() if soup.find("template") else None
    swedish = [text(found) for found in soup.select(".slot [lang=sv]")]
    assert swedish[:2] == list(SWEDISH.values())
    assert text(soup.select(".slot__state")[-1]).startswith("Skriven av en maskin och inte granskad")
    assert new is not None


def test_enter_in_a_field_saves_and_never_approves(need):
    soup = BeautifulSoup(sign_in("kommunikator").get(url(need)).content, "html.parser")
    first = soup.select_one("#w-editor-form button[type=submit]")
    assert (first.get("name"), first.has_attr("hidden")) == (None, True)


def test_opening_and_publishing_changes_nothing(need):
    before = [(row.made_from, row.origin, row.reviewed_on) for row in rows(need).values()]
    change(need)
    assert [(row.made_from, row.origin, row.reviewed_on) for row in rows(need).values()] == before


def test_a_new_row_remembers_what_it_was_made_from(need):
    client = sign_in("kommunikator")
    data = fields(client.get(url(need)))
    press(client, url(need), row(data, "words", language="fi", label="Koulu", explanation="Lapsi.", everyday=""))
    own = rows(need)["fi"]
    assert (own.made_from, own.origin, own.reviewed_on) == (SWEDISH, "human", None)
    assert state(need, language="fi") == State.UNREVIEWED


def test_a_row_is_a_machines_until_a_person_has_changed_all_of_it(need):
    change(need, "en", label="School is difficult")
    assert rows(need)["en"].origin == "machine"
    change(need, "en", label="School feels hard", explanation="Your child stays at home.")
    assert rows(need)["en"].origin == "human"
    assert state(need) == State.UNREVIEWED


def test_approval_says_who_and_when_and_is_public_when_the_record_is(need):
    with freeze_time("2026-06-01 12:00"):
        change(need, button="", approve="en")
    assert state(need) == State.MACHINE
    entry = ModelLogEntry.objects.get(action="catalogue.words_approved")
    assert entry.data == {"before": {"en": None}, "after": {"en": "2026-06-01"}}
    assert entry.user == user("kommunikator")
    change(need)
    assert (state(need), rows(need)["en"].reviewed_on) == (State.OK, date(2026, 6, 1))
    change(need, "en", label="School")
    assert state(need) == State.MACHINE


def test_all_rows_are_approved_at_once_but_never_the_swedish_one(need):
    change(need, button="", approve="all")
    change(need)
    assert {language: bool(row.reviewed_on) for language, row in rows(need).items()} == {"sv": False, "en": True}


def test_only_those_who_may_publish_may_approve(need):
    client = sign_in("kommunikator")
    for group in user("kommunikator").groups.all():
        group.permissions.remove(Permission.objects.get(codename="publish_need"))
    response = change(need, button="", approve="en", client=client)
    assert "Du kan spara texten, men inte godkänna den." in words_of(response)
    assert not ModelLogEntry.objects.filter(action="catalogue.words_approved").exists()


def test_changed_swedish_words_are_not_published_without_an_answer(need):
    assert f"Svara på frågan ”{ASKED}” Ändrat: namn." in words_of(change(need, label="Skola"))
    assert rows(need)["sv"].label == SWEDISH["label"]


def test_a_change_that_matters_makes_just_that_field_behind_and_shows_what_changed(need):
    change(need, label="Skolan är jättesvår", matters="yes")
    assert (state(need), state(need, "explanation")) == (State.BEHIND, State.MACHINE)
    soup = BeautifulSoup(sign_in("kommunikator").get(url(need)).content, "html.parser")
    assert [text(found) for found in soup.select(".slot__changes ins")] == ["jättesvår"]
    change(need, "en", button="", label="School is very hard", approve="en")
    change(need)
    assert state(need) == State.OK


def test_a_change_that_does_not_matter_leaves_the_rows_and_is_logged(need):
    change(need, label="Svårt i skolan", matters="no")
    assert state(need) == State.MACHINE
    assert rows(need)["en"].made_from["label"] == "Svårt i skolan"
    entry = ModelLogEntry.objects.get(action="catalogue.words_same_meaning")
    assert entry.data == {"before": {"label": SWEDISH["label"]}, "after": {"label": "Svårt i skolan"}}


def test_the_answer_holds_for_the_words_it_was_given_for_only(need):
    change(need, button="", label="Svårt i skolan", matters="no")
    change(need, button="", label="Skolan kostar pengar")
    draft = Need.objects.get(pk=need.pk).get_latest_revision_as_object()
    assert may_go_live(draft, None) == [f"Svara på frågan ”{ASKED}” Ändrat: namn."]


def test_nobody_is_asked_while_the_words_are_in_swedish_only(need):
    NeedWords.objects.filter(owner=need, language="en").delete()
    need.refresh_from_db()
    need.save_revision().publish()
    change(need, label="Skola")
    assert rows(need)["sv"].label == "Skola"


def report(query=""):
    soup = BeautifulSoup(sign_in("kommunikator").get(f"/admin/sprak/{query}").content, "html.parser")
    return soup, [text(found) for found in soup.select("table.languages__tasks tbody tr")]


def test_terms_are_in_the_work_list_and_in_the_coverage(need):
    site()
    soup, tasks = report("?sprak=en")
    assert tasks == ["Skolan är svår behov English skriven av en maskin och inte granskad namn, förklaring"]
    assert report("?sprak=fi")[1] == ["Skolan är svår behov Suomi saknas"]
    assert "Behov 1 0 av 1 1 av 1" in text(soup)


def test_units_without_words_are_no_task_but_words_that_are_behind_are():
    site()
    unit = records.ProviderFactory(slug="enhet")
    unit.words = [ProviderWords(language="sv", presentation="Vi hjälper.")]
    unit.save()
    assert report()[1] == []
    old = {"presentation": "Vi finns."}
    unit.words = [*unit.words.all(), ProviderWords(language="en", presentation="We exist.", made_from=old)]
    unit.save()
    assert report()[1] == ["Enhet verksamhet English svenskan har ändrats presentation"]


def test_more_words_ask_no_more_questions(need):
    client = sign_in("kommunikator")
    first = queries_of(client, "/admin/sprak/"), queries_of(client, url(need))
    for number in range(24):
        records.term(Need, f"behov-{number}")
    assert (queries_of(client, "/admin/sprak/"), queries_of(client, url(need))) == first
