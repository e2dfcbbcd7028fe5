"""A text of a variant that needs somebody, and what comes first."""

from dataclasses import dataclass
from typing import Any

from catalogue.variants import State

#: States in the order in which they are mended.
BY_STATE = tuple(State)


@dataclass(frozen=True)
class Task:
    """One text of a variant that needs somebody.

    Attributes:
        language: code of the variant.
        state: the most urgent state in it.
        title: what it is called in Swedish.
        names: the passages in question.
        risk: order among all tasks, the smallest first: danger and ways in, then what to do, then the rest.
        record: the page or record where it is mended; the Swedish page when there is no page in the variant.
    """

    language: str
    state: State
    title: str
    names: tuple[str, ...]
    risk: tuple[int, ...]
    record: Any


def urgency(state: State) -> int:
    """How soon a text in a state is mended, the smallest first."""
    return BY_STATE.index(state)
