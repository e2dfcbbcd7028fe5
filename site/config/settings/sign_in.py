"""Signing in: one way for ``/personal/`` and ``/admin/``."""

import os

from config.settings.environment import flag, number, pairs, words

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "workspace.sign_in.StaffAccountAdapter"
ACCOUNT_FORMS = {"login": "workspace.sign_in.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
#: Administrators make the accounts, so there is no address to verify.
ACCOUNT_EMAIL_VERIFICATION = "none"
#: The session ends with the browser, for desks are shared.
ACCOUNT_SESSION_REMEMBER = False
#: Attempts that may fail: for one account, and from one address, where a whole office may sit.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/5m/key"}
#: How many proxies of our own stand before the server. Their count tells whom to believe about a sender's address,
#: and whether anybody is believed about the request having been encrypted.
TRUSTED_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = number("TRUSTED_PROXIES", 0)
MFA_ADAPTER = "workspace.sign_in.StaffMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Insatskatalogen"
MFA_ALLOW_UNVERIFIED_EMAIL = True
#: A telephone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
#: Lost passwords are set anew by an administrator until the site can send mail.
WAGTAIL_PASSWORD_RESET_ENABLED = False
#: Whether those who may change facts need a second factor.
REQUIRE_SECOND_FACTOR = flag("REQUIRE_SECOND_FACTOR")

_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

# --- The municipality's own sign-in (OpenID Connect): off until OIDC_ISSUER names it ---
OIDC_ISSUER = os.environ.get("OIDC_ISSUER", "").rstrip("/")
#: Whether the first sign-in makes an account. Otherwise it opens only what an administrator has made.
OIDC_CREATE_ACCOUNTS = flag("OIDC_CREATE_ACCOUNTS")
#: Whether that sign-in asks for a second factor itself, so that ours need not.
OIDC_SECOND_FACTOR = flag("OIDC_SECOND_FACTOR")
#: The claim that lists somebody's groups there, and which group gives which role here.
OIDC_GROUPS_CLAIM = os.environ.get("OIDC_GROUPS_CLAIM", "groups")
OIDC_ROLES = pairs("OIDC_ROLES")
SOCIALACCOUNT_ADAPTER = "workspace.municipal_sign_in.MunicipalAdapter"
#: A form may lead to no other host, see the security policy, so a link does.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "kommun",
                "name": os.environ.get("OIDC_NAME", "kommunens konto"),
                "client_id": os.environ.get("OIDC_CLIENT_ID", ""),
                "secret": os.environ.get("OIDC_CLIENT_SECRET", ""),
                "settings": {
                    "server_url": OIDC_ISSUER,
                    "scope": words("OIDC_SCOPES") or ["openid", "profile", "email"],
                    "oauth_pkce_enabled": True,
                },
            }
        ]
        * bool(OIDC_ISSUER)
    }
}
