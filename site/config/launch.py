"""Why a server must not start with the settings that it was given: missing, known or easily guessed."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

SHORTEST_SECRET = 50
SHORTEST_PASSWORD = 12
#: A secret of fewer different signs was typed, not drawn.
FEWEST_SIGNS = 10
#: What stands in secrets that others have read: Django's own beginning, ours, and the usual fillers.
KNOWN = ("django-insecure", "only-for-", "changeme", "change-me", "example")
#: Databases that only this machine reaches need no password.
LOCAL = ("", "localhost", "127.0.0.1", "::1")


def refusals(
    *,
    secret: str,
    hosts: Sequence[str],
    address: str,
    database: dict[str, Any],
    issuer: str = "",
    demo: bool = False,
) -> Iterator[str]:
    """What is wrong, in words for whoever starts the server; nothing when it may start.

    Args:
        secret: ``SECRET_KEY``.
        hosts: ``ALLOWED_HOSTS``.
        address: ``BASE_URL``.
        database: the settings of the database.
        issuer: ``OIDC_ISSUER``, empty where the municipality's own sign-in is not used.
        demo: whether it would be a demonstration that nobody forced.
    """
    for name, value in {"SECRET_KEY": secret, "ALLOWED_HOSTS": hosts, "BASE_URL": address}.items():
        if not value:
            yield f"{name} saknas. Sätt miljövariabeln {name} innan webbplatsen startas."
    yield from _secret(secret)
    if any(host.strip() in ("*", ".") for host in hosts):
        yield "ALLOWED_HOSTS får inte vara en stjärna. Skriv namnen som webbplatsen svarar på."
    if address and (urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname):
        yield "BASE_URL ska vara en hel adress, som https://insatser.kommun.se."
    yield from _database(database)
    if issuer and urlsplit(issuer).scheme != "https":
        yield "OIDC_ISSUER ska börja med https://, för svaret därifrån styr vem som loggas in."
    if demo:
        yield "DEMO=1 får inte användas i drift. Sätt FORCE_DEMO=1 om det ändå är meningen."


def _secret(secret: str) -> Iterator[str]:
    if secret and len(secret) < SHORTEST_SECRET:
        yield f"SECRET_KEY är för kort. Den ska ha minst {SHORTEST_SECRET} slumpade tecken."
    elif secret and (len(set(secret)) < FEWEST_SIGNS or any(part in secret.lower() for part in KNOWN)):
        yield "SECRET_KEY går att gissa. Slumpa en ny, den får inte vara någon annans eller ett exempel."


def _database(database: dict[str, Any]) -> Iterator[str]:
    host, password = str(database.get("HOST", "")), str(database.get("PASSWORD", ""))
    if database["ENGINE"].endswith("sqlite3") or host in LOCAL or host.startswith("/"):
        return
    if len(password) < SHORTEST_PASSWORD or password in (database.get("USER"), database.get("NAME")):
        yield (
            "Lösenordet i DATABASE_URL är för lätt att gissa. "
            f"Det ska ha minst {SHORTEST_PASSWORD} slumpade tecken när databasen står på en annan dator."
        )
