"""A translation agency gets editorial pages and words off the pages too, and sends them back in one file."""

import pytest

from catalogue.actions.export_translations import units_to_translate
from catalogue.actions.import_translations import import_translations
from catalogue.exchange.translation_files import as_xliff, as_xlsx, read_units
from catalogue.models import HelpTopic, Need, ProviderWords
from catalogue.models.term import NeedWords
from catalogue.variants import State, slot, source_of
from pages.models import EditorialPage, HomePage
from tests import records
from tests.catalogue.admin_user import sign_in
from tests.pages.test_editorial_variants import made

pytestmark = pytest.mark.django_db
CONTENT = [
    ("heading", "Får jag ringa?"),
    ("text", "<p>Ja, du får <b>ringa</b>.</p>"),
    ("help_lines", ["barn"]),
    ("steps", [{"heading": "Ring", "text": "Säg vad det gäller."}, {"heading": "Vänta", "text": "De ringer."}]),
]


@pytest.fixture
def need():
    """A need with Swedish words only."""
    own = Need(slug="skola")
    own.words = [NeedWords(language="sv", label="Skolan", explanation="Det är svårt i skolan.")]
    own.save()
    own.save_revision().publish()
    return own


@pytest.fixture
def source(need):
    """A Swedish page with words and live blocks, and a page that it links to."""
    records.site()
    records.term(HelpTopic, "barn", "Du är barn")
    other = made("sv", CONTENT[:2], slug="annan")
    made("fi", CONTENT[:2], slug="annan", source=other)
    links = (
        "links",
        [{"page": other, "address": "", "text": "Läs mer"}, {"page": None, "address": "/sok/", "text": "Sök"}],
    )
    return made("sv", [*CONTENT, links], slug="sida")


def filled(units, **targets):
    """The units as they come back: the Swedish text with a mark, or what is given for one of them."""
    return [
        type(unit)(
            **{**vars(unit), "target": targets.get(unit.slot, unit.swedish.replace("a", "ä")), "row": number}
        )
        for number, unit in enumerate(units, 2)
    ]


def sent(slug, part, **targets):
    return filled([unit for unit in units_to_translate("fi", part=part) if unit.slug == slug], **targets)


def draft(model, **values):
    return model.objects.get(**values).get_latest_revision_as_object()


def test_each_text_of_each_block_has_an_id_of_its_own(source):
    units = [unit for unit in units_to_translate("fi", part="sidor") if unit.slug == "sida"]
    assert [unit.id.split("@")[0] for unit in units] == [
        "sida:sida/title",
        "sida:sida/lead",
        *(
            f"sida:sida/content.{path}"
            for path in ("0", "1", "3.0.heading", "3.0.text", "3.1.heading", "3.1.text")
        ),
        *(f"sida:sida/content.4.{number}.text" for number in (0, 1)),
    ]


@pytest.mark.parametrize(("write", "name"), [(as_xlsx, "a.xlsx"), (as_xliff, "a.xlf")])
def test_pages_and_words_go_out_in_one_file_and_come_back_the_same(source, write, name):
    units = filled(units_to_translate("fi"))
    assert {unit.kind for unit in units} == {"sida", "need", "help_topic"}
    read, problems = read_units(write(units, "fi"), name, "fi")
    assert problems == []
    assert [(unit.id, unit.target) for unit in read] == [(unit.id, unit.target) for unit in units]


def test_an_editorial_page_comes_back_as_a_draft_with_the_same_live_blocks(source):
    outcome = import_translations(sent("sida", "sidor"), "fi", user=None)
    assert (outcome.owners, outcome.passages, outcome.problems) == (1, 10, [])
    page = draft(EditorialPage, slug="sida", locale__language_code="fi")
    assert not page.live
    assert [block.block_type for block in page.content] == ["heading", "text", "help_lines", "steps", "links"]
    assert str(page.content[0].value) == "Får jäg ringä?"
    assert page.content[1].value.source == "<p>Jä, du får <b>ringä</b>.</p>"
    assert page.content[2].value == ["barn"]
    assert [row["heading"] for row in page.content[3].value] == ["Ring", "Väntä"]
    finnish = EditorialPage.objects.get(slug="annan", locale__language_code="fi")
    assert [(row["page"], row["address"]) for row in page.content[4].value] == [(finnish, ""), (None, "/sok/")]
    assert {slot(page, source_of(page), name).state for name in ("title", "lead", "content")} == {State.UNREVIEWED}


def test_half_a_page_is_refused(source):
    units = sent("sida", "sidor", **{"content.1": ""})
    assert import_translations(units, "fi").problems == [
        "Rad 4 (sida, content.0): sidans innehåll är en text. Översätt alla delar av det."
    ]
    assert not EditorialPage.objects.filter(slug="sida", locale__language_code="fi").exists()


@pytest.mark.parametrize(
    ("targets", "reason"),
    [
        ({"content.1": "<p>Jä, <i>ringä</i>.</p>"}, "taggen <i> får inte finnas i texten"),
        ({"content.0": "<b>Rubrik</b>"}, "texten får inte ha taggar"),
        ({"label": "x" * 121}, "texten har 121 tecken. Den får ha högst 120"),
        ({"label": ""}, "en ny rad med ord behöver också namn"),
    ],
)
def test_one_broken_row_refuses_pages_and_words_alike(source, targets, reason):
    outcome = import_translations(filled(units_to_translate("fi"), **targets), "fi")
    assert any(reason in problem for problem in outcome.problems), outcome.problems
    assert not EditorialPage.objects.filter(slug="sida", locale__language_code="fi").exists()
    assert draft(Need, slug="skola").words.count() == 1


def test_older_swedish_is_refused_for_pages_and_words(source, need):
    units = filled(units_to_translate("fi"))
    source.content = [("heading", "Får jag komma?"), *CONTENT[1:]]
    source.save()
    NeedWords.objects.update(label="Skolgången")
    problems = import_translations(units, "fi").problems
    assert sum("svenskan har ändrats sedan filen skapades" in problem for problem in problems) == 2
    assert sum("det finns ingen sådan text" in problem for problem in problems) == 2


def test_words_come_back_as_a_draft_that_nobody_has_approved(source, need):
    import_translations(sent("skola", "ord"), "fi")
    assert not NeedWords.objects.filter(language="fi").exists()
    row = next(row for row in draft(Need, slug="skola").words.all() if row.language == "fi")
    assert (row.label, row.origin, row.reviewed_on) == ("Skolän", "human", None)
    assert row.made_from == {"label": "Skolan", "explanation": "Det är svårt i skolan."}
    assert not [unit for unit in units_to_translate("fi", part="ord") if unit.slug == "skola"]


def test_a_units_presentation_goes_out_only_when_everything_is_asked_for(source):
    unit = records.ProviderFactory(slug="enhet")
    unit.words = [ProviderWords(language="sv", presentation="Vi hjälper.")]
    unit.save()
    assert "enhet" not in {unit.slug for unit in units_to_translate("fi")}
    assert "enhet" in {unit.slug for unit in units_to_translate("fi", everything=True)}


def test_a_front_door_is_exported_with_its_steps(source):
    HomePage.objects.filter(locale__language_code="fi").update(question="", slots={})
    units = [unit for unit in units_to_translate("fi") if unit.kind == "startsida"]
    assert "Vad är svårt just nu?" in {unit.swedish for unit in units}


def test_the_part_to_send_out_is_chosen(source):
    client = sign_in("kommunikator")
    response = client.get("/admin/sprak/exportera/?sprak=fi&format=xlf&vad=ord")
    assert response["Content-Disposition"] == 'attachment; filename="ord-fi.xlf"'
    assert b"need:skola/label@" in response.content
    assert b"sida:sida" not in response.content
    assert client.get("/admin/sprak/exportera/?sprak=fi&vad=nonsens").status_code == 302
