"""What an editorial page must have before the public reads it."""

from django.utils.html import strip_tags

from pages.models import CatalogueSettings, EditorialPage

#: Blocks that may stand empty, because what they show is the catalogue's.
LIVE = ("help_lines", "insatser", "legal", "person", "areas", "links")


def editorial_reasons(page: EditorialPage) -> list[str]:
    """Reasons why the page may not be published yet, in words for the editor."""
    reasons = []
    if not page.title.strip():
        reasons.append("Sidan saknar rubrik.")
    if not any(_says_something(block) for block in page.content):
        reasons.append("Sidan har inget innehåll.")
    return reasons


def site_stops_hard_words() -> bool:
    """Whether the site's settings say that words over the reading limits may not go live."""
    return CatalogueSettings.objects.filter(stops_hard_words=True).exists()


def _says_something(block: object) -> bool:
    kind = block.block_type
    return kind in LIVE or bool(strip_tags(str(block.render())).strip())
