"""How hard the words of a variant may be, and whether words that are harder are stopped or only named."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

#: Of fewer words LIX says nothing: a heading of two long words would be harder than the law.
LEAST_WORDS = 20
#: Asks the site whether hard words are stopped. The site's settings stand in an app above.
_stopping: list[Callable[[], bool]] = []


@dataclass(frozen=True)
class ReadingLimits:
    """What the words of a variant may measure at most.

    Attributes:
        lix: readability index, see ``readability.lix``.
        longest: words in a sentence.
    """

    lix: int
    longest: int


def limits_of(language: str) -> ReadingLimits | None:
    """The limits of a variant; None where its language has no such measure.

    Args:
        language: code of the variant.
    """
    found = settings.READING_LIMITS.get(language)
    return ReadingLimits(**found) if found else None


def register_stop(is_on: Callable[[], bool]) -> None:
    """Let the app of the site's settings answer; called once, when the app is ready."""
    _stopping[:] = [is_on]


def stops_hard_words() -> bool:
    """Whether words over the limit may not go live. They are only named until the site says otherwise."""
    return any(is_on() for is_on in _stopping)


def over_the_limit(language: str, measured: dict[str, int]) -> list[str]:
    """What is too hard, in words for the editor.

    Args:
        language: code of the variant.
        measured: what was counted, see ``readability.Readability``.
    """
    limits = limits_of(language)
    if limits is None or not measured:
        return []
    reasons = []
    if measured["lix"] > limits.lix and measured["words"] >= LEAST_WORDS:
        reasons.append(
            f"LIX är {measured['lix']}. Det får vara högst {limits.lix}. Skriv kortare meningar och ord."
        )
    if measured["longest"] > limits.longest:
        reasons.append(
            f"Den längsta meningen har {measured['longest']} ord. Den får ha högst {limits.longest}. Dela den."
        )
    return reasons
