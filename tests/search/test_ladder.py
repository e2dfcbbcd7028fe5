"""The ladder: each rung can do what the one below it cannot, and Wagtail's own index is gone afterwards."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.search.models import IndexEntry

from catalogue.models import Need
from search.models import Synonym
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, site, term, with_words, words

FILE = """
version: 1
queries:
  - {id: w, q: mardrömmar, lang: sv, kind: name, relevant: {natt: 3}}
  - {id: o, q: svåra mardrömmar varje natt, lang: sv, kind: everyday, relevant: {natt: 3}}
  - {id: s, q: bråk, lang: sv, kind: everyday, relevant: {fred: 3}}
  - {id: k, q: tvättmaskinen står stilla, lang: sv, kind: everyday, relevant: {hem: 3}}
  - {id: b, q: hurdo, lang: so, kind: other-language, relevant: {natt: 3}}
"""


@pytest.fixture
def file(db, tmp_path):
    site()
    for slug, title, summary in (
        ("alma", "Stöd till familjer", "Samtal."),
        ("natt", "Hjälp vid mardrömmar", "Barnet kan inte sova."),
        ("fred", "Mindre konflikter hemma", "Konflikter i familjen."),
        ("hem", "Stöd i vardagen", "Någon kommer hem."),
    ):
        insats = InsatsFactory(slug=slug, name=slug.title(), needs=["somn"] if slug in ("alma", "natt") else [])
        OfferingFactory(insats=insats, area=AreaFactory(slug=f"omrade-{slug}"))
        page = words(insats, title=title, summary=summary)
    page.situations.create(text="Ingen orkar starta tvättmaskinen")
    page.save()
    with_words(term(Need, "somn", "Sova"), "Hurdo", "", language="so")
    Synonym.objects.create(kind="everyday", words="bråk", leads_to="konflikter")
    path = tmp_path / "queries.yaml"
    path.write_text(FILE)
    return path


def climb(file):
    out = StringIO()
    call_command("evaluate_search", file, "--ladder", "--json", stdout=out)
    return {name: row["success@1"] for name, row in json.loads(out.getvalue()).items()}


def test_each_rung_finds_what_the_one_below_does_not(file):
    first_hits = climb(file)
    assert list(first_hits) == ["wagtail", "ord", "+ synonymer", "+ situationer", "+ andra språk"]
    found = list(first_hits.values())
    # Wagtail finds the one word, and no question with a word that the page lacks.
    assert found[0] < found[1] < found[2] < found[3] < found[4]
    assert IndexEntry.objects.count() == 0
