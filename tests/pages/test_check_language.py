"""``check_language`` reads every public text: those of the demonstration keep the rules, a broken one is named."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalogue.models import InsatsPage, OfferingWords
from pages.models import EditorialPage
from pages.prose import site_prose

pytestmark = [pytest.mark.content, pytest.mark.django_db, pytest.mark.usefixtures("real_pages")]


def run(*arguments):
    out = StringIO()
    try:
        call_command("check_language", *arguments, stdout=out, stderr=out)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue()


def test_every_text_of_the_demonstration_keeps_the_rules():
    report = run("--pages")
    assert report.endswith(" 0 fel.\n"), report
    assert "  /insatser/abft/" in report
    assert "  /dina-rattigheter/" in report


def test_every_easy_text_of_the_demonstration_keeps_the_rules():
    report = run("--language", "sv-simple", "--pages")
    assert report.endswith(" 0 fel.\n"), report
    assert "  /dina-rattigheter/" in report


def test_every_editorial_page_and_insats_is_read():
    read = {passage.page for passage in site_prose()}
    assert {f"/{slug}/" for slug in EditorialPage.objects.live().values_list("slug", flat=True)} <= read
    swedish = InsatsPage.objects.live().filter(locale__language_code="sv")
    assert {f"/insatser/{slug}/" for slug in swedish.values_list("slug", flat=True)} <= read


def test_running_text_is_easy_to_read():
    heavy = [
        line
        for line in run("--pages").splitlines()
        if " LIX " in line and int(line.split("LIX")[1].split()[0]) > 38
    ]
    assert heavy == []


def test_a_fault_is_named_with_its_place_wherever_it_stands():
    page = EditorialPage.objects.get(slug="dina-rattigheter", locale__language_code="sv")
    page.content.append(("text", "<p>Ring landstinget.</p>"))
    page.content.append(("question", {"question": "Vad är LVU?", "answer": "<p>Det står i SoL.</p>"}))
    page.save()
    words = OfferingWords.objects.filter(language="sv", owner__live=True).exclude(way_in="").first()
    words.way_in = "Fråga efter Karin Bergström."
    words.save()
    report = run()
    assert "/dina-rattigheter/ (text): ”landstinget”: landsting heter region sedan 2019" in report
    assert "/dina-rattigheter/ (question): ”LVU” förklaras inte i rubriken" in report
    assert "/dina-rattigheter/ (answer): ”SoL”: socialtjänstlagen (2025:400) gäller sedan 1 juli 2025" in report
    assert f"offering {words.owner.slug} (way_in): en persons namn: ”Karin Bergström”" in report
    assert report.endswith("Språket bryter mot reglerna.")


def test_a_missing_folder_of_facts_is_said_loudly(tmp_path):
    assert "KOPIERAD TEXT KONTROLLERAS INTE" in run("--facts", str(tmp_path / "nowhere"))


def test_an_unknown_variant_is_refused_by_name():
    assert run("--language", "xx") == "Okänd variant: xx"
