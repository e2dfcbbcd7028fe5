"""Signing in: one way for ``/personal/`` and ``/admin/``, by user name or e-mail, with a second factor if chosen.

django-allauth does the work. What is said here is what it must not do (let strangers make accounts, lead to other
sites), and what it says, in Swedish.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.account.views import LoginView
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from workspace.access import ADMIN_PERMISSION
from workspace.municipal_sign_in import OURS

WRONG = "Användarnamnet eller lösenordet stämmer inte. Kontrollera stavningen och försök igen."
#: What allauth reports after signing in and out; the page itself shows it.
QUIET = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class StaffAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators only, and nobody is led to another site."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Kontot är avstängt. Fråga den som sköter konton hos er.",
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "incorrect_password": "Lösenordet stämmer inte. Försök igen.",
        "incorrect_code": "Koden stämmer inte. Vänta på nästa kod i appen och försök igen.",
        "too_many_login_attempts": "Det blev för många försök. Vänta fem minuter och försök sedan igen.",
        "rate_limited": "Det blev för många försök. Vänta en minut och försök sedan igen.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account of their own."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Whether ``url`` is a path of this site. Addresses with a host, this one's too, are refused."""
        return url is not None and url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Report what happened, unless the page itself shows it."""
        if message_template not in QUIET:
            super().add_message(request, level, message_template, *args, **kwargs)


class StaffMFAAdapter(DefaultMFAAdapter):
    """What goes wrong with a second factor, in Swedish."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": StaffAccountAdapter.error_messages["incorrect_code"],
        "cannot_generate_recovery_codes": "Slå på tvåstegsinloggning först.",
    }


class SignInForm(LoginForm):
    """User name or e-mail, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, autocomplete in (("login", "username"), ("password", "current-password")):
            self.fields[name].widget.attrs = {"autocomplete": autocomplete}
        self.fields["login"].error_messages["required"] = "Skriv ditt användarnamn eller din e-postadress."
        self.fields["password"].error_messages["required"] = "Skriv ditt lösenord."


def municipal_way(request: HttpRequest) -> dict[str, str] | None:
    """Name and address of the municipality's own sign-in, with the way back kept; none where it is not used."""
    if not settings.OIDC_ISSUER:
        return None
    url = reverse("openid_connect_login", kwargs=OURS)
    asked = request.GET.get("next", "")
    name = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["name"]
    return {"name": name, "url": f"{url}?{urlencode({'next': asked})}" if asked else url}


class SignInView(LoginView):
    """The sign-in page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the way to the municipality's own sign-in, where there is one."""
        return {**super().get_context_data(**kwargs), "municipal": municipal_way(self.request)}

    def get_authenticated_redirect_url(self) -> str:
        """Where somebody goes who has signed in already.

        Not back to the editors' site without a right to it, which would send them here again for ever.
        """
        url = super().get_authenticated_redirect_url()
        if url.startswith("/admin/") and not self.request.user.has_perm(ADMIN_PERMISSION):
            return reverse("workspace")
        return url
