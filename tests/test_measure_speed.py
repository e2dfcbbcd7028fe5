"""The benchmark: it measures what is there, grows it, and prints tables; never in operation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from catalogue.models import Insats
from tests.records import InsatsFactory, OfferingFactory, ProviderFactory, site, words

pytestmark = pytest.mark.django_db

QUESTIONS = """
version: 1
queries:
  - {id: t-1, q: mardrömmar, lang: sv, kind: everyday, relevant: {hjalp: 3}}
"""


@pytest.fixture
def questions(tmp_path):
    path = tmp_path / "questions.yaml"
    path.write_text(QUESTIONS)
    return path


def test_it_measures_and_grows_a_demonstration(settings, questions):
    settings.DEMO = settings.DEMO_EXAMPLE = True
    site()
    insats = InsatsFactory(slug="hjalp")
    OfferingFactory(insats=insats, provider=ProviderFactory())
    words(insats, title="Hjälp vid mardrömmar")
    out = StringIO()
    call_command("measure_speed", questions, "--swedish", "--grow", "4", stdout=out, stderr=StringIO())
    assert Insats.objects.count() == 4
    rows = [line.strip("| ").split(" | ") for line in out.getvalue().splitlines() if line.startswith("| ")]
    assert [row[0] for row in rows if row[0] in {"1", "4"}][:2] == ["1", "4"]
    assert all(len(row) == len(rows[0]) for row in rows[:4])
    assert rows[2][2] == "3", "the insats in Swedish, its unit, and the insats for staff"
    measured = dict(zip(rows[0], rows[2], strict=True))
    assert float(measured["documents/s"].replace(",", "")) > 0
    # SQLite tells the size of what lies on disk; the test's database lies in memory.
    assert (float(measured["index MB"]) > 0) == (connection.vendor == "postgresql")
    assert float(measured["process MB"]) > 20
    assert connection.vendor in out.getvalue()
    assert "mardrömmar" in out.getvalue()
    call_command("measure_speed", questions, "--keep-index", stdout=out, stderr=StringIO())
    assert out.getvalue().count("kept | kept | kept") == 1


def test_it_is_refused_in_operation(settings, questions):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("measure_speed", questions)
