"""Who may do what: each role signs in and tries."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Workflow
from wagtail.snippets.models import get_snippet_models

from catalogue.actions.seed_roles import ROLES, seed_roles
from catalogue.bulk import bulk_change
from catalogue.models import Area, Insats, Offering, OpeningHours, Place, Provider, QueueReport, Responsibility
from catalogue.own_units import units_of
from tests.catalogue.admin_user import errors, fields, press, sign_in, user, words_of
from tests.records import AreaFactory, InsatsFactory, OfferingFactory, OpeningHoursFactory, ProviderFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def url_of(model, name, *args):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


@pytest.fixture
def own():
    """A unit that the unit manager leads, with an offering and hours."""
    seed_roles()
    provider = ProviderFactory(name="Egna enheten")
    Responsibility.objects.create(user=user("enhetschef"), provider=provider, duty="manages")
    return OfferingFactory(provider=provider, area=None)


@pytest.fixture
def other():
    """A unit of somebody else."""
    return OfferingFactory(provider=ProviderFactory(name="Andras enhet"), area=None)


def test_seeding_twice_changes_nothing():
    assert len(seed_roles()) == 8
    counts = [Group.objects.count(), GroupPagePermission.objects.count(), Workflow.objects.count()]
    rights = {group.name: group.permissions.count() for group in Group.objects.all()}
    assert seed_roles() == []
    assert counts == [Group.objects.count(), GroupPagePermission.objects.count(), Workflow.objects.count()]
    assert rights == {group.name: group.permissions.count() for group in Group.objects.all()}


def test_what_an_administrator_added_to_a_role_is_kept():
    seed_roles()
    extra = Group.objects.get(name="Administratör").permissions.get(codename="add_user")
    Group.objects.get(name="Kommunikatör").permissions.add(extra)
    seed_roles()
    assert Group.objects.get(name="Kommunikatör").permissions.filter(codename="add_user").exists()


def test_demo_logins_exist_only_where_settings_allow_them(settings, django_user_model):
    settings.DEMO_LOGINS = False
    assert sorted(seed_roles()) == sorted(ROLES)
    assert not django_user_model.objects.exists()


@pytest.mark.parametrize("username", ["kommunikator", "enhetschef", "socialsekreterare", "administrator"])
def test_every_role_sees_every_list_and_every_record(username, own):
    client = sign_in(username)
    Place.objects.create(provider=own.provider, slug="huset", name="Huset")
    QueueReport.objects.create(offering=own, state="none", observed="2026")
    for model in get_snippet_models():
        assert client.get(url_of(model, "list")).status_code == 200, model
        if record := model.objects.first():
            page = client.get(url_of(model, "inspect", record.pk))
            assert page.status_code == 200, model
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_a_social_worker_changes_nothing(own):
    client = sign_in("socialsekreterare")
    for model in (Insats, Offering, Provider, Area):
        record = model.objects.first() or AreaFactory()
        for name, args in (
            ("add", []),
            ("edit", [record.pk]),
            ("retire", [record.pk]),
            ("unpublish", [record.pk]),
        ):
            assert client.get(url_of(model, name, *args)).status_code == 302, (model, name)
    assert client.get(reverse("catalogue_verify", args=["offering", own.pk])).status_code == 302
    assert client.post(reverse("catalogue_verify", args=["offering", own.pk])).status_code == 302
    assert not own.verifications.exists()
    assert client.get(reverse("openinghours:add")).status_code == 302


@pytest.mark.parametrize("model", [Provider, Offering])
def test_a_unit_manager_opens_only_the_own_forms(model, own, other):
    client = sign_in("enhetschef")
    mine, theirs = (own, other) if model is Offering else (own.provider, other.provider)
    assert client.get(url_of(model, "edit", mine.pk)).status_code == 200
    for name in ("edit", "preview_on_edit", "usage", "unpublish", "retire"):
        assert client.get(url_of(model, name, theirs.pk)).status_code == 302, name
    assert client.post(url_of(model, "edit", theirs.pk), {"name": "Kapad"}).status_code == 302
    page = client.get(url_of(model, "list")).content.decode()
    assert url_of(model, "edit", mine.pk) in page
    assert url_of(model, "edit", theirs.pk) not in page
    assert url_of(model, "inspect", theirs.pk) in page


def test_a_unit_manager_sends_changes_to_be_approved_and_cannot_publish(own):
    manager, editor = sign_in("enhetschef"), sign_in("kommunikator")
    url = url_of(Provider, "edit", own.provider.pk)
    page = manager.get(url)
    assert "action-publish" not in page.content.decode()
    press(manager, url, {**fields(page), "name": "Nytt namn"}, "action-publish")
    own.provider.refresh_from_db()
    assert own.provider.name == "Egna enheten"
    press(manager, url, fields(manager.get(url)), "action-submit")
    state = own.provider.current_workflow_task_state
    assert state is not None
    approve = url_of(Provider, "workflow_action", own.provider.pk, "approve", state.pk)
    assert manager.post(approve, {"comment": ""}).status_code == 302
    own.provider.refresh_from_db()
    assert own.provider.name == "Egna enheten"
    editor.post(approve, {"comment": ""})
    own.provider.refresh_from_db()
    assert own.provider.name == "Nytt namn"


def test_a_draft_cannot_move_a_record_into_the_own_unit(own, other):
    client = sign_in("enhetschef")
    other.provider = own.provider
    other.save_revision()
    assert client.get(url_of(Offering, "edit", other.pk)).status_code == 302


def test_a_responsibility_holds_from_its_first_to_its_last_day(own):
    today = TODAY()
    row = Responsibility.objects.get()
    row.starts, row.ends = today - timedelta(days=3), today
    row.save()
    manager = user("enhetschef")
    assert units_of(manager, today=today).providers == {own.provider_id}
    assert not units_of(manager, today=today + timedelta(days=1)).providers
    assert not units_of(manager, today=today - timedelta(days=4)).providers


def test_only_leading_a_unit_gives_the_right_to_change_it(own):
    Responsibility.objects.update(duty="reminded")
    assert not units_of(user("enhetschef"), today=TODAY()).providers


def test_who_leads_an_area_leads_what_is_given_in_it(own):
    city = AreaFactory(level="municipality")
    district = AreaFactory(parent=city)
    run_by = ProviderFactory()
    run_by.run_by_areas = [district]
    run_by.save()
    Responsibility.objects.create(user=user("enhetschef"), area=city, duty="manages")
    units = units_of(user("enhetschef"), today=TODAY())
    assert units.areas == {city.pk, district.pk}
    assert units.holds(OfferingFactory(area=district))
    assert units.holds(run_by)
    assert not units.holds(OfferingFactory(area=AreaFactory()))


def test_a_unit_manager_reports_the_queue_of_the_own_offerings_only(own, other):
    client = sign_in("enhetschef")
    url = url_of(QueueReport, "add")
    data = {**fields(client.get(f"{url}?offering={own.pk}")), "state": "none"}
    assert data["offering"] == str(own.pk)
    press(client, url, data, "")
    assert own.queue_reports.get().reported_by == user("enhetschef")
    refused = press(client, url, {**data, "offering": other.pk}, "")
    assert any("din egen verksamhet" in error for error in errors(refused))
    assert not other.queue_reports.exists()


def test_a_unit_manager_sets_the_hours_of_the_own_unit_only(own, other):
    client = sign_in("enhetschef")
    theirs = OpeningHoursFactory(provider=other.provider)
    url = reverse("openinghours:add")
    data = fields(client.get(f"{url}?provider={own.provider.pk}"))
    assert data["provider"] == str(own.provider.pk)
    data |= {"channel": "telefon", "weekdays": ["0", "2"], "opens": "09:00", "closes": "12:00"}
    press(client, url, data, "")
    assert list(own.provider.opening_hours.values_list("weekday", flat=True)) == [0, 2]
    refused = press(client, url, {**data, "provider": other.provider.pk}, "")
    assert any("som du själv ansvarar för" in error for error in errors(refused))
    for name in ("edit", "delete"):
        assert client.get(reverse(f"openinghours:{name}", args=[theirs.pk])).status_code == 302
    assert client.post(reverse("openinghours:delete", args=[theirs.pk])).status_code == 302
    assert OpeningHours.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("username", ["kommunikator", "administrator"])
def test_nobody_deletes_a_record_with_a_slug(username, own):
    client = sign_in(username)
    client.post(url_of(Offering, "delete", own.pk))
    client.post(f"/admin/bulk/catalogue/insats/delete/?id={own.insats.pk}", {})
    assert Offering.objects.filter(pk=own.pk).exists()
    assert Insats.objects.filter(pk=own.insats.pk, retired_from__isnull=True).exists()


def test_a_superuser_deletes_nothing_either(own, admin_client):
    admin_client.post(url_of(Offering, "delete", own.pk))
    assert Offering.objects.filter(pk=own.pk).exists()
    report = QueueReport.objects.create(offering=own, state="none", observed="2026")
    admin_client.post(url_of(QueueReport, "delete", report.pk))
    admin_client.post(f"/admin/bulk/catalogue/queuereport/delete/?id={report.pk}", {})
    assert admin_client.get(url_of(QueueReport, "edit", report.pk)).status_code == 302
    assert QueueReport.objects.filter(pk=report.pk).exists()


def test_an_administrator_reaches_users_settings_and_languages():
    client = sign_in("administrator")
    for url in ("/admin/users/", "/admin/groups/", "/admin/locales/", "/admin/sites/", "/admin/workflows/list/"):
        assert client.get(url).status_code == 200, url


@pytest.mark.parametrize("username", ["kommunikator", "enhetschef", "socialsekreterare"])
def test_others_do_not_reach_users(username):
    assert sign_in(username).get("/admin/users/").status_code == 302


def test_the_start_page_shows_gaps_to_the_communicator_and_units_to_the_manager(own):
    gaps = words_of(sign_in("kommunikator").get(reverse("wagtailadmin_home")))
    assert "1 erbjudanden säger inte hur man får kontakt" in gaps
    assert "Egna enheten" in words_of(sign_in("enhetschef").get(reverse("wagtailadmin_home")))
    assert "Att se över" not in words_of(sign_in("socialsekreterare").get(reverse("wagtailadmin_home")))


HOSTILE = ["abc", "-1", "9" * 30, "%00", "1e3", "٣", "' OR 1=1"]


@pytest.mark.parametrize("bad", HOSTILE)
def test_addresses_that_make_no_sense_are_never_an_error_page(bad, own):
    client = sign_in("kommunikator")
    base = "/admin/snippets/catalogue/offering"
    pages = [
        f"{base}/?q={bad}&p={bad}&ordering={bad}&route={bad}&insats={bad}&wait={bad}&verified={bad}&mine={bad}",
        f"{base}/edit/{bad}/",
        f"{base}/avsluta/{bad}/",
        f"{base}/history/{bad}/revisions/compare/{bad}...latest/",
        f"{base}/history/{own.pk}/revisions/compare/999999999...latest/",
        f"/admin/snippets/choose/catalogue/offering/chosen/{bad}/",
        f"/admin/snippets/choose/catalogue/offering/chosen-multiple/?id={bad}",
        f"/admin/snippets/choose/catalogue/offering/results/?q={bad}&p=1",
        f"/admin/bulk/catalogue/offering/verify/?id={bad}",
        f"/admin/bulk/catalogue/offering/delete/?id={bad}",
        f"/admin/bulk/catalogue/responsibility/delete/?id={bad}",
        f"/admin/katalogen/stammer/{bad}/{bad}/",
        f"/admin/openinghours/?provider={bad}",
        f"/admin/openinghours/new/?provider={bad}",
        f"/admin/snippets/catalogue/queuereport/add/?offering={bad}",
    ]
    for page in pages:
        assert client.get(page).status_code in (200, 302, 404), page


@pytest.mark.parametrize("model", [Insats, Offering, Provider, Area])
def test_lists_cost_the_same_for_one_and_for_twenty_five(model, own, django_assert_max_num_queries):
    client = sign_in("kommunikator")
    AreaFactory()
    client.get(url_of(model, "list"))
    with django_assert_max_num_queries(30) as few:
        client.get(url_of(model, "list"))
    with bulk_change():
        for _ in range(24):
            OfferingFactory(provider=ProviderFactory(parent=own.provider), insats=InsatsFactory())
    with django_assert_max_num_queries(len(few) + 1):
        client.get(url_of(model, "list"))
