"""The files that editorial pages are loaded from: what they may hold, and what is wrong in one, in Swedish."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.db.models import Model

from catalogue.choices import Origin
from catalogue.exchange.pages import as_html
from catalogue.models import HelpTopic, Insats, LegalText, Need, Referrer, TargetGroup
from pages.blocks.live import FACETS, MOST_CARDS
from pages.live_content import is_address
from pages.models import EditorialPage

PAGE_KEYS = {"title", "lead", "description", "sensitive", "legal", "menu", "origin", "draft", "content"}
#: What a block is made of: keys that it must have, keys that it may have. None: one value and no keys.
KEYS: dict[str, tuple[set[str], set[str]] | None] = {
    "heading": None,
    "text": None,
    "steps": None,
    "notice": ({"heading", "text"}, {"danger"}),
    "question": ({"question", "answer"}, set()),
    "help_lines": None,
    "insatser": ({"heading"}, {*FACETS, "insatser", "limit"}),
    "legal": None,
    "person": ({"heading"}, {"text"}),
    "areas": ({"heading"}, {"text"}),
    "links": None,
}
STEP_KEYS = {"heading", "text"}
LINK_KEYS = ({"page"}, {"text"})
SELECTIONS: dict[str, type[Model]] = {"need": Need, "target_group": TargetGroup, "referrer": Referrer}


class BrokenPages(ValueError):  # noqa: N818  # said to an editor, who does not speak of errors
    """What is wrong in the files, one line for each fault. Nothing was changed."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("Sidorna lästes inte in:\n" + "\n".join(faults))
        self.faults = faults


@dataclass
class PageFile:
    """One page as its file gives it."""

    path: Path
    language: str
    slug: str
    values: dict[str, Any]
    blocks: list[tuple[str, Any]] = field(default_factory=list)


class _Fault(ValueError):  # noqa: N818  # as above
    """What is wrong with one block."""


class PageReader:
    """Reads files and finds what they name among the catalogue's records and the pages."""

    def __init__(self, pages: dict[str, EditorialPage], slugs: set[str]) -> None:
        """Remember where links may lead.

        Args:
            pages: pages of the language by slug, as far as they exist.
            slugs: slugs of all pages that exist or are about to.
        """
        self.pages = pages
        self.slugs = slugs
        self.kinds: dict[str, Callable[[Any], Any]] = {
            "heading": _text,
            "text": lambda value: as_html(_text(value)),
            "steps": _steps,
            "notice": lambda value: {**value, "danger": bool(value.get("danger"))},
            "question": lambda value: {**value, "answer": as_html(_text(value["answer"]))},
            "help_lines": lambda value: _known(HelpTopic, _list(value)),
            "insatser": _insatser,
            "legal": lambda value: LegalText.objects.get(slug=_known(LegalText, [_text(value)])[0]),
            "person": lambda value: {"text": "", **value},
            "areas": lambda value: {"text": "", **value},
            "links": self._links,
        }

    def blocks(self, content: Any, faults: list[str], name: str) -> list[tuple[str, Any]]:
        """Blocks of a page as a StreamField takes them.

        Args:
            content: mappings with one key each.
            faults: where to note what is wrong.
            name: name of the file.
        """
        blocks: list[tuple[str, Any]] = []
        for number, item in enumerate(content if isinstance(content, list) else [content], 1):
            if not isinstance(item, dict) or len(item) != 1:
                faults.append(f"{name}, block {number}: ska vara en enda nyckel med sitt innehåll.")
                continue
            ((kind, value),) = item.items()
            try:
                blocks.append((kind, self._value(kind, value)))
            except _Fault as fault:
                faults.append(f"{name}, block {number} ({kind}): {fault}")
        return blocks

    def _value(self, kind: str, value: Any) -> Any:
        if kind not in KEYS:
            raise _Fault(f"okänd sort. Välj bland {', '.join(KEYS)}.")
        keys = KEYS[kind]
        if keys is not None:
            _check_keys(value, *keys)
        return self.kinds[kind](value)

    def _links(self, value: Any) -> list[dict[str, Any]]:
        return [self._link(row) for row in _list(value)]

    def _link(self, row: Any) -> dict[str, Any]:
        _check_keys(row, *LINK_KEYS)
        target, text = _text(row["page"]), _text(row.get("text", ""), may_be_empty=True)
        if is_address(target):
            if not text:
                raise _Fault(f"länken till {target} saknar text.")
            return {"page": None, "address": target, "text": text}
        if target not in self.slugs:
            raise _Fault(f"det finns ingen sida ”{target}”.")
        return {"page": self.pages.get(target), "address": "", "text": text}


def read_page(path: Path, faults: list[str]) -> PageFile | None:
    """One file without its blocks; what is wrong with it as a whole is noted.

    Args:
        path: a YAML file in a folder named for its language.
        faults: where to note what is wrong.
    """
    name = f"{path.parent.name}/{path.name}"
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        faults.append(f"{name}: filen går inte att läsa som YAML. {error}")
        return None
    if not isinstance(values, dict) or not str(values.get("title") or "").strip():
        faults.append(f"{name}: sidan saknar rubrik (title).")
        return None
    if unknown := sorted(set(map(str, values)) - PAGE_KEYS):
        faults.append(f"{name}: okänd nyckel {', '.join(unknown)}. Välj bland {', '.join(sorted(PAGE_KEYS))}.")
    if str(values.get("origin") or Origin.MACHINE) not in Origin.values:
        faults.append(f"{name}: okänt värde för origin. Skriv human eller machine.")
    return PageFile(path, path.parent.name, path.stem, values)


def _check_keys(value: Any, must: set[str], may: set[str]) -> None:
    if not isinstance(value, dict):
        raise _Fault(f"ska ha nycklarna {', '.join(sorted(must | may))}.")
    if missing := sorted(must - {key for key, found in value.items() if found}):
        raise _Fault(f"saknar {', '.join(missing)}.")
    if unknown := sorted(set(map(str, value)) - must - may):
        raise _Fault(f"okänd nyckel {', '.join(unknown)}.")


def _text(value: Any, *, may_be_empty: bool = False) -> str:
    if not isinstance(value, str | int) or not (may_be_empty or str(value).strip()):
        raise _Fault("ska vara text.")
    return str(value).strip()


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise _Fault("ska vara en lista.")
    return value


def _steps(value: Any) -> list[dict[str, str]]:
    for row in _list(value):
        _check_keys(row, STEP_KEYS, set())
    return [{key: _text(row[key]) for key in ("heading", "text")} for row in value]


def _known(model: type[Model], slugs: list[Any]) -> list[str]:
    """The slugs, all of which must exist."""
    found = set(model._default_manager.filter(slug__in=slugs).values_list("slug", flat=True))
    if missing := [str(slug) for slug in slugs if slug not in found]:
        raise _Fault(f"katalogen saknar {model._meta.verbose_name} ”{'”, ”'.join(missing)}”.")
    return list(slugs)


def _insatser(value: dict[str, Any]) -> dict[str, Any]:
    chosen = {name: _known(model, [value[name]])[0] for name, model in SELECTIONS.items() if value.get(name)}
    picked = _known(Insats, _list(value["insatser"])) if value.get("insatser") else []
    if bool(chosen) == bool(picked):
        raise _Fault("ska ha antingen insatser eller ett urval (need, target_group, referrer).")
    limit = value.get("limit", 6)
    if not isinstance(limit, int) or not 1 <= limit <= MOST_CARDS:
        raise _Fault(f"limit ska vara ett tal från 1 till {MOST_CARDS}.")
    records = Insats.objects.in_bulk(picked, field_name="slug")
    return {
        "heading": _text(value["heading"]),
        **{name: chosen.get(name, "") for name in SELECTIONS},
        "insatser": [records[slug] for slug in picked],
        "limit": limit,
    }
