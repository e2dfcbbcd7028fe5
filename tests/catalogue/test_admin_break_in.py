"""Attempts on the editors' site by somebody with an account: every address, other units' ids, forged forms."""

import re
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import URLResolver, get_resolver
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from catalogue.models import (
    Contact,
    GroupStart,
    InsatsPage,
    InternalContact,
    Notice,
    Offering,
    OpeningException,
    OpeningHours,
    Place,
    Provider,
    QueueReport,
    Responsibility,
)
from search import index
from tests import records
from tests.catalogue.admin_user import fields, press, sign_in, user

pytestmark = pytest.mark.django_db
#: What an attempt may leave behind: what was read, by whom, and one's own settings.
TRACES = {
    "sessions.session",
    "wagtailadmin.editingsession",
    "wagtailusers.userprofile",
    "wagtailcore.referenceindex",
}
FORGED = {
    **dict.fromkeys(("name", "title", "label", "value", "reason", "username", "comment"), "Kapad"),
    "action-publish": "1",
    "next": "//evil.example/",
    "slug": "kapad",
    "is_superuser": "on",
    "state": "none",
    "observed": "2026-01-01",
    "confirm": "1",
    "role": "1",
    "q": "x",
    "url": "http://127.0.0.1:9/",
}


@pytest.fixture
def place():
    """Two units with everything that hangs on one; the manager leads neither."""
    records.site()
    sign_in("enhetschef")
    unit = records.ProviderFactory(name="Andras enhet")
    insats = records.InsatsFactory()
    offering = records.OfferingFactory(insats=insats, provider=unit, area=None)
    Place.objects.create(provider=unit, slug="huset", name="Huset", street="Gatan 1")
    QueueReport.objects.create(offering=offering, state="queue", observed="2026-01-01")
    OpeningHours.objects.create(provider=unit, channel="telefon", weekday=0, opens="09:00", closes="12:00")
    OpeningException.objects.create(provider=unit, channel="telefon", date_from="2026-12-24", date_to="2026-12-24")
    Notice.objects.create(provider=unit, kind="closed", date_from="2026-12-01")
    records.GroupStartFactory(offering=offering)
    unit.save_revision()
    offering.save_revision()
    page = records.words(insats)
    page.save_revision()
    return SimpleNamespace(unit=unit, offering=offering, page=page)


def addresses(patterns=None, prefix=""):
    """Every address below ``/admin/``, as it stands in the patterns."""
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, prefix + str(pattern.pattern))
        elif (prefix + str(pattern.pattern)).startswith("admin/"):
            yield prefix + str(pattern.pattern)


def aimed(pattern, place):
    """An address with the ids of what belongs to others."""
    kind = re.search(r"admin/(?:snippets/(?:choose/)?(?:catalogue|search)/)?(\w+)/", pattern)
    models = {model._meta.model_name: model for model in apps.get_models()}
    record = models.get(kind[1])._base_manager.first() if kind and kind[1] in models else None
    names = {
        "page_id": place.page.pk,
        "parent_page_id": place.page.pk,
        "page_to_move_id": place.page.pk,
        "destination_id": place.page.pk,
        "page_pk": place.page.pk,
        "kind": "offering",
        "slug": "kapad",
        "app_label": "catalogue",
        "model_name": "offering",
        "app_name": "catalogue",
        "action_name": "approve",
        "content_type_app_name": "catalogue",
        "content_type_model_name": "insatspage",
        "object_id": place.offering.pk,
        "filter_spec": "original",
        "uidb64": "x",
        "token": "x",
        "revision_id": (place.offering.latest_revision_id),
        "pk": record.pk if record else 1,
    }
    path = re.sub(r"\(\?P<revision_id_a>.*\)\$?$", "earliest...latest/", pattern.replace("^", ""))
    path = re.sub(r"\(\?P<pk>[^)]*\)", str(names["pk"]), path)
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(names.get(found[1], 1)), path).replace("$", "")


def kept():
    """All that the database holds but traces, by table."""
    found = {}
    for model in apps.get_models():
        if model._meta.label_lower not in TRACES and model._meta.app_label in (
            "catalogue",
            "users",
            "wagtailcore",
        ):
            names = [field.attname for field in model._meta.concrete_fields if field.name != "last_login"]
            found[model._meta.label_lower] = list(model._base_manager.order_by("pk").values_list(*names))
    return found


@pytest.mark.parametrize("name", ["enhetschef", "socialsekreterare"])
def test_no_address_of_the_editors_site_lets_somebody_change_what_is_anothers(place, name):
    client = sign_in(name)
    client.raise_request_exception = False
    paths = {aimed(pattern, place) for pattern in addresses() if "regex" not in pattern and ".*" not in pattern}
    paths -= {"/admin/logout/", "/admin/failwhale/", "/admin/account/"}
    for model in (Offering, Provider, QueueReport, Responsibility, OpeningHours):
        record = model._base_manager.first()
        for action in ("delete", "verify", "publish", "unpublish", "move", "assign_role") if record else ():
            paths.add(f"/admin/bulk/catalogue/{model._meta.model_name}/{action}/?id={record.pk}")
    before, broken, led_away = kept(), set(), set()
    assert len(paths) > 500
    for path in sorted(paths):
        data = {**FORGED, "offering": place.offering.pk, "provider": place.unit.pk}
        response = client.post(path, data)
        broken |= {path} if response.status_code >= 500 else set()
        led_away |= {path} if "evil.example" in response.get("Location", "") else set()
    assert (broken, led_away) == (set(), set())
    assert {table: rows for table, rows in kept().items() if rows != before[table]} == {}


def test_an_anonymous_request_gets_the_sign_in_page_at_every_address(place):
    client = Client()
    for pattern in addresses():
        path = aimed(pattern, place)
        if ".*" in path or path.startswith(("/admin/jsi18n", "/admin/sprite", "/admin/password_reset")):
            continue
        response = client.get(path)
        assert response.status_code in (301, 302, 404), path
        if response.status_code == 302:
            assert response["Location"].startswith("/personal/logga-in/"), path


@pytest.fixture
def own(place):
    """A unit that the manager does lead, beside the others'."""
    unit = records.ProviderFactory(name="Egna enheten")
    Responsibility.objects.create(user=user("enhetschef"), provider=unit, duty="manages")
    return unit


def test_another_units_contact_is_not_taken_over_by_its_id_in_a_form(place, own):
    theirs = Contact.objects.create(provider=place.unit, channel="phone", value="08-111 11 11")
    Contact.objects.create(provider=own, channel="phone", value="08-222 22 22")
    for name, button in (("enhetschef", "action-submit"), ("kommunikator", "action-publish")):
        client = sign_in(name)
        url = f"/admin/snippets/catalogue/provider/edit/{own.pk}/"
        data = {**fields(client.get(url)), "contacts-0-id": str(theirs.pk), "contacts-0-value": "08-666 66 66"}
        press(client, url, data, button)
    theirs.refresh_from_db()
    assert (theirs.provider, theirs.value) == (place.unit, "08-111 11 11")


@pytest.mark.parametrize("model", [OpeningHours, OpeningException, Notice, GroupStart])
def test_a_row_of_the_own_unit_is_not_moved_to_another(place, own, model):
    client = sign_in("enhetschef")
    mine = records.OfferingFactory(provider=own, area=None)
    row = model._base_manager.get()
    owner = "offering" if model is GroupStart else "provider"
    setattr(row, owner, mine if model is GroupStart else own)
    row.save()
    url = f"/admin/{model._meta.model_name}/edit/{row.pk}/"
    data = fields(client.get(url))
    theirs = place.offering.pk if model is GroupStart else place.unit.pk
    press(client, url, {**data, owner: str(theirs), "provider": str(place.unit.pk)}, "")
    row = model._base_manager.get(pk=row.pk)
    assert (row.offering.provider if model is GroupStart else row.provider) == own


def test_an_administrator_makes_nobody_more_than_an_administrator(place):
    client = sign_in("administrator")
    target = user("administrator")
    url = f"/admin/users/edit/{target.pk}/"
    press(client, url, {**fields(client.get(url)), "is_superuser": "on", "is_staff": "on"}, "")
    target.refresh_from_db()
    assert not target.is_superuser


def test_internal_contacts_are_in_no_answer_of_the_admins_api_or_to_the_public(place):
    InternalContact.objects.create(provider=place.unit, value="031-999 88 77", about="Sidensvans")
    for path in ("/admin/api/main/pages/?fields=*", f"/admin/api/main/pages/{place.page.pk}/?fields=*"):
        assert "Sidensvans" not in sign_in("kommunikator").get(path).text
        assert Client().get(path).status_code == 302
    for path in ("/sitemap.xml", "/grupper/", "/ordlista/", "/hitta-ratt/", f"/insatser/{place.page.slug}/"):
        answer = Client().get(path).text
        assert "Sidensvans" not in answer
        assert "031-999" not in answer


def test_a_protected_units_address_stands_in_nothing_public(place):
    """The second lock: words that give a place away, in a unit that must not have one."""
    hidden = records.ProviderFactory(slug="lyktan", name="Lyktan", is_protected=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(provider=hidden, slug="gomman", name="Gömman", street="Granvägen 7")
    insats = records.InsatsFactory(slug="skydd", name="Skydd")
    records.words(insats)
    records.OfferingFactory(insats=insats, provider=hidden, area=None, route="ring")
    index.rebuild()
    shown = 0
    for path in ("/verksamheter/lyktan/", "/insatser/skydd/", "/lattlast/insatser/skydd/", "/ar/insatser/skydd/",
                 "/sok/?q=lyktan", "/sitemap.xml", "/", "/grupper/", "/hjalp-nu/"):  # fmt: skip
        answer = Client().get(path)
        assert answer.status_code == 200, path
        shown += "Lyktan" in answer.text
        assert "Granvägen" not in answer.text
        for script in BeautifulSoup(answer.content, "html.parser").select("script[type='application/ld+json']"):
            assert not re.search(r"PostalAddress|streetAddress|GeoCoordinates|hasMap", script.string), path
    assert shown >= 2
    rows = [str(row) for model in apps.get_app_config("search").get_models() for row in model.objects.values()]
    assert not [row for row in rows if "granvägen" in row.lower()]


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_a_document_of_a_closed_collection_is_handed_to_nobody_on_the_public_site(place, settings, tmp_path, kind):
    settings.MEDIA_ROOT = tmp_path
    closed = Collection.get_first_root_node().add_child(name="Sluten")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type=kind, password="ord")
    document = Document.objects.create(
        title="Sluten", file=ContentFile(b"%PDF hemligt", "a.pdf"), collection=closed
    )
    for client in (Client(), sign_in("socialsekreterare")):
        response = client.get(document.url)
        assert b"hemligt" not in response.getvalue()
        assert response.status_code in (200, 302)
        assert client.get(f"/media/{document.file.name}").status_code == 404


def test_a_draft_is_shown_to_nobody_outside(place):
    draft = InsatsPage.objects.get(pk=place.page.pk)
    draft.summary = "Hemligt utkast."
    draft.save_revision()
    for path in (f"/insatser/{draft.slug}/", f"/insatser/{draft.slug}/?preview=1", "/sok/?q=hemligt"):
        assert "Hemligt utkast" not in Client().get(path).text
    for path in (f"/admin/pages/{draft.pk}/view_draft/", f"/admin/pages/{draft.pk}/edit/preview/?mode="):
        assert Client().get(path).status_code == 302
