"""The demonstration's editorial pages in every variant: live content as in Swedish, words that keep the rules."""

import re

import pytest
import yaml

from catalogue.readability import lix, sentences, word_count
from pages.actions.load_pages import DEMO_PAGES, STANDARD_PAGES
from tests.demonstration import VOCABULARY

pytestmark = pytest.mark.content

VARIANTS = ("sv-simple", "en", "ar", "so", "fi")
#: Written for those who work in Swedish with families. Other variants answer with the Swedish page.
IN_SWEDISH = {"for-yrkesverksamma": {"sv-simple", "ar", "so", "fi"}}
FOLDERS = (DEMO_PAGES, STANDARD_PAGES)


def slugs_in(code):
    return {path.stem for folder in FOLDERS for path in (folder / code).glob("*.yaml")}


SLUGS = sorted(slugs_in("sv"))
WRITTEN = [
    pytest.param(slug, code, id=f"{code}-{slug}")
    for code in VARIANTS
    for slug in SLUGS
    if code not in IN_SWEDISH.get(slug, ())
]
FLAGS = ("sensitive", "legal", "menu")
#: Keys whose values choose something and say nothing.
CHOICES = {"help_lines", "legal", "page", "need", "target_group", "referrer", "insatser", "limit", "danger"}
#: Words that every Swedish sentence has some of, and that no other shipped language has.
SWEDISH = re.compile(r"\b(?:och|att|inte|är|för|på|som|det|av|vid|eller|när|från|också)\b", re.IGNORECASE)
#: Swedish names stand in brackets after the word of the language; titles of Swedish reports in its quotes.
NAMED = re.compile(r"\([^)]*\)|[“«”][^”»]*[”»]|Inspektionen för vård och omsorg|Förälder på avstånd")
TAG = re.compile(r"<[^>]+>")
LINE_END = re.compile(r"</(?:p|li|ul|ol)>")


def read(slug, code):
    path = next(path for folder in FOLDERS if (path := folder / code / f"{slug}.yaml").exists())
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def live(page):
    """What the page asks the catalogue for, and where it leads, in order."""
    found = []
    for block in page["content"]:
        ((kind, value),) = block.items()
        if kind == "links":
            found.append((kind, [row["page"] for row in value]))
        elif kind == "insatser":
            found.append((kind, {key: chosen for key, chosen in value.items() if key != "heading"}))
        elif kind in ("help_lines", "legal"):
            found.append((kind, value))
        elif kind in ("person", "areas") or (kind == "notice" and value.get("danger")):
            found.append((kind, None))
    return found


def told(value):
    """All that is said, a paragraph a line."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in CHOICES or (key == "insatser" and isinstance(inner, dict)):
                yield from told(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from told(inner)
    elif isinstance(value, str):
        yield TAG.sub("", LINE_END.sub("\n", value)).strip()


def text_of(page):
    return "\n".join(told({name: page[name] for name in ("title", "lead", "content")}))


def test_every_shipped_variant_has_every_page():
    for code in VARIANTS:
        assert slugs_in(code) == {slug for slug in SLUGS if code not in IN_SWEDISH.get(slug, ())}, code
    assert [{path.name for path in folder.iterdir()} for folder in FOLDERS] == [{"sv", *VARIANTS}] * 2


@pytest.mark.parametrize(("slug", "code"), WRITTEN)
def test_live_content_is_that_of_the_swedish_page(slug, code):
    page, swedish = read(slug, code), read(slug, "sv")
    assert live(page) == live(swedish)
    assert [page.get(flag) for flag in FLAGS] == [swedish.get(flag) for flag in FLAGS]
    assert page["origin"] == "machine", "no person has approved it"
    assert page["title"]
    assert page["lead"]
    assert 0 < len(page["description"]) <= 160
    if code != "sv-simple":
        assert [[*block] for block in page["content"]] == [[*block] for block in swedish["content"]]


@pytest.mark.parametrize(("slug", "code"), WRITTEN)
def test_numbers_to_call_stand_in_live_content_as_in_swedish(slug, code):
    numbers = re.compile(r"\d[\d -]{4,}\d")
    assert set(re.findall(r"\b112\b", text_of(read(slug, code)))) == set(
        re.findall(r"\b112\b", text_of(read(slug, "sv")))
    )
    assert not [found for found in numbers.findall(text_of(read(slug, code))) if not found.startswith("20")]


@pytest.mark.parametrize(("slug", "code"), [one for one in WRITTEN if one.values[1] != "sv-simple"])
def test_no_sentence_is_left_in_swedish(slug, code):
    page = read(slug, code)
    for part in (*told(page), page["description"]):
        for sentence in sentences(NAMED.sub("", part)):
            assert not SWEDISH.search(sentence), sentence


@pytest.mark.parametrize("slug", [one.values[0] for one in WRITTEN if one.values[1] == "sv-simple"])
def test_an_easy_page_is_easy_to_read_and_asks_in_its_headings(slug):
    page = read(slug, "sv-simple")
    said = text_of(page)
    assert lix(said) <= 30
    assert [sentence for sentence in sentences(said) if word_count(sentence) > 15] == []
    headings = [block["heading"] for block in page["content"] if "heading" in block]
    assert [heading for heading in headings if not heading.endswith("?")] == []


@pytest.mark.parametrize("slug", ["ung", "vagar-jag-kontakta"])
@pytest.mark.parametrize("code", VARIANTS)
def test_the_limit_of_silence_is_said_in_the_words_of_the_safety_text(slug, code):
    labels = yaml.safe_load((VOCABULARY / "labels" / code / "safety_texts.yaml").read_text(encoding="utf-8"))
    limit = " ".join(labels["words"]["anonym-grans"]["explanation"].split())
    said = " ".join(text_of(read(slug, code)).split())
    assert limit in said
