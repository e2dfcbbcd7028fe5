"""The municipality's own sign-in, by OpenID Connect: whom it lets in, and with which roles.

django-allauth speaks the protocol. What is said here is whose account it opens: one that has been opened so
before, else the only one with the same e-mail address, if the municipality vouches for the address, else a new
one, if the settings say so.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from requests import RequestException

from workspace.link_limit import is_too_often
from workspace.roles_from_groups import give_roles

#: What the addresses in ``workspace.urls`` hand on: the only service there is.
OURS = {"provider_id": "kommun"}
#: How often one sender may come within a minute: a whole office may sit behind one address.
MOST = 60
FAILED = "Inloggningen hos kommunen gick inte att slutföra. Försök igen."
SILENT = "Kommunens inloggning svarar inte just nu. Försök igen om en stund."
UNVERIFIED = (
    "Kommunens inloggning säger inte att din e-postadress är bekräftad. "
    "Då kan vi inte veta att ett konto här är ditt. Fråga den som sköter konton hos er."
)
UNKNOWN = "Det finns inget konto här med din e-postadress. Fråga den som sköter konton hos er."
SHARED = "Flera konton här har din e-postadress. Fråga den som sköter konton hos er."

View = Callable[..., HttpResponse]


class MunicipalAdapter(DefaultSocialAccountAdapter):
    """Whose account a sign-in there opens here."""

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> AbstractUser:
        """Take what is needed of what was told about a person, and keep none of the rest."""
        sociallogin.claims = _claims(sociallogin.account)
        sociallogin.account.extra_data = {}
        return super().populate_user(request, sociallogin, data)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account. From the first time on it is known by the municipality's own number, not by e-mail."""
        if not sociallogin.is_existing:
            account = self._account_by_email(request, sociallogin)
            if account is None:
                return
            if account.is_active:
                sociallogin.connect(request, account)
            else:
                raise ImmediateHttpResponse(redirect("account_inactive"))
        if sociallogin.user.is_active:
            give_roles(sociallogin.user, sociallogin.claims)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Whether an account is made for somebody who has none."""
        if not settings.OIDC_CREATE_ACCOUNTS:
            _refuse(request, UNKNOWN)
        return True

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> AbstractUser:
        """Make the account, without a password, with the roles that the person's groups give."""
        user = super().save_user(request, sociallogin, form)
        give_roles(user, sociallogin.claims)
        return user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        **kwargs: Any,
    ) -> None:
        """Say what went wrong; who chose not to sign in is back at the sign-in page."""
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(redirect("account_login"))
        _refuse(request, SILENT if isinstance(exception, RequestException) else FAILED)

    def _account_by_email(self, request: HttpRequest, sociallogin: SocialLogin) -> AbstractUser | None:
        verified = [address.email for address in sociallogin.email_addresses if address.verified]
        # Lower case makes letters beyond ASCII the same as ours, so the address is asked as it was told.
        if not verified or not str(sociallogin.claims.get("email", "")).isascii():
            _refuse(request, UNVERIFIED)
        found = get_user_model().objects.filter(email__iexact=verified[0])
        accounts = [account for account in found if account.email.lower() == verified[0].lower()]
        if len(accounts) > 1:
            _refuse(request, SHARED)
        return accounts[0] if accounts else None


def _claims(account: SocialAccount) -> dict[str, Any]:
    """What was told about a person.

    Raises:
        ValueError: when the two answers are about different people (OpenID Connect Core 1.0, section 5.3.2).
    """
    token, info = (account.extra_data.get(name) or {} for name in ("id_token", "userinfo"))
    if token and info and token.get("sub") != info.get("sub"):
        raise ValueError("the two answers are about different people")
    return {**token, **info}


def _refuse(request: HttpRequest, reason: str) -> NoReturn:
    raise ImmediateHttpResponse(_refusal(request, reason))


def _refusal(request: HttpRequest, reason: str) -> HttpResponse:
    return render(request, "workspace/sign_in_refused.html", {"reason": reason}, status=403)


def _if_it_is_used(view: View) -> View:
    """Without a service the address does not exist. What the service answers is hostile until read."""

    @wraps(view)
    def guarded(request: HttpRequest, provider_id: str) -> HttpResponse:
        if not settings.OIDC_ISSUER:
            raise Http404
        if is_too_often(request, "municipal_sign_in", MOST):
            return render(request, "429.html", status=429)
        try:
            return view(request, provider_id)
        except ImmediateHttpResponse as answer:
            return answer.response
        except RequestException:
            return _refusal(request, SILENT)
        except (KeyError, ValueError, TypeError, AttributeError):
            return _refusal(request, FAILED)

    return require_safe(guarded)


@_if_it_is_used
def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the municipality's sign-in. Of the address only the way back is believed."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    kept = QueryDict(mutable=True)
    if "next" in request.GET:
        kept["next"] = request.GET["next"]
    request.GET = kept
    return openid.login(request, provider_id)


@_if_it_is_used
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from there with a code, which is exchanged for who it is."""
    return openid.callback(request, provider_id)
