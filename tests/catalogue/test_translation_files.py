"""A translation agency gets files and sends them back: whole, or refused row by row with nothing changed."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from catalogue.actions.export_translations import units_to_translate
from catalogue.actions.import_translations import import_translations
from catalogue.exchange.same_markup import markup_faults
from catalogue.exchange.translation_files import UnreadableFile, as_xliff, as_xlsx, read_units
from catalogue.models import InsatsPage, Situation
from catalogue.variants import State, anchor, slot, source_of
from tests.catalogue.admin_user import sign_in, words_of
from tests.records import InsatsFactory, site, words

pytestmark = pytest.mark.django_db
TITLE, SUMMARY, BODY = "Kurs", "=Du får en kurs.", "<p>Vi <b>lyssnar</b>.</p>"


@pytest.fixture
def source():
    """A Swedish page without a Finnish one."""
    site()
    page = words(InsatsFactory(slug="komet"), title=TITLE, summary=SUMMARY, body=BODY)
    page.situations = [Situation(speaker="foralder", text="Vi bråkar.")]
    page.save()
    return page


def translated(source, **targets):
    """The exported units as they come back, filled in."""
    given = {
        "title": "Kurssi",
        "summary": "Saat kurssin.",
        "body": "<p>Me <b>kuuntelemme</b>.</p>",
        "situations": "foralder: Riitelemme.",
        **targets,
    }
    units = units_to_translate("fi", part="insatser")
    return [type(unit)(**{**vars(unit), "target": given[unit.slot], "row": n}) for n, unit in enumerate(units, 2)]


def draft():
    return InsatsPage.objects.get(locale__language_code="fi").get_latest_revision_as_object()


@pytest.mark.parametrize(("write", "name"), [(as_xlsx, "a.xlsx"), (as_xliff, "a.xlf")])
def test_what_is_written_is_read_back_the_same(source, write, name):
    units = translated(source)
    read, problems = read_units(write(units, "fi"), name, "fi")
    assert problems == []
    assert [(unit.id, unit.target) for unit in read] == [(unit.id, unit.target) for unit in units]


def test_a_text_that_looks_like_a_formula_stays_a_text(source):
    sheet = load_workbook(io.BytesIO(as_xlsx(units_to_translate("fi", part="insatser"), "fi"))).active
    assert (sheet["B3"].value, sheet["B3"].data_type) == (SUMMARY, "s")


def test_an_import_makes_a_draft_that_nobody_has_approved(source):
    outcome = import_translations(translated(source), "fi")
    assert (outcome.owners, outcome.passages, outcome.problems) == (1, 4, [])
    page = draft()
    assert not InsatsPage.objects.get(locale__language_code="fi").live
    assert (page.title, page.body) == ("Kurssi", "<p>Me <b>kuuntelemme</b>.</p>")
    assert [(row.speaker, row.text) for row in page.situations.all()] == [("foralder", "Riitelemme.")]
    assert {slot(page, source_of(page), name).state for name in ("title", "body", "situations")} == {
        State.UNREVIEWED
    }
    assert page.slots["title"]["origin"] == "human"


def test_rows_without_a_translation_are_left_alone(source):
    outcome = import_translations(translated(source, title="", situations=""), "fi")
    assert (outcome.passages, outcome.empty) == (2, 2)
    assert slot(draft(), source, "title").state == State.UNTRANSLATED


def test_only_what_is_missing_or_behind_is_exported(source):
    made = {
        name: anchor(source.slot_text(name), origin="human", today=date(2026, 3, 1))
        for name in ("title", "summary", "body", "situations")
    }
    made["summary"] = anchor("Du får något.", origin="human", today=date(2026, 3, 1))
    page = words(source.insats, "fi", slots=made)
    page.situations = [Situation(speaker="foralder", text="Riitelemme.")]
    page.save()
    units = units_to_translate("fi", part="insatser")
    assert [(unit.slot, unit.before, unit.target) for unit in units] == [
        ("summary", "Du får något.", "En mening.")
    ]
    assert len(units_to_translate("fi", everything=True, part="insatser")) == 4


REFUSED = [
    ({"body": "<p>Me <i>kuuntelemme</i>.</p>"}, "taggen <i> får inte finnas i texten"),
    ({"body": "<p>Me kuuntelemme."}, "taggen <p> stängs inte"),
    ({"body": '<p>Me <a href="javascript:x">k</a>.</p>'}, "länkarna är inte desamma som på svenska"),
    ({"body": '<p onclick="x">Me</p>'}, "taggen <p> får inte ha egenskaper"),
    ({"title": "<b>Kurssi</b>"}, "texten får inte ha taggar"),
    ({"summary": "x" * 161}, "texten har 161 tecken. Den får ha högst 160"),
    ({"situations": "Riitelemme."}, "ska börja med vem som säger den"),
    ({"title": "Kurssi {namn}"}, "platshållare inom klamrar"),
]


@pytest.mark.parametrize(("targets", "reason"), REFUSED)
def test_one_broken_row_refuses_the_whole_file(source, targets, reason):
    outcome = import_translations(translated(source, **targets), "fi")
    assert len(outcome.problems) == 1
    assert reason in outcome.problems[0]
    assert outcome.problems[0].startswith("Rad ")
    assert not InsatsPage.objects.filter(locale__language_code="fi").exists()


def test_a_translation_of_older_swedish_is_refused(source):
    units = translated(source)
    source.summary = "Du får två kurser."
    source.save()
    problems = import_translations(units, "fi").problems
    assert problems == [
        "Rad 3 (komet, summary): svenskan har ändrats sedan filen skapades. Exportera texten igen."
    ]


def test_unknown_ids_and_rows_given_twice_are_refused(source):
    units = translated(source)
    stranger = type(units[0])("okand", "title", "0" * 16, target="X", row=9)
    assert import_translations([stranger], "fi").problems == ["Rad 9 (okand, title): det finns ingen sådan text."]
    assert len(import_translations([units[0], units[0]], "fi").problems) == 1


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"><file target-language="fi">&b;</file></xliff>'
)


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (BOMB.encode(), "a.xlf", "DTD"),
        (BOMB.encode("utf-16"), "a.xlf", "DTD"),
        (b"<xliff", "a.xlf", "går inte att läsa som XLIFF"),
        (b"<html/>", "a.xliff", "på språket fi"),
        (b"PK not a zip", "a.xlsx", "går inte att läsa som XLSX"),
        (b"", "a.xlsx", "går inte att läsa som XLSX"),
        (b"x" * 5_000_001, "a.xlsx", "för stor"),
        (b"hej", "a.docx", "Välj en fil som slutar på"),
    ],
)
def test_hostile_and_broken_files_are_refused_in_words(content, name, reason):
    with pytest.raises(UnreadableFile, match=reason):
        read_units(content, name, "fi")


def test_a_file_that_unpacks_to_something_huge_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 51_000_000)
    with pytest.raises(UnreadableFile, match="när den packas upp"):
        read_units(out.getvalue(), "a.xlsx", "fi")


def test_a_sheet_in_another_language_is_refused():
    with pytest.raises(UnreadableFile, match="saknar kolumnen id eller fi"):
        read_units(as_xlsx([], "so"), "a.xlsx", "fi")


def test_links_and_lists_may_stay():
    swedish = '<p>Se <a href="https://a.example">sidan</a>.</p><ul><li>Ett<br/>två</li></ul>'
    assert markup_faults(swedish, swedish.replace("Se", "Katso"), is_rich=True) == []


def test_an_editor_exports_and_brings_the_file_back(source):
    client = sign_in("kommunikator")
    response = client.get("/admin/sprak/exportera/?sprak=fi&format=xlsx&vad=insatser")
    assert response["Content-Disposition"] == 'attachment; filename="insatser-fi.xlsx"'
    book = load_workbook(io.BytesIO(response.content))
    assert [row[0].value for row in book["fi"].iter_rows(min_row=2)] == [
        u.id for u in units_to_translate("fi", part="insatser")
    ]
    book["fi"]["E2"] = "Kurssi"
    out = io.BytesIO()
    book.save(out)
    said = words_of(upload(client, out.getvalue()))
    assert "1 texter lades in som utkast på 1 sidor och poster" in said
    assert draft().title == "Kurssi"


def upload(client, content, name="a.xlsx"):
    file = SimpleUploadedFile(name, content)
    return client.post("/admin/sprak/importera/", {"language": "fi", "file": file}, follow=True)


def test_refused_rows_are_listed_for_the_editor(source):
    book = Workbook()
    book.active.append(["id", "fi"])
    book.active.append(["nonsens", "X"])
    out = io.BytesIO()
    book.save(out)
    said = words_of(upload(sign_in("kommunikator"), out.getvalue()))
    assert "Ingenting är ändrat" in said
    assert "Rad 2: ”nonsens” är inget id härifrån." in said
    assert "Filen är av ett slag som inte tas emot. Välj en av: xlsx, xlf, xliff." in words_of(
        upload(sign_in("kommunikator"), b"x", "a.exe")
    )


def test_only_those_who_write_words_may(source):
    client = sign_in("socialsekreterare")
    assert client.get("/admin/sprak/exportera/?sprak=fi").status_code in (302, 403)
    upload(client, as_xlsx(translated(source), "fi"))
    assert not InsatsPage.objects.filter(locale__language_code="fi").exists()
