"""Signing in: one way for ``/personal/`` and ``/admin/``."""

from config.settings.environment import number

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

_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
