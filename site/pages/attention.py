"""What the editorial pages add to the list of what needs attention."""

from collections.abc import Iterator

from django.urls import reverse

from catalogue.admin.attention import Gap
from pages.models import EditorialPage


def page_gaps() -> Iterator[Gap]:
    """Pages about the law that no lawyer has approved, by name."""
    titles = list(
        EditorialPage.objects.live()
        .filter(is_legal=True, reviewed_by_lawyer_on=None)
        .order_by("path")
        .values_list("title", flat=True)
    )
    url = reverse("wagtailadmin_explore_root")
    yield Gap("sidor om lagen har ingen jurist granskat", len(titles), url, titles)
