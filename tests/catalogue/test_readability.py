"""What is counted in a text: sentences, LIX, long words and verbs without a doer."""

import pytest

from catalogue.passive import is_passive
from catalogue.readability import Readability, lix, readability, sentences

pytestmark = pytest.mark.repository

SENTENCES = [
    ("Ring oss. Vi lyssnar.", 2),
    ("Ta med något, t.ex. en bok.", 1),
    ("Ta med något, t. ex. en bok.", 1),
    ("Vi har öppet kl. 9.00 varje dag.", 1),
    ("Det kostar 9.50 kronor.", 1),
    ("Kursen börjar den 3. maj.", 1),
    ("Vi öppnar klockan 9. Sedan äter vi.", 2),
    ("Spel, musik osv. finns här.", 1),
    ("Spel, musik osv. Ring oss!", 2),
    ("Man kan bli rädd, arg eller tom. Ni pratar om det.", 2),
    ("Det är min. Och din.", 2),
    ("Rubrik utan punkt\nEn rad till", 2),
    ("”Ring nu!” Sedan väntar du.", 2),
    ("أين أنت؟ نحن هنا.", 2),
    ("", 0),
]


@pytest.mark.parametrize(("text", "number"), SENTENCES)
def test_sentences_end_where_a_reader_stops(text, number):
    assert len(sentences(text)) == number


def test_every_line_is_a_sentence_for_lix():
    assert lix("Du får hjälp\nRing oss nu") == 3
    assert lix("Socialtjänsten utreder barnets behov.") == 4 + 75


def test_everything_is_counted_at_once():
    text = "Beslutet tas av socialnämnden.\nDu ringer."
    assert readability(text) == Readability(words=6, lix=3 + 33, longest=4, long_share=33, passive_share=50)
    assert readability(" \n") == Readability(0, 0, 0, 0, 0)


PASSIVE = [
    "Du blir kallad till ett möte.",
    "Pengarna betalas ut.",
    "Det skrivs ner.",
    "Insatsen beviljades i går.",
]
ACTIVE = [
    "Vi hoppas att du ringer.",
    "Det finns hjälp.",
    "Ni träffas på en mötesplats.",
    "Föräldrarnas kurs börjar nu.",
    "Du blir glad.",
    "Den här insatsen passar alla.",
    "I somras var det varmt.",
]


@pytest.mark.parametrize("sentence", PASSIVE)
def test_a_sentence_without_a_doer_is_found(sentence):
    assert is_passive(sentence)


@pytest.mark.parametrize("sentence", ACTIVE)
def test_verbs_that_only_look_passive_are_left_alone(sentence):
    assert not is_passive(sentence)
