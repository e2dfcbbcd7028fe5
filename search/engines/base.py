"""What every engine gives: how many documents hold a term, and which documents hold the rarest and most terms.

An engine does not rank. Which terms it is asked to select by, and how much it reads, is decided in
``search/selection.py``, the same for all.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from catalogue.area_tree import AreaTree
from search.filters import Choices


@dataclass(frozen=True)
class Scope:
    """Which documents are asked: one group, or several at once, in one language of one generation."""

    generation: int
    groups: tuple[str, ...]
    language: str

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """For each group, what stands before its terms where an engine keeps them.

        So no document of another scope is ever read. The dots are no part of a term and, unlike other signs, a
        part of a word to every engine.
        """
        language = self.language.replace("-", "·")
        return tuple(f"{self.generation}·{group}·{language}·" for group in self.groups)

    def marked(self, terms: Iterable[str]) -> dict[str, str]:
        """The terms as an engine keeps them in each group, and each as it is."""
        return {mark + term: term for term in terms for mark in self.marks}


class Asked(ABC):
    """What answers about the terms of documents."""

    @abstractmethod
    def frequency(self, scope: Scope, terms: Sequence[str]) -> dict[str, int]:
        """In how many documents of a scope each term stands."""

    @abstractmethod
    def most_telling(
        self, scope: Scope, rarity: Mapping[str, int], most: int, among: Collection[int] | None = None
    ) -> list[int]:
        """The documents whose terms tell most together, the first written first among equals.

        Args:
            scope: the documents that are asked.
            rarity: the terms to select by, and how much each tells.
            most: how many documents at most.
            among: keys of the objects whose documents may be given; None for all.
        """

    def counted(
        self, scope: Scope, choices: Choices, tree: AreaTree, among: Collection[int] | None
    ) -> dict[str, Counter[str]] | None:
        """For each filter on what offerings state, how many insatser each value would leave.

        By the rule of ``search/facets.py``, where the process counts what no engine does.

        Args:
            scope: the documents of insatser in a language.
            choices: the reader's filters, none of them on running facts: those stand in no document.
            tree: where areas lie.
            among: keys of the insatser that are counted; None for all.

        Returns:
            None when the engine does not count.
        """
        return None


class Engine(Asked):
    """Where the terms of documents lie in the database, beside the rows of the index and in their transactions."""

    @abstractmethod
    def create_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Make the engine's own tables."""

    @abstractmethod
    def drop_storage(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Remove the engine's own tables."""

    @abstractmethod
    def write(self, scope: Scope, terms: Mapping[int, Collection[str]]) -> None:
        """Keep which terms the documents of a scope hold: for each document, every term once."""

    @abstractmethod
    def remove(self, generation: int, documents: Iterable[int]) -> None:
        """Forget documents of a generation."""

    @abstractmethod
    def begin(self, generation: int) -> None:
        """Make room for a generation that will be written as a whole."""

    @abstractmethod
    def finish(self, generation: int) -> None:
        """A generation that was begun is whole: from now on single documents change, and readers may come."""

    @abstractmethod
    def forget_before(self, generation: int) -> None:
        """Forget what is kept for older generations beside their documents."""
