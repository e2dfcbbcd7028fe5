"""Words that readers do not know, explained where they stand: which, where in a text, and each once a page."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from catalogue.models.glossary_term import GlossaryTermWords
from catalogue.models.words import SOURCE_LANGUAGE, Text
from catalogue.remembered import remembered

#: Text here is a heading, is pressed, is typed, is code, or explains already.
CLOSED = frozenset(
    (
        *("h1", "h2", "h3", "h4", "h5", "h6", "a", "button", "summary", "label", "select", "textarea"),
        *("title", "script", "style", "code", "pre", "dfn", "abbr", "svg"),
    )
)
#: Elements without an end, which therefore hold no text.
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))


@dataclass(frozen=True)
class ExplainedTerm:
    """A word of the glossary that is explained in running text, in the reader's language where it can be."""

    slug: str
    abbreviation: str
    label: Text
    explanation: Text
    forms: tuple[str, ...]


@remembered
def explained_terms(language: str) -> list[ExplainedTerm]:
    """The published words that are explained in running text.

    Args:
        language: the reader's. The forms that are looked for are always the Swedish ones.
    """
    rows = GlossaryTermWords.objects.filter(
        owner__live=True,
        owner__retired_from=None,
        owner__is_explained=True,
        language__in={language, SOURCE_LANGUAGE},
    ).values_list("owner__slug", "owner__abbreviation", "language", "label", "explanation", "everyday")
    by_slug: dict[str, dict[str, tuple[str, str, str]]] = {}
    abbreviations: dict[str, str] = {}
    for slug, abbreviation, code, *words in rows.order_by("owner__slug"):
        by_slug.setdefault(slug, {})[code] = (words[0], words[1], words[2])
        abbreviations[slug] = abbreviation
    return [
        _term(slug, abbreviations[slug], words, language)
        for slug, words in by_slug.items()
        if words.get(SOURCE_LANGUAGE, ("", "", ""))[1]
    ]


def unexplained_words(text: str) -> list[str]:
    """Words of the glossary that stand in a Swedish text and that no button explains there, each once.

    Args:
        text: plain text.
    """
    rows = GlossaryTermWords.objects.filter(
        owner__live=True, owner__retired_from=None, owner__is_explained=False, language=SOURCE_LANGUAGE
    ).values_list("label", "owner__abbreviation")
    forms = tuple(sorted({form for row in rows for form in row if form}))
    if not forms:
        return []
    return list(dict.fromkeys(match["words"] for match in _pattern(forms).finditer(text)))


def _term(slug: str, abbreviation: str, words: dict[str, tuple[str, str, str]], language: str) -> ExplainedTerm:
    label, explanation, everyday = words[SOURCE_LANGUAGE]
    own = words.get(language, ("", "", ""))
    forms = (form.strip() for form in (label, abbreviation, *everyday.splitlines()))
    return ExplainedTerm(
        slug,
        abbreviation,
        Text(own[0], language) if own[0] else Text(label, SOURCE_LANGUAGE),
        Text(own[1], language) if own[1] else Text(explanation, SOURCE_LANGUAGE),
        tuple(form for form in dict.fromkeys(forms) if form),
    )


def _is_exact(form: str) -> bool:
    """An abbreviation is looked for as it is written: SIG is a group, "sig" is a pronoun."""
    return form[1:] != form[1:].lower()


@lru_cache(maxsize=8)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words only, the longest form first. Compiled once for each version of the glossary.

    Marks beside the words are found with them: a browser would break the line between a button and its comma.
    """
    by_letter: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        words = r"\s+".join(re.escape(word) for word in form.split())
        by_letter.setdefault(form[0].casefold(), []).append(words if _is_exact(form) else f"(?i:{words})")
    branches = (
        f"(?=[{re.escape(letter)}{re.escape(letter.upper())}])(?:{'|'.join(words)})"
        for letter, words in by_letter.items()
    )
    words = rf"(?<![\w-])(?P<words>{'|'.join(branches)})(?![\w-])"
    return re.compile(rf"(?P<before>[(\[„“”»]*){words}(?P<after>[^\s\w<&/–-]*)")


class _OpenText(HTMLParser):
    """Finds the stretches of text in which a word may become a button."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.spans: list[tuple[int, int]] = []
        self._html = html
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            values = dict(attrs)
            is_foreign = not (values.get("lang") or SOURCE_LANGUAGE).startswith(SOURCE_LANGUAGE)
            self._open.append((tag, tag in CLOSED or is_foreign or "popover" in values))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """``<br/>``: nothing stands inside it."""

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        if any(is_closed for _, is_closed in self._open):
            return
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        if self._html.startswith(data, start):
            self.spans.append((start, start + len(data)))


def open_text(html: str) -> list[tuple[int, int]]:
    """Where in a piece of HTML running text stands. Markup that cannot be read has none."""
    parser = _OpenText(html)
    try:
        parser.feed(html)
        parser.close()
    except AssertionError:  # the standard parser's answer to a broken declaration
        return []
    return parser.spans


@dataclass
class Explainer:
    """Explains words on one page. What has been explained once on it is not explained again."""

    terms: list[ExplainedTerm]
    told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._by_form = {
            form if _is_exact(form) else form.casefold(): term
            for term in reversed(self.terms)
            for form in term.forms
        }
        self._forms = tuple(sorted({form for term in self.terms for form in term.forms}))

    def explain(self, html: str, write: Callable[[ExplainedTerm, dict[str, str]], str]) -> str:
        """The same HTML, byte for byte, but for the first occurrence of each word.

        Args:
            html: a piece of a page, escaped already.
            write: the markup for a term and what stands in the text: the words, the marks before and after.
        """
        pieces, end = [], 0
        for match, term in self._found(html):
            pieces += [html[end : match.start()], write(term, match.groupdict())]
            end = match.end()
        return "".join([*pieces, html[end:]])

    def _found(self, html: str) -> Iterator[tuple[re.Match[str], ExplainedTerm]]:
        if not self.terms:
            return
        pattern = _pattern(self._forms)
        for start, end in open_text(html):
            for match in pattern.finditer(html, start, end):
                # Beside a character reference the word may go on: "r&aring;d".
                is_cut = (
                    html[match.end() : match.end() + 1] == "&" or html[match.start() - 1 : match.start()] == ";"
                )
                words = " ".join(match["words"].split())
                term = self._by_form.get(words) or self._by_form.get(words.casefold())
                if term and not is_cut and term.slug not in self.told:
                    self.told.add(term.slug)
                    yield match, term
