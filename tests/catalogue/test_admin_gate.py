"""The door-keeper answers with reasons at every door, superusers included."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from catalogue.gate import may_go_live
from catalogue.models import InsatsPage, Need, Provider
from tests.catalogue.admin_user import fields, press, sign_in, user, words_of
from tests.records import InsatsFactory, OfferingFactory, ProviderFactory, site, term, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def insats_page():
    """Words that may go live."""
    site()
    return words(InsatsFactory(name="Komet"))


def edit_url(insats_page):
    return reverse("wagtailadmin_pages:edit", args=[insats_page.pk])


BROKEN = [
    ({"title": "  "}, "vanligt namn"),
    ({"summary": ""}, "saknar sammanfattning"),
    ({"summary": "x" * 161}, "161 tecken"),
    ({"body": "<p> </p>"}, "saknar brödtext"),
]


def test_a_whole_page_may_go_live(insats_page):
    assert may_go_live(insats_page, None) == []


@pytest.mark.parametrize(("values", "reason"), BROKEN)
def test_what_a_page_lacks_is_said(insats_page, values, reason):
    for name, value in values.items():
        setattr(insats_page, name, value)
    assert len(may_go_live(insats_page, None)) == 1
    assert reason in may_go_live(insats_page, None)[0]


def test_a_page_waits_for_its_insats(insats_page):
    insats_page.insats.live = False
    insats_page.insats.save()
    assert may_go_live(insats_page, None) == ["Insatsen ”Komet” är inte publicerad. Publicera den först."]


@pytest.mark.parametrize("username", ["kommunikator", "administrator"])
def test_the_publish_button_is_refused_with_the_reason_and_the_words_are_kept(insats_page, username):
    client = sign_in(username)
    insats_page.live = False
    insats_page.save()
    data = {**fields(client.get(edit_url(insats_page))), "body": "null", "summary": "Nya ord."}
    response = press(client, edit_url(insats_page), data)
    assert response.status_code == 200
    assert "Sidan saknar brödtext" in words_of(response)
    assert fields(response)["summary"] == "Nya ord."
    assert not InsatsPage.objects.get().live


def test_a_draft_may_lack_what_a_published_page_may_not(insats_page):
    client = sign_in("kommunikator")
    press(client, edit_url(insats_page), {**fields(client.get(edit_url(insats_page))), "body": "null"}, "")
    assert InsatsPage.objects.get().has_unpublished_changes


def test_a_superuser_is_asked_too(insats_page, admin_client):
    data = {**fields(admin_client.get(edit_url(insats_page))), "body": "null"}
    assert "Sidan saknar brödtext" in words_of(press(admin_client, edit_url(insats_page), data))


def test_publishing_many_pages_at_once_stops_at_the_one_that_may_not(insats_page):
    client = sign_in("kommunikator")
    insats_page.body = ""
    insats_page.live = False
    insats_page.save()
    insats_page.save_revision()
    response = client.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={insats_page.pk}&next=/admin/pages/", {}, follow=True
    )
    assert "Sidan saknar brödtext" in words_of(response)
    assert not InsatsPage.objects.get().live


def test_approving_a_record_that_may_not_go_live_is_refused_with_the_reason():
    manager, editor = sign_in("enhetschef"), sign_in("kommunikator")
    first = OfferingFactory(provider=ProviderFactory())
    second = OfferingFactory(provider=first.provider, insats=first.insats, area=first.area, route="kom")
    first.provider.responsibilities.create(user=user("enhetschef"), duty="manages")
    url = reverse(second.snippet_viewset.get_url_name("edit"), args=[second.pk])
    press(manager, url, {**fields(manager.get(url)), "route": "ring"}, "action-submit")
    first.route = "ring"
    first.save()
    state = second.current_workflow_task_state
    approve = reverse(
        second.snippet_viewset.get_url_name("workflow_action"), args=[second.pk, "approve", state.pk]
    )
    response = editor.post(approve, {"comment": ""}, follow=True)
    assert response.status_code == 200
    assert "Kan inte godkännas än" in words_of(response)
    second.refresh_from_db()
    assert second.route == "kom"


def test_a_term_without_a_swedish_name_stays_a_draft():
    need = term(Need, "oro", "Oro")
    assert may_go_live(need, None) == []
    need.words = []
    assert may_go_live(need, None) == ["Ordet saknar ett namn på svenska."]


def test_what_the_model_refuses_the_door_refuses_in_words():
    provider = Provider(slug="x", name="X", age_min=12, age_max=6)
    assert may_go_live(provider, None) == ["Till och med ålder: Åldrarna står tvärtom: från 12 till 6 år."]


@pytest.mark.parametrize("action", ["delete", "copy"])
def test_a_page_about_an_insats_is_neither_deleted_nor_copied(insats_page, action, admin_client):
    url = reverse(f"wagtailadmin_pages:{action}", args=[insats_page.pk])
    response = admin_client.post(url, {"next": ""}, follow=True)
    assert "hör ihop med insatsens adress" in words_of(response)
    assert InsatsPage.objects.count() == 1


def test_the_index_above_the_pages_is_not_deleted_either(insats_page, admin_client):
    index = insats_page.get_parent()
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[index.pk]))
    admin_client.post(f"/admin/bulk/wagtailcore/page/delete/?id={index.pk}", {})
    assert Page.objects.filter(pk=index.pk).exists()


def test_a_page_about_an_insats_is_not_moved(insats_page, admin_client):
    home = insats_page.get_parent().get_parent()
    admin_client.post(reverse("wagtailadmin_pages:move_confirm", args=[insats_page.pk, home.pk]))
    assert InsatsPage.objects.get().get_parent().pk == insats_page.get_parent().pk
