"""The words of the demo catalogue keep the rules of plain language and of the import format, in every variant."""

import re
from pathlib import Path

import pytest
import yaml

from catalogue.readability import lix, sentences, word_count

WORDS = Path(__file__).resolve().parents[2] / "catalogue" / "demo" / "words" / "sv"
FILES = sorted(WORDS.glob("*.yaml"))
SPEAKERS = {"barn", "ung", "foralder", "anhorig", "yrkesperson", "vuxen"}


def test_every_title_is_used_once():
    titles = [yaml.safe_load(file.read_text(encoding="utf-8"))["title"] for file in FILES]
    assert len(titles) == 218
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_words_of_one_insats_keep_the_rules(file):
    words = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert words["insats"] == file.stem
    assert len(words["title"]) <= 80
    assert 0 < len(words["summary"]) <= 160
    assert 60 <= len(re.findall(r"\w+", words["body"])) <= 150
    assert 3 <= len(words["situations"]) <= 6
    assert {row["speaker"] for row in words["situations"]} <= SPEAKERS
    text = " ".join([words["title"], words["summary"], words["body"]]).lower()
    assert "landsting" not in text


VARIANTS = {"sv-simple": 60, "en": 60, "ar": 20, "so": 20, "fi": 20}
#: Passages that a variant has when the Swedish page has them, and not otherwise.
OPTIONAL = {"who", "young", "extent", "next_step"}
WRITTEN = [
    pytest.param(file, code, id=f"{code}-{file.stem}")
    for code in VARIANTS
    for file in sorted((WORDS.parent / code).glob("*.yaml"))
]


@pytest.mark.parametrize(("code", "least"), VARIANTS.items())
def test_what_families_need_most_is_told_in_every_shipped_variant(code, least):
    slugs = {file.stem for file in (WORDS.parent / code).glob("*.yaml")}
    assert len(slugs) >= least
    assert slugs <= {file.stem for file in FILES}


@pytest.mark.parametrize(("file", "code"), WRITTEN)
def test_words_in_a_variant_follow_the_swedish_page(file, code):
    words = yaml.safe_load(file.read_text(encoding="utf-8"))
    swedish = yaml.safe_load((WORDS / file.name).read_text(encoding="utf-8"))
    assert words["insats"] == file.stem
    assert words["origin"] == "machine", "no person has approved it"
    assert 0 < len(words["summary"]) <= 160
    assert OPTIONAL & set(words) == OPTIONAL & set(swedish)
    assert 3 <= len(words["situations"]) <= 6
    assert {row["speaker"] for row in words["situations"]} <= SPEAKERS
    assert all(len(row["text"]) <= 200 for row in words["situations"])


@pytest.mark.parametrize("file", sorted((WORDS.parent / "sv-simple").glob("*.yaml")), ids=lambda file: file.stem)
def test_easy_read_is_easy_to_read(file):
    words = yaml.safe_load(file.read_text(encoding="utf-8"))
    told = "\n".join(words[name] for name in ("body", "young", "extent", "next_step") if words.get(name))
    assert lix(told) <= 30
    assert max(word_count(sentence) for sentence in sentences(told)) <= 15
