"""Files at every door: too large, of another kind, disguised, or packed to burst. Each is refused in words."""

import io
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook
from PIL import Image
from wagtail.documents.models import Document

from catalogue.uploads import check_upload
from images.models import CatalogueImage
from tests import records
from tests.catalogue.admin_user import sign_in
from tests.pages.html import text
from tests.workspace.team_room import manager, room

__all__ = ["room"]
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF"
HTML = b"<!DOCTYPE html><script>window.hit=1</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="hit()"/>'
EXE = b"MZ\x90\x00" + b"\0" * 200
KINDS = ("pdf", "docx", "xlsx", "odt", "txt", "csv")


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def sheet():
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def picture(kind="PNG", size=(20, 20)):
    out = io.BytesIO()
    Image.new("1" if kind == "PNG" else "RGB", size).save(out, kind)
    return out.getvalue()


def sent(name, content):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("a.PDF", PDF),
        ("a.xlsx", sheet()),
        ("a.docx", packed(word__document_xml="<x/>")),
        ("a.odt", packed(content_xml="<x/>")),
        ("a.txt", "Hej på dig".encode()),
        ("a.csv", b"namn;nummer\nA;1\n"),
    ],
)
def test_what_is_what_its_name_says_is_taken(name, content):
    file = sent(name, content)
    check_upload(file, KINDS)
    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.html", HTML, "slag som inte tas emot"),
        ("a.svg", SVG, "slag som inte tas emot"),
        ("a.pdf.exe", EXE, "slag som inte tas emot"),
        ("a", PDF, "slag som inte tas emot"),
        ("pdf", PDF, "slag som inte tas emot"),
        ("a.pdf", HTML, "heter .pdf men är något annat"),
        ("a.pdf", EXE, "heter .pdf men är något annat"),
        ("a.pdf", b"\0", "heter .pdf men är något annat"),
        ("a.txt", HTML, "heter .txt men är något annat"),
        ("a.csv", SVG, "heter .csv men är något annat"),
        ("a.txt", EXE, "heter .txt men är något annat"),
        ("a.txt", PDF, "heter .txt men är något annat"),
        ("a.xlsx", PDF, "heter .xlsx men är något annat"),
        ("a.xlsx", packed(word__document_xml="<x/>"), "heter .xlsx men är något annat"),
        ("a.docx", sheet(), "heter .docx men är något annat"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 50, "heter .docx men är något annat"),
        ("a.docx", packed(word__document_xml=b"0" * 100_000_001), "för stor när den packas upp"),
        ("a.pdf", PDF + b"\0" * 10_000_000, "Den får ha högst 10 MB"),
    ],
)
def test_what_is_not_is_refused_in_words(name, content, said):
    with pytest.raises(ValidationError, match=said):
        check_upload(sent(name, content), KINDS)


@pytest.fixture
def editor(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    records.site()
    return sign_in("kommunikator")


def said(response):
    return text(BeautifulSoup(response.content, "html.parser"))


@pytest.mark.parametrize(
    "address",
    [
        ("/admin/documents/add/", "file", "title"),
        ("/admin/documents/chooser/create/", "document-chooser-upload-file", "document-chooser-upload-title"),
    ],
)
def test_a_disguised_document_is_not_kept(editor, tmp_path, address):
    path, file, title = address
    for name, content in (("a.pdf", HTML), ("a.html", HTML), ("a.svg", SVG)):
        response = editor.post(path, {title: "En fil", file: sent(name, content)})
        assert response.status_code == 200, name
        shown = response.json()["htmlFragment"] if "chooser" in path else response.text
        assert "något annat" in shown or "inte tas emot" in shown or "inte tillåt" in shown, name
    assert not Document.objects.exists()
    assert list(tmp_path.rglob("*.*")) == []


def test_a_document_sent_with_many_others_is_not_kept_either(editor):
    ajax = {"headers": {"x-requested-with": "XMLHttpRequest"}}
    answer = editor.post("/admin/documents/multiple/add/", {"title": "a", "files[]": sent("a.pdf", HTML)}, **ajax)
    assert (answer.json()["success"], Document.objects.count()) == (False, 0)


def test_a_true_document_is_handed_over_as_a_file_and_run_by_nobody(editor):
    editor.post(
        "/admin/documents/add/", {"title": "En fil", "file": sent("a.docx", packed(word__document_xml="x"))}
    )
    document = Document.objects.get()
    response = Client().get(document.url)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", SVG),
        ("a.png", SVG),
        ("a.png", HTML),
        ("a.png", picture("JPEG")),
        ("a.jpg", PDF),
        ("a.bmp", picture("BMP")),
        ("stor.png", picture(size=(9000, 9000))),
    ],
)
def test_a_picture_that_is_none_or_far_too_large_is_not_kept(editor, name, content):
    response = editor.post("/admin/images/add/", {"title": "En bild", "file": sent(name, content)})
    assert response.status_code == 200
    assert not CatalogueImage.objects.exists()


def test_a_true_picture_is_kept(editor):
    editor.post("/admin/images/add/", {"title": "En bild", "file": sent("a.png", picture())})
    assert CatalogueImage.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", HTML, "heter .xlsx men är något annat"),
        ("a.xlf", EXE, "heter .xlf men är något annat"),
        ("a.docx", b"x", "slag som inte tas emot"),
        ("a.xlsx", b"x" * 5_000_001, "Den får ha högst 5 MB"),
    ],
)
def test_a_disguised_translation_is_refused(editor, name, content, words):
    response = editor.post("/admin/sprak/importera/", {"language": "fi", "file": sent(name, content)})
    assert words in said(response)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("ko.xlsx", HTML, "heter .xlsx men är något annat"),
        ("ko.html", HTML, "slag som inte tas emot"),
        ("ko.xlsx", b"x" * 1_000_001, "Den får ha högst 1 MB"),
    ],
)
def test_a_disguised_sheet_of_queues_is_refused(room, db, name, content, words):
    unit = records.ProviderFactory()
    response = manager(unit).post("/personal/laget/fil/", {"fil": sent(name, content)})
    assert response.status_code == 400
    assert words in said(response)


@pytest.mark.parametrize("path", ["/admin/documents/add/", "/admin/images/add/", "/personal/laget/fil/"])
def test_a_request_beyond_all_measure_is_refused_before_it_is_read(editor, path):
    response = editor.post(path, {"file": sent("a.pdf", b"\0" * 25_000_001)})
    assert response.status_code == 400
    assert "Filen är för stor" in said(response)


def test_the_server_fetches_nothing_that_an_editor_names(editor, monkeypatch):
    import socket

    monkeypatch.setattr(socket, "create_connection", lambda *args, **kwargs: pytest.fail("the server called out"))
    for url in ("http://127.0.0.1:9/", "https://www.youtube.com/watch?v=x", "file:///etc/passwd"):
        response = editor.post("/admin/embeds/chooser/upload/", {"embed-chooser-url": url})
        assert response.status_code == 200
        assert "root:" not in response.text
