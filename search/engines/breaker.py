"""The circuit breaker: who has not answered several times in a row is left in peace for a while."""

import time
from collections.abc import Callable
from threading import Lock

#: Faults in a row that open it, and for how many seconds.
FAULTS_IN_A_ROW = 3
REST = 10.0


class Breaker:
    """Counts the faults of one process. After the rest one attempt is let through; it decides."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Args:
        now: a clock that never goes back, in seconds.
        """
        self._now = now
        self._lock = Lock()
        self._faults = 0
        self._closed_again_at = 0.0

    @property
    def is_open(self) -> bool:
        """Whether nothing is let through just now."""
        return self._faults >= FAULTS_IN_A_ROW

    def allows(self) -> bool:
        """Whether an attempt may be made; of several who come after the rest, one."""
        with self._lock:
            if not self.is_open:
                return True
            if self._now() < self._closed_again_at:
                return False
            self._closed_again_at = self._now() + REST
            return True

    def worked(self) -> None:
        """An attempt was answered."""
        with self._lock:
            self._faults = 0

    def failed(self) -> None:
        """An attempt was not answered."""
        with self._lock:
            self._faults += 1
            self._closed_again_at = self._now() + REST
