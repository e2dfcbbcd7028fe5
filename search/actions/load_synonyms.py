"""Load the demonstration's synonyms: each once; what editors changed or removed since stays so."""

from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction

from search.models import Synonym

DEMO_SYNONYMS = Path(__file__).resolve().parents[1] / "demo" / "synonyms"


@transaction.atomic
def load_synonyms(folder: Path = DEMO_SYNONYMS) -> int:
    """Make the entries of languages that have none yet.

    Args:
        folder: a YAML file for each language, with ``language`` and ``synonyms``.

    Returns:
        The number of entries made.

    Raises:
        ValidationError: when an entry breaks the rules of synonyms; nothing is made then.
    """
    made = 0
    for path in sorted(folder.glob("*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        language = document["language"]
        if Synonym.objects.filter(language=language).exists():
            continue
        for number, entry in enumerate(document["synonyms"], 1):
            _synonym(path, number, language, entry).save()
            made += 1
    return made


def _synonym(path: Path, number: int, language: str, entry: dict[str, Any]) -> Synonym:
    synonym = Synonym(
        language=language,
        kind=entry["kind"],
        words="\n".join(str(word) for word in entry["words"]),
        leads_to="\n".join(str(word) for word in entry.get("leads_to", [])),
    )
    try:
        synonym.full_clean()
    except ValidationError as error:
        raise ValidationError(f"{path.name}, post {number} ({synonym}): {' '.join(error.messages)}") from error
    return synonym
