"""Settings that are safe in production. Everything that differs between places is an environment variable."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF, UNSAFE_INLINE

from config.mail import mail_settings
from config.variants import PREPARED, SHIPPED, SOURCE, prepared_variants

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))


def flag(name: str, default: str = "0") -> bool:
    """A setting that is on when the environment says 1, true, yes or ja."""
    return os.environ.get(name, default).lower() in {"1", "true", "yes", "ja"}


def words(name: str) -> list[str]:
    """A setting that is a list, separated by commas."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY", "")
ALLOWED_HOSTS = words("ALLOWED_HOSTS")
BASE_URL = os.environ.get("BASE_URL", "").rstrip("/")
WAGTAILADMIN_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL else []

# --- The catalogue -----------------------------------------------------------------------------------------
#: The name under which identities (uuid5) are made. Changing it makes every record a new one.
CATALOGUE_DOMAIN = os.environ.get("CATALOGUE_DOMAIN", "insatskatalogen.example")
#: Demonstration: real facts of 2014–2024 with a banner on every page, never indexed by search engines.
DEMO = flag("DEMO")
#: Whether the invented municipality (Exempelstad) is shown while the demonstration is on.
DEMO_EXAMPLE = flag("DEMO_EXAMPLE", "1")
#: How hard the words of a variant may be: LIX, and words in a sentence. Easy-read: the guideline for lättläst.
READING_LIMITS = {"sv": {"lix": 40, "longest": 25}, "sv-simple": {"lix": 30, "longest": 15}}

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "workspace",
    "pages",
    "search",
    "catalogue",
    "users",
    "images",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.locales",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.admin_policy_middleware",
    "config.middleware.private_pages_middleware",
    "django.middleware.common.CommonMiddleware",
    "config.middleware.path_locale_middleware",
    "config.middleware.staff_session_middleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "users.User"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pages.context.site_frame",
            ],
        },
    }
]

# --- Database: SQLite until DATABASE_URL says otherwise ------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'insatskatalogen.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }

# --- Languages -----------------------------------------------------------------------------------------------
LANGUAGE_CODE = SOURCE
#: Variants that the public sees. Editors also work in the prepared ones; adding one is a setting.
SHIPPED_LANGUAGES = SHIPPED
LANGUAGES = [*SHIPPED, *prepared_variants(words("PREPARED_LANGUAGES") or PREPARED)]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
# The second holds names of months and days in languages that Django does not know.
LOCALE_PATHS = [BASE_DIR / "site" / "locale", BASE_DIR / "site" / "locale_dates"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# --- Files ---------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Wagtail -------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Insatskatalogen"
WAGTAILIMAGES_IMAGE_MODEL = "images.CatalogueImage"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("sv", "Svenska"), ("en", "English")]
# The catalogue has a search of its own; Wagtail's serves only the editors' choosers and listings.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.wagtail_backend"}}

# --- Safety --------------------------------------------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "pages.errors.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
#: Wagtail 8's panels need inline scripts; nothing from other hosts either way.
ADMIN_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "frame-src": [SELF],
    "object-src": [NONE],
    "base-uri": [SELF],
    "frame-ancestors": [SELF],
}

# --- Signing in: one way for /personal/ and /admin/ -----------------------------------------------------------
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
#: How many proxies of our own stand before the server. Their count tells whom to believe about a sender's address.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "0"))
MFA_ADAPTER = "workspace.sign_in.StaffMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = WAGTAIL_SITE_NAME
MFA_ALLOW_UNVERIFIED_EMAIL = True
#: A telephone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
#: Lost passwords are set anew by an administrator until the site can send mail.
WAGTAIL_PASSWORD_RESET_ENABLED = False

# --- Mail: none until EMAIL_URL says how it leaves ------------------------------------------------------------
EMAIL_URL = os.environ.get("EMAIL_URL", "")
#: Where answers to reminders go; somebody has to read them.
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "insatskatalogen@localhost")
#: Where mail can leave, jobs remind; elsewhere they say that they were skipped.
SENDS_MAIL = False
globals().update(mail_settings(EMAIL_URL))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
