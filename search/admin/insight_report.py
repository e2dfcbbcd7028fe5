"""What people search for, as far as it may be known: with few or no hits first, a synonym one click away."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from wagtail.admin.menu import MenuItem

from catalogue.models import Area, HelpTopic
from search.models import AskedTopic, AskedWords, Synonym

#: Days that the report looks back, and most questions on it.
DAYS = 90
MOST = 100
URL_NAME = "search_insight"


def may_see(request: HttpRequest) -> bool:
    """Whoever may add a synonym may see what is missing."""
    return request.user.has_perm("search.add_synonym")


def report(request: HttpRequest) -> HttpResponse:
    """The questions of the last months by area, those that found nothing first."""
    if not may_see(request):
        raise PermissionDenied
    area = request.GET.get("omrade", "")
    since = timezone.localdate() - timedelta(days=DAYS)
    known = AskedWords.objects.filter(day__gte=since).exclude(words="")
    questions = _questions(known.filter(area=area) if area else known)
    all_asked = AskedWords.objects.filter(day__gte=since).aggregate(
        times=Sum("times"), nothing=Sum("found_nothing")
    )
    return render(
        request,
        "search/admin/insight.html",
        {
            "days": DAYS,
            "questions": questions,
            "topics": _topics(since),
            "areas": _areas(),
            "area": area,
            "asked": all_asked["times"] or 0,
            "nothing": all_asked["nothing"] or 0,
        },
    )


def _questions(rows: Any) -> list[dict[str, Any]]:
    grouped = rows.values("words", "language").annotate(
        times_in_all=Sum("times"), nothing=Sum("found_nothing"), little=Sum("found_little")
    )
    ordered = grouped.order_by("-nothing", "-little", "-times_in_all", "words")[:MOST]
    add = reverse(Synonym.snippet_viewset.get_url_name("add"))  # type: ignore[attr-defined]
    return [{**row, "add_url": f"{add}?{urlencode({'words': row['words']})}"} for row in ordered]


def _topics(since: Any) -> list[tuple[str, int]]:
    labels = {topic.slug: str(topic.label) for topic in HelpTopic.objects.prefetch_related("words")}
    rows = (
        AskedTopic.objects.filter(day__gte=since).values("topic").annotate(total=Sum("times")).order_by("-total")
    )
    return [(labels.get(row["topic"], row["topic"]), row["total"]) for row in rows]


def _areas() -> list[tuple[str, str]]:
    slugs = set(AskedWords.objects.exclude(area="").values_list("area", flat=True))
    return list(Area.objects.filter(slug__in=slugs).order_by("name").values_list("slug", "name"))


def admin_urls() -> list[Any]:
    """The address of the report."""
    return [path("vad-folk-soker/", report, name=URL_NAME)]


class InsightMenuItem(MenuItem):
    """The report in the menu *Rapporter*."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only for those who can do something about it."""
        return may_see(request)


def menu_item() -> MenuItem:
    """Where the report stands."""
    return InsightMenuItem("Vad folk söker", reverse(URL_NAME), icon_name="search", order=900)
