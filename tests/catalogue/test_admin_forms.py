"""Every kind of record is made, changed and published through its real form."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import ModelLogEntry

from catalogue.gate import FOUR_EYES
from catalogue.models import (
    TERMS,
    Area,
    Category,
    Insats,
    InsatsIndexPage,
    InsatsPage,
    Need,
    Offering,
    Place,
    Provider,
)
from tests.catalogue.admin_user import fields, press, row, sign_in, words_of
from tests.records import (
    AreaFactory,
    InsatsFactory,
    OfferingFactory,
    ProviderFactory,
    site,
    term,
    with_words,
    words,
)

pytestmark = pytest.mark.django_db


def url_of(model, name, *args):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


@pytest.fixture
def editor():
    return sign_in("kommunikator")


def add(editor, model, button="action-publish", **values):
    url = url_of(model, "add")
    return press(editor, url, {**fields(editor.get(url)), **values}, button)


@pytest.mark.parametrize("model", [model for model in TERMS if model not in FOUR_EYES])
def test_a_term_is_made_of_its_swedish_name_and_published(editor, model):
    url = url_of(model, "add")
    data = row(fields(editor.get(url)), "words", language="sv", label="Ensam på natten", origin="human", short="x")
    response = press(editor, url, data)
    term = model.objects.get()
    assert (term.slug, str(term), term.live) == ("ensam-pa-natten", "Ensam på natten", True), words_of(response)


def test_an_insats_is_made_of_its_name_and_published(editor):
    add(editor, Insats, name="Komet 3–11 år", category=term(Category, "samtal").pk, age_min="3", age_max="11")
    insats = Insats.objects.get()
    assert (insats.slug, insats.live, insats.age_max) == ("komet-311-ar", True, 11)


def test_the_swedish_words_stand_first_in_the_form(editor):
    need = term(Need, "somn", "Sömn")
    with_words(need, "نوم", "", "ar")
    html = BeautifulSoup(editor.get(url_of(Need, "edit", need.pk)).content, "html.parser")
    languages = [
        chosen["value"] for chosen in html.select('select[name^="words-"] option[selected]') if chosen["value"]
    ]
    assert [code for code in languages if code in ("sv", "ar")] == ["sv", "ar"]


def test_a_provider_gets_contacts_names_and_words(editor):
    url = url_of(Provider, "add")
    data = {**fields(editor.get(url)), "name": "Mottagningen i Åby"}
    row(data, "contacts", channel="phone", value="031-390 06 10", hidden_on_bill="", order="0")
    row(data, "aliases", name="Åbymottagningen")
    row(data, "words", language="sv", presentation="Vi lyssnar.", origin="human")
    press(editor, url, data)
    provider = Provider.objects.get(slug="mottagningen-i-aby")
    assert [contact.value for contact in provider.contacts.all()] == ["031-390 06 10"]
    assert [alias.name for alias in provider.aliases.all()] == ["Åbymottagningen"]
    assert provider.text("presentation", "sv").value == "Vi lyssnar."


def test_a_place_an_area_and_an_offering_are_made(editor):
    provider, insats, county = ProviderFactory(), InsatsFactory(slug="mst"), AreaFactory(level="county")
    add(editor, Place, name="Stora huset", provider=provider.pk, step_free="yes")
    add(editor, Area, name="Övre Exempel", level="municipality", parent=county.pk)
    area = Area.objects.get(slug="ovre-exempel")
    add(editor, Offering, insats=insats.pk, area=area.pk, route="kom")
    assert Place.objects.get().slug == "stora-huset"
    assert Offering.objects.get().slug == "mst-ovre-exempel"
    assert Offering.objects.get().live


def test_a_slug_that_is_taken_gets_a_number(editor):
    InsatsFactory(slug="komet", name="Annan")
    add(editor, Insats, button="", name="Komet")
    assert Insats.objects.filter(slug="komet-2").exists()


def test_a_slug_never_changes_whatever_the_form_sends(editor):
    insats = InsatsFactory(slug="komet")
    url = url_of(Insats, "edit", insats.pk)
    press(editor, url, {**fields(editor.get(url)), "slug": "ny", "name": "Ny"})
    insats.refresh_from_db()
    assert (insats.slug, insats.name) == ("komet", "Ny")


def test_a_record_without_a_name_is_told_what_is_missing(editor):
    response = add(editor, Insats, button="", name="")
    assert response.status_code == 200
    assert "Fyll i ett namn" in words_of(response)
    assert not Insats.objects.exists()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"age_min": "12", "age_max": "6"}, "Åldrarna står tvärtom"),
        ({"route": "kom", "decision_needed": "yes"}, "Då behövs inget beslut"),
        ({"cost": "free", "cost_amount": "120"}, "Stödet är gratis"),
        ({"area": ""}, "Ange minst en av verksamhet"),
    ],
)
@pytest.mark.parametrize("button", ["", "action-publish"])
def test_what_does_not_fit_together_is_said_in_words(editor, values, reason, button):
    insats, area = InsatsFactory(), AreaFactory()
    response = add(editor, Offering, button, **{"insats": insats.pk, "area": area.pk, **values})
    assert reason in words_of(response)
    assert not Offering.objects.exists()


@pytest.mark.parametrize("button", ["", "action-publish"])
def test_the_same_offering_twice_is_refused_with_the_reason(editor, button):
    first = OfferingFactory()
    response = add(editor, Offering, button, insats=first.insats_id, area=first.area_id)
    assert "finns redan" in words_of(response)
    assert Offering.objects.count() == 1


@pytest.mark.parametrize("button", ["", "action-publish"])
def test_a_protected_unit_keeps_no_place_and_no_directions_even_in_a_draft(editor, button):
    provider = ProviderFactory()
    Place.objects.create(provider=provider, slug="huset", name="Huset")
    url = url_of(Provider, "edit", provider.pk)
    response = press(editor, url, {**fields(editor.get(url)), "is_protected": "on"}, button)
    assert "Verksamheten är skyddad" in words_of(response)
    assert not provider.revisions.exists()

    new = url_of(Provider, "add")
    data = {**fields(editor.get(new)), "name": "Hemlig", "is_protected": "on"}
    row(data, "words", language="sv", find="Gå till höger vid kiosken.", origin="human")
    response = press(editor, new, data, button)
    assert "Verksamheten är skyddad" in words_of(response)
    assert not Provider.objects.filter(name="Hemlig").exists()


def test_a_draft_changes_nothing_that_the_public_sees(editor):
    insats = InsatsFactory(name="Gammal")
    url = url_of(Insats, "edit", insats.pk)
    press(editor, url, {**fields(editor.get(url)), "name": "Ny"}, "")
    insats.refresh_from_db()
    assert (insats.name, insats.has_unpublished_changes) == ("Gammal", True)


def test_the_second_of_two_editors_is_warned_and_may_then_decide(editor):
    insats = InsatsFactory(name="Först")
    insats.save_revision().publish()
    url = url_of(Insats, "edit", insats.pk)
    one, other = fields(editor.get(url)), fields(editor.get(url))
    press(editor, url, {**one, "name": "Ett"})
    refused = press(editor, url, {**other, "name": "Två"})
    assert "Någon annan har sparat" in words_of(refused)
    insats.refresh_from_db()
    assert insats.name == "Ett"
    press(editor, url, fields(refused))
    insats.refresh_from_db()
    assert insats.name == "Två"


def test_words_about_an_insats_are_written_and_published(editor):
    site()
    insats = InsatsFactory(slug="komet")
    index = InsatsIndexPage.objects.get(locale__language_code="sv")
    url = reverse("wagtailadmin_pages:add", args=["catalogue", "insatspage", index.pk])
    data = {**fields(editor.get(url)), "title": "Lugnare hemma", "insats": insats.pk, "summary": "En kurs."}
    data["body"] = '{"blocks":[{"key":"a","text":"Du lär dig.","type":"unstyled","depth":0,"entityRanges":[],'
    data["body"] += '"inlineStyleRanges":[]}],"entityMap":{}}'
    row(data, "situations", speaker="foralder", text="Vi bråkar varje dag.")
    press(editor, url, data)
    page = InsatsPage.objects.get(insats=insats)
    assert (page.slug, page.live, page.situations.count()) == ("komet", True, 1)


def test_the_page_of_words_shows_facts_to_read_and_a_way_to_change_them(editor):
    site()
    insats = InsatsFactory(name="Komet", age_min=3, age_max=11, needs=["foraldraskap"])
    page = words(insats)
    response = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    panel = BeautifulSoup(response.content, "html.parser").select_one(".facts-panel")
    assert "3–11 år" in panel.get_text()
    assert "Foraldraskap" in panel.get_text()
    assert not panel.select("input, select, textarea")
    assert panel.select_one(f'a[href="{url_of(Insats, "edit", insats.pk)}"]')


def test_two_editors_of_the_same_words_are_warned_too(editor):
    site()
    page = words(InsatsFactory())
    page.save_revision().publish()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    one, other = fields(editor.get(url)), fields(editor.get(url))
    press(editor, url, {**one, "summary": "Ett."})
    refused = press(editor, url, {**other, "summary": "Två."})
    assert "Någon annan har sparat" in words_of(refused)
    page.refresh_from_db()
    assert page.summary == "Ett."


def test_every_change_stands_in_the_history(editor):
    insats = InsatsFactory()
    url = url_of(Insats, "edit", insats.pk)
    press(editor, url, {**fields(editor.get(url)), "name": "Ny"})
    actions = set(ModelLogEntry.objects.for_instance(insats).values_list("action", flat=True))
    assert {"wagtail.edit", "wagtail.publish"} <= actions
    assert editor.get(url_of(Insats, "history", insats.pk)).status_code == 200


@pytest.mark.parametrize("model", [Insats, Offering, Provider, Area])
def test_a_draft_is_previewed_on_the_public_page_and_nothing_is_kept(editor, model):
    site()
    insats = InsatsFactory(name="Gammalt namn", slug="komet")
    words(insats)
    offering = OfferingFactory(insats=insats, provider=ProviderFactory(name="Gammalt namn"))
    record = {Insats: insats, Offering: offering, Provider: offering.provider, Area: offering.area}[model]
    change = {"anonymous_label": "NYTT", "route": "kom"} if model is Offering else {"name": "NYTT"}
    url = url_of(model, "preview_on_edit", record.pk)
    data = {**fields(editor.get(url_of(model, "edit", record.pk))), **change}
    assert editor.post(url, data).json() == {"is_valid": True, "is_available": True}
    page = editor.get(f"{url}?mode=")
    assert page.status_code == 200
    assert ("NYTT" in words_of(page)) or model is Offering
    record.refresh_from_db()
    assert str(record) != "NYTT"
    assert not getattr(record, "route", "")


def test_a_record_that_was_never_saved_can_be_previewed(editor):
    site()
    url = url_of(Provider, "preview_on_add")
    data = {**fields(editor.get(url_of(Provider, "add"))), "name": "Alldeles ny"}
    assert editor.post(url, data).json()["is_valid"]
    assert "Alldeles ny" in words_of(editor.get(f"{url}?mode="))
    assert not Provider.objects.exists()
