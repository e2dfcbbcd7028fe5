"""Units and pages beside the insatser: found by public words, near the reader, never in the way of an insats."""

import pytest
from bs4 import BeautifulSoup

from catalogue.bulk import bulk_change
from catalogue.models import GlossaryTerm, HelpTopic, Provider, ProviderAlias
from catalogue.models.help_line import HelpTopicWords
from catalogue.models.provider import ProviderWords
from pages.models import EditorialPage, HomePage
from search import index
from search.filters import Choices
from search.hits import find
from search.models import FieldTotal, IndexedRecord, VocabularyWord
from tests.queries import queries_of
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, site, with_words, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogue():
    site()
    OfferingFactory(insats=(insats := InsatsFactory(slug="sova", name="Sova")), area=AreaFactory(slug="norr"))
    words(insats, title="Sova gott", search_words="mardrömmar\nnattskräck")


def unit(slug, name, about="", **values):
    provider = Provider(slug=slug, name=name, **values)
    provider.words = [ProviderWords(language="sv", presentation=about)] if about else []
    provider.save()
    return provider


def editorial(slug, title, language="sv", lead="", headings=()):
    home = HomePage.objects.get(locale__language_code=language)
    content = [{"type": "heading", "value": heading} for heading in headings]
    page = EditorialPage(title=title, slug=slug, lead=lead, locale=home.locale, content=content)
    home.add_child(instance=page)
    return page


def asked(client, text, prefix="", **choices):
    response = client.get(f"{prefix}/sok/", {"q": text, **choices})
    assert response.status_code == 200
    return response


def names(response):
    beside = response.context["beside"]
    groups = {group.slug: [post.title.value for post in (*group.first, *group.more)] for group in beside.groups}
    return [post.title.value for post in beside.named], groups


def test_a_units_name_is_answered_first(client):
    unit("skogen", "Sovmottagningen Skogen", "Här får barn hjälp att sova.")
    assert names(asked(client, "sovmottagningen skogen")) == (["Sovmottagningen Skogen"], {})
    html = BeautifulSoup(asked(client, "sovmottagningen skogen").content, "html.parser")
    first = html.select_one("main h2 ~ ul a")
    assert (first["href"], first.get_text()) == ("/verksamheter/skogen/", "Sovmottagningen Skogen")
    assert "Här får barn hjälp att sova." in html.get_text()


def test_units_and_pages_stand_in_groups_of_their_own(client):
    unit("skogen", "Skogens mottagning", "För barn med mardrömmar.")
    editorial("natt", "När natten är svår", headings=["Mardrömmar hos barn"])
    response = asked(client, "mardrömmar")
    assert names(response) == ([], {"utforare": ["Skogens mottagning"], "sida": ["När natten är svår"]})
    assert [card.slug for card in response.context["fits"]] == ["sova"]
    html = BeautifulSoup(response.content, "html.parser")
    headings = [heading.get_text() for heading in html.select("main h2")]
    assert headings.index("1 passar") < headings.index("Mottagningar och enheter")
    assert "Sidor om hur det fungerar" in headings


def test_three_are_seen_and_the_rest_is_a_fold_away(client):
    for number in range(5):
        unit(f"m-{number}", f"Mardrömsmottagning {number}", "För barn med mardrömmar.")
    group = asked(client, "mardrömmar").context["beside"].groups[0]
    assert (len(group.first), len(group.more), group.count) == (3, 2, 5)


def test_units_elsewhere_are_left_out_and_those_that_do_not_say_are_not(client):
    norr, soder = AreaFactory(slug="norrby", name="Norrby"), AreaFactory(slug="soderby", name="Söderby")
    for slug, area in (("a", norr), ("b", soder), ("c", None)):
        provider = unit(slug, f"Mottagning {slug}", "För barn med mardrömmar.")
        if area:
            provider.catchment = [area]
            provider.save()
    found = names(asked(client, "mardrömmar", omrade="norrby"))[1]["utforare"]
    assert found == ["Mottagning a", "Mottagning c"]


def test_where_a_unit_gives_something_counts_when_it_has_no_catchment(client):
    soder = AreaFactory(slug="soderby", name="Söderby")
    provider = unit("b", "Mottagning b", "För barn med mardrömmar.")
    OfferingFactory(provider=provider, area=soder)
    AreaFactory(slug="norrby", name="Norrby")
    assert names(asked(client, "mardrömmar", omrade="norrby"))[1] == {}
    assert names(asked(client, "mardrömmar", omrade="soderby"))[1] == {"utforare": ["Mottagning b"]}


def test_a_protected_unit_is_a_name_and_nothing_else(client):
    kommun = AreaFactory(slug="storstad", name="Storstaden", level="municipality")
    provider = unit("skydd", "Lyktan", "Här skyddas den som flyr från Granvägen.", is_protected=True)
    provider.catchment = [kommun]
    provider.save()
    response = asked(client, "lyktan")
    assert names(response) == (["Lyktan"], {})
    assert "Granvägen" not in response.content.decode()
    assert names(asked(client, "granvägen")) == names(asked(client, "storstaden")) == ([], {})
    record = IndexedRecord.objects.get(group="utforare", slug="skydd")
    assert record.words == ["lyktan"]


def test_a_unit_that_is_no_longer_public_is_gone_at_once(client, settings):
    settings.DEMO = False
    provider = unit("skogen", "Skogen")
    for name, value, before in (
        ("live", False, True),
        ("retired_from", "2026-01-01", None),
        ("is_example", True, False),
    ):
        assert names(asked(client, "skogen"))[0] == ["Skogen"]
        setattr(provider, name, value)
        provider.save()
        assert names(asked(client, "skogen")) == ([], {})
        type(provider).objects.filter(pk=provider.pk).update(**{name: before})
        provider.refresh_from_db()
        provider.save()


def test_other_names_and_words_are_followed_at_once(client):
    provider = unit("skogen", "Skogen", "Text.")
    provider.aliases = [ProviderAlias(name="Gläntan")]
    provider.save()
    assert names(asked(client, "gläntan"))[0] == ["Skogen"]
    row = ProviderWords.objects.get(owner=provider)
    row.presentation = "För barn med mardrömmar."
    row.save()
    assert names(asked(client, "mardrömmar"))[1] == {"utforare": ["Skogen"]}
    suggestions = client.post("/sok/forslag/", {"q": "glän"}).json()["suggestions"]
    assert [row["text"] for row in suggestions] == ["Gläntan"]


def test_a_unit_that_has_ended_says_so(client):
    unit("skogen", "Skogen", "För barn.", status="ended")
    assert asked(client, "skogen").context["beside"].named[0].about.value == "Verksamheten finns inte längre"


def test_pages_follow_publishing_and_unpublishing(client):
    page = editorial("natt", "När natten är svår")
    assert names(asked(client, "när natten är svår"))[0] == ["När natten är svår"]
    page.title = "Sömnlösa nätter"
    page.save_revision().publish()
    assert names(asked(client, "sömnlösa nätter"))[0] == ["Sömnlösa nätter"]
    page.unpublish()
    assert names(asked(client, "sömnlösa nätter")) == ([], {})


def test_a_page_is_shown_in_the_readers_language_else_in_swedish_and_says_so(client):
    editorial("natt", "När natten är svår")
    html = BeautifulSoup(asked(client, "natten svår", prefix="/en").content, "html.parser")
    assert html.find("a", string="När natten är svår").parent["lang"] == "sv"
    editorial("natt", "Hard nights", language="en")
    assert names(asked(client, "natten svår", prefix="/en"))[0] == ["Hard nights"]
    assert names(asked(client, "hard nights", prefix="/en"))[0] == ["Hard nights"]
    link = BeautifulSoup(asked(client, "hard nights", prefix="/en").content, "html.parser").find(
        "a", string="Hard nights"
    )
    assert link["href"] == "/en/natt/"
    assert not link.parent.has_attr("lang")
    assert names(asked(client, "hard nights")) == ([], {})


def scores(text):
    return {score.slug: score.total for score in find(text, Choices(), "sv").scores.values()}


def test_no_unit_and_no_page_moves_an_insats():
    before = {text: scores(text) for text in ("mardrömmar", "mardömmar", "skogsmottagning", "sova natten")}
    for number in range(12):
        unit(f"m-{number}", f"Skogens mottagning {number}", "Mardömmar och natten i skogsmottagning.")
        editorial(f"natt-{number}", f"Mardömmar på natten {number}")
    assert {text: scores(text) for text in before} == before
    index.rebuild()
    assert {text: scores(text) for text in before} == before


def test_edits_leave_the_same_index_as_a_rebuild():
    def snapshot():
        generation = index.state().live_generation
        rows = IndexedRecord.objects.filter(generation=generation).values_list("group", "slug", "language")
        totals = FieldTotal.objects.filter(generation=generation, field="").exclude(total=0)
        known = VocabularyWord.objects.filter(generation=generation)
        return (
            sorted(rows),
            sorted(totals.values_list("group", "language", "total")),
            sorted(known.values_list("group", "language", "word", "documents")),
        )

    provider, page = unit("skogen", "Skogen", "För barn."), editorial("natt", "När natten är svår")
    provider.name = "Gläntan"
    provider.save()
    page.title = "Natten"
    page.save_revision().publish()
    gone = unit("borta", "Borta")
    gone.live = False
    gone.save()
    edited = snapshot()
    index.rebuild()
    assert snapshot() == edited


def test_danger_is_answered_without_anything_between(client):
    topic = HelpTopic(slug="fara", is_danger=True)
    topic.words = [HelpTopicWords(language="sv", label="Fara", everyday="mardrömmar nu")]
    topic.save()
    unit("skogen", "Mardrömmar nu")
    response = asked(client, "mardrömmar nu")
    assert response.context["danger"] is not None
    assert names(response) == ([], {})


def test_a_word_of_the_glossary_is_explained_in_a_short_question(client):
    term = GlossaryTerm(slug="bistand", is_explained=True)
    with_words(term, "Bistånd", "Hjälp som socialtjänsten beslutar om.")
    with_words(term, "Assistance", "Help that social services decide on.", language="en")
    found = asked(client, "vad är bistånd?").context["looked_up"]
    assert (found.slug, found.explanation.value) == ("bistand", "Hjälp som socialtjänsten beslutar om.")
    english = asked(client, "bistånd", prefix="/en").context["looked_up"]
    assert (english.word.language, english.explanation.language) == ("sv", "en")
    assert asked(client, "vi behöver mer bistånd till barn som inte sover").context["looked_up"] is None
    term.live = False
    term.save()
    assert asked(client, "bistånd").context["looked_up"] is None


def test_nonsense_stands_beside_nothing(client):
    unit("skogen", "Skogen")
    for text in ("", "\x00", "'", '"', "a" * 5000, "NEAR(a b)", "%", "مدرسة", "0"):
        assert names(asked(client, text)) == ([], {})


def test_queries_do_not_grow_with_units_and_pages(client):
    def grow(numbers):
        with bulk_change():
            for number in numbers:
                unit(f"m-{number}", f"Mottagning {number}", "För barn med mardrömmar.")
                editorial(f"natt-{number}", f"Natten {number}", headings=["Mardrömmar hos barn"])

    without = queries_of(client, "/sok/?q=nattskr%C3%A4ck")
    path = "/sok/?q=mardr%C3%B6mmar"
    grow([0])
    with_one = queries_of(client, path)
    grow(range(1, 25))
    assert queries_of(client, path) == with_one
    # Where they lie, and two for each group's own words.
    assert with_one == without + 5
