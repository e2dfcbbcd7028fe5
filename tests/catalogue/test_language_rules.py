"""What public prose may not say is found, and what it may say is left in peace."""

import pytest

from catalogue.language_rules import faults_in, runs_of
from catalogue.prose import Passage
from catalogue.readability import lix, word_count


def reasons(text, **where):
    return [fault.reason for fault in faults_in(Passage("/sida/", "text", text, **where))]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ring landstinget.", "”landstinget”: landsting heter region sedan 2019"),
        ("Enligt SKL är det så.", "”SKL”: SKL heter SKR sedan 2019"),
        ("Du har rätt enligt SoL.", "”SoL”: socialtjänstlagen (2025:400) gäller sedan 1 juli 2025"),
        (
            "Det står i lagen (2001:453).",
            "”2001:453”: socialtjänstlagen (2025:400) gäller sedan 1 juli 2025",
        ),
        ("Fråga efter Anna Lindström på enheten.", "en persons namn: ”Anna Lindström”"),
    ],
)
def test_an_outdated_word_or_a_name_is_a_fault(text, reason):
    assert reasons(text) == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "Fram till 2019 hette det landsting.",
        "Mini Maria tar emot dig. Maria Ungdom också.",
        "Ring Anna Freud-gruppen.",
        "Regionen och SKR.",
    ],
)
def test_a_dated_note_and_the_name_of_a_unit_are_no_faults(text):
    assert reasons(text) == []


def test_a_promise_of_silence_needs_its_limit_in_the_next_sentence():
    promise = "Ring. Du behöver inte säga vad du heter."
    fault = "löftet om att vara anonym står utan sin gräns i nästa mening"
    assert reasons(promise) == [fault]
    assert reasons(f"{promise} Vi lyssnar. Om ett barn far illa måste vi göra något.") == [fault]
    assert reasons(f"{promise} Om vi tror att ett barn far illa måste vi göra något.") == []


def test_a_word_of_the_glossary_that_is_marked_as_old_may_name_itself():
    assert reasons("Landsting var det äldre ordet för region.", is_old=True) == []
    assert len(reasons("Landsting var det äldre ordet för region.")) == 1


@pytest.mark.parametrize(
    ("heading", "faults"),
    [
        ("LIHF", 1),
        ("Familjesamtal hemma (LIHF)", 0),
        ("LIHF: familjesamtal hemma", 0),
        ("Träning för dig med ADHD", 0),
        ("Ring BVC", 0),
    ],
)
def test_an_acronym_as_a_heading_needs_its_words(heading, faults):
    assert len(reasons(heading, is_heading=True)) == faults
    assert reasons(heading) == []


def test_the_title_of_a_law_in_the_glossary_is_no_copy():
    words = "lagen om stöd och service till vissa funktionshindrade"
    run = frozenset({tuple(words.split())})
    assert list(faults_in(Passage("ord", "label", words, is_name=True), run)) == []
    assert len(list(faults_in(Passage("ord", "explanation", words), run))) == 1


def test_eight_words_in_a_row_from_a_source_are_a_copy_and_seven_are_not(tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "facts.yaml").write_text(
        "- {slug: a, notes: 'Ett två tre fyra fem sex sju åtta nio'}", encoding="utf-8"
    )
    runs = runs_of(tmp_path)
    assert len(runs) == 2
    copied = Passage("/sida/", "text", "Och ETT, två, tre – fyra fem sex sju åtta!")
    own = Passage("/sida/", "text", "Ett två tre fyra fem sex sju men sedan nio.")
    assert [fault.reason for fault in faults_in(copied, runs)] == [
        "åtta ord i rad ur källan: ”ett två tre fyra fem sex sju åtta”"
    ]
    assert list(faults_in(own, runs)) == []


def test_lix_counts_sentences_and_long_words():
    assert word_count("Du får hjälp. Ring oss!") == 5
    assert lix("Du får hjälp. Ring oss!") == 2  # 5 words in 2 sentences, none longer than six letters
    assert lix("Socialtjänsten utreder barnets behov.") == 4 + 75
    assert lix("") == 0
