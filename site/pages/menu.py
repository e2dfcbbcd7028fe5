"""The menu: editorial pages below the home page, by their own titles."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from catalogue.models.words import SOURCE_LANGUAGE, Text
from catalogue.remembered import remembered
from pages.help_now import SLUG as HELP_NOW
from pages.models import EditorialPage

#: Depth of the pages below a home page in Wagtail's tree: root, home, page.
MENU_DEPTH = 3
#: The standing pages in the order of a reader's questions; others follow as they lie in the tree.
STANDING = (
    *("sa-fungerar-kontakten", "dina-rattigheter", "vagar-jag-kontakta", "orolig-for-ett-barn"),
    *("orosanmalan-om-mitt-barn", "ung", "for-yrkesverksamma"),
)
#: Those about the site itself.
ABOUT = ("om-webbplatsen", "tillganglighet", "integritet", "tyck-till")


@dataclass(frozen=True)
class MenuItem:
    """A page that the menu leads to. A page that lacks the reader's language has its Swedish title."""

    title: Text
    url: str
    is_current: bool


@dataclass(frozen=True)
class Menu:
    """Where the site's own pages stand: at the top, among the ways to help, or about the site."""

    top: list[MenuItem]
    guides: list[MenuItem]
    about: list[MenuItem]


def menu(request: HttpRequest, language: str) -> Menu:
    """The pages that a reader can go to from everywhere.

    Args:
        request: the request; the page it is at is marked.
        language: the language that the interface speaks; Swedish stands in where a page lacks it.
    """
    items: dict[str, list[MenuItem]] = {"top": [], "guides": [], "about": []}
    for slug, (title, in_menu) in _standing_pages(language).items():
        url = reverse("wagtail_serve", args=[f"{slug}/"])
        place = "top" if in_menu else "about" if slug in ABOUT else "guides"
        items[place].append(MenuItem(title, url, request.path == url))
    return Menu(**items)


@remembered
def _standing_pages(language: str) -> dict[str, tuple[Text, bool]]:
    """Title by slug, in the menu's order, and whether the page stands at the top."""
    rows = (
        EditorialPage.objects.live()
        .filter(depth=MENU_DEPTH, locale__language_code__in={language, SOURCE_LANGUAGE})
        .exclude(slug=HELP_NOW)
        .order_by("path")
        .values_list("slug", "title", "show_in_menus", "locale__language_code")
    )
    found: dict[str, tuple[Text, bool]] = {}
    for slug, title, in_menu, code in rows:
        if slug not in found or code == language:
            found[slug] = (Text(title, code), in_menu)
    return {slug: found[slug] for slug in sorted(found, key=_place)}


def _place(slug: str) -> int:
    order = (*STANDING, *ABOUT)
    return order.index(slug) if slug in order else len(STANDING)
