"""Queue figures from a file: checked whole, shown first, saved whole or not at all."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from freezegun import freeze_time
from openpyxl import Workbook, load_workbook

from catalogue.exchange.queue_sheet import COLUMNS
from catalogue.models import QueueReport
from tests import records
from tests.pages.html import page, text
from tests.workspace.team_room import hidden_fields, manager, offering, room

__all__ = ["room"]
URL = "/personal/laget/fil/"
NEWER = "Ingen kö från beslut till start (2026-11-30)."
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def frozen(room):
    with freeze_time("2026-11-30 09:00"):
        yield


@pytest.fixture
def own():
    target = offering(records.ProviderFactory(name="=HYPERLINK(1)"))
    records.report(target, "2026-11-20", measure="start", wait_from=2, wait_to=3, unit="week")
    return target


def template(client):
    response = client.get(f"{URL}mall/")
    assert response.status_code == 200
    return load_workbook(BytesIO(response.content))


def fill(book, row=2, **values):
    sheet = book.worksheets[0]
    names = {"svar": "Svar", "fran": "Från", "till": "Till", "enhet": "Enhet", "datum": "Datum"}
    names |= {"nyckel": "Erbjudande", "version": "Ändra inte"}
    for name, value in values.items():
        sheet.cell(row, COLUMNS.index(names[name]) + 1).value = value
    return book


def send(client, book):
    content = book
    if isinstance(book, Workbook):
        file = BytesIO()
        book.save(file)
        content = file.getvalue()
    return client.post(URL, {"fil": SimpleUploadedFile("ko.xlsx", content)})


def problems(response):
    soup = BeautifulSoup(response.content, "html.parser")
    return [text(line) for line in soup.select("[role=alert] li")]


def confirm(client, preview):
    soup = BeautifulSoup(preview.content, "html.parser")
    return client.post(f"{URL}spara/", hidden_fields(soup.select_one("main form")))


def test_the_template_says_what_stands_there_now_and_names_are_no_formulas(own):
    sheet = template(manager(own.provider)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    figure = "2–3 veckor från beslut till start (2026-11-20)"
    mark = f"start//{own.queue_reports.get().pk}"
    assert rows[1] == (
        *(own.slug, "Komet", "=HYPERLINK(1)", "från beslut till start", figure),
        *(None, None, None, None, None, mark),
    )
    assert sheet["C2"].data_type == "s"


def test_the_preview_writes_nothing_and_the_button_saves_all(own):
    other = offering(own.provider, name="Repulse")
    client = manager(own.provider)
    book = fill(template(client), 2, svar="stämmer")
    fill(book, 3, svar="Lång kö", fran=5, till=6.0, enhet="veckor", datum="2026-11-28")
    preview = send(client, book)
    assert preview.status_code == 200
    soup = BeautifulSoup(preview.content, "html.parser")
    figure = "2–3 veckor från beslut till start"
    assert [[text(cell) for cell in row.select("td")[1:]] for row in soup.select("tbody tr")] == [
        [f"{figure} (2026-11-20)", f"{figure} (2026-11-30)"],
        ["–", "5–6 veckor (2026-11-28)"],
    ]
    assert QueueReport.objects.count() == 1
    done = confirm(client, preview)
    assert "2 köuppgifter är sparade" in done.content.decode()
    assert own.queue_reports.first().observed == "2026-11-30"
    report = other.queue_reports.get()
    assert (report.state, report.wait_from, report.wait_to, report.unit, report.observed) == (
        *("long", 5, 6, "week"),
        "2026-11-28",
    )
    assert report.reported_by == client.user


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"svar": "jättelång"}, "Svar: ”jättelång” går inte att läsa, välj ett svar ur listan."),
        ({"fran": 3, "enhet": "veckor"}, "Svar: välj ett svar ur listan."),
        ({"svar": "kö", "fran": 3}, "Enhet: skriv dagar, veckor eller månader."),
        ({"svar": "kö", "fran": "tre", "enhet": "dagar"}, "Från: ”tre” är inget helt tal mellan 0 och 999."),
        ({"svar": "kö", "fran": 2.5, "enhet": "dagar"}, "Från: ”2.5” är inget helt tal mellan 0 och 999."),
        ({"svar": "kö", "fran": -1, "enhet": "dagar"}, "Från: ”-1” är inget helt tal mellan 0 och 999."),
        ({"svar": "kö", "fran": 9, "till": 2, "enhet": "dagar"}, "Till: väntetiden står tvärtom: från 9 till 2."),
        (
            {"svar": "kö", "fran": 9, "enhet": "år"},
            "Enhet: ”år” går inte att läsa, skriv dagar, veckor eller månader.",
        ),
        ({"svar": "kö", "datum": "i går"}, "Datum: ”i går” är inget datum. Skriv som 2026-11-20."),
        ({"svar": "kö", "datum": "2026-12-01"}, "Datum: 2026-12-01 har inte varit än."),
        (
            {"svar": "stämmer", "till": 3, "enhet": "dagar"},
            "Från: den som svarar ”stämmer” skriver ingen ny väntetid.",
        ),
        ({"svar": "stämmer", "datum": "2026-11-01"}, "Datum: ”stämmer” gäller i dag. Lämna datumet tomt."),
        ({"svar": "kö", "nyckel": "finns-inte"}, "Erbjudande: det är inget erbjudande som du ansvarar för."),
        ({"svar": "kö", "version": "trams"}, "Ändra inte: kolumnen är ändrad. Hämta mallen igen."),
        ({"svar": "kö", "version": f"start//{'9' * 30}"}, "Ändra inte: kolumnen är ändrad. Hämta mallen igen."),
    ],
)
def test_what_is_wrong_is_named_with_row_and_column_and_nothing_is_saved(own, values, problem):
    offering(own.provider, name="Repulse")
    client = manager(own.provider)
    book = fill(template(client), 3, svar="ingen kö")
    response = send(client, fill(book, 2, **values))
    assert response.status_code == 400
    assert problems(response) == [f"Rad 2, kolumnen {problem}"]
    assert QueueReport.objects.count() == 1


def test_another_units_row_is_refused(own):
    foreign = offering(records.ProviderFactory(), name="Någon annans")
    client = manager(own.provider)
    response = send(client, fill(template(client), svar="full", nyckel=foreign.slug))
    assert problems(response) == ["Rad 2, kolumnen Svar: ”full” går inte att läsa, välj ett svar ur listan."]
    response = send(client, fill(template(client), svar="fullt", nyckel=foreign.slug))
    assert problems(response) == ["Rad 2, kolumnen Erbjudande: det är inget erbjudande som du ansvarar för."]
    assert not foreign.queue_reports.exists()


def test_the_same_row_twice_is_refused(own):
    client = manager(own.provider)
    book = fill(template(client), svar="fullt")
    sheet = book.worksheets[0]
    sheet.append([cell.value for cell in sheet[2]])
    assert problems(send(client, book)) == ["Rad 3, kolumnen Erbjudande: samma kö står redan på rad 2."]


def test_a_figure_that_came_after_the_template_is_not_overwritten(own):
    client = manager(own.provider)
    book = fill(template(client), svar="fullt")
    records.report(own, "2026-11-30", measure="start", state="none")
    response = send(client, book)
    assert problems(response) == [
        f"Rad 2, kolumnen Ändra inte: det finns en nyare uppgift: {NEWER} Hämta mallen igen."
    ]


def test_a_figure_that_came_after_the_preview_is_not_overwritten_and_nothing_is_saved(own):
    other = offering(own.provider, name="Repulse")
    client = manager(own.provider)
    book = fill(template(client), 2, svar="fullt")
    preview = send(client, fill(book, 3, svar="fullt"))
    records.report(own, "2026-11-30", measure="start", state="none")
    response = confirm(client, preview)
    assert response.status_code == 409
    assert problems(response) == [
        "Rad 2, kolumnen Svar: det finns en nyare uppgift: Ingen kö från beslut till start (2026-11-30)."
    ]
    assert not other.queue_reports.exists()


def test_a_preview_is_its_own_persons_and_holds_for_an_hour(own):
    client, other = manager(own.provider), manager(own.provider, name="kollega")
    preview = send(client, fill(template(client), svar="fullt"))
    assert problems(confirm(other, preview)) == [
        "Förhandsvisningen gäller inte längre. Inget är sparat. Skicka filen igen."
    ]
    with freeze_time("2026-11-30 10:00:01"):
        assert confirm(client, preview).status_code == 400
    assert client.post(f"{URL}spara/", {"rader": "trams"}).status_code == 400
    assert own.queue_reports.count() == 1


def bomb():
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 25_000_000)
    return file.getvalue()


def without_columns():
    file = BytesIO()
    Workbook().save(file)
    return file.getvalue()


UNREADABLE = "Filen heter .xlsx men är något annat, eller trasig."


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", UNREADABLE),
        (b"not a sheet", UNREADABLE),
        (b"PK\x03\x04 broken", UNREADABLE),
        (b"0" * 1_000_001, "Filen är för stor. Den får ha högst 1 MB."),
        (bomb(), "Filen är för stor när den packas upp."),
        (without_columns(), "Kolumner saknas: Erbjudande,"),
    ],
)
def test_a_file_that_is_no_sheet_of_ours_is_refused_in_words(own, content, problem):
    response = send(manager(own.provider), content)
    assert response.status_code == 400
    assert problems(response)[0].startswith(problem) or content == b""
    assert QueueReport.objects.count() == 1


def test_no_file_and_no_answer_are_refused(own):
    client = manager(own.provider)
    assert problems(client.post(URL)) == ["Välj en fil först."]
    assert problems(send(client, template(client))) == [
        "Ingen rad har ett svar. Fyll i kolumnen Svar på de rader som ska sparas."
    ]


def test_a_sheet_that_lies_about_its_size_is_read_row_by_row(own):
    client = manager(own.provider)
    book = fill(template(client), svar="fullt")
    for _ in range(2_005):
        book.worksheets[0].append([None] * 10)
    book.worksheets[0].cell(2_300, 1).value = "x"
    assert problems(send(client, book)) == ["Filen har fler än 2000 rader."]


def test_only_the_own_offerings_stand_in_the_template(own):
    offering(records.ProviderFactory(), name="Någon annans")
    rows = list(template(manager(own.provider)).worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [own.slug]
    assert page(manager(name="utan"), URL).select_one("h1")
