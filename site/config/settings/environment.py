"""How settings read the environment: a switch, a list, a whole number."""

import os

from django.core.exceptions import ImproperlyConfigured


def flag(name: str, default: str = "0") -> bool:
    """A setting that is on when the environment says 1, true, yes or ja."""
    return os.environ.get(name, default).lower() in {"1", "true", "yes", "ja"}


def words(name: str) -> list[str]:
    """A setting that is a list, separated by commas."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def pairs(name: str) -> dict[str, str]:
    """A setting that is a list of ``left=right``, separated by commas. The left one may have several right ones.

    Returns:
        the left name of each right one.

    Raises:
        ImproperlyConfigured: when a part has no equals sign, or one right stands twice.
    """
    found: dict[str, str] = {}
    for part in words(name):
        left, sign, right = (piece.strip() for piece in part.partition("="))
        if not (left and sign and right) or right in found:
            raise ImproperlyConfigured(f"{name} ska vara par som Roll=grupp, och varje grupp en gång: ”{part}”.")
        found[right] = left
    return found


def number(name: str, default: int) -> int:
    """A setting that is a whole number, not below nought.

    Raises:
        ImproperlyConfigured: when the environment says something else.
    """
    said = os.environ.get(name, "").strip() or str(default)
    if not (said.isascii() and said.isdigit()):
        raise ImproperlyConfigured(f"{name} ska vara ett heltal, inte ”{said}”.")
    return int(said)
