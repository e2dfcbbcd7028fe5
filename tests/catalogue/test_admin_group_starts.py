"""Group starts and notices in the admin: live at once, never overwritten in silence, for the own units only."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from catalogue.models import GroupStart, Notice
from tests.catalogue.admin_user import errors, fields, press, row, sign_in, user, words_of
from tests.records import GroupStartFactory, OfferingFactory, ProviderFactory

pytestmark = pytest.mark.django_db


def history(record, action):
    return [entry.data for entry in ModelLogEntry.objects.for_instance(record).filter(action=action)]


@pytest.fixture
def editor():
    return sign_in("kommunikator")


def new_start(client, offering, **values):
    url = reverse("groupstart:add")
    data = fields(client.get(f"{url}?offering={offering.pk}"))
    row(data, "words", language="sv", for_whom="För föräldrar", origin="human")
    return press(client, url, {**data, "first_date": "2099-01-12", **values}, "")


def test_a_new_start_is_live_at_once_with_its_words_and_stands_in_the_history(editor):
    offering = OfferingFactory(provider=ProviderFactory())
    response = new_start(editor, offering, starts_at="17:15", seats="12", signed_up="3", smallest="6")
    assert response.redirect_chain[-1][0] == f"{reverse('groupstart:index')}?offering={offering.pk}"
    start = GroupStart.objects.get()
    assert (start.seats, start.places_left, start.counted_on) == (12, 9, timezone.localdate())
    assert [words.for_whom for words in start.words.all()] == ["För föräldrar"]
    assert history(offering, "catalogue.group_start") == [{"before": "", "after": str(start)}]
    assert "3 av 12" in words_of(response)
    assert "saknar 3 för att starta" in words_of(response)


def test_groups_that_lack_people_are_found_and_counted(editor):
    lacking = GroupStartFactory(first_date="2099-01-12", smallest=6, signed_up=2)
    GroupStartFactory(first_date="2099-01-12", smallest=6, signed_up=6)
    GroupStartFactory(first_date="2020-01-12", smallest=6, signed_up=0)
    listed = words_of(editor.get(reverse("groupstart:index") + "?lacking=true"))
    assert str(lacking.offering) in listed
    assert listed.count("2099") == 2  # in the name and in the column of the one
    assert "1 gruppstarter saknar anmälda" in words_of(editor.get("/admin/"))


def test_the_second_of_two_is_told_what_stands_there_now(editor):
    start = GroupStartFactory(first_date="2099-01-12", seats=12, signed_up=3)
    url = reverse("groupstart:edit", args=[start.pk])
    one, other = fields(editor.get(url)), fields(editor.get(url))
    press(editor, url, {**one, "signed_up": "5"}, "")
    refused = press(editor, url, {**other, "signed_up": "4"}, "")
    assert any("5 av 12 anmälda" in error for error in errors(refused))
    start.refresh_from_db()
    assert (start.signed_up, start.version) == (5, 2)
    press(editor, url, fields(refused), "")
    start.refresh_from_db()
    assert (start.signed_up, start.version) == (4, 3)
    changes = history(start.offering, "catalogue.group_start")
    assert any("5 av 12" in change["before"] and "4 av 12" in change["after"] for change in changes)


def test_faults_name_the_field_and_change_nothing(editor):
    refused = new_start(editor, OfferingFactory(provider=ProviderFactory()), sign_up_until="2099-02-01")
    assert any("Sista dagen för anmälan är efter första träffen." in error for error in errors(refused))
    refused = new_start(editor, OfferingFactory(provider=ProviderFactory()), first_date="i morgon")
    assert errors(refused) != []
    assert GroupStart.objects.count() == 0


def test_a_unit_manager_keeps_the_groups_of_the_own_units_only():
    manager = sign_in("enhetschef")
    own, other = OfferingFactory(provider=ProviderFactory()), OfferingFactory(provider=ProviderFactory())
    own.provider.responsibilities.create(user=user("enhetschef"), duty="manages")
    refused = new_start(manager, other)
    assert any("Välj ett erbjudande som du själv ansvarar för." in error for error in errors(refused))
    new_start(manager, own)
    assert [start.offering for start in GroupStart.objects.all()] == [own]
    foreign = GroupStartFactory(offering=other)
    for name in ("edit", "delete"):
        manager.post(reverse(f"groupstart:{name}", args=[foreign.pk]), {"first_date": "2099-01-01"})
    foreign.refresh_from_db()
    assert foreign.version == 1


def test_a_start_is_taken_away_and_the_history_keeps_it(editor):
    start = GroupStartFactory()
    said = str(start)
    editor.post(reverse("groupstart:delete", args=[start.pk]))
    assert not GroupStart.objects.exists()
    assert history(start.offering, "catalogue.group_start") == [{"before": said, "after": ""}]
    assert "Tog bort gruppstart" in words_of(
        editor.get(reverse("wagtailsnippets_catalogue_offering:history", args=[start.offering_id]))
    )


def test_a_notice_is_live_at_once_and_says_something_in_swedish(editor):
    provider = ProviderFactory()
    url = reverse("notice:add")
    data = fields(editor.get(f"{url}?provider={provider.pk}"))
    data |= {"kind": "closed", "date_from": "2026-12-01", "date_to": "2026-12-04"}
    row(data, "words", language="en", text="We are rebuilding.", origin="human")
    refused = press(editor, url, data, "")
    assert any("Skriv texten på svenska." in error for error in errors(refused))
    press(editor, url, {**data, "words-0-language": "sv", "words-0-text": "Vi bygger om."}, "")
    notice = Notice.objects.get()
    after = "tillfälligt stängt 2026-12-01–2026-12-04: Vi bygger om."
    assert history(provider, "catalogue.notice") == [{"before": "", "after": after}]
    edit = reverse("notice:edit", args=[notice.pk])
    press(editor, edit, {**fields(editor.get(edit)), "date_to": "2026-12-05"}, "")
    assert history(provider, "catalogue.notice")[0]["after"].endswith("2026-12-05: Vi bygger om.")
