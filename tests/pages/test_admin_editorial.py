"""Editors at the admin: every block on a page, previews, scheduling, review, and the door to the public."""

import html
import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from wagtail.blocks import Block
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from catalogue.gate import may_go_live
from catalogue.models import HelpTopic, LegalText, Need
from pages.models import EditorialPage, HomePage
from tests import records
from tests.catalogue.admin_user import fields, press, sign_in, words_of
from tests.pages.html import page, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    records.site()
    records.term(HelpTopic, "barn", "Du är barn")
    records.term(Need, "skola", "Skolan")
    records.term(LegalText, "tolv", "Från 12 år")


def home():
    return HomePage.objects.get(locale__language_code="sv")


def draft(**values):
    """A page that nobody has published."""
    made = EditorialPage(**{"title": "Ung", "slug": "sida", "locale": home().locale, "live": False, **values})
    home().add_child(instance=made)
    return made


def content(*blocks):
    """The stream of blocks as the editor's browser sends it."""
    return nested_form_data({"content": streamfield(list(blocks))})


def every_block():
    law = str(LegalText.objects.get().pk)
    return content(
        ("heading", "Får jag komma själv?"),
        ("text", rich_text("<p>Ja.</p>")),
        ("steps", streamfield([("item", {"heading": "Ring", "text": "Säg vad det gäller."})])),
        ("notice", {"heading": "Fara?", "text": "Ring 112.", "danger": "on"}),
        ("question", {"question": "Kostar det?", "answer": rich_text("<p>Nej.</p>")}),
        ("help_lines", "barn"),
        (
            "insatser",
            {
                "heading": "Stöd",
                "need": "skola",
                "target_group": "",
                "referrer": "",
                "limit": "3",
                "insatser": streamfield([]),
            },
        ),
        ("legal", law),
        ("person", {"heading": "Ring", "text": ""}),
        ("areas", {"heading": "Var", "text": ""}),
        ("links", streamfield([("item", {"page": "", "address": "/hjalp-nu/", "text": "Nummer"})])),
    )


def form(client, url, blocks):
    """The page's form with these blocks."""
    kept = {name: value for name, value in fields(client.get(url)).items() if not name.startswith("content")}
    return {**kept, **blocks}


def edit(made):
    return reverse("wagtailadmin_pages:edit", args=[made.pk])


def test_an_editor_makes_a_page_with_every_block_and_publishes_it(client):
    editor = sign_in("kommunikator")
    url = reverse("wagtailadmin_pages:add", args=["pages", "editorialpage", home().pk])
    data = {**form(editor, url, every_block()), "title": "Till dig som är ung", "slug": "sida", "lead": "Hej."}
    response = press(editor, url, data)
    made = EditorialPage.objects.get(slug="sida")
    assert made.live, words_of(response)[:2000]
    assert len(made.content) == 11
    soup = page(client, "/sida/")
    assert text(soup.select_one(".editorial h2")) == "Får jag komma själv?"
    assert soup.select_one(".editorial a[href='/hjalp-nu/']")


@pytest.mark.parametrize("slug", ["hitta-ratt", "sok", "ordlista", "lattlast", "ar", "admin"])
def test_the_name_of_a_fixed_address_is_refused(slug):
    editor = sign_in("kommunikator")
    url = reverse("wagtailadmin_pages:add", args=["pages", "editorialpage", home().pk])
    data = {**form(editor, url, content(("heading", "Hej"))), "title": "Hej", "slug": slug}
    assert f"Adressen /{slug}/ är upptagen av webbplatsen." in words_of(press(editor, url, data))
    assert not EditorialPage.objects.exists()


def test_an_unsaved_page_is_previewed_with_its_live_blocks():
    editor, made = sign_in("kommunikator"), draft()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[made.pk])
    assert editor.post(url, form(editor, edit(made), every_block())).json()["is_valid"]
    soup = page(editor, url)
    assert text(soup.h1) == "Ung"
    assert soup.select_one(".editorial form input[name=omrade]")
    assert not EditorialPage.objects.get().live


@pytest.mark.parametrize("kind", list(EditorialPage._meta.get_field("content").stream_block.child_blocks))
def test_every_block_has_a_swedish_name_a_place_and_a_preview_with_our_style(kind):
    block = EditorialPage._meta.get_field("content").stream_block.child_blocks[kind]
    assert block.label
    assert block.meta.group in ("Ord", "Levande innehåll")
    assert block.get_description()
    assert block.is_previewable
    assert block.definition_prefix in Block.definition_registry
    soup = page(sign_in("kommunikator"), reverse("wagtailadmin_block_preview"), id=block.definition_prefix)
    assert soup.select_one("link[href$='components.css']")
    assert soup.select_one(".editorial")
    if kind not in ("help_lines", "insatser"):
        assert text(soup.main)


def test_a_page_goes_live_at_its_time(client):
    editor, made = sign_in("kommunikator"), draft()
    at = timezone.localtime() + timedelta(days=1)
    data = {**form(editor, edit(made), every_block()), "go_live_at": at.strftime("%Y-%m-%d %H:%M")}
    press(editor, edit(made), data)
    page(client, "/sida/", status=404)
    with freeze_time(timezone.now() + timedelta(days=2)):
        call_command("publish_scheduled")
    page(client, "/sida/")


def test_a_page_is_published_when_a_colleague_approves_it(client):
    editor, colleague, made = sign_in("kommunikator"), sign_in("administrator"), draft()
    press(editor, edit(made), form(editor, edit(made), every_block()), "action-submit")
    made.refresh_from_db()
    assert made.current_workflow_state.workflow.name == "Granskning av text"
    approve = reverse(
        "wagtailadmin_pages:workflow_action", args=[made.pk, "approve", made.current_workflow_task_state.pk]
    )
    colleague.post(approve, {"comment": ""})
    page(client, "/sida/")


def test_approval_is_refused_with_the_reason_while_the_page_says_nothing(client):
    editor, colleague, made = sign_in("kommunikator"), sign_in("administrator"), draft()
    press(editor, edit(made), form(editor, edit(made), content()), "action-submit")
    made.refresh_from_db()
    approve = reverse(
        "wagtailadmin_pages:workflow_action", args=[made.pk, "approve", made.current_workflow_task_state.pk]
    )
    response = colleague.post(approve, {"comment": ""}, follow=True)
    assert "Kan inte godkännas än. Sidan har inget innehåll." in words_of(response)
    page(client, "/sida/", status=404)


@pytest.mark.parametrize("username", ["kommunikator", "administrator"])
def test_a_page_that_says_nothing_is_not_published_and_what_was_written_is_kept(client, username):
    editor, made = sign_in(username), draft()
    data = {**form(editor, edit(made), content(("text", rich_text("<p> </p>")))), "lead": "Ny inledning."}
    response = press(editor, edit(made), data)
    assert response.status_code == 200
    assert "Sidan har inget innehåll." in words_of(response)
    assert fields(response)["lead"] == "Ny inledning."
    page(client, "/sida/", status=404)


def test_a_live_block_alone_is_content_enough():
    assert may_go_live(draft(content=[("help_lines", ["barn"])]), None) == []
    assert may_go_live(draft(slug="tom"), None) == ["Sidan har inget innehåll."]


WRONG = [
    (("links", streamfield([("item", {"page": "", "address": "", "text": "x"})])), "Välj en sida eller skriv"),
    (("links", streamfield([("item", {"page": "", "address": "javascript:x", "text": "x"})])), "Börja med /"),
    (("links", streamfield([("item", {"page": "", "address": "/sok/", "text": ""})])), "Skriv vart länken leder"),
    (
        (
            "insatser",
            {
                "heading": "S",
                "need": "",
                "target_group": "",
                "referrer": "",
                "limit": "3",
                "insatser": streamfield([]),
            },
        ),
        "Välj ett urval eller insatser för hand",
    ),
]


@pytest.mark.parametrize(("block", "said"), WRONG)
def test_a_block_that_leads_nowhere_is_refused_in_swedish(block, said):
    editor, made = sign_in("kommunikator"), draft()
    response = press(editor, edit(made), form(editor, edit(made), content(block)))
    # Errors of a block travel as JSON inside an attribute.
    assert json.dumps(said)[1:-1] in html.unescape(response.content.decode())
    assert not EditorialPage.objects.get().live
