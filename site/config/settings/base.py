"""Settings that are safe in production. Everything that differs between places is an environment variable."""

import os
from pathlib import Path

import dj_database_url

from config.caches import cache_settings
from config.logs import log_settings
from config.mail import mail_settings
from config.settings.environment import flag, words
from config.settings.safety import *
from config.settings.sign_in import *
from config.variants import PREPARED, SHIPPED, SOURCE, prepared_variants

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

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
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "config.serving.request_id_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "config.middleware.admin_policy_middleware",
    "config.middleware.private_pages_middleware",
    "config.middleware.one_version_middleware",
    "config.caching.public_caching_middleware",
    "django.middleware.common.CommonMiddleware",
    "config.middleware.path_locale_middleware",
    "config.middleware.staff_session_middleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "workspace.second_factor.second_factor_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "config.unreadable_requests.UnreadableRequestMiddleware",
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

# --- Work that nobody needs to wait for: at once, until WORKER says that a worker is running --------------------
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if flag("WORKER")
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

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

#: The cluster of a large installation, which holds a copy of the index; several addresses with commas between. The
#: database's own index answers where there is none.
ELASTICSEARCH_URL = os.environ.get("ELASTICSEARCH_URL", "")
#: What the names of its indexes begin with, so that several sites can share it.
ELASTICSEARCH_PREFIX = os.environ.get("ELASTICSEARCH_PREFIX", "insatskatalogen")

# --- Mail: none until EMAIL_URL says how it leaves ------------------------------------------------------------
EMAIL_URL = os.environ.get("EMAIL_URL", "")
#: Where answers to reminders go; somebody has to read them.
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "insatskatalogen@localhost")
#: Where mail can leave, jobs remind; elsewhere they say that they were skipped.
SENDS_MAIL = False
globals().update(mail_settings(EMAIL_URL))

# --- Memory that processes share, logs, faults ---------------------------------------------------------------
CACHES = cache_settings(os.environ.get("CACHE_URL", ""))
LOGGING = log_settings(as_json=False)
#: Where faults are told, as Sentry writes it; nowhere when unset.
SENTRY_DSN = os.environ.get("SENTRY_DSN", "")
