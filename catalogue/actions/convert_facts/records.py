"""What all kinds of facts have in common: how they are read, whose they are, names as they are today."""

from pathlib import Path
from typing import Any

import yaml

Record = dict[str, Any]

STOCKHOLM_SOURCE = (
    "Öppenvård barn, unga och familj – Kartläggning av omfattning och inriktning, Stockholms stad, 2018"
)
OTHER_SOURCES = {
    "000_76ab30fc1459e4b2.txt": "Familjeorienterat boendestöd, Växjö och Fyrbodal, 2019–2021",
    "001_b86429436d2a738e.txt": "Öppna jämförelser och digitalt boendestöd, Solna stad, 2022",
    "002_86fb95dd17d23c57.txt": "Förälder på avstånd, projektrapport, 2018–2024",
    "003_defaa583bce892e2.txt": "Förstärkt boendestöd i Skärholmen, slutrapport, 2016",
}


#: Municipalities beside Stockholm that the demonstration shows.
OTHER_MUNICIPALITIES = {
    *("vaxjo", "solna", "alingsas", "eksjo", "savsjo", "goteborg", "molndal", "stenungsund", "varnamo"),
    *("stockholm", "skarholmen"),
}


TODAY = {
    "Stockholms läns landsting": "Region Stockholm",
    "landstinget": "regionen",
    "landsting": "region",
    "SKL": "SKR",
}


def modern(text: str) -> str:
    """Names of authorities as they are called today."""
    for old, new in TODAY.items():
        text = text.replace(old, new)
    return text


def listed(value: Any) -> list[Any]:
    """A value that may stand alone or in a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def read(folder: Path, name: str) -> list[Record]:
    """The records of one fact file."""
    return yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))


def without_empty(record: Record) -> Record:
    """Leave out what is not stated."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}


def source_of(record: Record, *, stockholm: bool) -> Record:
    """Title of the source and of when the fact is."""
    title = STOCKHOLM_SOURCE if stockholm else OTHER_SOURCES[record["source"]["file"]]
    return {"source_title": title, "as_of": str(record["as_of"])}
