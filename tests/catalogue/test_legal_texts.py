"""What the law says: content on the pages where it belongs, and named to editors until a lawyer has read it."""

from datetime import date

import pytest
import yaml
from django.core.checks import run_checks

from catalogue.admin.attention import gaps
from catalogue.models import HelpLine, LegalText, RouteGuide, SafetyText
from pages.models import EditorialPage, HomePage
from tests import records
from tests.demonstration import VOCABULARY
from tests.pages.html import page, text

LANGUAGES = ("sv", "sv-simple", "en", "ar", "so", "fi")


def legal_text(slug, heading, place, **values):
    record = records.term(LegalText, slug, heading)
    row = record.words.get()
    row.explanation, row.legal = f"{heading} i klartext.", "En lag 1 §."
    row.save()
    LegalText.objects.filter(pk=record.pk).update(shown_on=place, **values)


@pytest.fixture
def law(db):
    records.site()
    legal_text("barn", "Om barn", "children")
    legal_text("beslut", "Om beslut", "decision")
    legal_text("annat", "Om annat", "")


def headings(client, insats, query=""):
    return [text(h) for h in page(client, f"/insatser/{insats.slug}/{query}").select("#lag h3")]


def offered(groups=(), offering=(), **facts):
    insats = records.InsatsFactory(target_groups=list(groups), **facts)
    records.words(insats)
    records.OfferingFactory(insats=insats, **dict(offering))
    return insats


@pytest.mark.parametrize("group", ["barn", "unga", "familj"])
def test_consent_stands_on_every_insats_for_children(client, law, group):
    assert headings(client, offered([group])) == ["Om barn"]


def test_consent_stands_where_the_age_is_a_childs(client, law):
    assert headings(client, offered(["foraldrar"], age_min=3, age_max=11)) == ["Om barn"]
    assert headings(client, offered(["vuxna"], offering={"age_min": 16})) == ["Om barn"]
    assert headings(client, offered(["vuxna"], age_min=18)) == []
    assert headings(client, offered(["vuxna"])) == []


def test_the_right_to_apply_stands_where_a_decision_is_needed(client, law):
    assert headings(client, offered(offering={"route": "beslut"})) == ["Om beslut"]
    assert headings(client, offered(offering={"decision_needed": "yes"})) == ["Om beslut"]
    assert headings(client, offered(offering={"route": "ring"})) == []


def test_the_readers_own_place_says_whether_a_decision_is_needed(client, law):
    insats = offered(offering={"route": "ring", "area": records.AreaFactory(slug="farsta")})
    records.OfferingFactory(insats=insats, route="beslut")
    assert headings(client, insats) == ["Om beslut"]
    assert headings(client, insats, "?omrade=farsta") == []


def test_a_text_stands_with_its_law_and_when_a_lawyer_read_it(client, law):
    insats = offered(["barn"])
    section = page(client, f"/insatser/{insats.slug}/").select_one("#lag")
    assert [text(p) for p in section.select("p")] == ["Om barn i klartext.", "En lag 1 §."]
    LegalText.objects.filter(slug="barn").update(reviewed_by_lawyer_on=date(2026, 5, 4))
    section = page(client, f"/insatser/{insats.slug}/").select_one("#lag")
    assert [text(p) for p in section.select("p")][2:] == ["Granskad av jurist: 4 maj 2026"]


def test_the_law_behind_the_way_in_stands_with_the_rest_of_the_law(client, law):
    guide = records.term(RouteGuide, "ring", "Ring själv.")
    guide.reviewed_by_lawyer_on = date(2026, 5, 4)
    guide.save()
    row = guide.words.get()
    row.steps, row.legal = "Ring: Ring nu.", "Det står i lagen."
    row.save()
    section = page(client, f"/insatser/{offered(offering={'route': 'ring'}).slug}/").select_one("#lag")
    assert [text(p) for p in section.select("p")] == ["Det står i lagen.", "Granskad av jurist: 4 maj 2026"]


@pytest.mark.parametrize("hidden", [{"live": False}, {"retired_from": date(2026, 1, 1)}])
def test_a_draft_or_a_retired_text_is_not_shown(client, law, hidden):
    LegalText.objects.update(**hidden)
    soup = page(client, f"/insatser/{offered(['barn']).slug}/")
    assert not soup.select("#lag")
    assert not soup.select(".on-page a[href='#lag']")


def test_the_page_about_rights_is_linked_and_keeps_the_readers_area(client, law):
    home = HomePage.objects.get(locale__language_code="sv")
    rights = EditorialPage(title="Dina rättigheter", slug="dina-rattigheter", locale=home.locale)
    home.add_child(instance=rights)
    link = page(client, f"/insatser/{offered(['barn']).slug}/?omrade=omrade-x").select_one("#lag a")
    assert (text(link), link["href"]) == ("Dina rättigheter", "/dina-rattigheter/?omrade=omrade-x")


def warnings(*ids):
    found = run_checks(tags=["content"], include_deployment_checks=True)
    return sorted(warning.msg for warning in found if warning.id in ids)


def test_the_deployment_check_names_each_legal_text_that_no_lawyer_has_read(law):
    records.term(RouteGuide, "ring", "Ring själv.")
    LegalText.objects.filter(slug="barn").update(reviewed_by_lawyer_on=date(2026, 5, 4))
    LegalText.objects.filter(slug="annat").update(live=False)
    assert warnings("catalogue.W003") == [
        "Ingen jurist har granskat rättslig text ”Om beslut”.",
        "Ingen jurist har granskat väg in ”Ring själv.”.",
    ]


def test_the_deployment_check_names_each_page_about_the_law_that_no_lawyer_has_read(law):
    home = HomePage.objects.get(locale__language_code="sv")
    for slug, values in (
        ("utkast", {"is_legal": True, "live": False}),
        ("granskad", {"is_legal": True, "reviewed_by_lawyer_on": date(2026, 5, 4)}),
        ("annat", {}),
        ("ratt", {"is_legal": True}),
    ):
        home.add_child(instance=EditorialPage(title=slug.title(), slug=slug, locale=home.locale, **values))
    assert warnings("pages.W001") == ["Ingen jurist har granskat sidan ”Ratt” (sv)."]
    assert ("sidor om lagen har ingen jurist granskat", 1) in {(gap.text, gap.count) for gap in gaps()}


def test_the_deployment_check_names_lines_that_nobody_has_called(db):
    records.term(HelpLine, "a", "Linje A")
    records.term(HelpLine, "b", "Linje B", checked_on=date(2026, 5, 4))
    assert warnings("catalogue.W004") == ["Ingen har kontrollerat hjälplinjen ”Linje A”."]
    assert ("hjälplinjer är inte kontrollerade", 1) in {(gap.text, gap.count) for gap in gaps()}


@pytest.mark.parametrize(("demo", "finding"), [(True, "catalogue.W005"), (False, "catalogue.E005")])
def test_the_deployment_check_counts_by_language_what_a_machine_wrote_and_nobody_read(db, settings, demo, finding):
    settings.DEMO = demo
    for number, origin in enumerate(("human", "machine", "machine")):
        row = records.term(SafetyText, f"text-{number}").words.get()
        row.language, row.origin = "fi", origin
        row.reviewed_on = date(2026, 5, 4) if number == 2 else None
        row.save()
    assert warnings(finding) == [
        "Suomi: 1 texter om fara, lag och vägar in är skrivna av en maskin och inte granskade."
    ]
    found = [one for one in run_checks(tags=["content"], include_deployment_checks=True) if one.id == finding]
    assert [one.is_serious() for one in found] == [not demo]


def test_editors_see_what_no_lawyer_has_read_first_thing(law):
    assert ("rättsliga texter har ingen jurist granskat", 3) in {(gap.text, gap.count) for gap in gaps()}


def words_of(name, language="sv"):
    path = VOCABULARY / "labels" / language / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["words"]


def test_the_written_law_gives_the_age_that_holds_and_a_way_when_one_parent_says_no():
    said = " ".join(f"{row['explanation']} {row['legal']}" for row in words_of("legal_texts").values())
    assert "fyllt 12 år" in said
    assert "1 juli 2023 (prop. 2022/23:64)" in said
    assert "Säger den andra föräldern nej? Ring ändå, det kan finnas en väg." in said
    assert "6 kapitlet 13 a §" in said
    assert "15 år" not in said
    assert "båda vårdnadshavarna måste" not in said.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_in_has_four_or_five_steps_in_every_language(language):
    for slug, row in words_of("route_guides", language).items():
        steps = row["steps"].strip().splitlines()
        assert 4 <= len(steps) <= 5, slug
        assert all(": " in step for step in steps), slug


def test_every_way_in_says_where_how_long_what_to_bring_who_may_come_along_and_what_follows():
    for slug, row in words_of("route_guides").items():
        steps = row["steps"].lower()
        for asked in ("ta med", "sedan"):
            assert asked in steps, (slug, asked)
        assert any(words in steps for words in ("hur länge", "hur lång tid")), slug
        assert any(words in steps for words in ("följa med", "ta med någon", "med någon")), slug
