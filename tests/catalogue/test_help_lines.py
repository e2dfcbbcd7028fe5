"""What is said of a line that somebody answers: the facts that are stated, and nothing in their place when not."""

from datetime import datetime, time

import pytest
from django.utils import timezone, translation

from catalogue import version
from catalogue.help_lines import lines_for, shown_topics
from catalogue.models import HelpLine, HelpTopic, SafetyText, SupportLanguage
from catalogue.week_in_words import week_in_words
from tests import records

pytestmark = pytest.mark.django_db

MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.get_default_timezone())
LIMIT = (
    "Om vi blir oroliga för att ett barn far illa måste vi göra något. Vi berättar det för dig först, om det går."
)


def row_of(model, name):
    return model._meta.get_field(name).related_model


def a_line(slug, topics=("partner",), hours=(), **values):
    """A published line of some topics, with weekly rows as (weekday, opens, closes)."""
    words = row_of(HelpLine, "words")
    line = HelpLine(slug=slug, **{"order": 1, **values})
    line.words = [words(language="sv", label=slug.title(), explanation="För dig.")]
    line.opening_hours = [
        row_of(HelpLine, "opening_hours")(channel="telefon", weekday=day, opens=opens, closes=closes)
        for day, opens, closes in hours
    ]
    line.topics = [records.term(HelpTopic, topic) for topic in topics]
    line.save()
    return line


def shown(slug):
    (entry,) = [entry for entry in lines_for(["partner"], "sv", MONDAY_NOON) if entry.slug == slug]
    return entry


def test_a_line_with_nothing_stated_says_nothing_in_its_place():
    a_line("linjen")
    entry = shown("linjen")
    assert (entry.number, entry.ages, entry.hours, entry.said) == ("", "", [], [])
    assert (entry.ways, entry.languages, entry.checked_on) == ([], [], None)


def test_around_the_clock_needs_no_week():
    a_line("linjen", around_the_clock="yes", hours=[(0, time(9), time(16))])
    assert shown("linjen").hours == ["Svarar dygnet runt."]


def test_hours_are_said_now_and_for_the_week():
    a_line("linjen", hours=[(day, time(9), time(16, 30)) for day in range(5)] + [(5, time(10), time(14))])
    assert shown("linjen").hours == [
        "Telefonen är öppen till 16.30.",
        "Telefon: måndag–fredag 9–16.30; lördag 10–14",
    ]


def test_a_week_with_breaks_and_whole_days_is_read_aloud():
    hours = [(0, time(9), time(12)), (0, time(13), time(16)), (6, time(0), time(23, 59))]
    line = a_line("linjen", hours=hours)
    assert week_in_words(line.opening_hours.all()) == ["Telefon: måndag 9–12, 13–16; söndag dygnet runt"]


def test_being_anonymous_is_never_said_without_its_limit():
    a_line("linjen", may_be_anonymous="yes")
    assert [str(said) for said in shown("linjen").said] == [f"Du behöver inte säga vad du heter. {LIMIT}"]


def test_the_bill_is_never_said_without_what_the_phone_keeps():
    a_line("linjen", hidden_on_bill="yes")
    sentence = "Samtalet syns inte på telefonräkningen, men kan synas i telefonens samtalslista."
    assert [str(said) for said in shown("linjen").said] == [sentence]
    text = SafetyText(slug="samtalslista")
    words = row_of(SafetyText, "words")
    text.words = [words(language="sv", label="Syns det?", explanation=f"{sentence} Ta bort det.")]
    text.save()
    assert [str(said) for said in shown("linjen").said] == [f"{sentence} Ta bort det."]


def test_a_stated_no_is_said():
    a_line("linjen", is_free="no", may_be_anonymous="no", hidden_on_bill="no")
    assert [str(said) for said in shown("linjen").said] == [
        "Samtalet kostar.",
        "Du behöver säga vem du är.",
        "Samtalet syns på telefonräkningen.",
    ]


def test_ages_languages_and_other_ways_are_named():
    line = a_line(
        "linjen",
        age_max=17,
        sms="076-123 45 67",
        chat_url="https://www.example.org/chatt/",
        website="https://b.se/",
    )
    line.languages = [records.term(SupportLanguage, "so", "Somaliska")]
    line.save()
    entry = shown("linjen")
    assert (entry.ages, [str(name) for name in entry.languages]) == ("Till och med 17 år", ["Somaliska"])
    assert [(way.label, way.url, way.text) for way in entry.ways] == [
        ("Sms", "sms:0761234567", "076-123 45 67"),
        ("Chatt", "https://www.example.org/chatt/", "example.org/chatt"),
        ("Webbplats", "https://b.se/", "b.se"),
    ]


def test_words_of_the_variant_come_first_and_the_swedish_name_stays():
    line = a_line("linjen")
    words = row_of(HelpLine, "words")
    line.words = [*line.words.all(), words(language="en", label="The line", explanation="For you.")]
    line.save()
    with translation.override("en"):
        (english,) = lines_for(["partner"], "en", MONDAY_NOON)
        (finnish,) = lines_for(["partner"], "fi", MONDAY_NOON)
    assert (english.name.value, english.swedish_name.value, english.about.value) == (
        "The line",
        "Linjen",
        "For you.",
    )
    assert (finnish.name.language, finnish.swedish_name.value) == ("sv", "")


def test_lines_of_several_topics_stand_once_in_order():
    a_line("b", topics=["partner", "heder"], order=2)
    a_line("a", topics=["heder"], order=3)
    a_line("c", topics=["annat"], order=1)
    assert [entry.slug for entry in lines_for(["heder", "partner"], "sv", MONDAY_NOON)] == ["b", "a"]


@pytest.mark.parametrize("hidden", [{"live": False}, {"retired_from": "2026-01-01"}])
def test_drafts_and_retired_lines_are_never_shown(hidden):
    a_line("linjen", **hidden)
    assert lines_for(["partner"], "sv", MONDAY_NOON) == []
    assert [topic.entries for topic in shown_topics("sv", MONDAY_NOON)] == [[]]


def test_a_draft_topic_has_no_lines():
    a_line("linjen")
    HelpTopic.objects.update(live=False)
    assert lines_for(["partner"], "sv", MONDAY_NOON) == []
    assert shown_topics("sv", MONDAY_NOON) == []


def test_showing_the_topics_costs_the_same_for_1_and_25_lines(django_assert_num_queries):
    hours = [(0, time(9), time(16))]
    language = records.term(SupportLanguage, "so", "Somaliska")
    for number in range(25):
        line = a_line(f"linje-{number}", hours=hours, live=number == 0)
        line.languages = [language]
        line.save()
    with version.held(), django_assert_num_queries(9):
        assert len(shown_topics("sv", MONDAY_NOON)[0].entries) == 1
    HelpLine.objects.update(live=True)
    with version.held():
        with django_assert_num_queries(9):
            assert len(shown_topics("sv", MONDAY_NOON)[0].entries) == 25
        with django_assert_num_queries(0):
            shown_topics("sv", MONDAY_NOON)
