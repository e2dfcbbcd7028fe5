"""A shipped variant is complete: its interface and the labels of the demonstration's terms, facts untouched."""

import re
from pathlib import Path

import polib
import pytest
import yaml
from django.conf import settings
from django.utils.translation import to_locale

from tests.demonstration import VOCABULARY

pytestmark = pytest.mark.repository
LOCALES = Path(__file__).resolve().parents[1] / "site" / "locale"
OTHERS = [code for code, _name in settings.SHIPPED_LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
LISTS = ("needs", "target_groups", "forms", "meeting_ways", "categories", "prevention_levels", "referrers")

#: What somebody in danger reads. Legal texts stay in Swedish until a lawyer has read them.
SAFETY = ("safety_texts", "help_topics", "help_lines")


def catalogue(code):
    return polib.pofile(str(LOCALES / to_locale(code) / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("code", OTHERS)
def test_every_string_of_the_interface_is_translated(code):
    entries = catalogue(code)
    assert len(entries) > 400
    assert [entry.msgid for entry in entries.untranslated_entries() + entries.fuzzy_entries()] == []


@pytest.mark.parametrize("code", OTHERS)
def test_placeholders_are_those_of_the_swedish(code):
    faults = []
    for entry in catalogue(code):
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        expected = set(PLACEHOLDER.findall(entry.msgid))
        faults += [entry.msgid for text in texts if set(PLACEHOLDER.findall(text)) != expected]
    assert faults == []


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("name", [*LISTS, "support_languages", "route_guides", *SAFETY])
def test_every_term_has_a_label_in_every_shipped_variant(code, name):
    swedish = yaml.safe_load((VOCABULARY / "labels" / "sv" / f"{name}.yaml").read_text(encoding="utf-8"))["words"]
    document = yaml.safe_load((VOCABULARY / "labels" / code / f"{name}.yaml").read_text(encoding="utf-8"))
    assert document["language"] == code
    assert set(document["words"]) == set(swedish)
    for slug, words in document["words"].items():
        assert words["label"], slug
        assert len(words.get("steps", "").splitlines()) == len(swedish[slug].get("steps", "").splitlines())


@pytest.mark.parametrize("code", OTHERS)
def test_words_that_no_person_has_approved_are_marked_as_made_by_a_machine(code):
    for path in (VOCABULARY / "labels" / code).glob("*.yaml"):
        assert yaml.safe_load(path.read_text(encoding="utf-8"))["origin"] == "machine"
