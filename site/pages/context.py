"""What the frame of every page needs: language, siblings in other languages, the reader's area, the menu."""

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, NamedTuple
from urllib.parse import urlencode

import polib
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from catalogue.area_choice import area_options, choose_area
from catalogue.interpreter import interpreter_for
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.reach import Person, person_to_reach
from catalogue.safety_texts import SafetyWords, safety_texts
from pages.menu import menu
from pages.site_settings import area_to_write, is_for_one_area, site_home_area, site_settings

#: An area in an address: a slug, or a name that somebody typed. Longer than this it is no area.
AREA_LENGTH = 80
#: What a link to another language carries along: no more than an honest search has.
MOST_VALUES, VALUE_LENGTH, QUERY_LENGTH = 20, 300, 1500
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class VariantLink(NamedTuple):
    """The same page in another variant: its bare path, and its address with all that the reader has chosen."""

    code: str
    name: str
    url: str
    is_current: bool
    path: str


@cache
def has_interface(code: str) -> bool:
    """Whether every string of the interface is translated, so that the variant can be shown to the public."""
    if code == settings.LANGUAGE_CODE:
        return True
    name = translation.to_locale(code)
    files = [folder / name / "LC_MESSAGES" / "django.po" for folder in settings.LOCALE_PATHS]
    files = [file for file in files if file.exists() and file.with_suffix(".mo").exists()]
    entries = [entry for file in files for entry in polib.pofile(str(file)) if not entry.obsolete]
    return bool(entries) and all(entry.translated() for entry in entries)


def interface_language(code: str) -> str:
    """The language that the interface really speaks in a variant: Swedish until its catalogue is complete."""
    return code if has_interface(code) else settings.LANGUAGE_CODE


def variant_links(request: HttpRequest) -> list[VariantLink]:
    """The page's siblings in every variant that is ready for the public, with all that the reader has chosen."""
    current = translation.get_language() or settings.LANGUAGE_CODE
    query = chosen_query(request)
    ending = f"?{query}" if query else ""
    # Two slashes, or what browsers take for them, would begin the name of another site.
    here = "/" + request.path.lstrip("/\\")
    return [
        VariantLink(code, name, path + ending, code == current, path)
        for code, name in settings.SHIPPED_LANGUAGES
        if has_interface(code) or code == current
        for path in [translate_url(here, code)]
    ]


def chosen_query(request: HttpRequest) -> str:
    """What the address says beside the page, without control signs; what no honest choice is, is left out."""
    chosen = [
        (name, CONTROL.sub("", value).strip())
        for name, values in request.GET.lists()
        for value in values[:MOST_VALUES]
    ]
    query = urlencode([(name, value) for name, value in chosen if value and len(value) <= VALUE_LENGTH])
    return query if len(query) <= QUERY_LENGTH else area_query(request)


def area_query(request: HttpRequest) -> str:
    """The reader's area as a piece of a query, ``omrade=farsta``, or an empty text."""
    value = CONTROL.sub("", request.GET.get("omrade", "")).strip()
    return urlencode({"omrade": value}) if value and len(value) <= AREA_LENGTH else ""


def somebody_to_reach(request: HttpRequest) -> Person:
    """A person in the reader's area, else in the area that the site is for."""
    area = choose_area(request.GET.get("omrade", "")).area or site_home_area(request)
    return person_to_reach(area, None, timezone.now())


def safety_words(texts: Callable[[], Mapping[str, SafetyWords]]) -> dict[str, SafetyWords]:
    """Safety texts by the name that a template can write: ``fara-nu`` is ``fara_nu``."""
    return {slug.replace("-", "_"): words for slug, words in texts().items()}


def is_staff_page(request: HttpRequest) -> bool:
    """Whether the page belongs to the editors' own site, which has a frame of its own."""
    return request.path.startswith("/admin/")


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Values that ``base.html`` and the components read on every public page."""
    if is_staff_page(request):
        return {}
    variant = translation.get_language() or settings.LANGUAGE_CODE
    language = interface_language(variant)
    pages = menu(request, language)
    texts, swedish = partial(safety_texts, variant), partial(safety_texts, SOURCE_LANGUAGE)
    settings_of_site = site_settings(request)
    return {
        "variant": variant,
        "lang": language,
        "text_dir": "rtl" if translation.get_language_info(language)["bidi"] else "ltr",
        "variants": variant_links(request),
        "is_demo": settings.DEMO,
        "area_query": area_query(request),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "municipality_name": settings_of_site.municipality_name if settings_of_site else "",
        "accent": settings_of_site.accent.lstrip("#") if settings_of_site else "",
        "menu": pages.top,
        "guides": pages.guides,
        "about": pages.about,
        "foot": [*pages.guides, *pages.about],
        "canonical": settings.BASE_URL + request.path,
        "base_url": settings.BASE_URL,
        "area_options": SimpleLazyObject(area_options),
        "area_to_write": SimpleLazyObject(partial(area_to_write, request)),
        "one_area": SimpleLazyObject(partial(is_for_one_area, request)),
        "safety": SimpleLazyObject(partial(safety_words, texts)),
        # Whoever helps somebody who reads another language can read the Swedish line.
        "safety_in_swedish": SimpleLazyObject(partial(safety_words, swedish)),
        "interpreter": SimpleLazyObject(lambda: interpreter_for(variant, texts(), swedish())),
        # Asked only by pages that name no person of their own: no page ends without one.
        "person": SimpleLazyObject(partial(somebody_to_reach, request)),
    }
