"""Analysis: forms of a word come together, what differs stays apart, and no text makes it raise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analyzer_for
from search.analysis.ages import ages_in, band, bands_of
from search.analysis.compounds import Compounds
from search.analysis.folding import fold, skeleton
from search.analysis.spelling import Spelling, distance
from search.analysis.stemming import stem_swedish
from search.analysis.tokens import normalise, tokenise

LANGUAGES = ["sv", "sv-simple", "en", "ar", "so", "fi", "xx"]


def stems(text, language="sv"):
    return [term.stem for term in analyzer_for(language).terms(text)]


@pytest.mark.parametrize(
    "forms",
    [
        "barn barnet barnen barns barnens",
        "våld våldet våldets våldsamt",
        "förälder föräldrar föräldrarna förälderns",
        "skola skolan skolans skolor",
        "samtal samtalet samtalen",
        "placering placeringen placerad placerats",
        "utredning utreda utredningar utreds",
        "slår slog slagit slåss",
        "kurs kurser kurserna kursen",
        "boende boendet",
        "dotter döttrar dotterns",
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len({stem_swedish(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("våld", "vald"), ("barn", "bar"), ("mamma", "pappa"), ("stöd", "stad")]
)
def test_different_words_stay_apart(one, other):
    assert stem_swedish(one) != stem_swedish(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hemlig", "hem"),
        ("hemligheten", "hemmet"),
        ("läger", "läge"),
        ("lägret", "läget"),
        ("fattig", "fattar"),
        ("vape", "vapen"),
        ("skuld", "skulder"),
        ("lån", "låna"),
        ("mens", "menar"),
    ],
)
def test_words_that_endings_would_bring_together_stay_apart(one, other):
    assert stem_swedish(one) != stem_swedish(other)


@pytest.mark.parametrize(
    "forms", ["vapen vapnet vapnen", "vape vejpa vapar", "skulder skulderna skuldsatt", "läger lägret"]
)
def test_words_kept_apart_keep_their_own_forms(forms):
    assert len({stem_swedish(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("word", ["inte", "utan", "aldrig", "ingen", "ensam"])
def test_words_that_turn_a_meaning_round_are_kept(word):
    assert stems(f"det är {word} så") == [stem_swedish(word)]


def test_case_endings_of_abbreviations_are_left_out():
    assert stems("SoL:s LVU:n") == ["sol", "lvu"]


def test_digits_and_letters_come_apart():
    assert tokenise("14åring BUP2") == ["14", "åring", "bup", "2"]


def test_letters_written_with_loose_marks_are_the_same_letters():
    assert stems("fo\u0308ra\u0308ldrar") == stems("föräldrar")


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ar", "المدرسة مدرسة مدرستي والمدرسة بالمدرسة للمدرسة"),
        ("ar", "يضربني ضرب ضربني"),
        ("ar", "أطفال اطفال الأطفال أطفالهن"),
        ("ar", "يسرق ويسرق سرقة يسرقون"),
        ("so", "wiil wiilka wiilkayga wiilkaygu wiilkeyga wil"),
        ("so", "iskuul iskuulka iskuulkii iskuulkayga"),
        ("so", "dembi dambi dembiyada dambiyo"),
        ("so", "gabadh gabadha gabadhaydu"),
        ("fi", "lapsi lapsen lapset lasten lapsille lapseni"),
        ("fi", "poika pojan poikani"),
        ("fi", "tapaaminen tapaamisista tapaamisesta"),
        ("en", "divorce divorced divorcing"),
    ],
)
def test_forms_of_a_word_in_other_languages_have_one_stem(language, forms):
    assert len({stem for form in forms.split() for stem in stems(form, language)}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("ar", "ضرب", "شرب"), ("ar", "أمي", "أبي"), ("so", "hooyo", "aabbe"), ("fi", "poika", "tytär")],
)
def test_different_words_of_other_languages_stay_apart(language, one, other):
    assert stems(one, language) != stems(other, language)


def test_digits_of_other_scripts_are_digits():
    assert stems("١٦ ۱۶ 16", "ar") == ["16", "16", "16"]


def test_arabic_vowel_signs_do_not_matter():
    assert stems("مُدَرِّسَة", "ar") == stems("مدرسة", "ar")


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("min 14-åring", [14]),
        ("14åring", [14]),
        ("fjortonåring", [14]),
        ("fyra åring slåss", [4]),
        ("hon är 13 ar", [13]),
        ("en bebis på 3 månader", [0]),
        ("sexåringen och 9 år", [6, 9]),
        ("vi bor på nr 14", []),
        ("999 år", []),
        ("tre barn", []),
        ("my 9-year-old", [9]),
        ("three years old", [3]),
        ("ابني عمره ١٦ سنة", [16]),
        ("9-vuotiaalle", [9]),
        ("wiilkaygu waa 9 jir", [9]),
        ("hijo de 6 años", [6]),
    ],
)
def test_ages_in_words_and_figures(text, ages):
    assert ages_in(text) == ages


def test_every_age_belongs_to_a_part_of_life():
    assert [band(age) for age in (0, 2, 3, 12, 13, 17, 18, 25, 120)] == [
        *("0-2", "0-2", "3-6", "7-12", "13-17", "13-17", "18-24", "25-120", "25-120")
    ]


def test_folding_forgives_missing_marks():
    assert fold("förälder") == "foralder"
    assert skeleton("sammarbettssamtal") == skeleton("samarbetssamtal")


@pytest.mark.parametrize(
    ("text", "years"),
    [("en bebis", "0-2"), ("my teenager", "13-17"), ("teini", "13-17"), ("مراهق", "13-17"), ("toddler", "0-6")],
)
def test_words_for_a_part_of_life(text, years):
    assert list(bands_of(tokenise(text)).values()) == [years]


COMPOUND_WORDS = "förälder föräldrar stöd skola frånvaro ungdom mottagning familj kvinna jour grupp barn per"
COMPOUNDS = Compounds(dict.fromkeys(COMPOUND_WORDS.split(), 3))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("föräldrastöd", ("föräldrar", "stöd")),
        ("skolfrånvaro", ("skola", "frånvaro")),
        ("ungdomsmottagning", ("ungdom", "mottagning")),
        ("kvinnojour", ("kvinna", "jour")),
        ("föräldrastödsgrupp", ("föräldrar", "stöd", "grupp")),
        ("person", ()),
        ("stöd", ()),
        ("barn", ()),
        ("xyzstöd", ()),
    ],
)
def test_compounds_come_apart_into_words_of_the_catalogue(word, parts):
    assert COMPOUNDS.parts(word) == parts


FINNISH = Compounds(dict.fromkeys(["tuki", "ryhmä", "lapsi", "lapset", "ero"], 3), analyzer_for("fi").stem)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("tukiryhmään", ("tuki", "ryhmään")),
        ("erolapsille", ("ero", "lapsille")),
        ("lapsiryhmä", ("lapsi", "ryhmä")),
        ("ryhmä", ()),
    ],
)
def test_finnish_compounds_come_apart_whatever_the_ending(word, parts):
    assert FINNISH.parts(word) == parts


SPELLING_WORDS = "ungdomsmottagning cannabis ångest samarbetssamtal förskola snatteri skola stöd barn"
SPELLING = Spelling(SPELLING_WORDS.split())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ungdomsmotagning", "ungdomsmottagning"),
        ("canabis", "cannabis"),
        ("ångesst", "ångest"),
        ("sammarbetsamtal", "samarbetssamtal"),
        ("förksola", "förskola"),
        ("snateri", "snatteri"),
        ("ungdomsmottagnimg", "ungdomsmottagning"),
    ],
)
def test_misspelt_words_find_what_is_meant(typed, meant):
    assert SPELLING.nearest(typed)[0][0] == meant


@pytest.mark.parametrize("typed", ["bar", "xyz", "stad", "", "telefonkatalog"])
def test_short_and_unlike_words_are_not_corrected(typed):
    assert SPELLING.nearest(typed) == []


def test_a_small_vocabulary_is_believed_less():
    assert Spelling(["fight"]).nearest("night") != []
    assert Spelling(["fight"], trust=0.5).nearest("night") == []
    assert Spelling(["addiction"], trust=0.5).nearest("adiction") != []


def test_a_neighbouring_key_is_half_an_error():
    assert distance("skola", "akola", 2) == 0.5
    assert distance("skola", "mkola", 2) == 1.0


# --- Any text at all ----------------------------------------------------------------------------------------

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


@given(ANY_TEXT)
def test_normalising_twice_is_normalising_once(text):
    assert normalise(normalise(text)) == normalise(text)


@given(ANY_TEXT, st.sampled_from(LANGUAGES))
def test_analysing_its_own_terms_gives_the_same_terms(text, language):
    once = stems(text, language)
    again = stems(" ".join(once), language)
    # A stem may happen to be a stop word ("hans" of "hansa"); it is then left out the second time.
    assert again == [stem for stem in once if stem in again]
    assert all(len(stems(stem, language)) <= 1 for stem in once)


@given(ANY_TEXT, st.sampled_from(LANGUAGES))
def test_no_text_makes_the_analysis_raise(text, language):
    analyzer = analyzer_for(language)
    assert all(term.stem and " " not in term.stem and "\x00" not in term.stem for term in analyzer.terms(text))
    analyzer.bands(text)
    ages_in(text)
    fold(text)
    for word in tokenise(text):
        SPELLING.nearest(word)
        COMPOUNDS.parts(word)
        COMPOUNDS.pieces(word)


@given(st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=1, max_size=25))
def test_a_stem_is_its_own_stem(word):
    assert stem_swedish(stem_swedish(word)) == stem_swedish(word)


@given(ANY_TEXT)
def test_a_folded_word_stays_the_same(text):
    assert fold(fold(text)) == fold(text)
