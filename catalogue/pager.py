"""Where in a list of several pages the reader is; ``components/pagination.html`` shows it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pager:
    """Where in the pages the reader is. An empty address: there is no such page."""

    page: int
    pages: int
    previous_url: str
    next_url: str
