"""What people ask is counted; who asked, and rare or private words, are not kept."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from catalogue.models import HelpTopic
from catalogue.models.help_line import HelpTopicWords
from search.insight import count_question, count_topic, may_be_kept
from search.models import AskedTopic, AskedWords, WeekKey
from tests.catalogue.admin_user import sign_in
from tests.records import ProviderFactory, site

MONDAY = date(2026, 11, 23)


def ask(text="vägrar skolan", times=1, day=MONDAY, hits=3, area=""):
    for _ in range(times):
        count_question(text, area=area, language="sv", hits=hits, today=day)


@pytest.mark.django_db
def test_words_are_kept_only_when_five_have_asked_in_a_week():
    ask(times=4)
    assert [row.words for row in AskedWords.objects.all()] == [""]
    ask(day=MONDAY + timedelta(days=2))
    assert [(row.words, row.times) for row in AskedWords.objects.order_by("day")] == [
        ("vägrar skolan", 4),
        ("vägrar skolan", 1),
    ]


@pytest.mark.django_db
def test_the_same_question_in_another_order_and_form_is_counted_together():
    ask("vägrar skolan", 3)
    ask("skolan vägrade", 2)
    assert AskedWords.objects.get().times == 5


@pytest.mark.django_db
def test_a_new_week_throws_the_key_and_unread_hashes_away():
    ask()
    old, old_mark = WeekKey.objects.get(), AskedWords.objects.get().mark
    ask(day=MONDAY + timedelta(days=7))
    assert WeekKey.objects.get().secret != old.secret
    assert old_mark not in set(AskedWords.objects.values_list("mark", flat=True))


@pytest.mark.django_db
def test_of_rare_questions_only_the_number_is_kept_when_the_week_is_over():
    ask("en sak", 2, hits=0, area="farsta")
    ask("en annan", 1, area="farsta")
    ask("vägrar skolan", 5)
    ask("något", day=MONDAY + timedelta(days=7))
    old = AskedWords.objects.filter(week="2026-v48").order_by("words")
    assert [(row.words, row.area, row.times, row.found_nothing) for row in old] == [
        ("", "farsta", 3, 2),
        ("vägrar skolan", "", 5, 0),
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("vägrar gå till skolan", True),
        ("bråkar med min 14-åring", True),
        ("Anna vägrar gå till skolan", False),
        ("ring 070-123 45 67", False),
        ("19990101-1234", False),
        ("bor på Storgatan 3", False),
        ("mig@example.org", False),
        ("en mycket lång berättelse " * 5, False),
    ],
)
def test_what_looks_like_a_person_is_never_kept(text, kept):
    assert may_be_kept(text) is kept


@pytest.mark.django_db
def test_a_name_that_the_catalogue_publishes_is_kept_and_a_private_one_is_not(client):
    site()
    ProviderFactory(slug="mini-maria", name="Mini Maria")
    for _ in range(5):
        client.get("/sok/?q=mini+maria")
        client.get("/sok/?q=maria")
    assert [row.words for row in AskedWords.objects.exclude(words="")] == ["mini maria"]


@pytest.mark.django_db
def test_nothing_and_little_are_counted_apart_by_area():
    ask(hits=0, times=2, area="farsta")
    ask(hits=1)
    rows = {row.area: (row.times, row.found_nothing, row.found_little) for row in AskedWords.objects.all()}
    assert rows == {"farsta": (2, 2, 0), "": (1, 0, 1)}


@pytest.mark.django_db
def test_a_search_about_danger_is_counted_by_its_topic_alone(client):
    site()
    topic = HelpTopic(slug="partner", is_danger=True)
    topic.words = [HelpTopicWords(language="sv", label="Partner", everyday="slår mig")]
    topic.save()
    client.get(client.post("/sok/", {"q": "han slår mig"})["Location"])
    client.get("/sok/?q=han+slår+mig")
    assert [(row.topic, row.times) for row in AskedTopic.objects.all()] == [("partner", 2)]
    assert AskedWords.objects.count() == 0


@pytest.mark.django_db
def test_a_page_of_hits_counts_once_and_no_row_says_who(client):
    site()
    client.get("/sok/?q=sömn", headers={"user-agent": "Kanarie"}, REMOTE_ADDR="203.0.113.7")
    client.get("/sok/?q=sömn&sida=2")
    client.head("/sok/?q=sömn")
    row = AskedWords.objects.get()
    assert row.times == 1
    stored = " ".join(str(getattr(row, field.name)) for field in AskedWords._meta.fields)
    assert "Kanarie" not in stored
    assert "203.0.113.7" not in stored
    assert "sömn" not in stored


@pytest.mark.django_db
def test_editors_see_what_found_nothing_with_a_synonym_one_click_away():
    site()
    ask("okänd sak", 5, hits=0, day=date.today())
    ask("hemlig fråga", 1, day=date.today())
    count_topic("partner", date.today())
    html = sign_in("administrator").get(reverse("search_insight")).content.decode()
    assert "okänd sak" in html
    assert "?words=ok%C3%A4nd+sak" in html
    assert "hemlig" not in html
    assert "partner" in html
