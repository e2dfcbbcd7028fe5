"""House rules about signing in that ``manage.py check`` asks."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.checks import Warning as CheckWarning

from catalogue.actions.seed_roles import ROLES


@register(Tags.security)
def groups_give_roles_that_exist(app_configs: Any, **kwargs: Any) -> list[Error]:
    """A misspelt role would give nobody anything, without a word."""
    unknown = sorted(set(settings.OIDC_ROLES.values()) - set(ROLES))
    return [Error(f"OIDC_ROLES: rollen ”{role}” finns inte.", id="workspace.E001") for role in unknown]


@register(Tags.security)
def the_municipal_sign_in_knows_us(app_configs: Any, **kwargs: Any) -> list[Error]:
    """The service must know who asks."""
    app = next(iter(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]), None)
    if app and not (app["client_id"] and app["secret"]):
        text = "OIDC_ISSUER är satt, men OIDC_CLIENT_ID eller OIDC_CLIENT_SECRET saknas."
        return [Error(text, id="workspace.E002")]
    return []


@register(Tags.security, deploy=True)
def a_second_factor_is_required(app_configs: Any, **kwargs: Any) -> list[CheckWarning]:
    """One guessed password must not be enough to change what somebody in danger reads."""
    if settings.REQUIRE_SECOND_FACTOR:
        return []
    return [CheckWarning("REQUIRE_SECOND_FACTOR=0: ett lösenord räcker för att ändra.", id="workspace.W001")]
