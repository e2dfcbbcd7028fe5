"""Where the files of the vocabulary and of the demonstration's catalogue lie, and what both say together."""

from pathlib import Path
from typing import Any

import yaml

CATALOGUE = Path(__file__).resolve().parents[1] / "catalogue"
DEMO = CATALOGUE / "demo"
VOCABULARY = CATALOGUE / "vocabulary"


def demo_words(language: str, name: str) -> dict[str, Any]:
    """Words of a kind in one variant by slug: the vocabulary's and the demonstration's."""
    found: dict[str, Any] = {}
    for folder in (VOCABULARY, DEMO):
        path = folder / "labels" / language / f"{name}.yaml"
        if path.exists():
            found |= yaml.safe_load(path.read_text(encoding="utf-8"))["words"]
    return found


def demo_records(name: str) -> list[dict[str, Any]]:
    """Records of a kind of terms: the vocabulary's and the demonstration's."""
    paths = [folder / "terms" / f"{name}.yaml" for folder in (VOCABULARY, DEMO)]
    return [row for p in paths if p.exists() for row in yaml.safe_load(p.read_text(encoding="utf-8"))["records"]]
