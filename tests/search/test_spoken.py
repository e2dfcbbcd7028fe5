"""A text is searched in the language that it is written in, whatever page it was written on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.spoken import Reading, readings
from search.vocabulary import Vocabulary

WORDS = {
    "sv": "son skola går slår mamma bus team samtal",
    "en": "son school hits mum team samarbetssamtal",
    "ar": "مدرسة مخدرات ابن",
    "so": "iskuul wiil",
}
VOCABULARIES = {code: Vocabulary(code, dict.fromkeys(words.split(), 2)) for code, words in WORDS.items()}


def read(text, page):
    return [(reading.language, reading.text) for reading in readings(text, page, VOCABULARIES)]


def test_swedish_on_a_swedish_page_is_searched_in_swedish_only():
    assert readings("min son går inte till skolan", "sv", VOCABULARIES) == [
        Reading("sv", "min son går inte till skolan")
    ]


def test_what_the_language_does_not_know_is_looked_up_in_swedish_without_guesses():
    found = readings("my son hits his mum mamma", "en", VOCABULARIES)
    assert found == [Reading("en", "my son hits his mum mamma"), Reading("sv", "mamma", may_guess=False)]


def test_swedish_on_an_english_page_is_searched_as_swedish_too():
    assert read("min mamma slår", "en") == [("en", "min mamma slår"), ("sv", "min mamma slår")]


@pytest.mark.parametrize(
    ("text", "spoken"), [("مخدرات", "ar"), ("my son hits me at school", "en"), ("iskuulka wiilkayga", "so")]
)
def test_another_language_on_a_swedish_page_is_heard(text, spoken):
    assert read(text, "sv")[0] == (spoken, text)


def test_one_word_of_latin_letters_may_be_alike_by_chance():
    assert read("wiilka ungdomsmotagning", "sv") == [("sv", "wiilka ungdomsmotagning")]


def test_what_nobody_knows_is_read_in_the_language_of_the_page_and_in_swedish():
    assert read("qqq zzz", "so") == [("so", "qqq zzz"), ("sv", "qqq zzz")]
    assert read("", "sv") == [("sv", "")]


@given(st.text(st.characters(exclude_categories=()), max_size=120), st.sampled_from([*WORDS, "xx"]))
def test_any_text_has_a_reading_in_swedish(text, page):
    found = readings(text, page, VOCABULARIES)
    assert found[0].text == text
    assert "sv" in {reading.language for reading in found}
