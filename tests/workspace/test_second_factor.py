"""A second factor where it is required: of those who may change facts, in both places where they do."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from catalogue.actions.seed_roles import seed_roles
from catalogue.models import Provider
from tests import records
from tests.catalogue.admin_user import user
from tests.pages.html import page, text
from tests.workspace.municipality import municipality, set_up
from tests.workspace.municipality import sign_in as sign_in_there

pytestmark = pytest.mark.django_db
TWO_STEPS = "/personal/tva-steg/"
CHANGING = ("kommunikator", "enhetschef", "administrator")


@pytest.fixture(autouse=True)
def required(settings):
    cache.clear()
    records.site()
    seed_roles()
    settings.REQUIRE_SECOND_FACTOR = True
    yield
    cache.clear()


def sign_in(name, client=None):
    client = client or Client()
    cache.clear()
    client.post("/personal/logga-in/", {"login": name, "password": "demo"})
    return client


def code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def set_up_app(client):
    """Switch two steps on, as the pages say."""
    asked = client.get(f"{TWO_STEPS}app/")
    if asked.status_code == 302:
        asked = client.post(asked["Location"], {"password": "demo"}, follow=True)
    secret = BeautifulSoup(asked.content, "html.parser").select_one(".secret").text
    answer = client.post(f"{TWO_STEPS}app/", {"code": code(secret)})
    assert answer.status_code == 302
    return secret


@pytest.mark.parametrize("name", CHANGING)
@pytest.mark.parametrize(
    "path", ["/personal/", "/personal/sok/", "/personal/laget/", "/admin/", "/admin/account/"]
)
def test_who_may_change_facts_reaches_nothing_with_a_password_alone(name, path):
    assert sign_in(name).get(path)["Location"] == TWO_STEPS


def test_nothing_is_changed_either():
    unit = records.ProviderFactory(name="Enheten")
    client = sign_in("kommunikator")
    for path in (f"/admin/snippets/catalogue/provider/edit/{unit.pk}/", "/personal/laget/ko/", "/admin/account/"):
        assert client.post(path, {"name": "Kapad", "action-publish": "1"})["Location"] == TWO_STEPS
    assert Provider.objects.get().name == "Enheten"


def test_the_page_says_why_and_what_to_do():
    soup = page(sign_in("enhetschef"), TWO_STEPS)
    assert text(soup.select_one(".notice")).startswith("Din roll kräver två steg")
    assert soup.select_one(f"a[href='{TWO_STEPS}app/']")


def test_who_only_reads_needs_none():
    client = sign_in("socialsekreterare")
    assert client.get("/personal/").status_code == 200
    assert "Din roll kräver" not in client.get(TWO_STEPS).text


def test_a_superuser_needs_one_too(django_user_model):
    django_user_model.objects.create_superuser("chefen", password="demo")
    assert sign_in("chefen").get("/admin/")["Location"] == TWO_STEPS


def test_setting_it_up_opens_the_session_and_the_next_one_asks_for_a_code():
    client = sign_in("kommunikator")
    secret = set_up_app(client)
    assert client.get("/admin/").status_code == 200
    assert "Din roll kräver" not in client.get(TWO_STEPS).text
    later = sign_in("kommunikator")
    assert later.get("/admin/")["Location"].startswith("/personal/logga-in/")
    assert later.post("/personal/logga-in/kod/", {"code": code(secret)}).status_code == 302
    assert later.get("/admin/").status_code == 200


def test_a_session_from_before_is_not_opened_by_another_ones_code():
    stolen = sign_in("kommunikator")
    set_up_app(sign_in("kommunikator"))
    assert stolen.get("/admin/")["Location"] == TWO_STEPS


def test_switching_it_off_closes_the_door_again():
    client = sign_in("kommunikator")
    set_up_app(client)
    client.post(f"{TWO_STEPS}app/bort/")
    assert not Authenticator.objects.exists()
    assert client.get("/admin/")["Location"] == TWO_STEPS


def test_another_persons_mark_in_the_session_counts_for_nothing():
    client = sign_in("kommunikator")
    session = client.session
    session["second_factor_set_up"] = user("administrator").pk
    session.save()
    assert client.get("/admin/")["Location"] == TWO_STEPS


@pytest.mark.parametrize(("asks", "status"), [(True, 200), (False, 302)])
def test_the_municipalitys_sign_in_counts_when_it_asks_for_a_second_factor_itself(settings, asks, status):
    person = user("kommunikator")
    person.email = "red@kommun.example"
    person.save()
    with municipality() as there:
        there.knows("red", email="red@kommun.example", email_verified=True)
        set_up(settings, there.address, OIDC_SECOND_FACTOR=asks)
        client = Client()
        sign_in_there(client, there, "red")
    assert client.get("/personal/").status_code == status
    assert sign_in("kommunikator").get("/personal/").status_code == 302, "a password is still not enough"


def test_signing_out_is_always_possible():
    client = sign_in("kommunikator")
    assert client.post("/personal/logga-ut/")["Location"] == "/personal/logga-in/"


def test_readers_notice_nothing(client):
    assert client.get("/").status_code == 200


def test_guessing_codes_is_limited():
    set_up_app(sign_in("kommunikator"))
    guesser = sign_in("kommunikator")
    said = [guesser.post("/personal/logga-in/kod/", {"code": f"{number:06}"}).text for number in range(6)]
    assert "för många försök" in said[5]
    assert guesser.get("/personal/").status_code == 302


def test_an_operator_forgets_a_lost_telephone(capsys):
    set_up_app(sign_in("kommunikator"))
    call_command("forget_second_factor", "kommunikator")
    call_command("forget_second_factor", "kommunikator")
    assert capsys.readouterr().out == "Glömd.\nKontot har ingen tvåstegsinloggning.\n"
    assert sign_in("kommunikator").get("/admin/")["Location"] == TWO_STEPS
    with pytest.raises(CommandError, match="inget konto"):
        call_command("forget_second_factor", "ingen")
