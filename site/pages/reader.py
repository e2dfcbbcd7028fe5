"""The one who reads a page: where they live, in which language, at what moment. Worked out once a request."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import HttpRequest
from django.utils import timezone, translation

from catalogue.area_choice import AreaChoice, choose_area
from catalogue.home_area import home_area
from catalogue.models import Area
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.reach import Person, person_to_reach

#: Where a request remembers its reader.
REMEMBERED = "_catalogue_reader"


@dataclass
class Reader:
    """Who reads.

    Attributes:
        choice: the area in the address, as far as it is clear.
        home: the area that the site is for.
        language: code of the variant.
        now: the moment of the request.
        path: the page's own address, for a form that comes back to it.
    """

    choice: AreaChoice
    home: Area | None
    language: str
    now: datetime
    path: str

    @property
    def area(self) -> Area | None:
        """The reader's own area, if chosen."""
        return self.choice.area

    @property
    def around(self) -> Area | None:
        """The reader's own area, else the one that the site is for, unless all were asked for."""
        return self.area or (None if self.choice.everywhere else self.home)

    @cached_property
    def person(self) -> Person:
        """Who answers where the reader lives."""
        return person_to_reach(self.area or self.home, None, self.now)


def reader_of(request: HttpRequest) -> Reader:
    """The reader of a request."""
    found = getattr(request, REMEMBERED, None)
    if found is None:
        found = Reader(
            choice=choose_area(request.GET.get("omrade", "")),
            home=home_area(request),
            language=translation.get_language() or SOURCE_LANGUAGE,
            now=timezone.now(),
            path=request.path,
        )
        setattr(request, REMEMBERED, found)
    return found
