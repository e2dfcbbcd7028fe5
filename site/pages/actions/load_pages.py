"""Load the demonstration's editorial pages: once each, by slug; what editors changed since stays."""

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from wagtail.models import Locale

from catalogue.exchange.pages import as_html
from pages.models import EditorialPage, HomePage

DEMO_PAGES = Path(__file__).resolve().parents[1] / "demo"


def blocks_of(content: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    """Blocks of a page as a StreamField takes them.

    Args:
        content: mappings with one key each: ``heading``, ``text``, ``steps``, ``notice`` or ``question``.
    """
    blocks: list[tuple[str, Any]] = []
    for item in content:
        (kind, value), *_rest = item.items()
        if kind == "text":
            value = as_html(value)
        elif kind == "question":
            value = {"question": value["question"], "answer": as_html(value["answer"])}
        elif kind == "notice":
            value = {"danger": False, **value}
        blocks.append((kind, value))
    return blocks


@transaction.atomic
def load_pages(folder: Path = DEMO_PAGES) -> int:
    """Make the editorial pages that are missing.

    Args:
        folder: a folder for each variant, a YAML file for each page, named for its slug.

    Returns:
        The number of pages made.
    """
    made = 0
    for path in sorted(folder.glob("*/*.yaml")):
        locale = Locale.objects.get(language_code=path.parent.name)
        if EditorialPage.objects.filter(locale=locale, slug=path.stem).exists():
            continue
        words = yaml.safe_load(path.read_text(encoding="utf-8"))
        home = HomePage.objects.get(locale=locale)
        page = EditorialPage(
            title=words["title"],
            slug=path.stem,
            locale=locale,
            lead=words.get("lead", ""),
            search_description=words.get("description", words.get("lead", ""))[:160],
            content=blocks_of(words.get("content", [])),
        )
        home.add_child(instance=page)
        page.save_revision().publish()
        made += 1
    return made
