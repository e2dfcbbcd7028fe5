"""Pages from files: made once, linked to each other, and a fault that names its file and block."""

import pytest

from catalogue.models import HelpTopic, Insats, LegalText, Need
from pages.actions.load_pages import load_pages
from pages.actions.page_files import BrokenPages
from pages.models import EditorialPage
from tests import records
from tests.pages.html import page, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return records.site()


@pytest.fixture
def write(tmp_path):
    """Put a page file in its language's folder."""

    def put(slug, content="", *, language="sv", head="title: En sida"):
        folder = tmp_path / language
        folder.mkdir(exist_ok=True)
        (folder / f"{slug}.yaml").write_text(f"{head}\ncontent:\n{content}", encoding="utf-8")
        return tmp_path

    return put


ALL_KINDS = """
  - heading: Rubrik
  - text: Ett stycke.
  - steps:
      - {heading: Ring, text: Säg vad det gäller.}
  - notice: {heading: "Fara?", text: "Ring 112.", danger: true}
  - question: {question: "Kostar det?", answer: "Nej."}
  - help_lines: [barn]
  - insatser: {heading: Stöd, need: skola, limit: 3}
  - insatser: {heading: Valda, insatser: [komet]}
  - legal: tolv
  - person: {heading: Ring}
  - areas: {heading: Var}
  - links:
      - {page: senare, text: Läs mer}
      - {page: /hjalp-nu/, text: Nummer}
"""


@pytest.fixture
def catalogue():
    records.term(HelpTopic, "barn")
    records.term(Need, "skola")
    records.InsatsFactory(slug="komet")
    records.term(LegalText, "tolv", "Från 12 år")


def test_every_kind_of_block_is_loaded_and_shown(client, write, catalogue):
    head = "title: Sida\nlead: Inledning.\nsensitive: true\nlegal: true\nmenu: true"
    write("forst", ALL_KINDS, head=head)
    assert load_pages(write("senare", "  - text: Text.")) == 2
    made = EditorialPage.objects.get(slug="forst")
    assert (made.live, made.is_sensitive, made.is_legal, made.show_in_menus) == (True, True, True, True)
    assert made.search_description == "Inledning."
    kinds = [block.block_type for block in made.content]
    assert kinds == [
        *("heading", "text", "steps", "notice", "question", "help_lines", "insatser", "insatser", "legal"),
        *("person", "areas", "links"),
    ]
    assert list(made.content[7].value["insatser"]) == [Insats.objects.get(slug="komet")]
    soup = page(client, "/forst/")
    assert [a["href"] for a in soup.select(".editorial .on-page a")][-2:] == ["/senare/", "/hjalp-nu/"]
    assert "Från 12 år" in text(soup.select_one(".editorial"))


def test_what_an_editor_has_changed_stays_and_a_second_time_makes_nothing(write, catalogue):
    folder = write("sida", "  - heading: Rubrik")
    assert load_pages(folder) == 1
    made = EditorialPage.objects.get()
    made.title = "Redaktörens rubrik"
    made.save_revision().publish()
    write("sida", "  - heading: En ny rubrik")
    assert load_pages(folder) == 0
    assert EditorialPage.objects.get().title == "Redaktörens rubrik"


def test_a_page_in_another_language_is_the_translation_of_the_swedish_one(write):
    write("sida", "  - heading: Heading", language="en")
    load_pages(write("sida", "  - heading: Rubrik"))
    keys = set(EditorialPage.objects.values_list("translation_key", flat=True))
    assert (EditorialPage.objects.count(), len(keys)) == (2, 1)


FAULTS = [
    ("  - rubrik: Hej", "sv/sida.yaml, block 1 (rubrik): okänd sort."),
    ("  - heading: Hej\n  - notice: {heading: Hej}", "sv/sida.yaml, block 2 (notice): saknar text."),
    ("  - notice: {heading: H, text: T, farg: röd}", "sv/sida.yaml, block 1 (notice): okänd nyckel farg."),
    ("  - question: Hej", "sv/sida.yaml, block 1 (question): ska ha nycklarna answer, question."),
    ("  - steps:\n      - {heading: Ring}", "sv/sida.yaml, block 1 (steps): saknar text."),
    ("  - help_lines: [fel]", "(help_lines): katalogen saknar ämne för hjälp nu ”fel”."),
    ("  - help_lines: barn", "(help_lines): ska vara en lista."),
    ("  - insatser: {heading: H, need: fel}", "(insatser): katalogen saknar behov ”fel”."),
    ("  - insatser: {heading: H}", "(insatser): ska ha antingen insatser eller ett urval"),
    ("  - insatser: {heading: H, need: skola, limit: 13}", "(insatser): limit ska vara ett tal från 1 till 12."),
    ("  - legal: fel", "(legal): katalogen saknar rättslig text ”fel”."),
    ("  - links:\n      - {page: fel, text: Läs}", "(links): det finns ingen sida ”fel”."),
    ("  - links:\n      - {page: /hjalp-nu/}", "(links): länken till /hjalp-nu/ saknar text."),
    ("  - heading: A\n    text: B", "sv/sida.yaml, block 1: ska vara en enda nyckel"),
    ("  - heading: [a, b]", "sv/sida.yaml, block 1 (heading): ska vara text."),
    ("  - text: {a: b", "sv/sida.yaml: filen går inte att läsa som YAML."),
]


@pytest.mark.parametrize(("content", "said"), FAULTS)
def test_a_fault_names_the_file_and_the_block_and_changes_nothing(write, catalogue, content, said):
    write("hel", "  - heading: Rubrik")
    with pytest.raises(BrokenPages) as broken:
        load_pages(write("sida", content))
    assert said in str(broken.value)
    assert not EditorialPage.objects.exists()


def test_a_key_of_the_page_that_nobody_knows_and_a_missing_title_are_named(write):
    write("utan", head="lead: Hej")
    with pytest.raises(BrokenPages) as broken:
        load_pages(write("sida", head="title: Hej\nkansligt: true"))
    assert "sv/utan.yaml: sidan saknar rubrik (title)." in broken.value.faults
    assert any(fault.startswith("sv/sida.yaml: okänd nyckel kansligt.") for fault in broken.value.faults)
