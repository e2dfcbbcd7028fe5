"""The map of the site for search engines: every page that has words of its own, with its siblings by language.

It gives no dates: facts change without the words, so no single day is true of a page.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from catalogue.models import Area, Insats, InsatsPage, Provider
from pages.context import has_interface
from pages.models import EditorialPage, HomePage

#: Pages at fixed addresses that speak every shipped language by themselves.
FIXED = ("insats_index", "groups", "glossary", "help_now")
#: Those that live on an editors' page: its address name is the name of the view's own address.
WORDED = {"ung": "young", "for-yrkesverksamma": "professionals"}


@dataclass(frozen=True)
class Entry:
    """One page in one language: its address, and those of its siblings by language."""

    url: str
    siblings: list[tuple[str, str]]


def sitemap_entries() -> Iterator[Entry]:
    """Every page of the site in every language in which it has words, in a fixed number of queries."""
    everywhere = [code for code, _name in settings.SHIPPED_LANGUAGES if has_interface(code)]
    for codes, path in _pages(everywhere):
        siblings = []
        for code in everywhere:
            if code in codes:
                with translation.override(code):
                    siblings.append((code, settings.BASE_URL + path()))
        for _code, url in siblings:
            yield Entry(url, siblings)


def _pages(everywhere: list[str]) -> Iterator[tuple[Iterable[str], Callable[[], str]]]:
    """The languages of each page, and what gives its path in the active one."""
    homes = HomePage.objects.live().values_list("locale__language_code", flat=True)
    yield set(homes), partial(reverse, "wagtail_serve", args=[""])
    for name in FIXED:
        yield everywhere, partial(reverse, name)
    for slug, codes in _worded().items():
        if slug in WORDED:
            yield codes, partial(reverse, WORDED[slug])
        elif f"{slug}/" != reverse("help_now").lstrip("/"):
            yield codes, partial(reverse, "wagtail_serve", args=[f"{slug}/"])
    for insats, codes in _insatser().items():
        yield codes, partial(reverse, "insats", args=[insats])
    for name, model in (("provider", Provider), ("area", Area)):
        rows = model.objects.filter(live=True, retired_from=None, is_example=False).order_by("slug")
        for slug in rows.values_list("slug", flat=True):
            yield everywhere, partial(reverse, name, args=[slug])


def _worded() -> dict[str, set[str]]:
    """Editorial pages by their path below the home page, and the languages in which they are live."""
    found: dict[str, set[str]] = {}
    rows = EditorialPage.objects.live().order_by("path").values_list("url_path", "locale__language_code")
    for url_path, code in rows:
        # A url_path begins with the home page's own slug: /hem-sv/dina-rattigheter/.
        found.setdefault(url_path.strip("/").partition("/")[2], set()).add(code)
    return {slug: codes for slug, codes in found.items() if slug}


def _insatser() -> dict[str, set[str]]:
    """Insatser by slug, and the languages in which they have words."""
    found: dict[str, set[str]] = {}
    shown = Insats.objects.filter(live=True, retired_from=None, is_example=False)
    rows = InsatsPage.objects.live().filter(insats__in=shown).order_by("insats__slug")
    for slug, code in rows.values_list("insats__slug", "locale__language_code"):
        found.setdefault(slug, set()).add(code)
    return found
