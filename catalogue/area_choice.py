"""Which area a reader means: an address name, a name or an alias; "I don't know" is an answer too."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from catalogue.choices import AreaKind
from catalogue.known_areas import known_areas
from catalogue.models import Area
from catalogue.querysets import is_shown
from catalogue.remembered import remembered

#: What readers write when they do not know.
DO_NOT_KNOW = {"", "vet inte", "jag vet inte", "vet ej", "ingen aning"}
EVERYWHERE = {"alla", "alla kommuner", "hela landet"}
#: Words that people add to a name: "Solna stad", "Växjö kommun".
KINDS_OF_AREA = {"kommun", "stad", "lan", "stadsdel", "stadsdelsomrade", "stadsdelsforvaltning"}
#: Longer than any name of an area.
LONGEST = 120
#: A reader lives in one of these, or chooses a county.
CHOOSABLE = (AreaKind.DISTRICT, AreaKind.MUNICIPALITY, AreaKind.COUNTY)


@dataclass(frozen=True)
class AreaChoice:
    """The area that a reader's words stand for.

    Attributes:
        area: the one area meant, if it is clear.
        matches: several areas that the words fit, for the reader to choose from.
        unknown: words were given, but no area bears that name.
        everywhere: all municipalities were asked for.
    """

    area: Area | None = None
    matches: list[Area] = field(default_factory=list)
    unknown: bool = False
    everywhere: bool = False


def folded(text: str) -> str:
    """A name without case, accents and hyphens: ``Hägersten-Liljeholmen`` as ``hagersten liljeholmen``."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in letters).split())


@remembered
def _public() -> list[Area]:
    """Every area with a page, by name; examples only while the demonstration shows them."""
    areas = [area for area in known_areas().values() if area.live and not area.is_retired and is_shown(area)]
    return sorted(areas, key=lambda area: (area.is_example, folded(area.name)))


def public_areas() -> list[Area]:
    """Areas that a reader can live in or choose, by name."""
    return [area for area in _public() if area.level in CHOOSABLE]


def choose_area(text: str) -> AreaChoice:
    """The area that a reader's words stand for.

    Args:
        text: what the address or the field holds; anything at all.
    """
    text = text[:LONGEST]
    wanted = folded(text.replace("(påhittat)", ""))
    if wanted in DO_NOT_KNOW or not text.strip():
        return AreaChoice()
    if wanted in EVERYWHERE:
        return AreaChoice(everywhere=True)
    areas = _public()
    slug = text.strip().casefold()
    for area in areas:
        if area.slug == slug:
            return AreaChoice(area=area)
    matches: list[Area] = []
    for spelling in _spellings(text, wanted):
        matches = matches or _bearing(spelling, areas)
    if len(matches) == 1:
        return AreaChoice(area=matches[0])
    return AreaChoice(matches=matches, unknown=not matches)


def _bearing(wanted: str, areas: list[Area]) -> list[Area]:
    """Areas of a name; if there are none, those that people call so."""
    return [area for area in areas if folded(area.name) == wanted] or [
        area for area in areas if any(folded(alias.name) == wanted for alias in area.aliases.all())
    ]


def _spellings(text: str, wanted: str) -> Iterator[str]:
    """What was written, then what may be meant: "Solna kommun", "Årsta, Stockholm", "123 45"."""
    yield wanted
    if wanted.replace(" ", "").isdecimal():
        yield wanted.replace(" ", "")
    first = folded(text.partition(",")[0])
    yield first
    *names, last = first.split() or [""]
    if names and last in KINDS_OF_AREA:
        bare = " ".join(names)
        yield bare
        yield bare.removesuffix("s")


def area_options() -> SafeString:
    """Suggestions for the area field, as the markup of a list: the names of areas that one can live in."""
    return _options(str(_("påhittat")))


@remembered
def _options(invented: str) -> SafeString:
    """A country has hundreds of areas, and every page with the field suggests them."""
    options = ((area.name, f"{area.name} ({invented})" if area.is_example else "") for area in public_areas())
    return format_html_join(
        "",
        '<option value="{}"{}></option>',
        ((name, format_html(' label="{}"', label) if label else "") for name, label in options),
    )
