"""For a server. Start-up refuses without a secret, the hosts and the address that the site answers at."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *

for _name, _value in {"SECRET_KEY": SECRET_KEY, "ALLOWED_HOSTS": ALLOWED_HOSTS, "BASE_URL": BASE_URL}.items():
    if not _value:
        raise ImproperlyConfigured(f"{_name} saknas. Sätt miljövariabeln {_name} innan webbplatsen startas.")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY är för kort. Den ska ha minst 50 slumpade tecken.")
if DEMO and not flag("FORCE_DEMO"):
    raise ImproperlyConfigured("DEMO=1 får inte användas i drift. Sätt FORCE_DEMO=1 om det ändå är meningen.")

DEMO_LOGINS = False
SECURE_SSL_REDIRECT = BASE_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_SSL_REDIRECT
SECURE_HSTS_PRELOAD = SECURE_SSL_REDIRECT
SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT
CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
