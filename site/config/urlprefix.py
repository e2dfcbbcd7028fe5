"""Where a variant stands: ``/lattlast/`` for easy-read, ``/en/`` and so on for others, no prefix for Swedish."""

from django.conf import settings
from django.urls import LocalePrefixPattern, URLResolver
from django.utils import translation

from config.variants import PREFIX

CODE = {prefix: code for code, prefix in PREFIX.items()}


class VariantPrefixPattern(LocalePrefixPattern):
    """Django's language prefix, with the names that readers see."""

    @property
    def language_prefix(self) -> str:
        """``lattlast/`` while easy-read is the active language, an empty text while Swedish is."""
        code = super().language_prefix.rstrip("/")
        return f"{PREFIX.get(code, code)}/" if code else ""


def variant_patterns(*urls: object) -> list[URLResolver]:
    """URL patterns that exist once in every variant."""
    return [URLResolver(VariantPrefixPattern(prefix_default_language=False), list(urls))]


def variant_of_path(path: str) -> str:
    """Language code of the variant that a path such as ``/lattlast/sok/`` belongs to."""
    code = language_of_path(path)
    return code if code in dict(settings.SHIPPED_LANGUAGES) else settings.LANGUAGE_CODE


def language_of_path(path: str) -> str:
    """Language code that a path begins with, shipped or only prepared; Swedish without a prefix."""
    first = path.lstrip("/").partition("/")[0]
    if first in dict(settings.LANGUAGES):  # Django sees only languages that it has message files of.
        return first
    return CODE.get(first) or translation.get_language_from_path(path) or settings.LANGUAGE_CODE


def path_in_variant(path: str, code: str) -> str:
    """The same address in another variant: ``/insatser/mst/`` becomes ``/ar/insatser/mst/``."""
    current = language_of_path(path)
    bare = path.lstrip("/")
    if current != settings.LANGUAGE_CODE:
        bare = bare.partition("/")[2]
    # What follows may begin with a slash, or with what browsers take for one: that would be another site.
    bare = "/" + bare.lstrip("/\\")
    if code == settings.LANGUAGE_CODE:
        return bare
    return f"/{PREFIX.get(code, code)}{bare}"
