"""What the front door shows: the needs, the area field, a person to call."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone, translation

from catalogue.area_choice import choose_area
from catalogue.at_hand import terms_of
from catalogue.models import TargetGroup
from catalogue.models.words import EASY_READ, SOURCE_LANGUAGE, Text
from catalogue.offered_at_the_door import needs_at_the_door
from catalogue.reach import person_to_reach
from pages.editorial import pages_named
from pages.help_now import WORRIED
from pages.live_content import page_address
from pages.models import HomePage
from pages.site_settings import site_home_area

#: Needs that have a drawing are the front door's tiles.
TILES = 12


def home_context(request: HttpRequest, page: HomePage) -> dict[str, Any]:
    """Everything that the template needs."""
    language = translation.get_language() or SOURCE_LANGUAGE
    own = page.locale.language_code
    choice = choose_area(request.GET.get("omrade", ""))
    worried = pages_named([WORRIED], language).get(WORRIED)
    person_area = choice.area or site_home_area(request)
    return {
        "question": Text(page.question, own),
        "invitation": Text(page.invitation, own),
        "examples": [Text(line.strip(), own) for line in page.examples.splitlines() if line.strip()],
        "needs": _needs(language),
        "groups": _groups(),
        "worried_url": page_address(worried) if worried else "",
        "area": choice.area,
        "area_text": choice.area.name if choice.area else request.GET.get("omrade", "")[:80],
        "person": person_to_reach(person_area, None, timezone.now()),
        "noindex": own != language,
        "easy": own == EASY_READ,
        "contact_language": own,
    }


def _needs(language: str) -> list[dict[str, Any]]:
    rows = needs_at_the_door()[:TILES]
    return [
        {
            "slug": need.slug,
            "drawing": need.drawing,
            "label": need.text("label", language),
            "explanation": need.text("explanation", language),
        }
        for need in rows
    ]


def _groups() -> set[str]:
    """Address names of the target groups, so that a door is shown only when it leads somewhere."""
    return {group.slug for group in terms_of(TargetGroup).values() if group.live}
