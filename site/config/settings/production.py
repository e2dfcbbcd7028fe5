"""For a server. Start-up refuses without a secret, the hosts and the address that the site answers at."""

from django.core.exceptions import ImproperlyConfigured

from config.launch import refusals
from config.settings.base import *

for _refusal in refusals(
    secret=SECRET_KEY,
    hosts=ALLOWED_HOSTS,
    address=BASE_URL,
    database=DATABASES["default"],
    issuer=OIDC_ISSUER,
    demo=DEMO and not flag("FORCE_DEMO"),
):
    raise ImproperlyConfigured(_refusal)

DEMO_LOGINS = False
LOGGING = log_settings(as_json=True)
SECURE_SSL_REDIRECT = BASE_URL.startswith("https://")
#: What watches the server asks it from within, without encryption.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if TRUSTED_PROXIES:
    # Without a proxy of ours the header is anybody's word.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_SSL_REDIRECT
SECURE_HSTS_PRELOAD = SECURE_SSL_REDIRECT
SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT
CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE_SSL_REDIRECT else "http"
if SECURE_SSL_REDIRECT:
    # A browser takes these names only over an encrypted connection, and from no neighbouring subdomain.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
