"""The ladder: what each part of the search adds, measured on the same questions in one run.

The lowest rung is what Wagtail's own search gives (``stock.py``).
"""

from dataclasses import dataclass

from search.documents import FIELDS
from search.hits import Way

WITHOUT_SITUATIONS = tuple(name for name in FIELDS if name != "situations")


@dataclass(frozen=True)
class Rung:
    """One step: its name, and the way in which ours searches; none for Wagtail's own."""

    name: str
    way: Way | None


def rungs() -> list[Rung]:
    """The steps from Wagtail's own search to the one that readers have."""
    return [
        Rung("wagtail", None),
        Rung("ord", Way(synonyms=False, fields=WITHOUT_SITUATIONS, bridge=False)),
        Rung("+ synonymer", Way(fields=WITHOUT_SITUATIONS, bridge=False)),
        Rung("+ situationer", Way(bridge=False)),
        Rung("+ andra språk", Way()),
    ]
