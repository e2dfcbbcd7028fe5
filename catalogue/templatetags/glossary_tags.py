"""``{% explained %}``: running text whose difficult words can be opened, without JavaScript."""

from weakref import WeakKeyDictionary

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from catalogue.glossary import ExplainedTerm, Explainer, explained_terms
from catalogue.models.words import SOURCE_LANGUAGE, Text, direction
from catalogue.templatetags.catalogue_tags import keep_area

register = template.Library()

#: One explainer a request, so that a word is explained once on a page however many texts it has.
_explainers: WeakKeyDictionary[HttpRequest, Explainer] = WeakKeyDictionary()


def _explainer(request: HttpRequest | None) -> Explainer:
    language = translation.get_language() or SOURCE_LANGUAGE
    if request is None:
        return Explainer(explained_terms(language))
    if request not in _explainers:
        _explainers[request] = Explainer(explained_terms(language))
    return _explainers[request]


def _other(text: Text, language: str) -> dict[str, str]:
    """Language and direction of a text that stands inside one of another language."""
    is_other = text.language != language
    return {"lang": text.language, "dir": direction(text.language)} if is_other else {}


def _escaped(value: object) -> SafeString:
    """The value as HTML: what is HTML already stays as it is, all else is escaped."""
    if value is None:
        return mark_safe("")
    if hasattr(value, "__html__"):
        return mark_safe(value.__html__())  # noqa: S308 - the value itself says that it is HTML
    return escape(str(value))


@register.simple_tag(takes_context=True)
def explained(context: Context, value: object, language: str = "") -> SafeString:
    """Text or HTML in which the first occurrence of each difficult word opens its explanation.

    Args:
        value: rich text, escaped HTML, a ``Text``, or a plain string, which is escaped.
        language: of the value, if it is not the page's. Only Swedish is searched for words.
    """
    html = _escaped(value)
    page_language = str(context.get("lang") or SOURCE_LANGUAGE)
    language = language or (value.language if isinstance(value, Text) else page_language)
    if not html or not language.startswith(SOURCE_LANGUAGE):
        return html

    def write(term: ExplainedTerm, found: dict[str, str]) -> str:
        values = {
            # Pieces of the escaped text itself.
            **{name: mark_safe(piece) for name, piece in found.items()},  # noqa: S308
            "term": term,
            "attrs": _other(term.explanation, language),
            "label_attrs": _other(term.label, term.explanation.language),
            "link_attrs": _other(Text("", page_language), term.explanation.language),
            "url": keep_area(context, f"{reverse('glossary')}#{term.slug}"),
        }
        return render_to_string("components/explained.html", values).strip()

    explainer = _explainer(context.get("request"))
    return mark_safe(explainer.explain(str(html), write))  # noqa: S308 - the same HTML with buttons in it
