"""Markup of running text: the few tags that it may hold. All else is refused, whatever door it comes in by."""

from collections.abc import ItemsView

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString
from bs4.formatter import HTMLFormatter
from django.utils.html import escape
from wagtail.whitelist import Whitelister, attribute_rule, check_url

TAGS = frozenset({"p", "b", "strong", "ul", "ol", "li", "a", "br"})
#: Draftail marks each block with a key of its own.
_BLOCK = attribute_rule({"data-block-key": True})
_LINK = attribute_rule({"href": check_url, "linktype": True, "id": True})


class _Formatter(HTMLFormatter):
    """Escapes as Wagtail does, and leaves attributes in their order."""

    def __init__(self) -> None:
        super().__init__(entity_substitution=escape)

    def attributes(self, tag: Tag) -> ItemsView[str, str]:
        """As they stand: sorted ones would be a change that nobody made."""
        return tag.attrs.items()


class _Allowed(Whitelister):
    """Wagtail's own cleaner with our tags. It leaves declarations and the like, which a browser reads as tags."""

    element_rules = {
        "[document]": attribute_rule({}),
        **dict.fromkeys(TAGS - {"a"}, _BLOCK),
        "a": _LINK,
    }

    def clean_string_node(self, doc: BeautifulSoup, node: NavigableString) -> None:
        """Nothing but text stays text."""
        if isinstance(node, PreformattedString):
            node.extract()


def canonical(markup: str) -> str:
    """The same text as it is kept: only allowed tags, and no sign that another reader may take for one."""
    return _cleaned(markup).decode(formatter=_Formatter())


def refusal(markup: str) -> str:
    """Why a text may not be kept as it stands, in words for the editor; empty when it may."""
    given, kept = _parsed(markup), _cleaned(markup)
    if given == kept:
        return ""
    foreign = next((tag for tag in given.find_all(True) if tag.name not in TAGS), None)
    if foreign is not None:
        return f"taggen <{foreign.name}> får inte finnas i texten"
    link = next((tag for tag in given.find_all("a") if tag.get("href") and not check_url(tag["href"])), None)
    if link is not None:
        return "en länk leder dit den inte får. Den ska börja med https://, mailto: eller tel:"
    return "texten har egenskaper, kommentarer eller deklarationer som inte får finnas"


def _parsed(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


def _cleaned(markup: str) -> BeautifulSoup:
    soup = _parsed(markup)
    _Allowed().clean_node(soup, soup)
    return soup
