"""Editorial pages in other languages: made from Swedish, behind or not, approved, asked about at every door."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from catalogue.bulk import bulk_change
from catalogue.checks import somebody_has_read_what_a_machine_wrote
from catalogue.gate import may_go_live
from catalogue.models import HelpTopic
from catalogue.variants import State, anchors, slot, source_of
from pages.actions.make_site import contact_steps
from pages.models import EditorialPage, HomePage
from tests import records
from tests.catalogue.admin_user import fields, press, sign_in, words_of
from tests.pages.html import page, text
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

ASKED = "Ändrar det vad läsaren kan få eller ska göra?"
SWEDISH = [("heading", "Får jag ringa?"), ("text", "<p>Ja, du får ringa.</p>"), ("help_lines", ["barn"])]
ENGLISH = [("heading", "May I call?"), ("text", "<p>Yes, you may call.</p>"), ("help_lines", ["barn"])]


@pytest.fixture
def site():
    records.site()
    records.term(HelpTopic, "barn", "Du är barn")


def made(language, content, slug="sida", source=None, **values):
    home = HomePage.objects.get(locale__language_code=language)
    values = {"title": f"Sida {language}", "lead": f"Ingress {language}.", **values}
    if source is not None:
        values["translation_key"] = source.translation_key
    own = EditorialPage(slug=slug, locale=home.locale, content=content, **values)
    home.add_child(instance=own)
    if source is not None:
        own.slots = anchors(own, source, origin="machine", today=date(2026, 3, 1))
    own.save_revision().publish()
    return own


@pytest.fixture
def pages(site):
    """A Swedish page and a machine's English one, made from it on the first of March."""
    source = made("sv", SWEDISH)
    return source, made("en", ENGLISH, source=source)


def url(own):
    return reverse("wagtailadmin_pages:edit", args=[own.pk])


def state(own, name="content"):
    own.refresh_from_db()
    return slot(own, source_of(own), name).state


def sent(name, content):
    """A stream of blocks as the editor's browser sends it."""
    kinds = {
        "text": rich_text,
        "help_lines": lambda slugs: slugs[0],
        "steps": lambda rows: streamfield([("item", row) for row in rows]),
    }
    blocks = [(kind, kinds.get(kind, lambda value: value)(value)) for kind, value in content]
    return nested_form_data({name: streamfield(blocks)})


def change(own, button="action-publish", content=None, **values):
    client = sign_in("kommunikator")
    stream = sent(own.STREAM, content or (ENGLISH if own.locale.language_code == "en" else SWEDISH))
    return press(client, url(own), {**fields(client.get(url(own))), **stream, **values}, button)


def test_the_swedish_words_stand_beside_each_field_with_the_places_of_live_blocks(pages):
    soup = BeautifulSoup(sign_in("kommunikator").get(url(pages[1])).content, "html.parser")
    swedish = [text(found) for found in soup.select(".slot [lang=sv]")]
    assert swedish == ["Sida sv", "Ingress sv.", "Får jag ringa? Ja, du får ringa. [Hjälplinjer: barn]"]


def test_opening_and_saving_a_page_changes_nothing(pages):
    change(pages[1])
    change(pages[0])
    assert {state(pages[1], name) for name in ("title", "lead", "content")} == {State.MACHINE}


def test_changed_swedish_blocks_are_asked_about_and_make_just_that_passage_behind(pages):
    other = [SWEDISH[0], ("text", "<p>Nej, skriv.</p>"), SWEDISH[2]]
    response = change(pages[0], content=other)
    assert f"Svara på frågan ”{ASKED}” Ändrat: innehåll." in words_of(response)
    change(pages[0], matters="yes", content=other)
    assert state(pages[1]) == State.BEHIND
    assert state(pages[1], "lead") == State.MACHINE
    soup = BeautifulSoup(sign_in("kommunikator").get(url(pages[1])).content, "html.parser")
    assert [text(found) for found in soup.select(".slot__changes ins")] == ["Nej, skriv."]


def test_a_change_that_does_not_matter_leaves_the_variants(pages):
    change(pages[0], lead="En annan ingress.", matters="no")
    assert state(pages[1], "lead") == State.MACHINE
    draft = pages[1].get_latest_revision_as_object()
    assert draft.slots["lead"]["swedish"] == "En annan ingress."


def test_a_list_of_numbers_that_only_the_swedish_page_has_makes_the_variant_behind(pages):
    pages[0].content = [*SWEDISH, ("person", {"heading": "", "text": ""})]
    pages[0].save()
    assert state(pages[1]) == State.BEHIND


def test_approval_of_one_passage_and_of_all(pages):
    change(pages[1], "", approve="lead")
    change(pages[1])
    assert (state(pages[1], "lead"), state(pages[1], "content")) == (State.OK, State.MACHINE)
    change(pages[1], "", approve="all")
    change(pages[1])
    assert state(pages[1]) == State.OK


def test_a_copy_goes_live_when_every_passage_is_translated_or_approved(pages):
    finnish = pages[0].copy_for_translation(Locale.objects.get(language_code="fi"))
    assert "Det finns text som inte är översatt: ingress, innehåll." in words_of(change(finnish, title="Sivu"))
    assert not EditorialPage.objects.get(pk=finnish.pk).live
    change(finnish, title="Sivu", lead="Johdanto.", approve="content")
    assert EditorialPage.objects.get(pk=finnish.pk).live


def test_a_planned_draft_carries_its_answer(pages, client):
    at = timezone.localtime() + timedelta(days=1)
    change(pages[0], lead="Ny ingress.", matters="no", go_live_at=at.strftime("%Y-%m-%d %H:%M"))
    with freeze_time(timezone.now() + timedelta(days=2)):
        call_command("publish_scheduled")
    assert EditorialPage.objects.get(pk=pages[0].pk).lead == "Ny ingress."
    assert state(pages[1], "lead") == State.MACHINE


def test_readers_are_told_of_a_machine_and_of_what_is_behind(pages, client):
    said = text(page(client, "/en/sida/").main)
    assert said.count("A computer translated this text.") == 1
    assert "The Swedish text has changed" not in said
    EditorialPage.objects.filter(pk=pages[0].pk).update(lead="Något annat.")
    assert "This text is from 1 March 2026. The Swedish text has changed since then." in text(
        page(client, "/en/sida/").main
    )
    assert "dator" not in text(page(client, "/sida/").main)


def test_words_about_danger_that_nobody_has_read_are_kept_from_readers(pages, client):
    EditorialPage.objects.update(is_sensitive=True)
    variant = EditorialPage.objects.get(pk=pages[1].pk)
    assert "Läs och godkänn den innan den publiceras." in " ".join(may_go_live(variant, None))
    soup = page(client, "/en/sida/")
    assert (text(soup.h1), soup.h1["lang"]) == ("Sida sv", "sv")
    assert [found.id for found in somebody_has_read_what_a_machine_wrote(None)] == ["catalogue.E005"]
    with override_settings(DEMO=True):
        assert text(page(client, "/en/sida/").h1) == "Sida en"
    change(variant, "", approve="all")
    change(variant)
    assert text(page(client, "/en/sida/").h1) == "Sida en"
    assert somebody_has_read_what_a_machine_wrote(None) == []


def test_the_front_door_has_passages_too(site):
    source = HomePage.objects.get(locale__language_code="sv")
    variant = HomePage.objects.get(locale__language_code="en")
    assert state(variant, "question") == State.MACHINE
    assert ASKED in words_of(sign_in("kommunikator").get(url(source)))
    change(source, question="Vad har hänt?", matters="yes", content=contact_steps())
    assert (state(variant, "question"), state(variant, "contact_steps")) == (State.BEHIND, State.OK)


def test_pages_about_the_law_come_before_insatser_in_the_work_list(pages):
    EditorialPage.objects.update(is_legal=True)
    client = sign_in("kommunikator")
    soup = BeautifulSoup(client.get("/admin/sprak/?sprak=en").content, "html.parser")
    first = soup.select("table.listing")[1].select("tbody tr")[1]
    assert (
        text(first)
        == "Sida sv redaktionell sida English skriven av en maskin och inte granskad innehåll, ingress, rubrik"
    )
    assert first.a["href"] == url(pages[1])


def test_more_pages_ask_no_more_questions(pages):
    client = sign_in("kommunikator")
    first = queries_of(client, "/admin/sprak/")
    with bulk_change():
        for number in range(24):
            made("en", ENGLISH, slug=f"sida-{number}", source=made("sv", SWEDISH, slug=f"sida-{number}"))
    assert queries_of(client, "/admin/sprak/") == first
