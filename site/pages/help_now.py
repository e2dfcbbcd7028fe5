"""What the page for those in danger shows: topics, lines, the socialjour of the reader's area, editors' words."""

from typing import Any

from django.http import HttpRequest

from catalogue.choices import ContactKind
from catalogue.help_lines import shown_topics
from catalogue.models import Area
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.querysets import without_hidden_examples
from catalogue.variants import is_variant, source_of, told_to_readers
from pages.editorial import pages_named
from pages.live_content import page_address
from pages.reader import Reader, reader_of

#: The page that editors write for it.
SLUG = "hjalp-nu"
#: The page for somebody who is worried about a child.
WORRIED = "orolig-for-ett-barn"


def help_context(request: HttpRequest) -> dict[str, Any]:
    """Everything that the template needs, also when nobody has written anything yet."""
    reader = reader_of(request)
    pages = pages_named((SLUG, WORRIED), reader.language)
    page = pages.get(SLUG)
    blocks = list(page.content) if page else []
    alarm = blocks.pop(0).value if blocks and _is_alarm(blocks[0]) else None
    topics = shown_topics(reader.language, reader.now)
    told = told_to_readers(page, source_of(page) if page and is_variant(page) else None)
    return {
        "section": "help",
        "sensitive": True,
        "page": page,
        "alarm": alarm,
        "blocks": blocks,
        "words_language": page.locale.language_code if page else SOURCE_LANGUAGE,
        "topics": topics,
        "by_machine": told["by_machine"]
        or any(topic.heading.by_machine or topic.text.by_machine for topic in topics),
        "behind": told["behind"],
        "worried_url": page_address(pages[WORRIED]) if WORRIED in pages else "",
        "person": reader.person,
        **_after_hours(reader),
    }


def _is_alarm(block: Any) -> bool:
    return block.block_type == "notice" and bool(block.value.get("danger"))


def _after_hours(reader: Reader) -> dict[str, Any]:
    """Who answers in evenings and at weekends where the reader lives, and where else one can ask for it."""
    return {
        "after_hours": reader.person.after_hours,
        "area": reader.area,
        "area_text": reader.area.name if reader.area else "",
        "area_around": reader.around,
        "area_matches": reader.choice.matches,
        "area_unknown": reader.choice.unknown,
        "areas_after_hours": _areas_with_a_number(),
    }


def _areas_with_a_number() -> list[Area]:
    """Areas whose own socialjour one can call."""
    rows = Area.objects.filter(
        without_hidden_examples(),
        live=True,
        retired_from__isnull=True,
        out_of_hours__live=True,
        out_of_hours__retired_from__isnull=True,
        out_of_hours__contacts__channel=ContactKind.PHONE,
    )
    return list(rows.distinct().order_by("name"))
