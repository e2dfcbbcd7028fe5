"""Documents: what search knows of a record, and the registry through which apps hand in theirs.

An app registers a model with a function that gives the documents of its records, in its own ``apps.ready()``.
Search never imports an app above it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model

from catalogue.models.words import Text

#: The fields of a document, most telling first. A field is a list of passages: sentences that belong together.
FIELDS = ("alias", "title", "search_words", "situations", "summary", "needs", "who", "body", "places")

#: The group of documents that the list of hits is made of. Others (providers, pages) are shown apart.
INSATSER = "insats"


@dataclass(frozen=True)
class Shelf:
    """Documents about insatser beside the public ones: a group in a language that no variant has."""

    group: str
    language: str


@dataclass(frozen=True)
class Document:
    """One record in one variant, as search sees it."""

    group: str
    object_id: int
    slug: str
    language: str
    passages: dict[str, list[str]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Names the document for ever: rebuilding gives the same key."""
        return f"{self.group}:{self.object_id}:{self.language}"


@dataclass(frozen=True)
class Signpost:
    """A record that stands beside the insatser: what it is called, what it is, and where it leads."""

    title: Text
    about: Text
    url: str
    is_example: bool = False


@dataclass(frozen=True)
class Asker:
    """Who asks and when: the areas whose offer serves the reader (None: everywhere), and the moment."""

    serving: frozenset[int] | None
    now: datetime


DocumentsOf = Callable[[Iterable[int] | None], Iterator[Document]]
SignpostsOf = Callable[[Sequence[int], str], dict[int, Signpost]]
UsableBy = Callable[[Sequence[int], Asker], set[int]]


@dataclass(frozen=True)
class Source:
    """Where the documents of a group come from, and which records' changes touch them."""

    group: str
    documents: DocumentsOf
    #: For each model whose rows matter: the ids of this group's objects that a row's change touches.
    #: None means that all may be touched.
    touched_by: dict[type[Model], Callable[[Any], Iterable[int] | None]]
    #: What stands above the group on the page of hits, in Swedish; empty for insatser, which have a page of cards.
    heading: str = ""
    #: The signposts of some objects for a reader of a language, in a fixed number of queries.
    signposts: SignpostsOf | None = None
    #: Which of some objects the reader can use, where the clock or the area says; all of them if left out.
    usable: UsableBy | None = None


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make an app's records searchable. Registering a group again replaces it."""
    _sources[source.group] = source


def sources() -> list[Source]:
    """All registered sources."""
    return list(_sources.values())
