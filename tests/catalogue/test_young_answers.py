"""To the one who is 12–25: six questions, answered from the facts or gathered in one sentence to ask."""

import pytest

from catalogue.bulk import bulk_change
from catalogue.models import Contact, InsatsPage, MeetingWay, OfferingWords
from catalogue.young_answers import open_young_questions, usable_by_young, young_answers
from tests import records
from tests.pages.html import page, text

pytestmark = pytest.mark.django_db

LIMIT = (
    "Om vi blir oroliga för att ett barn far illa måste vi göra något. Vi berättar det för dig först, om det går."
)
QUESTIONS = [
    "Får jag komma själv?",
    "Får mina föräldrar veta att jag kommer?",
    "Kostar det något?",
    "Skriver ni ner det vi säger?",
    "Kan jag chatta eller skicka sms?",
    "Får jag gå till en mottagning där ingen känner mig?",
]


@pytest.mark.parametrize(
    ("groups", "ages", "usable"),
    [
        (["unga"], (None, None), True),
        (["barn"], (None, None), True),
        (["familj"], (None, None), True),
        (["barn"], (0, 6), False),
        (["barn"], (6, 12), True),
        (["vuxna"], (18, None), True),
        (["vuxna"], (26, None), False),
        (["vuxna"], (None, None), False),
        (["vuxna"], (None, 11), False),
        (["foraldrar"], (12, 18), False),
        (["blivande-foraldrar", "par"], (None, None), False),
        (["familjehem"], (0, 18), False),
        (["yrkesverksamma"], (None, None), False),
        (["foraldrar", "familj"], (None, None), True),
        ([], (None, None), False),
        ([], (13, 20), True),
    ],
)
def test_whom_a_support_is_for_decides_whether_a_young_person_can_use_it(groups, ages, usable):
    insats = records.InsatsFactory(target_groups=groups, age_min=ages[0], age_max=ages[1])
    assert usable_by_young(insats, []) is usable


def test_an_offerings_own_ages_count_too():
    insats = records.InsatsFactory(target_groups=["barn"], age_max=11)
    older = records.OfferingFactory(insats=insats, age_min=13, age_max=20)
    assert usable_by_young(insats, [older]) is True


def answers_of(**facts):
    offering = records.OfferingFactory(**facts)
    return {row.question: [str(said) for said in row.answer] for row in young_answers(offering.insats, [offering])}


def test_what_is_stated_is_answered():
    unit = records.ProviderFactory()
    unit.contacts = [Contact(channel="sms", value="0700-12 34 56"), Contact(channel="phone", value="08-1")]
    unit.save()
    facts = {
        "own_access_age": 13,
        "tells_parents": "no",
        "cost": "free",
        "records": "unnamed",
        "anonymous": "yes",
        "residents_elsewhere": "yes",
    }
    assert answers_of(provider=unit, **facts) == dict(
        zip(
            QUESTIONS,
            [
                ["Du får komma själv från 13 år."],
                [f"Dina föräldrar får inte veta. {LIMIT}"],
                ["Det är gratis."],
                [
                    f"Det som skrivs ner har inte ditt namn. {LIMIT}",
                    f"Du behöver inte säga vad du heter. {LIMIT}",
                ],
                ["Ja, det går att använda sms."],
                ["Du får komma även om du bor i ett annat område."],
            ],
            strict=True,
        )
    )


def test_a_chat_is_a_way_to_meet_or_a_way_to_make_contact():
    chat = records.term(MeetingWay, "chatt")
    offering = records.OfferingFactory()
    offering.meeting_ways = [chat]
    offering.save()
    answers = young_answers(offering.insats, [offering])
    assert [str(said) for said in answers[4].answer] == ["Ja, det går att använda chatt."]


def test_a_call_that_is_not_on_the_bill_is_always_said_with_what_the_phone_keeps():
    unit = records.ProviderFactory()
    unit.contacts = [Contact(channel="phone", value="08-1", hidden_on_bill="yes")]
    unit.save()
    said = answers_of(provider=unit)["Skriver ni ner det vi säger?"]
    assert said == ["Samtalet syns inte på telefonräkningen, men kan synas i telefonens samtalslista."]


def test_a_fact_that_holds_in_one_place_says_where():
    insats = records.InsatsFactory()
    rows = [
        records.OfferingFactory(insats=insats, area=records.AreaFactory(name=name), cost=cost)
        for name, cost in (("Farsta", "free"), ("Bromma", ""))
    ]
    assert [str(said) for said in young_answers(insats, rows)[2].answer] == ["Det är gratis. Gäller Farsta."]


def test_an_empty_fact_is_a_question_never_a_no():
    offering = records.OfferingFactory()
    answers = young_answers(offering.insats, [offering])
    assert [row.answer for row in answers] == [()] * 6
    assert open_young_questions(answers) == QUESTIONS


@pytest.fixture
def insats():
    records.site()
    insats = records.InsatsFactory(slug="samtal", target_groups=["unga"])
    records.words(insats, young="Du får prata med någon.\n\nNi bestämmer tillsammans.")
    return insats


def test_the_page_speaks_to_the_young_reader_and_asks_the_rest_in_one_sentence(client, insats):
    records.OfferingFactory(insats=insats, cost="free", own_access_age=13)
    soup = page(client, "/insatser/samtal/")
    section = soup.select_one("#ung")
    assert text(section.h2) == "Till dig som är ung"
    assert [text(h) for h in section.select("h3")] == ["Får jag komma själv?", "Kostar det något?"]
    assert [text(p) for p in section.select("p")] == [
        "Du får prata med någon.",
        "Ni bestämmer tillsammans.",
        "Du får komma själv från 13 år.",
        "Det är gratis.",
        "Det här kan du fråga när du hör av dig: Får mina föräldrar veta att jag kommer?"
        " Skriver ni ner det vi säger? Kan jag chatta eller skicka sms?"
        " Får jag gå till en mottagning där ingen känner mig?",
    ]
    assert text(soup.select_one(".on-page a[href='#ung']")) == "Till dig som är ung"


def test_the_readers_own_place_answers(client, insats):
    records.OfferingFactory(insats=insats, cost="fee")
    records.OfferingFactory(insats=insats, cost="free", area=records.AreaFactory(slug="farsta"))
    section = page(client, "/insatser/samtal/?omrade=farsta").select_one("#ung")
    assert "Det är gratis." in text(section)
    assert "avgift" not in text(section)


@pytest.mark.parametrize(
    ("young", "groups"), [("", ["unga"]), ("Du får prata med någon.", ["foraldrar"])], ids=["no words", "parents"]
)
def test_no_section_without_words_or_where_a_young_person_cannot_come(client, young, groups):
    records.site()
    insats = records.InsatsFactory(target_groups=groups)
    records.words(insats, young=young)
    records.OfferingFactory(insats=insats)
    soup = page(client, f"/insatser/{insats.slug}/")
    assert not soup.select("#ung, .on-page a[href='#ung']")


def test_the_number_of_queries_does_not_grow_with_the_places(client, insats, django_assert_max_num_queries):
    def offer(number):
        unit = records.ProviderFactory(phone=f"08-{number}")
        offering = records.OfferingFactory(insats=insats, provider=unit, cost="free", anonymous="yes")
        offering.words = [OfferingWords(language="sv", sessions="En gång.")]
        offering.save()

    from tests.catalogue.test_views_insats import queries_of

    offer(0)
    offer(1)
    few = queries_of(client, "/insatser/samtal/")
    with bulk_change():
        for number in range(2, 25):
            offer(number)
    assert queries_of(client, "/insatser/samtal/") <= few


@pytest.mark.content
@pytest.mark.usefixtures("real_catalogue")
def test_the_written_words_to_the_young_never_speak_of_their_parents_child():
    said = InsatsPage.objects.exclude(young="").values_list("slug", "young")
    assert [slug for slug, words in said if "ditt barn" in words.lower() or "era barn" in words.lower()] == []
