"""Loading catalogue files: all or nothing, each fault named with file, row and field, editors' changes kept."""

from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation
from openpyxl import Workbook
from wagtail.models import ModelLogEntry

from catalogue.actions.load_catalogue import load_catalogue
from catalogue.models import Area, InsatsPage, Need, Offering, Provider, QueueReport
from pages.actions.make_site import make_site
from search import index
from tests.catalogue.admin_user import sign_in

pytestmark = pytest.mark.django_db

CATALOGUE = {
    "terms.yaml": {"kind": "need", "records": [{"slug": "skolfranvaro"}]},
    "categories.yaml": {"kind": "category", "records": [{"slug": "skola"}]},
    "labels.yaml": {"kind": "need", "language": "sv", "words": {"skolfranvaro": {"label": "Skolan"}}},
    "areas.yaml": {
        "kind": "area",
        "records": [
            {"slug": "stockholm", "name": "Stockholm", "level": "municipality"},
            {
                "slug": "farsta",
                "name": "Farsta",
                "level": "district",
                "parent": "stockholm",
                "aliases": ["Sköndal"],
            },
        ],
    },
    "providers.yaml": {
        "kind": "provider",
        "records": [{"slug": "teamet", "name": "Teamet", "catchment": ["farsta"], "contacts": []}],
    },
    "insatser.yaml": {
        "kind": "insats",
        "records": [
            {
                "slug": "team",
                "name": "Skolteam",
                "category": "skola",
                "needs": ["skolfranvaro"],
                "age_min": 7,
                "age_max": 16,
            }
        ],
    },
    "offerings.yaml": {
        "kind": "offering",
        "records": [
            {
                "slug": "team--farsta",
                "insats": "team",
                "provider": "teamet",
                "area": "farsta",
                "route": "ring",
                "decision_needed": "no",
                "internal_notes": ["Sägs i intervjun."],
            }
        ],
    },
    "queue.yaml": {
        "kind": "queue_report",
        "records": [
            {
                "slug": "ko",
                "offering": "team--farsta",
                "state": "queue",
                "wait_from": 2,
                "wait_to": 3,
                "unit": "week",
                "observed": "2018-12",
            }
        ],
    },
}
WORDS = {
    "insats": "team",
    "title": "Hjälp att komma tillbaka till skolan",
    "summary": "Någon träffar er och gör en plan.",
    "body": "Första stycket.\n\nAndra stycket <b>med tecken</b>.",
    "situations": [{"speaker": "foralder", "text": "Han går inte upp."}],
    "other_names": ["Skolteamet"],
    "search_words": ["hemmasittare", "skolk"],
}


def write(folder: Path, **changed: object) -> Path:
    """The small catalogue as files, with some files changed."""
    for name, content in {**CATALOGUE, **changed}.items():
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    words = folder / "words" / "sv"
    words.mkdir(parents=True, exist_ok=True)
    (words / "team.yaml").write_text(yaml.safe_dump(WORDS, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.fixture
def site():
    return make_site(hostname="testserver", port=80)


def with_offering(**values: object) -> dict[str, object]:
    record = {**CATALOGUE["offerings.yaml"]["records"][0], **values}
    return {"kind": "offering", "records": [record]}


def test_a_catalogue_of_files_becomes_records(site, tmp_path):
    outcome = load_catalogue([write(tmp_path)])
    assert outcome.problems == []
    offering = Offering.objects.get(slug="team--farsta")
    assert (offering.insats.slug, offering.provider.slug, offering.area.slug) == ("team", "teamet", "farsta")
    assert offering.route == "ring"
    assert [note.text for note in offering.internal_notes.all()] == ["Sägs i intervjun."]
    assert list(Provider.objects.get().catchment.values_list("slug", flat=True)) == ["farsta"]
    assert [alias.name for alias in Area.objects.get(slug="farsta").aliases.all()] == ["Sköndal"]
    assert QueueReport.objects.get().days == 21
    with translation.override("sv"):
        assert str(Need.objects.get().label) == "Skolan"


def test_words_become_a_live_page_with_safe_markup(site, tmp_path):
    load_catalogue([write(tmp_path)])
    page = InsatsPage.objects.get()
    assert page.live
    assert page.slug == "team"
    assert page.body == "<p>Första stycket.</p><p>Andra stycket &lt;b&gt;med tecken&lt;/b&gt;.</p>"
    assert page.search_word_list == ["hemmasittare", "skolk"]
    assert [(row.speaker, row.text) for row in page.situations.all()] == [("foralder", "Han går inte upp.")]


def test_loading_twice_changes_nothing(site, tmp_path):
    load_catalogue([write(tmp_path)])
    before = list(ModelLogEntry.objects.values_list("pk", flat=True))
    outcome = load_catalogue([tmp_path])
    assert sum(outcome.created.values()) == sum(outcome.updated.values()) == 0
    assert outcome.unchanged["offering"] == 1
    assert list(ModelLogEntry.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"insats": "finns-inte"}, "insats", "finns-inte finns inte bland insats"),
        ({"route": "flyg"}, "route", "flyg"),
        ({"rutt": "ring"}, "rutt", "okänt fält för offering"),
        ({"decision_needed": True}, "decision_needed", "citattecken"),
        ({"age_min": 18, "age_max": 7}, "age_max", "tvärtom"),
        ({"age_min": -3}, "age_min", "0"),
        ({"referrers": "skola"}, "referrers", "lista"),
        ({"referrers": [None]}, "referrers", "tomt värde"),
        ({"route": "kom", "decision_needed": "yes"}, "decision_needed", "inget beslut"),
        ({"internal_notes": [{"name": "x"}]}, "internal_notes", "okänt fält"),
    ],
)
def test_a_fault_is_named_and_nothing_is_written(site, tmp_path, values, field, message):
    outcome = load_catalogue([write(tmp_path, **{"offerings.yaml": with_offering(**values)})])
    assert [problem.field for problem in outcome.problems] == [field]
    problem = outcome.problems[0]
    assert problem.file.endswith("offerings.yaml")
    assert problem.row > 0
    assert message in problem.message
    assert not Offering.objects.exists()
    assert not Area.objects.exists()
    assert not InsatsPage.objects.exists()


def test_the_same_offering_twice_is_refused(site, tmp_path):
    twin = {**CATALOGUE["offerings.yaml"]["records"][0], "slug": "team--farsta--igen"}
    both = {"kind": "offering", "records": [CATALOGUE["offerings.yaml"]["records"][0], twin]}
    outcome = load_catalogue([write(tmp_path, **{"offerings.yaml": both})])
    assert "finns redan" in outcome.problems[0].message
    assert not Offering.objects.exists()


def test_a_key_given_twice_is_refused_with_its_row(site, tmp_path):
    write(tmp_path)
    (tmp_path / "areas.yaml").write_text("kind: area\nrecords:\n  - slug: a\n    name: A\n    name: B\n", "utf-8")
    outcome = load_catalogue([tmp_path])
    assert any(p.row == 5 and "name står två gånger" in p.message for p in outcome.problems)
    assert not Provider.objects.exists()


def test_a_record_given_twice_is_refused(site, tmp_path):
    outcome = load_catalogue([write(tmp_path, **{"more.yaml": CATALOGUE["areas.yaml"]})])
    assert any("står redan i" in problem.message for problem in outcome.problems)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"kind: [", b"- en lista", b"kind: rymdskepp\nrecords: []"])
def test_a_broken_file_is_refused_in_words(site, tmp_path, content):
    write(tmp_path)
    (tmp_path / "trasig.yaml").write_bytes(content)
    outcome = load_catalogue([tmp_path])
    assert any(problem.file.endswith("trasig.yaml") for problem in outcome.problems)
    assert not Area.objects.exists()


def test_an_editors_change_is_kept_and_reported(site, tmp_path):
    load_catalogue([write(tmp_path)])
    provider = Provider.objects.get()
    provider.name = "Skolnärvaroteamet"
    provider.save()
    changed = {"kind": "provider", "records": [{"slug": "teamet", "name": "Teamet nytt", "catchment": ["farsta"]}]}
    outcome = load_catalogue([write(tmp_path, **{"providers.yaml": changed})])
    assert outcome.conflicts == ["provider teamet: name är ändrat i katalogen och behålls"]
    assert Provider.objects.get().name == "Skolnärvaroteamet"
    load_catalogue([tmp_path], overwrite=True)
    assert Provider.objects.get().name == "Teamet nytt"


def test_a_change_in_the_file_is_written_and_logged_with_before_and_after(site, tmp_path):
    load_catalogue([write(tmp_path)])
    load_catalogue([write(tmp_path, **{"offerings.yaml": with_offering(route="kom")})])
    assert Offering.objects.get().route == "kom"
    entry = ModelLogEntry.objects.filter(action="wagtail.edit").latest("timestamp")
    assert entry.data == {"door": "import", "before": {"route": "ring"}, "after": {"route": "kom"}}


def test_words_that_may_not_go_live_are_refused_at_this_door_too(site, tmp_path):
    write(tmp_path)
    words = tmp_path / "words" / "sv" / "team.yaml"
    words.write_text(yaml.safe_dump({**WORDS, "body": ""}, allow_unicode=True), encoding="utf-8")
    problem = load_catalogue([tmp_path]).problems[0]
    assert problem.file.endswith("team.yaml")
    assert "brödtext" in problem.message
    assert not Offering.objects.exists()


def test_a_draft_that_is_not_published_is_left_alone_and_reported(site, tmp_path):
    load_catalogue([write(tmp_path)])
    page = InsatsPage.objects.get()
    page.title = "Utkast"
    page.save_revision()
    words = tmp_path / "words" / "sv" / "team.yaml"
    words.write_text(yaml.safe_dump({**WORDS, "title": "Nytt namn"}, allow_unicode=True), encoding="utf-8")
    outcome = load_catalogue([tmp_path])
    assert outcome.conflicts == [
        "insats_page team:sv: det finns ett utkast som inte är publicerat, posten lämnas som den är"
    ]
    page.refresh_from_db()
    assert page.title == WORDS["title"]
    assert page.get_latest_revision_as_object().title == "Utkast"


def test_a_passage_that_is_written_later_is_no_conflict(site, tmp_path):
    load_catalogue([write(tmp_path)])
    words = tmp_path / "words" / "sv" / "team.yaml"
    words.write_text(yaml.safe_dump({**WORDS, "who": "Elever."}, allow_unicode=True), encoding="utf-8")
    assert load_catalogue([tmp_path]).conflicts == []
    assert InsatsPage.objects.get().who == "Elever."


def test_the_index_is_built_when_the_facts_have_been_committed(site, tmp_path, monkeypatch, client):
    """Between the two readers find by the old words what is still there, and nothing else breaks."""
    load_catalogue([write(tmp_path)])
    staff, build, depth = sign_in("socialsekreterare"), index.rebuild, len(connection.savepoint_ids)
    shown, inside = [], []

    def look_and_build():
        inside.append(len(connection.savepoint_ids) - depth)
        for reader, address in ((client, "/sok/"), (client, "/lattlast/sok/"), (staff, "/personal/sok/")):
            for query in ("", "?q=hemmasittare", "?omrade=farsta", "?q=hemmasittare&sortera=namn"):
                answer = reader.get(address + query)
                shown.append((answer.status_code, "/insatser/team/" in answer.text))
        for address in ("/insatser/team/", "/verksamheter/teamet/", "/omraden/farsta/"):
            assert client.get(address).status_code == 200
        build()

    monkeypatch.setattr(index, "rebuild", look_and_build)
    (known,) = CATALOGUE["insatser.yaml"]["records"]
    more = {"kind": "insats", "records": [known, {**known, "slug": "ny", "name": "Ny"}]}
    load_catalogue([write(tmp_path, **{"insatser.yaml": more})])
    assert set(shown) == {(200, True)}
    shown.clear()
    for name in ("insatser", "providers", "offerings", "queue"):
        (tmp_path / f"{name}.yaml").unlink()
    (tmp_path / "words" / "sv" / "team.yaml").unlink()
    load_catalogue([tmp_path], retire_missing=True)
    assert set(shown) == {(200, False)}
    assert inside == [0, 0]


def test_a_load_that_is_refused_builds_no_index(site, tmp_path, monkeypatch):
    monkeypatch.setattr(index, "rebuild", lambda: pytest.fail("built"))
    load_catalogue([write(tmp_path)], dry_run=True)
    assert load_catalogue([write(tmp_path, **{"offerings.yaml": with_offering(route="flyg")})]).problems != []


def test_a_dry_run_says_what_it_would_do_and_does_nothing(site, tmp_path):
    outcome = load_catalogue([write(tmp_path)], dry_run=True)
    assert outcome.created["offering"] == 1
    assert not Offering.objects.exists()


def test_what_is_missing_from_the_files_is_left_alone_unless_told(site, tmp_path):
    load_catalogue([write(tmp_path)])
    (tmp_path / "offerings.yaml").unlink()
    (tmp_path / "queue.yaml").unlink()
    assert load_catalogue([tmp_path]).retired == {}
    assert Offering.objects.get().retired_from is None
    assert load_catalogue([tmp_path], retire_missing=True).retired == {"offering": 1}
    assert Offering.objects.get().is_retired


def test_a_sheet_says_the_same_as_a_yaml_file(site, tmp_path):
    write(tmp_path)
    (tmp_path / "offerings.yaml").unlink()
    book = Workbook()
    sheet = book.active
    sheet.title = "offering"
    sheet.append(["slug", "insats", "provider", "area", "route", "decision_needed", "age_min"])
    sheet.append(["team--farsta", "team", "teamet", "farsta", "ring", "no", 7])
    book.save(tmp_path / "offerings.xlsx")
    assert load_catalogue([tmp_path]).problems == []
    offering = Offering.objects.get()
    assert (offering.route, offering.age_min) == ("ring", 7)


def test_a_fault_in_a_sheet_names_its_row(site, tmp_path):
    write(tmp_path)
    (tmp_path / "offerings.yaml").unlink()
    (tmp_path / "queue.yaml").unlink()
    book = Workbook()
    sheet = book.active
    sheet.title = "offering"
    sheet.append(["slug", "insats", "area"])
    sheet.append(["ett", "team", "farsta"])
    sheet.append(["tva", "team", "mars"])
    book.save(tmp_path / "offerings.xlsx")
    problem = load_catalogue([tmp_path]).problems[0]
    assert (problem.row, problem.field) == (3, "area")


def test_a_protected_unit_with_a_place_is_refused_with_the_reason(site, tmp_path):
    provider = {"slug": "teamet", "name": "Teamet", "is_protected": True, "catchment": ["stockholm"]}
    place = {
        "kind": "place",
        "records": [{"slug": "huset", "name": "Huset", "provider": "teamet", "street": "Gatan 1"}],
    }
    outcome = load_catalogue(
        [write(tmp_path, **{"providers.yaml": {"kind": "provider", "records": [provider]}, "places.yaml": place})]
    )
    assert any("skyddad" in problem.message for problem in outcome.problems)
    assert not Provider.objects.exists()


def test_the_demonstration_is_refused_outside_a_demonstration(site, settings):
    settings.DEMO = False
    demo = Path(__file__).resolve().parents[2] / "catalogue" / "demo"
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_catalogue", str(demo))
