"""Safety and law: what somebody in danger relies on is seen by two people before it is public."""

import pytest
from django.urls import reverse

from catalogue.gate import SAME_EYES, may_go_live
from catalogue.models import GlossaryTerm, HelpLine, HelpTopic, LegalText, Need, RouteGuide, SafetyText
from tests.catalogue.admin_user import fields, press, row, sign_in, user, words_of
from tests.records import site, term

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages():
    """Workflows of pages hang on the tree."""
    site()


def bris():
    return term(HelpLine, "bris", "Bris", number="116 111")


def edit(record):
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])


def number_of(record):
    return HelpLine.objects.get(pk=record.pk).number


def approval(record):
    state = record.current_workflow_task_state
    return reverse(record.snippet_viewset.get_url_name("workflow_action"), args=[record.pk, "approve", state.pk])


@pytest.mark.parametrize("username", ["kommunikator", "administrator"])
def test_nobody_publishes_a_line_alone_and_what_was_written_is_a_draft(username):
    line, editor = bris(), sign_in(username)
    response = press(editor, edit(line), {**fields(editor.get(edit(line))), "number": "020-11 22 33"})
    assert SAME_EYES in words_of(response)
    assert number_of(line) == "116 111"
    line.refresh_from_db()
    assert line.get_latest_revision_as_object().number == "020-11 22 33"


@pytest.mark.parametrize("model", [HelpLine, HelpTopic, SafetyText, LegalText, RouteGuide])
def test_each_kind_has_the_workflow_of_safety_and_law(model):
    sign_in("kommunikator")
    record = term(model, "ett-ord", number="1") if model is HelpLine else term(model, "ett-ord")
    assert record.get_workflow().name == "Säkerhet och lag"


def test_a_colleague_approves_and_the_new_number_is_public():
    line, editor, colleague = bris(), sign_in("kommunikator"), sign_in("administrator")
    press(editor, edit(line), {**fields(editor.get(edit(line))), "number": "020-11 22 33"}, "action-submit")
    response = colleague.post(approval(line), {"comment": ""}, follow=True)
    assert number_of(line) == "020-11 22 33", words_of(response)[:1500]


def test_the_writer_cannot_approve():
    line, editor = bris(), sign_in("kommunikator")
    press(editor, edit(line), {**fields(editor.get(edit(line))), "number": "020-11 22 33"}, "action-submit")
    response = editor.post(approval(line), {"comment": ""}, follow=True)
    assert SAME_EYES in words_of(response)
    assert number_of(line) == "116 111"


def test_a_colleague_who_changes_the_text_while_approving_has_become_a_writer():
    line, editor, colleague = bris(), sign_in("kommunikator"), sign_in("administrator")
    press(editor, edit(line), {**fields(editor.get(edit(line))), "number": "020-11 22 33"}, "action-submit")
    data = {**fields(colleague.get(edit(line))), "number": "020-99 99 99"}
    data["workflow-action-name"] = "approve"
    response = press(colleague, edit(line), data, "action-workflow-action")
    assert SAME_EYES in words_of(response)
    assert number_of(line) == "116 111"


def test_other_words_are_published_by_one(client):
    need, editor = term(Need, "oro", "Oro"), sign_in("kommunikator")
    press(editor, edit(need), {**fields(editor.get(edit(need))), "order": "7"})
    assert Need.objects.get(slug="oro").order == 7
    assert may_go_live(term(GlossaryTerm, "bistand"), user("kommunikator")) == []


def test_an_import_has_no_person_and_is_not_asked():
    line, editor = bris(), sign_in("kommunikator")
    press(editor, edit(line), {**fields(editor.get(edit(line))), "order": "3"}, "")
    line.refresh_from_db()
    assert may_go_live(line, None) == []


def test_a_line_needs_a_way_to_reach_it_and_a_safety_text_its_words():
    assert may_go_live(term(HelpLine, "tom"), None) == [
        "Hjälplinjen saknar nummer, sms, chatt och webbplats. Fyll i minst en."
    ]
    assert may_go_live(term(HelpLine, "chatt", chat_url="https://chatt.example/"), None) == []
    assert may_go_live(term(SafetyText, "fara-nu"), None) == ["Säkerhetstexten saknar text på svenska."]


def test_a_line_without_a_way_to_reach_it_is_refused_at_the_form():
    editor = sign_in("kommunikator")
    url = reverse(HelpLine.snippet_viewset.get_url_name("add"))
    data = row(fields(editor.get(url)), "words", language="sv", label="Ny linje", origin="human")
    response = press(editor, url, data)
    assert "Hjälplinjen saknar nummer" in words_of(response)
    assert not HelpLine.objects.filter(live=True).exists()
