"""House rules about editorial pages that ``manage.py check --deploy`` asks."""

from collections.abc import Iterator

from django.core.checks import Warning as CheckWarning
from django.core.checks import register

from catalogue.checks import CONTENT, asks_the_database


@register(CONTENT, deploy=True)
@asks_the_database
def a_lawyer_has_read_every_page_about_the_law() -> Iterator[CheckWarning]:
    """Pages that say what the law says are named until a lawyer has approved them."""
    from pages.models import EditorialPage

    rows = EditorialPage.objects.live().filter(is_legal=True, reviewed_by_lawyer_on=None)
    for page in rows.select_related("locale").order_by("path"):
        yield CheckWarning(
            f"Ingen jurist har granskat sidan ”{page.title}” ({page.locale.language_code}).", id="pages.W001"
        )
