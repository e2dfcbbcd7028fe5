"""Small pieces of markup that every template of the public site uses: signs, words with their language, links."""

from functools import lru_cache
from urllib.parse import urlencode

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from catalogue.models.words import Text, direction
from catalogue.partial_dates import in_words

register = template.Library()

#: Signs that point along the line of reading, and turn with it.
POINTING = ("arrow", "exit")


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """A sign of the icon sheet. It never stands without words, so it is hidden from screen readers."""
    turned = " icon--flip" if name in POINTING else ""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#i-{}"/></svg>', turned, static("icons.svg"), name
    )


@register.simple_tag
def drawing(name: str, css_class: str = "drawing") -> SafeString:
    """A drawing of a need, of the person who answers, or the site's mark."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css_class, static("icons.svg"), name
    )


def _is_foreign(context: Context, text: object) -> bool:
    """Whether words are in another language than the page. Words without a language are the page's own."""
    return (
        isinstance(text, Text)
        and bool(text and text.language)
        and text.language != context.get("lang", text.language)
    )


@register.simple_tag(takes_context=True)
def lang_attrs(context: Context, text: object) -> SafeString:
    """``lang`` and ``dir`` for an element whose words are in another language than the page's."""
    if not _is_foreign(context, text):
        return mark_safe("")
    return format_html(' lang="{}" dir="{}"', text.language, direction(text.language))


@register.simple_tag(takes_context=True)
def words(context: Context, text: object) -> SafeString:
    """Words within a line, marked with their language when it differs from the page's."""
    if not _is_foreign(context, text):
        return conditional_escape("" if text is None else str(text))
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', text.language, direction(text.language), text.value)


@register.simple_tag(takes_context=True)
def swedish(context: Context, name: object) -> SafeString:
    """A Swedish name (a unit, an area, a method) inside a page of any language."""
    return words(context, Text(str(name), "sv")) if name else mark_safe("")


def with_query(url: str, query: str) -> str:
    """The address with one more value in its query, before any fragment."""
    if not query or query.partition("=")[0] + "=" in url:
        return url
    bare, mark, fragment = url.partition("#")
    return f"{bare}{'&' if '?' in bare else '?'}{query}{mark}{fragment}"


@register.simple_tag(takes_context=True)
def keep_area(context: Context, url: str) -> str:
    """An in-site address that carries the reader's area along."""
    return with_query(str(url), context.get("area_query", ""))


@register.simple_tag(takes_context=True)
def link(context: Context, name: str, *args: str, **query: str) -> str:
    """Address of a view that carries the reader's area along: ``{% link "search" behov=need.slug %}``."""
    url = reverse(name, args=args)
    values = {key: value for key, value in query.items() if value}
    return keep_area(context, f"{url}?{urlencode(values)}" if values else url)


@register.filter
def partial_date(value: str) -> str:
    """A date as the source gives it, in words: ``2018-12`` reads "december 2018"."""
    return in_words(str(value))


@register.filter
def tel(number: str) -> str:
    """A number as a telephone dials it: digits and a leading plus only."""
    digits = "".join(character for character in str(number) if character.isdigit())
    return f"+{digits}" if str(number).strip().startswith("+") else digits


@register.simple_tag(takes_context=True)
def kept_by_no_browser(context: Context) -> str:
    """The page is sensitive: whoever sends it tells the browser to keep nothing of it."""
    if "request" in context:
        context["request"].is_sensitive = True
    return ""
