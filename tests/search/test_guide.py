"""The guided questions over HTTP: one question a page, a code that tells nothing, and what fits in the end."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from catalogue.bulk import bulk_change
from catalogue.models import HelpLine, HelpTopic, Insats, Need
from catalogue.models.help_line import HelpLineWords, HelpTopicWords
from search.guide import WHO, Answers, Step, read
from tests.pages.html import page, text
from tests.queries import queries_of
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, site, term, words

URL = "/hitta-ratt/"


@given(
    st.builds(
        Answers,
        danger=st.none() | st.booleans(),
        who=st.none() | st.sampled_from(WHO),
        age_asked=st.just(True),
        age=st.none() | st.integers(0, 120),
        needs=st.none() | st.lists(st.integers(1, 40), unique=True, max_size=20).map(tuple),
        place_asked=st.booleans(),
    )
)
def test_a_code_says_all_answers_in_figures_only(answers):
    assert read(answers.code, range(1, 41)) == (answers, [])
    assert re.fullmatch(r"[0-9x.-]*", answers.code)


@given(st.text(max_size=60))
def test_any_text_becomes_answers_that_a_code_says(code):
    answers, _unknown = read(code, [1, 2])
    assert read(answers.code, [1, 2]) == (answers, [])


def test_an_unknown_part_leaves_its_question_open_and_the_others_answered():
    answers, unknown = read("0-9-14-1.7-1-zz", [1])
    assert unknown == ["9", "7", "zz"]
    assert (answers.danger, answers.who, answers.age, answers.needs, answers.place_asked) == (
        False,
        None,
        14,
        (1,),
        True,
    )
    assert answers.next_step == Step.WHO


@pytest.fixture
def area(db):
    site()
    return AreaFactory(slug="norr", name="Norrstaden")


@pytest.fixture
def topic(area):
    topic = HelpTopic(slug="fara-nu", order=10, is_danger=True)
    topic.words = [
        HelpTopicWords(language="sv", label="Någon är i fara", explanation="Ring.", everyday="slår mig")
    ]
    topic.save()
    line = HelpLine(slug="linjen", number="020-12 34 56")
    line.words = [HelpLineWords(language="sv", label="Linjen", explanation="För alla.")]
    line.topics = [topic]
    line.save()
    return topic


def need(slug="somn", **values):
    return term(Need, slug, **values)


def make(number, area, needs=("somn",), groups=("barn",), **offering):
    """An insats that fits a child of nine in the area."""
    insats = InsatsFactory(
        slug=f"stod-{number}", needs=list(needs), target_groups=list(groups), age_min=6, age_max=12
    )
    words(insats, title=f"Stöd {number}")
    return OfferingFactory(insats=insats, area=area, **{"route": "kom", **offering})


def answer(client, url, **values):
    """Send the form of a page with an answer; the address that it leads to."""
    form = page(client, url).select_one("form.guide")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    response = client.post(form["action"], {**hidden, **values})
    assert response.status_code == 303
    assert not response.cookies
    return response["Location"]


def slugs(soup, selector=".cards a"):
    return [link["href"].split("/")[2] for link in soup.select(selector) if "/insatser/" in link["href"]]


def test_five_questions_lead_to_what_fits_and_why(client, area):
    sleep = need(drawing="need-mood")
    make(1, area)
    url, seen = URL, []
    for posted in (
        {"svar": "0"},
        {"svar": "1"},
        {"alder": "9"},
        {"svar": str(sleep.pk)},
        {"omrade": "norrstaden"},
    ):
        soup = page(client, url)
        seen.append((text(soup.select_one(".guide .soft")), text(soup.h1)))
        assert len(soup.select("h1")) == 1
        url = answer(client, url, **posted)
    assert seen == [
        ("Fråga 1 av 5", "Är någon i fara nu?"),
        ("Fråga 2 av 5", "Vem gäller det?"),
        ("Fråga 3 av 5", "Hur gammalt är barnet?"),
        ("Fråga 4 av 5", "Vad gäller det?"),
        ("Fråga 5 av 5", "Var bor du?"),
    ]
    assert url == f"{URL}?s=0-1-9-{sleep.pk}-1&omrade=norr"
    soup = page(client, url)
    assert slugs(soup) == ["stod-1"]
    assert text(soup.select_one(".cards .missing")) == "Passar: Somn, 9 år, Norrstaden, Inget beslut behövs"
    assert [text(row.dd) for row in soup.select(".told > div")] == [
        *("Nej", "Mitt barn", "9 år", "Somn", "Norrstaden"),
    ]
    assert soup.select_one("main .person")
    assert soup.select_one("main a[href^='/sok/']")["href"] == (
        "/sok/?omrade=norr&alder=9&behov=somn&malgrupp=barn"
    )


def test_each_answer_can_be_changed_and_the_others_stay(client, area):
    sleep = need(drawing="need-mood")
    make(1, area)
    soup = page(client, f"{URL}?s=0-1-9-{sleep.pk}-1&omrade=norr")
    links = [a["href"] for a in soup.select(".told a")]
    assert links == [f"{URL}?s=0-1-9-{sleep.pk}-1&f={number}&omrade=norr" for number in range(1, 6)]
    chosen = page(client, links[1]).select_one("input[checked]")
    assert chosen["value"] == "1"
    assert page(client, links[2]).select_one("[name=alder]")["value"] == "9"
    assert page(client, links[4]).select_one("[name=omrade]")["value"] == "norr"
    assert answer(client, links[1], svar="5") == f"{URL}?s=0-5-9-{sleep.pk}-1&omrade=norr"
    assert answer(client, links[4], omrade="") == f"{URL}?s=0-1-9-{sleep.pk}-1"


def test_back_leads_through_the_questions_to_the_first(client, area):
    url, seen = f"{URL}?s=0-1--0", []
    while url:
        soup = page(client, url)
        seen.append(text(soup.select_one(".guide .soft")))
        back = soup.find("a", string="Tillbaka")
        url = back["href"] if back else ""
    assert seen == [f"Fråga {number} av 5" for number in (5, 4, 3, 2, 1)]


@pytest.mark.parametrize(
    ("code", "step", "posted", "error"),
    [
        ("", "1", {}, "Välj ett svar."),
        ("0", "2", {"svar": "7"}, "Välj ett svar."),
        ("0-1", "3", {"alder": "tolv"}, "Vi förstod inte åldern ”tolv”. Skriv ett tal från 0 till 120."),
        ("0-1-", "4", {"svar": ["99999", "\x00"]}, "Välj minst ett svar."),
        ("0-1--0", "5", {"omrade": "Atlantis"}, "Vi känner inte till området ”Atlantis”."),
    ],
)
def test_an_answer_that_is_missing_or_makes_no_sense_is_asked_for_again(client, area, code, step, posted, error):
    need()
    response = client.post(URL, {"s": code, "f": step, "omrade": "", **posted})
    assert response.status_code == 422
    soup = BeautifulSoup(response.content, "html.parser")
    summary = soup.select_one("[role=alert]")
    assert text(summary.a).startswith(error)
    assert soup.select_one(f"form {summary.a['href']}")
    assert soup.select_one("[name=s]")["value"] == code
    assert soup.title.string.startswith("Fel:")


def test_a_place_that_fits_several_areas_is_asked_about(client, area):
    AreaFactory(slug="nasby-a", name="Näsby")
    AreaFactory(slug="nasby-b", name="Näsby")
    response = client.post(URL, {"s": "0-1--0", "f": "5", "omrade": "Näsby"})
    assert f'{URL}?s=0-1--0-1&amp;omrade=nasby-b"' in response.content.decode()


def test_unknown_values_are_named_and_ignored(client, area):
    soup = page(client, f"{URL}?s=0-9<b>&f=77&omrade=norr")
    said = [text(message) for message in soup.select("main .missing")]
    assert said == [
        "”9<b>” går inte att välja här. Vi visar utan det.",
        "”77” går inte att välja här. Vi visar utan det.",
    ]
    assert text(soup.h1) == "Vem gäller det?"


def test_danger_now_shows_numbers_first_and_the_questions_go_on(client, topic):
    url = answer(client, f"{URL}?omrade=norr", svar="1")
    assert url == f"{URL}?s=1&f=0&omrade=norr"
    soup = page(client, url)
    assert text(soup.main.h1) == "Ring först"
    assert soup.select_one("#hjalp-forst a[href^='tel:']")["href"] == "tel:020123456"
    assert soup.select_one("main a.button")["href"] == "/hjalp-nu/?omrade=norr"
    assert soup.select_one("[data-leave]")
    assert soup.response["Cache-Control"] == "no-store"
    onward = soup.select_one("main a.button--second")["href"]
    assert text(page(client, onward).h1) == "Vem gäller det?"
    results = page(client, f"{URL}?s=1-1--0-1")
    assert results.select_one("main h2").parent.parent["id"] == "hjalp-forst"
    # Whoever comes back to the first question and says yes meets the numbers before anything else.
    assert answer(client, f"{URL}?s=0-1--0-1&f=1", svar="1") == f"{URL}?s=1-1--0-1&f=0"


def test_a_journey_about_violence_leaves_no_word_in_addresses_or_titles(client, topic):
    violence = need("vald-i-familjen", is_sensitive=True, drawing="need-shelter")
    make(1, AreaFactory(), needs=["vald-i-familjen"], groups=["foraldrar"])
    url, seen = URL, []
    for posted in ({"svar": "0"}, {"svar": "3"}, {"alder": ""}, {"svar": str(violence.pk)}, {"omrade": ""}):
        seen += [url, page(client, url).title.string]
        url = answer(client, url, **posted)
    soup = page(client, url)
    seen += [url, soup.title.string, soup.find("meta", attrs={"name": "description"})["content"]]
    assert not re.search("våld|vald|slår|fara|hem", " ".join(seen), re.IGNORECASE)
    assert slugs(soup) == ["stod-1"]
    assert soup.response["Cache-Control"] == "no-store"
    assert "noindex" in soup.response["X-Robots-Tag"]
    assert soup.select_one("[data-leave]")
    assert text(soup.select_one("#hjalp-forst h2")) == "Någon är i fara"
    to_search = [a["href"] for a in soup.select("main a[href^='/sok/']")]
    assert to_search == [f"/sok/?amne={topic.pk}&malgrupp=foraldrar"]


def test_a_plain_journey_is_not_sensitive_but_never_indexed(client, area):
    soup = page(client, f"{URL}?s=0-1--0-1")
    assert soup.body.get("class") is None
    assert "noindex" in soup.response["X-Robots-Tag"]
    assert soup.select_one("meta[name=robots]")
    first = page(client, URL)
    assert "X-Robots-Tag" not in first.response
    assert first.select_one("link[hreflang=ar]")["href"].endswith("/ar/hitta-ratt/")


def test_every_answer_is_asked_of_one_and_the_same_offering(client, area):
    sleep, south = need(drawing="need-mood"), AreaFactory(slug="syd")
    offering = make(1, south)
    OfferingFactory(insats=offering.insats, area=area, age_min=13, age_max=18)
    make(2, area)
    soup = page(client, f"{URL}?s=0-1-9-{sleep.pk}-1&omrade=norr")
    assert slugs(soup) == ["stod-2"]


def test_what_lacks_a_fact_follows_and_says_which(client, area):
    sleep = need()
    make(1, area)
    silent = make(2, area)
    silent.insats.age_min = silent.insats.age_max = None
    silent.insats.save()
    soup = page(client, f"{URL}?s=0-1-9-{sleep.pk}-1&omrade=norr")
    assert slugs(soup) == ["stod-1"]
    maybe = soup.select_one("[aria-labelledby=kan] article")
    assert "Det står inte vilken ålder stödet är för." in text(maybe)
    assert "Passar: Somn, Norrstaden" in text(maybe)


def test_what_may_fit_and_is_about_the_need_stands_before_what_tells_no_need(client, area):
    sleep = need()
    make(1, area, needs=[])
    for number in (2, 3):
        make(number, area, route="kom" if number == 3 else "")
    for insats in Insats.objects.exclude(slug="stod-1"):
        insats.age_min = insats.age_max = None
        insats.save()
    soup = page(client, f"{URL}?s=0-1-9-{sleep.pk}-1&omrade=norr")
    assert slugs(soup, "[aria-labelledby=kan] h3 a") == ["stod-3", "stod-2", "stod-1"]


def test_what_meets_more_of_the_needs_stands_first(client, area):
    sleep, worry = need(), need("oro")
    make(1, area)
    make(2, area, needs=["oro", "somn"])
    soup = page(client, f"{URL}?s=0-5--{sleep.pk}.{worry.pk}-1")
    assert slugs(soup) == ["stod-2", "stod-1"]


def test_nothing_that_fits_is_never_a_dead_end_and_the_need_is_kept_longest(client, area):
    sleep = need()
    need("oro")
    make(1, area)
    make(2, area, needs=["oro"], groups=["par"])
    soup = page(client, f"{URL}?s=0-3-40-{sleep.pk}-1&omrade=norr")
    assert slugs(soup) == ["stod-1"]
    assert text(soup.select_one("main [role=status] h2")).startswith("Inget passade med alla val.")
    assert "40 år" not in text(soup.select_one(".cards"))
    assert soup.select_one("main .person")


def test_an_empty_catalogue_still_names_somebody(client, area):
    soup = page(client, f"{URL}?s=0-1--0-1")
    assert "Inget passar det urvalet" in text(soup.main)
    assert soup.select_one("main .person")


def test_ten_are_shown_and_in_easy_read_five_at_a_time(client, area):
    sleep = need()
    with bulk_change():
        for number in range(12):
            make(number, area)
    address = f"?s=0-1-9-{sleep.pk}-1"
    assert len(slugs(page(client, URL + address))) == 10
    first = page(client, f"/lattlast{URL}{address}")
    more = first.select_one("main a.button--second")
    second = page(client, more["href"])
    shown = [a["href"] for soup in (first, second) for a in soup.select(".cards h3 a")]
    assert len(first.select(".cards h3")) == len(second.select(".cards h3")) == 5
    assert len(set(shown)) == 10
    assert not second.select_one("main a.button--second")


def test_queries_do_not_grow_with_hits_or_needs(client, area):
    sleep = need()
    make(0, area)
    question, results = f"{URL}?s=0-1-9", f"{URL}?s=0-1-9-{sleep.pk}-1&omrade=norr"
    before = queries_of(client, question), queries_of(client, results)
    with bulk_change():
        for number in range(1, 25):
            need(f"behov-{number}", drawing="need-mood")
            make(number, area)
    after = queries_of(client, question), queries_of(client, results)
    assert (after[0], after[1]) <= (before[0], before[1] + 1)
    assert before[0] <= 20
    assert before[1] <= 45


def test_without_an_index_danger_and_a_person_still_answer(client, topic):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_indexstate RENAME TO search_indexstate_away")
    soup = page(client, f"{URL}?s=1-1--0-1")
    assert soup.select_one("#hjalp-forst a[href^='tel:']")
    assert "Sökningen svarar inte just nu" in text(soup.main)
    assert soup.select_one("main .person")


HOSTILE = [
    *("?s=%00", "?s=" + "9" * 5000, "?s=" + "-" * 500, "?s=0-1-1e9-%F0%9F%98%80", "?f=-1", "?f=99999999999"),
    *("?s=0-1-²-0-1", "?s=0-1--0-1&sida=" + "9" * 400, "?s=0-1--0-1&omrade=%ff%fe", "?s=x-x-x-x-x", "?s[]=1&f=0"),
]


@pytest.mark.parametrize("address", HOSTILE)
def test_nonsense_is_a_normal_page(client, area, address):
    assert page(client, URL + address).h1
    assert client.post(URL + address, {"s": address, "f": "²", "svar": ["\x00"] * 500}).status_code in (303, 422)


@pytest.mark.parametrize("prefix", ["/lattlast", "/en", "/ar", "/so", "/fi"])
def test_every_variant_asks_and_stays_in_itself(client, area, prefix):
    url = answer(client, f"{prefix}{URL}", svar="0")
    assert url == f"{prefix}{URL}?s=0"
    soup = page(client, url)
    assert [a["href"] for a in soup.select(".site-footer a[hreflang=sv]")] == [f"{URL}?s=0"]
