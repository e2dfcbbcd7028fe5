"""The words of the demo catalogue keep the rules of plain Swedish and of the import format."""

import re
from pathlib import Path

import pytest
import yaml

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
