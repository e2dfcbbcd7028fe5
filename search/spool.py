"""The spool: documents whose words are read, on their way to the index.

Compounds can only be taken apart when the words of all documents are known, and a whole country's documents do not
fit into memory. They wait in a temporary file that has no name and is gone with the rebuild.
"""

import pickle
from collections.abc import Iterator
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from search.indexing import ReadDocument


class Spool:
    """Documents, batch by batch, given back in the order in which they were put in."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115  # closed by __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, batch: list[ReadDocument]) -> None:
        """Keep a batch."""
        pickle.dump(batch, self._file, pickle.HIGHEST_PROTOCOL)

    def batches(self) -> Iterator[list[ReadDocument]]:
        """All batches that were kept."""
        end = self._file.tell()
        self._file.seek(0)
        while self._file.tell() < end:
            yield pickle.load(self._file)  # noqa: S301  # what this process wrote itself
