"""The municipality's own sign-in, through the whole flow, with a real provider on loopback."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from wagtail.models import ModelLogEntry

from catalogue.actions.seed_roles import ADMINISTRATOR, COMMUNICATOR, MANAGER, SOCIAL_WORKER, seed_roles
from config.settings.environment import pairs
from tests import records
from tests.pages.html import text
from tests.workspace.municipality import BACK, LEAVE, come_back, go_there, municipality, set_up, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def there():
    with municipality() as provider:
        provider.knows("anna", email="anna@kommun.example", email_verified=True, name="Anna Ek", groups=["chefer"])
        provider.knows("falsk", email="anna@kommun.example", email_verified=False)
        provider.knows("tyst", email="anna@kommun.example")
        provider.knows("okand", email="okand@kommun.example", email_verified=True)
        provider.knows("utan", name="Ingen Adress")
        yield provider


@pytest.fixture(autouse=True)
def site(there, settings):
    cache.clear()
    records.site()
    seed_roles()
    set_up(settings, there.address)
    yield
    cache.clear()


def account(name="anna", role=SOCIAL_WORKER, **values):
    user = get_user_model().objects.create_user(name, values.pop("email", f"{name}@kommun.example"), **values)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def who(client):
    return client.session.get("_auth_user_id")


def refused(response):
    soup = BeautifulSoup(response.content, "html.parser")
    assert text(soup.h1) == "Du är inte inloggad"
    assert response.status_code == 403
    return text(soup.select_one("[role=alert]"))


def test_the_button_leads_there_and_the_answer_back_to_where_one_was_going(client, there):
    user = account()
    page = BeautifulSoup(client.get("/personal/logga-in/?next=/personal/sok/").content, "html.parser")
    button = page.select_one(f"main a[href^='{LEAVE}']")
    assert text(button) == "Logga in med Exempelstads konto"
    address = client.get(button["href"])["Location"]
    asked = parse_qs(urlsplit(address).query)
    assert address.startswith(f"{there.address}/oauth2/authorize?")
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]
    response = come_back(client, there.answers(address, "anna"))
    assert (response.status_code, response["Location"]) == (302, "/personal/sok/")
    assert who(client) == str(user.pk)
    assert client.get("/personal/sok/").status_code == 200


def test_nothing_of_what_the_municipality_tells_is_kept_but_its_number(client, there):
    account()
    sign_in(client, there, "anna")
    kept = SocialAccount.objects.get()
    assert (kept.provider, kept.uid, kept.extra_data) == ("kommun", "anna", {})
    assert not SocialToken.objects.exists()


def test_a_password_that_the_account_had_still_opens_it(client, there):
    user = account(password="fyra gröna stolar")
    sign_in(client, there, "anna")
    user.refresh_from_db()
    assert user.check_password("fyra gröna stolar")


def test_the_second_time_the_number_counts_and_not_the_address(client, there):
    user = account()
    sign_in(client, there, "anna")
    get_user_model().objects.filter(pk=user.pk).update(email="gift@kommun.example")
    other = account("annan", email="anna@kommun.example")
    again = Client()
    sign_in(again, there, "anna")
    assert who(again) == str(user.pk) != str(other.pk)


@pytest.mark.parametrize("sub", ["falsk", "tyst", "utan"])
def test_an_address_that_nobody_vouches_for_opens_nothing_and_makes_nothing(client, there, settings, sub):
    settings.OIDC_CREATE_ACCOUNTS = True
    account()
    before = get_user_model().objects.count()
    assert "inte att din e-postadress är bekräftad" in refused(sign_in(client, there, sub))
    assert who(client) is None
    assert not SocialAccount.objects.exists()
    assert get_user_model().objects.count() == before


def test_a_claim_that_only_looks_true_is_not(client, there):
    account()
    for said in ("nej", "0", 0, [], {}, ["true"], None, "falskt"):
        there.knows("luring", email="anna@kommun.example", email_verified=said)
        refused(sign_in(client, there, "luring"))
    assert who(client) is None


def test_an_address_in_letters_that_look_alike_opens_nothing(client, there):
    account("mike", email="mike@kommun.example")
    there.knows("lik", email="mi\u212ae@kommun.example", email_verified=True)
    refused(sign_in(client, there, "lik"))
    assert who(client) is None


def test_somebody_unknown_is_told_whom_to_ask(client, there):
    before = get_user_model().objects.count()
    assert refused(sign_in(client, there, "okand")).startswith("Det finns inget konto här")
    assert (who(client), get_user_model().objects.count()) == (None, before)


def test_an_account_is_made_when_the_municipality_says_so_and_shows_nothing_yet(client, there, settings):
    settings.OIDC_CREATE_ACCOUNTS = True
    assert sign_in(client, there, "okand")["Location"] == "/personal/"
    made = get_user_model().objects.get(email="okand@kommun.example")
    assert (who(client), made.has_usable_password(), made.is_superuser, made.is_staff) == (
        *(str(made.pk), False, False, False),
    )
    assert client.get("/personal/").status_code == 403
    assert client.get("/admin/").status_code == 302


def test_an_account_that_is_closed_stays_closed(client, there, settings):
    settings.OIDC_CREATE_ACCOUNTS = True
    settings.OIDC_ROLES = {"chefer": MANAGER}
    user = account(is_active=False)
    assert sign_in(client, there, "anna")["Location"] == "/personal/avstangt/"
    assert who(client) is None
    assert list(user.groups.values_list("name", flat=True)) == [SOCIAL_WORKER]


def test_an_account_that_is_closed_later_stays_closed(client, there):
    user = account()
    sign_in(client, there, "anna")
    get_user_model().objects.filter(pk=user.pk).update(is_active=False)
    later = Client()
    assert sign_in(later, there, "anna")["Location"] == "/personal/avstangt/"
    assert who(later) is None


def test_two_accounts_with_the_same_address_open_for_nobody(client, there):
    account()
    account("annan", email="ANNA@kommun.example")
    assert refused(sign_in(client, there, "anna")).startswith("Flera konton här")
    assert who(client) is None


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"])
def test_the_way_back_leads_to_no_other_site(client, there, target):
    account()
    assert sign_in(client, there, "anna", next=target)["Location"] == "/personal/"


def test_the_address_of_the_button_changes_nothing_else(client, there):
    account()
    address = client.get(
        LEAVE,
        {"process": "connect", "scope": "admin", "auth_params": "prompt=none&redirect_uri=https://evil.example"},
    )["Location"]
    asked = parse_qs(urlsplit(address).query)
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]
    assert "prompt" not in asked
    assert come_back(client, there.answers(address, "anna"))["Location"] == "/personal/"


def test_another_ones_state_opens_nothing(client, there):
    account()
    theirs = there.answers(go_there(Client()), "anna")
    go_there(client)
    assert "gick inte att slutföra" in refused(come_back(client, theirs))
    assert who(client) is None


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"code": "x"},
        {"state": "x"},
        {"code": "x", "state": "x"},
        {"error": "server_error", "state": "\x00"},
        {"code": "\x00", "state": "9" * 5000},
    ],
)
def test_an_answer_that_was_made_up_opens_nothing(client, there, query):
    go_there(client)
    refused(client.get(BACK, query))
    assert who(client) is None


def test_an_answer_is_good_for_one_time(client, there):
    account()
    answer = there.answers(go_there(client), "anna")
    assert come_back(client, answer).status_code == 302
    client.post("/personal/logga-ut/")
    refused(come_back(client, answer))
    assert who(client) is None


def test_a_wrong_code_with_the_right_state_opens_nothing(client, there):
    account()
    right = parse_qs(urlsplit(there.answers(go_there(client), "anna")).query)
    refused(client.get(BACK, {"state": right["state"][0], "code": "gissad"}))
    assert who(client) is None


def test_who_declines_there_is_back_at_the_sign_in_page(client, there):
    # This provider leaves the state out when somebody declines; others send it back.
    state = parse_qs(urlsplit(go_there(client)).query)["state"][0]
    response = client.get(f"{BACK}?{urlencode({'error': 'access_denied', 'state': state})}")
    assert response["Location"] == "/personal/logga-in/"


@pytest.mark.parametrize(
    "claims", [{"name": {"x": 1}}, {"email": ["anna@kommun.example"]}, {"email": 7}, {"sub": {}}]
)
def test_an_answer_in_another_shape_is_never_an_error_page(client, there, claims):
    account()
    there.knows("konstig", **claims)
    refused(sign_in(client, there, "konstig"))
    assert who(client) is None


def test_two_answers_about_different_people_open_nothing(client, there, monkeypatch):
    account()
    from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

    real = OpenIDConnectOAuth2Adapter._fetch_user_info
    told = {"sub": "anna", "email": "anna@kommun.example", "email_verified": True}
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "_fetch_user_info", lambda *args: {**real(*args), **told})
    refused(sign_in(client, there, "okand"))
    assert who(client) is None


def test_a_silent_municipality_is_a_message_and_the_password_still_works(client, settings):
    account(password="fyra gröna stolar")
    set_up(settings, "http://localhost:9")
    assert refused(client.get(LEAVE)).startswith("Kommunens inloggning svarar inte")
    response = client.post("/personal/logga-in/", {"login": "anna", "password": "fyra gröna stolar"})
    assert response["Location"] == "/personal/"


def test_groups_there_are_roles_here_and_change_with_them(client, there, settings):
    settings.OIDC_ROLES = {"chefer": MANAGER, "redaktion": COMMUNICATOR}
    user = account(role=COMMUNICATOR)
    user.groups.add(Group.objects.get(name=ADMINISTRATOR))
    sign_in(client, there, "anna")
    assert set(user.groups.values_list("name", flat=True)) == {MANAGER, ADMINISTRATOR}
    entry = ModelLogEntry.objects.filter(object_id=user.pk, action="wagtail.edit").get()
    assert entry.data == {"before": {"roles": [COMMUNICATOR]}, "after": {"roles": [MANAGER]}}
    for groups in (None, [], {"x": 1}, [7, None], "städare"):
        there.knows("anna2", email="anna2@kommun.example", email_verified=True, groups=groups)
        colleague = get_user_model().objects.filter(username="anna2").first() or account("anna2", MANAGER)
        assert sign_in(Client(), there, "anna2")["Location"] == "/personal/"
        assert not colleague.groups.exists()


def test_without_a_table_of_groups_roles_are_given_by_hand(client, there):
    user = account()
    sign_in(client, there, "anna")
    assert list(user.groups.values_list("name", flat=True)) == [SOCIAL_WORKER]


def test_a_misspelt_role_and_half_a_set_up_are_named_before_the_start(settings):
    settings.OIDC_ROLES = {"chefer": "Enhetchef"}
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["secret"] = ""
    assert sorted((one.id, one.msg) for one in run_checks() if one.id.startswith("workspace")) == [
        ("workspace.E001", "OIDC_ROLES: rollen ”Enhetchef” finns inte."),
        ("workspace.E002", "OIDC_ISSUER är satt, men OIDC_CLIENT_ID eller OIDC_CLIENT_SECRET saknas."),
    ]


def test_a_table_of_groups_is_pairs(monkeypatch):
    monkeypatch.setenv("OIDC_ROLES", "Enhetschef=chefer, Enhetschef = ledning,Kommunikatör=redaktion")
    assert pairs("OIDC_ROLES") == {"chefer": MANAGER, "ledning": MANAGER, "redaktion": COMMUNICATOR}
    for wrong in ("Enhetschef", "=chefer", "Enhetschef=", "Enhetschef=a,Kommunikatör=a"):
        monkeypatch.setenv("OIDC_ROLES", wrong)
        with pytest.raises(ImproperlyConfigured, match="OIDC_ROLES"):
            pairs("OIDC_ROLES")


def test_where_it_is_not_used_there_is_no_button_and_no_address(client, settings):
    settings.OIDC_ISSUER = ""
    assert "Logga in med" not in client.get("/personal/logga-in/").text
    assert [client.get(path).status_code for path in (LEAVE, BACK)] == [404, 404]


@pytest.mark.parametrize(
    "path", ["signup/", "connections/", "social/signup/", "social/connections/", "login/error/"]
)
def test_the_librarys_other_pages_do_not_exist(client, path):
    assert client.get(f"/personal/{path}").status_code == 404


def test_too_many_attempts_from_one_place_wait(client, there):
    answers = [client.get(LEAVE).status_code for _ in range(61)]
    assert (set(answers[:60]), answers[60]) == ({302}, 429)
