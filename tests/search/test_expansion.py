"""Expansion: what a typed word means in the catalogue's words, and how much each meaning weighs."""

from hypothesis import given
from hypothesis import strategies as st

from search.expansion import MOST_WORDS, expand
from search.indexing import PART
from search.vocabulary import Vocabulary

WORDS = (
    "våld vård barn föräldrar stöd kontaktfamilj kontakt familj skolfrånvaro skola frånvaro ungdom fälthäng "
    "samarbetssamtal samtal ledsen mottagning"
)
VOCABULARY = Vocabulary("sv", dict.fromkeys(WORDS.split(), 2))


def meant(text):
    return {concept.word: concept.terms for concept in expand(text, VOCABULARY).concepts}


def test_a_word_without_its_marks_finds_the_one_with_them_but_weighs_less():
    exact, forgiven = meant("våld")["våld"], meant("vald")["vald"]
    assert exact["våld"] == 1.0
    assert 0 < forgiven["våld"] < 1.0


def test_a_word_with_marks_does_not_find_another_word():
    assert "vård" not in meant("våld")["våld"]


def test_a_compound_also_asks_for_its_parts():
    concepts = meant("skolfrånvaro")
    assert concepts["skolfrånvaro"]["skolfrånvaro"] == 1.0
    assert 0 < concepts["frånvaro"]["frånvaro"] < 1.0


def test_a_compound_that_nobody_wrote_stands_for_its_parts():
    assert set(meant("föräldrastöd")) == {"förälder", "stöd"}


def test_words_written_apart_also_ask_for_the_compound():
    assert "kontaktfamilj" in meant("kontakt familj")


def test_words_that_only_meet_over_a_stop_word_are_no_compound():
    assert "kontaktfamilj" not in meant("kontakt med familj")


def test_a_misspelling_is_corrected_and_told():
    meaning = expand("sammarbetsamtal", VOCABULARY)
    assert meaning.corrected == {"sammarbetsamtal": "samarbetssamtal"}
    assert vocabulary_stem("samarbetssamtal") in meaning.terms


def test_an_unknown_compound_finds_words_that_share_a_part():
    assert vocabulary_stem("fälthäng") in expand("ungdomsfältarbete", VOCABULARY).terms


def test_a_word_made_stronger_is_the_word():
    assert "ledsen" in meant("jätteledsen")


def test_a_part_of_a_compound_weighs_less_than_the_word():
    terms = meant("stöd")["stöd"]
    assert terms[f"{PART}stöd"] < terms["stöd"]


def test_an_age_asks_for_the_part_of_life():
    assert "ålder13till17" in expand("min 14-åring", VOCABULARY).terms
    assert expand("min 14-åring", VOCABULARY).ages == [14]


def test_what_is_not_known_at_all_means_nothing():
    assert expand("qqqzzzxx", VOCABULARY).concepts == []
    assert expand("", VOCABULARY).concepts == []


@given(st.text(st.characters(exclude_categories=()), max_size=2000))
def test_no_query_makes_expansion_raise_or_grow_without_bound(text):
    meaning = expand(text, VOCABULARY)
    assert len(meaning.concepts) <= 10 * MOST_WORDS
    assert all(0 < weight <= 1 for concept in meaning.concepts for weight in concept.terms.values())


def vocabulary_stem(word):
    return VOCABULARY.stem(word)
