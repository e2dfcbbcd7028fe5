"""For a developer's machine: ``make run``. Demo logins exist only here."""

import os

from config.settings.base import *

DEBUG = flag("DEBUG")
SECRET_KEY = os.environ.get("SECRET_KEY") or "only-for-development-not-for-a-server"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
BASE_URL = BASE_URL or f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
WAGTAILADMIN_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DEMO_LOGINS = True
# On one's own machine an error may say all that it knows.
del LOGGING["handlers"]["console"]["formatter"]
if not EMAIL_URL:
    # What would be sent can be read there.
    globals().update(mail_settings(f"file://{VAR_DIR / 'mail'}"))
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
