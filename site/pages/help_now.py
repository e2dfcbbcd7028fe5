"""What the page for those in danger shows: an editor's words, found by a fixed address."""

from typing import Any

from django.utils import translation

from catalogue.models.words import SOURCE_LANGUAGE
from pages.models import EditorialPage

#: The page that editors write for it.
SLUG = "hjalp-nu"


def help_context() -> dict[str, Any]:
    """The editors' page in the reader's language, else in Swedish. A danger notice at its top words the alarm."""
    language = translation.get_language() or SOURCE_LANGUAGE
    pages = {
        page.locale.language_code: page
        for page in EditorialPage.objects.live().filter(slug=SLUG).select_related("locale")
    }
    page = pages.get(language) or pages.get(SOURCE_LANGUAGE)
    blocks = list(page.content) if page else []
    alarm = blocks.pop(0).value if blocks and _is_alarm(blocks[0]) else None
    return {
        "section": "help",
        "sensitive": True,
        "page": page,
        "alarm": alarm,
        "blocks": blocks,
        "words_language": page.locale.language_code if page else SOURCE_LANGUAGE,
    }


def _is_alarm(block: Any) -> bool:
    return block.block_type == "notice" and bool(block.value.get("danger"))
