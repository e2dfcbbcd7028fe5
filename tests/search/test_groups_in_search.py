"""Groups that begin, as a search finds them: by when, for whom and where; gone when the day has passed."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from freezegun import freeze_time

from catalogue.actions.change_running import change_running, remove_running
from catalogue.bulk import bulk_change
from catalogue.models import GroupStart, Place, Provider, SupportLanguage
from catalogue.models.group_start import GroupStartWords
from search import index
from search.models import IndexedRecord
from tests.queries import queries_of
from tests.records import (
    TODAY,
    AreaFactory,
    GroupStartFactory,
    InsatsFactory,
    OfferingFactory,
    ProviderFactory,
    site,
    term,
    with_words,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def komet():
    site()
    insats = InsatsFactory(name="Komet")
    words(insats, title="Kurs för föräldrar", search_words="föräldrakurs")
    return OfferingFactory(insats=insats, provider=ProviderFactory(name="Huset"), area=AreaFactory(name="Norr"))


def evening(offering, first_date="2027-01-12", **values):
    return GroupStartFactory(offering=offering, first_date=first_date, starts_at=time(17, 15), **values)


def shown(client, text, prefix="", **choices):
    """Signposts of groups: what each is called, and what stands below."""
    response = client.get(f"{prefix}/sok/", {"q": text, **choices})
    assert response.status_code == 200
    section = BeautifulSoup(response.content, "html.parser").select_one("#grupp-gruppstart")
    posts = section.select("article") if section else []
    return [(post.a.get_text(), " ".join(post.p.get_text(" ").split())) for post in posts]


WHEN = "Tisdag 12 januari 2027 kl. 17.15. Huset, Norr."


@pytest.mark.parametrize("text", ["grupp start januari", "föräldrakurs kväll", "kurs för föräldrar på kvällen"])
def test_a_group_is_found_by_when_it_begins(client, komet, text):
    evening(komet)
    GroupStartFactory(offering=OfferingFactory(), first_date="2026-12-08", starts_at="10:00")
    assert shown(client, text) == [("Kurs för föräldrar", WHEN)]


def test_a_group_is_found_by_whom_it_is_for_its_language_and_its_place(client, komet):
    place = Place.objects.create(slug="gladjen", name="Glädjegården", provider=komet.provider)
    start = evening(komet, language=term(SupportLanguage, "ar", "Arabiska"), place=place)
    start.words = [GroupStartWords(language="sv", for_whom="För pappor", where="I matsalen")]
    start.save()
    for text in (
        "grupp för pappor",
        "föräldrakurs arabiska",
        "föräldrakurs glädjegården",
        "föräldrakurs matsalen",
    ):
        assert shown(client, text) == [("Kurs för föräldrar", WHEN)], text


def test_places_left_are_read_when_asked(client, komet):
    start = evening(komet, seats=8, signed_up=4, counted_on=TODAY)
    assert shown(client, "föräldrakurs kväll")[0][1] == f"{WHEN} 4 platser kvar."
    # A change that tells nobody: nothing of it stands in the index.
    GroupStart.objects.filter(pk=start.pk).update(signed_up=8)
    assert shown(client, "föräldrakurs kväll")[0][1] == f"{WHEN} Fullt."


def test_a_group_that_has_begun_is_not_found_though_no_document_changed(client, komet):
    evening(komet)
    documents = list(IndexedRecord.objects.filter(group="gruppstart").values_list("slug", "content_hash"))
    assert len(documents) == 1
    with freeze_time("2027-01-12 22:30"):  # half past eleven in the evening in Sweden
        assert shown(client, "föräldrakurs kväll") != []
    with freeze_time("2027-01-12 23:30"):  # half past midnight in Sweden
        assert shown(client, "föräldrakurs kväll") == []
    assert list(IndexedRecord.objects.filter(group="gruppstart").values_list("slug", "content_hash")) == documents


def test_many_that_have_begun_do_not_hide_the_one_to_come(client, komet):
    for day in range(1, 25):
        evening(komet, f"2026-10-{day:02d}")
    evening(komet)
    assert [about for _title, about in shown(client, "föräldrakurs kväll")] == [WHEN]


def test_what_changes_is_followed_in_the_same_transaction(client, komet):
    start = evening(komet)
    start.first_date = date(2027, 3, 9)
    change_running(start, read_version=1, user=None)
    assert shown(client, "föräldrakurs mars")[0][1].startswith("Tisdag 9 mars 2027")
    # What the language, the insats and the unit are called is repeated in the document.
    start.language = term(SupportLanguage, "fa", "Dari")
    change_running(start, read_version=2, user=None)
    label = start.language.words.get()
    label.label = "Persiska"
    label.save()
    assert len(shown(client, "föräldrakurs persiska")) == 1
    page = komet.insats.pages.first()
    page.title = "Lugna kvällar"
    page.save_revision().publish()
    assert [title for title, _about in shown(client, "lugna kvällar grupp")] == ["Lugna kvällar"]
    Provider.objects.filter(pk=komet.provider_id).update(name="Gläntan")
    Provider.objects.get(pk=komet.provider_id).save()
    assert "Gläntan" in shown(client, "föräldrakurs gläntan")[0][1]
    start.is_cancelled = True
    change_running(start, read_version=3, user=None)
    assert shown(client, "föräldrakurs") == []
    start.is_cancelled = False
    change_running(start, read_version=4, user=None)
    assert len(shown(client, "föräldrakurs kväll")) == 1
    remove_running(start, user=None)
    assert shown(client, "föräldrakurs kväll") == []
    assert not IndexedRecord.objects.filter(group="gruppstart").exists()


def test_edits_leave_the_same_documents_as_a_rebuild(komet):
    def documents():
        rows = IndexedRecord.objects.filter(generation=index.state().live_generation, group="gruppstart")
        return sorted(rows.values_list("slug", "language", "content_hash"))

    start = evening(komet, language=term(SupportLanguage, "ar", "Arabiska"))
    words(komet.insats, "en", title="Course for parents")
    komet.insats.name = "Komet 3–11"
    komet.insats.save()
    with_words(start.language, "Arabic", "", language="en")
    edited = documents()
    assert [language for _slug, language, _hash in edited] == ["en", "sv"]
    index.rebuild()
    assert documents() == edited


def test_groups_elsewhere_are_left_out_unless_they_take_others(client, komet):
    evening(komet)
    start = evening(OfferingFactory(insats=komet.insats, area=AreaFactory(slug="syd", name="Syd")), "2027-02-02")
    assert [about[:15] for _title, about in shown(client, "föräldrakurs kväll", omrade="syd")] == [
        "Tisdag 2 februa"
    ]
    GroupStart.objects.exclude(pk=start.pk).update(open_to_others="yes")
    assert len(shown(client, "föräldrakurs kväll", omrade="syd")) == 2


@pytest.mark.parametrize("values", [{"status": "ended"}, {"retired_from": "2026-01-01"}, {"live": False}])
def test_groups_of_what_does_not_run_are_not_found(client, komet, values):
    evening(komet)
    type(komet).objects.filter(pk=komet.pk).update(**values)
    assert shown(client, "föräldrakurs kväll") == []
    index.rebuild()
    assert not IndexedRecord.objects.filter(generation=index.state().live_generation, group="gruppstart").exists()


def test_a_protected_unit_is_found_by_name_and_not_by_where(client):
    site()
    insats = InsatsFactory(name="Lyktan")
    words(insats, title="Samtal i grupp", search_words="samtalsgrupp")
    provider = ProviderFactory(name="Lyktans stöd", is_protected=True)
    start = evening(OfferingFactory(insats=insats, provider=provider, area=AreaFactory(level="municipality")))
    # Past every check, as an old row might lie there.
    start.place = Place.objects.create(slug="hemlig", name="Granvägen", provider=ProviderFactory())
    start.words = [GroupStartWords(language="sv", where="Granvägen 3")]
    start.save()
    assert len(shown(client, "samtalsgrupp kväll")) == 1
    assert not any("granvägen" in row.words for row in IndexedRecord.objects.filter(group="gruppstart"))
    assert "Granvägen" not in client.get("/sok/", {"q": "samtalsgrupp kväll"}).content.decode()


def test_no_group_moves_an_insats(client, komet):
    def order():
        return [card.slug for card in client.get("/sok/", {"q": "kurs på kvällen i januari"}).context["fits"]]

    other = InsatsFactory(name="Kvällskurs")
    words(other, title="Kurs på kvällen")
    OfferingFactory(insats=other)
    before = order()
    for day in range(1, 12):
        evening(komet, f"2027-01-{day:02d}")
    assert order() == before != []


def test_the_group_stands_in_the_readers_language(client, komet):
    evening(komet)
    words(komet.insats, "en", title="Course for parents", search_words="parent course")
    assert shown(client, "parent course January", prefix="/en") == [
        ("Course for parents", "Tuesday 12 January 2027, 17:15. Huset, Norr.")
    ]


def test_twenty_groups_cost_the_queries_of_one(client, komet):
    evening(komet)
    path = "/sok/?q=f%C3%B6r%C3%A4ldrakurs+kv%C3%A4ll"
    with_one = queries_of(client, path)
    with bulk_change():
        for day in range(1, 21):
            evening(komet, f"2027-02-{day:02d}")
    assert queries_of(client, path) == with_one
