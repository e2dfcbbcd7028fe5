"""Whether a translation kept the markup, links and placeholders of its Swedish text."""

import re
from collections import Counter
from html.parser import HTMLParser

from catalogue.markup import TAGS, refusal

VOID = {"br"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


class _Markup(HTMLParser):
    """Collects tags and links, and what is wrong with them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.links: Counter[str] = Counter()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"taggen <{tag}> får inte finnas i texten")
        if tag == "a":
            self.links["|".join(sorted(f"{name}={value}" for name, value in attrs))] += 1
        elif attrs:
            self.faults.append(f"taggen <{tag}> får inte ha egenskaper")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"taggen </{tag}> hör inte ihop med någon som öppnats")

    def handle_decl(self, decl: str) -> None:
        self.faults.append("texten innehåller en deklaration")

    def handle_comment(self, data: str) -> None:
        self.faults.append("texten innehåller en kommentar")


def _read(text: str) -> _Markup:
    markup = _Markup()
    markup.feed(text)
    markup.close()
    if markup.open:
        markup.faults.append(f"taggen <{markup.open[-1]}> stängs inte")
    return markup


def markup_faults(swedish: str, target: str, *, is_rich: bool) -> list[str]:
    """What a translation broke, in words for the editor.

    Args:
        swedish: the Swedish text.
        target: the translation.
        is_rich: whether the text is markup; other texts may hold no tag at all.
    """
    faults = []
    if Counter(PLACEHOLDER.findall(swedish)) != Counter(PLACEHOLDER.findall(target)):
        faults.append("platshållare inom klamrar eller procenttecken är inte desamma som på svenska")
    if not is_rich:
        return [*faults, *(["texten får inte ha taggar"] if re.search(r"</?[a-zA-Z]", target) else [])]
    read = _read(target)
    faults += dict.fromkeys(read.faults)
    if read.links != _read(swedish).links:
        faults.append("länkarna är inte desamma som på svenska")
    refused = "" if faults else refusal(target)
    return [refused] if refused else faults
