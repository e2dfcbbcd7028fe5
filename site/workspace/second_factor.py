"""A second factor where it is required: of those who may change facts, before they reach anything else."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from catalogue.actions.seed_roles import ADMINISTRATOR, COMMUNICATOR, MANAGER
from workspace.access import Person

#: Roles that change facts. A socialsekreterare only reads.
CHANGING = (COMMUNICATOR, MANAGER, ADMINISTRATOR)
#: Where a second factor is set up, shown, or given up by signing out.
WITHOUT = ("/personal/tva-steg/", "/personal/logga-", "/personal/bekrafta/", "/personal/avstangt/")
#: In the session: whose second factor was set up in it.
SET_UP = "second_factor_set_up"

Handler = Callable[[HttpRequest], HttpResponse]


def second_factor_middleware(get_response: Handler) -> Handler:
    """Lead those who lack a second factor to where it is set up; nothing else is opened or changed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.lacks_second_factor = settings.REQUIRE_SECOND_FACTOR and _is_missing(request)
        if request.lacks_second_factor and not request.path_info.startswith(WITHOUT):
            return redirect("mfa_index")
        return get_response(request)

    return middleware


class SetUpView(ActivateTOTPView):
    """Where an app is set up as the second factor."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Who has just shown a code of the new app need not sign in again."""
        response = super().form_valid(form)
        self.request.session[SET_UP] = self.request.user.pk
        return response


def _is_missing(request: HttpRequest) -> bool:
    """Whether this session was opened by a password alone, though the person's role asks for more."""
    if not request.user.is_authenticated or not _changes_facts(request.user):
        return False
    methods = {record["method"] for record in get_authentication_records(request, request.user)}
    if settings.OIDC_SECOND_FACTOR and "socialaccount" in methods:
        return False
    shown = "mfa" in methods or request.session.get(SET_UP) == request.user.pk
    return not (shown and is_mfa_enabled(request.user, [Authenticator.Type.TOTP]))


def _changes_facts(user: Person) -> bool:
    return user.is_superuser or user.groups.filter(name__in=CHANGING).exists()
