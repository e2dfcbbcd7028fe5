"""*Språk*: what the variants cover, and what is left to do in them, the most dangerous first."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from wagtail.admin.menu import MenuItem
from wagtail.models import Locale

from catalogue.actions.export_translations import PARTS
from catalogue.admin.attention import Gap
from catalogue.models.passages import HasPassages
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.reading_limits import limits_of, over_the_limit
from catalogue.unreviewed import kinds_of_pages
from catalogue.variant_tasks import Task
from catalogue.variant_work import Coverage, coverage, live_pages, tasks_of
from catalogue.variants import State
from catalogue.words_work import live_words

URL_NAME = "catalogue_languages"
PAGE_SIZE = 50
#: States that make a line on the start page, and what the line says.
ON_START_PAGE = {
    State.BEHIND: "texter på andra språk säger inte det som svenskan säger nu",
    State.MACHINE: "texter på andra språk är skrivna av en maskin och inte granskade",
}


def may_see(request: HttpRequest) -> bool:
    """Whoever writes words of the catalogue."""
    return request.user.has_perm("catalogue.change_insats")


def variant_names() -> dict[str, str]:
    """The variants that editors work in, Swedish left out, by code."""
    rows = Locale.objects.exclude(language_code=SOURCE_LANGUAGE).order_by("pk")
    return {row.language_code: row.get_display_name() or row.language_code for row in rows}


def report(request: HttpRequest) -> HttpResponse:
    """Coverage by variant and category, the list of tasks, and how hard the words are."""
    if not may_see(request):
        raise PermissionDenied
    names = variant_names()
    language = request.GET.get("sprak", "") if request.GET.get("sprak") in names else ""
    state = request.GET.get("lage", "") if request.GET.get("lage") in State.values else ""
    pages = live_pages()
    words = live_words()
    tasks = tasks_of(pages, words, names)
    listed = [task for task in tasks if language in ("", task.language) and state in ("", task.state)]
    shown = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("p"))
    return render(
        request,
        "catalogue/admin/languages.html",
        {
            "names": names,
            "language": language,
            "state": state,
            "states": [(state.value, state.label) for state in State if state != State.OK],
            "total": len(listed),
            "tasks": [_row(task, names) for task in shown],
            "page_obj": shown,
            "query": urlencode({"sprak": language, "lage": state}),
            **_table(coverage(pages, words, tasks, names), names),
            "parts": PARTS,
            "hard": _hard(pages),
        },
    )


def _row(task: Task, names: dict[str, str]) -> dict[str, Any]:
    passages = [] if task.state == State.MISSING else [_passage(task.record, name) for name in task.names]
    return {
        "title": task.title,
        "language": names[task.language],
        "state": task.state.label,
        "names": ", ".join(passages),
        "url": edit_url(task.record, missing=task.state == State.MISSING),
        "kind": str(task.record._meta.verbose_name),
    }


def _passage(record: Model, name: str) -> str:
    if isinstance(record, HasPassages):
        return record.slot_label(name)
    return str(record._meta.get_field("words").related_model._meta.get_field(name).verbose_name)


def edit_url(record: Any, *, missing: bool = False) -> str:
    """Where a text is mended; where a page is made when there is none in the variant."""
    if isinstance(record, HasPassages):
        if missing and record.locale.language_code == SOURCE_LANGUAGE:
            return reverse("simple_translation:submit_page_translation", args=[record.pk])
        return reverse("wagtailadmin_pages:edit", args=[record.pk])
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])


def _table(found: list[Coverage], names: dict[str, str]) -> dict[str, Any]:
    """Sorts of pages down, variants across; below them the tasks of each variant by state."""
    source, variants = found[0], found[1:]
    others = {str(kind._meta.verbose_name_plural) for kind in kinds_of_pages()}
    sorts = sorted(source.pages, key=lambda label: (label in others, label))
    rows = [_counts(label, [one.pages for one in found]) for label in sorts]
    return {
        "columns": [(one.language, names[one.language]) for one in variants],
        "sorts": rows,
        "words": [_counts(label, [one.words for one in found]) for label in source.words],
        "totals": (source.pages.total(), [(one.pages.total(), source.pages.total()) for one in variants]),
        "counted": [
            (state.value, state.label, [(one.language, one.counted[state]) for one in variants])
            for state in State
            if state != State.OK
        ],
    }


def _counts(label: str, counted: list[Counter[str]]) -> tuple[str, int, list[tuple[int, int]]]:
    """A row of the table: what there is in Swedish, and how much of it each variant has."""
    whole = counted[0][label]
    return label, whole, [(own[label], whole) for own in counted[1:]]


def _hard(pages: list[HasPassages]) -> list[dict[str, Any]]:
    """Pages over the limit of their variant, the hardest first."""
    found = [
        {
            "title": page.title,
            "language": page.locale.language_code,
            "measures": page.measures,
            "reasons": reasons,
            "url": edit_url(page),
        }
        for page in pages
        if limits_of(page.locale.language_code)
        and (reasons := over_the_limit(page.locale.language_code, page.measures))
    ]
    return sorted(found, key=lambda row: -row["measures"]["lix"])


def language_gaps() -> Iterator[Gap]:
    """Lines of the start page: what readers of other languages are told wrongly, and what nobody has read."""
    tasks = tasks_of(live_pages(), live_words(), variant_names())
    for state, text in ON_START_PAGE.items():
        url = f"{reverse(URL_NAME)}?{urlencode({'lage': state.value})}"
        yield Gap(text, sum(task.state == state for task in tasks), url)


def admin_urls() -> list[URLPattern]:
    """The address of the report."""
    return [path("sprak/", report, name=URL_NAME)]


class LanguagesMenuItem(MenuItem):
    """The report in the main menu."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For those who write words."""
        return may_see(request)


def menu_item() -> MenuItem:
    """Where the report stands."""
    return LanguagesMenuItem("Språk", reverse(URL_NAME), icon_name="globe", order=125)
