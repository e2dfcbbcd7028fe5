"""Address names that no page of an editor may have, because something else answers there."""

from django.conf import settings
from django.urls import Resolver404, resolve, translate_url
from django.utils import translation

#: Fixed addresses whose words editors write, each on a page of the same name.
WITH_WORDS = ("help_now", "young", "professionals")


def is_reserved(slug: str) -> bool:
    """Whether a page of this name at the top of the site would never be reached.

    Args:
        slug: address name of the page.
    """
    codes = [code for code, _name in settings.LANGUAGES]
    with translation.override(settings.LANGUAGE_CODE):
        if slug in codes or slug in {translate_url("/", code).strip("/") for code in codes}:
            return bool(slug)
        try:
            name = resolve(f"/{slug}/").url_name
        except Resolver404:
            return False
    return name not in ("wagtail_serve", *WITH_WORDS)
