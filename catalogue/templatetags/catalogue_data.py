"""Data inside a page: structured data for search engines, and the language of a passage."""

import json
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from catalogue.models.words import direction

register = template.Library()

#: Characters that could end the script element or start markup inside it.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def structured_data(data: dict[str, Any]) -> SafeString:
    """A block of JSON-LD. It is data, never run, so the security policy lets it stand."""
    if not data:
        return mark_safe("")
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


@register.simple_tag(takes_context=True)
def language_attrs(context: Context, language: str) -> SafeString:
    """``lang`` and ``dir`` for a passage in another language than the page's."""
    if not language or language == context.get("lang", language):
        return mark_safe("")
    return format_html(' lang="{}" dir="{}"', language, direction(language))
