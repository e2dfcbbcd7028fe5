"""Falling back: the cluster is asked while it is in step and answers; the database answers otherwise.

Both count and select alike, so it makes no difference to a search if one half of it was answered by one and the
other half by the other.
"""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar

from elasticsearch import NotFoundError

from catalogue.area_tree import AreaTree
from search.cluster.connection import FAULTS, fault_of
from search.cluster.outbox import is_in_step
from search.engines.base import Asked, Scope
from search.engines.breaker import Breaker
from search.filters import Choices

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")


class WithFallback(Asked):
    """A cluster, and the database behind it."""

    def __init__(self, cluster: Asked, database: Asked, breaker: Breaker) -> None:
        """Args:
        cluster: asked first.
        database: always right, and there.
        breaker: says whether it is worth asking the cluster.
        """
        self._cluster = cluster
        self._database = database
        self._breaker = breaker

    def frequency(self, scope: Scope, terms: Sequence[str]) -> dict[str, int]:
        """Documents for each term."""
        return self._answer(scope, lambda engine: engine.frequency(scope, terms))

    def most_telling(
        self, scope: Scope, rarity: Mapping[str, int], most: int, among: Collection[int] | None = None
    ) -> list[int]:
        """The documents whose terms tell most together."""
        return self._answer(scope, lambda engine: engine.most_telling(scope, rarity, most, among))

    def counted(
        self, scope: Scope, choices: Choices, tree: AreaTree, among: Collection[int] | None
    ) -> dict[str, Counter[str]] | None:
        """How many insatser each value would leave; None when the process has to count."""
        return self._answer(scope, lambda engine: engine.counted(scope, choices, tree, among))

    def _answer(self, scope: Scope, question: Callable[[Asked], Answer]) -> Answer:
        if is_in_step(scope.generation) and self._breaker.allows():
            try:
                answer = question(self._cluster)
            except NotFoundError:
                # It answers, but has lost its copy: a new cluster, or a variant that came after the last rebuild.
                self._breaker.worked()
            except FAULTS as error:
                self._breaker.failed()
                # Never with the question: what readers write stands in no log.
                logger.warning("The search cluster does not answer, the database does: %s", fault_of(error))
            else:
                self._breaker.worked()
                return answer
        return question(self._database)
