"""How mail leaves the server, from one variable."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

BACKENDS = {
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "smtps": "django.core.mail.backends.smtp.EmailBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
}
PORTS = {"smtp": 25, "smtps": 465}


def mail_settings(url: str) -> dict[str, Any]:
    """Django's settings for an address of a mail server.

    Args:
        url: ``smtp://name:password@host:587?tls=1``, ``smtps://…``, ``file:///folder`` or ``console:``; empty when
            the server sends none.

    Raises:
        ValueError: when the kind of address is not known.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", "SENDS_MAIL": False}
    parts = urlsplit(url)
    if parts.scheme not in BACKENDS:
        raise ValueError(f"EMAIL_URL: {parts.scheme or url} är inget känt sätt. Välj {', '.join(BACKENDS)}.")
    found: dict[str, Any] = {"EMAIL_BACKEND": BACKENDS[parts.scheme], "SENDS_MAIL": True}
    if parts.scheme == "file":
        return {**found, "EMAIL_FILE_PATH": unquote(parts.path)}
    if parts.scheme == "console":
        return found
    return {
        **found,
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parse_qs(parts.query).get("tls") == ["1"],
        "EMAIL_TIMEOUT": 20,
    }
