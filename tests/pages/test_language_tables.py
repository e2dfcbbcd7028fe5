"""``check_language --coverage``: what the variants cover, and how hard easy-read is."""

from io import StringIO

import pytest
from django.core.management import call_command

from catalogue.models import Need
from tests import records
from tests.catalogue.test_language_report import pair, site

pytestmark = pytest.mark.django_db


def lines(*options):
    out = StringIO()
    call_command("check_language", "--coverage", *options, stdout=out)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in out.getvalue().splitlines()]


def rows(found, *start):
    return [row[len(start) :] for row in found if row[: len(start)] == list(start)]


def test_each_variant_and_sort_is_counted_passage_by_passage():
    site()
    pair("Komet")
    records.words(records.InsatsFactory(name="Mst"), title="Mst")
    records.with_words(records.term(Need, "skola"), "School", "", "en")
    found = lines()
    # Title, summary and body by a machine.
    assert rows(found, "en", "Samtal") == [["1", "2", "6", "0", "0", "0", "3", "0", "0"]]
    assert rows(found, "fi", "Samtal") == [["0", "2", "0", "0", "0", "0", "0", "0", "0"]]
    assert rows(found, "en", "behov") == [["1", "1", "1", "0", "0", "0", "0", "1", "0"]]
    assert rows(found, "en", "startsidor")[0][:2] == ["1", "1"]
    assert rows(found, "en", "alla")[0][:2] == ["5", "6"]
    assert not rows(found, "sv", "Samtal")


def test_easy_read_pages_are_listed_with_their_measures_the_hardest_first():
    site()
    insats = records.InsatsFactory(name="Mst")
    records.words(insats, title="Mst")
    records.words(insats, "sv-simple", title="Ett team", summary="Du får hjälp.", body="<p>Vi kommer hem.</p>")
    found = lines()
    assert rows(found, "Ett team") == [["8", "3", "3", "0", "0", ""]]
    assert ["1 av 3 sidor på lättläst är över gränsen."] not in found
    assert ["0 av 3 sidor på lättläst är över gränsen."] in found


def test_a_stroke_in_a_name_breaks_no_table():
    site()
    insats = records.InsatsFactory(name="Mst")
    records.words(insats, title="Mst")
    records.words(insats, "sv-simple", title="Ett | team", summary="Hjälp.", body="<p>Vi.</p>")
    assert rows(lines(), "Ett / team")
